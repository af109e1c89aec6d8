// The C library's allocator, as far as a program that holds long series needs it.
#ifndef GRAINSCOPE_ALLOCATOR_H
#define GRAINSCOPE_ALLOCATOR_H

#include <malloc.h>

// Takes large blocks from the system one by one, and gives each back when it is freed.
//
// Left to itself, the C library raises the size at which it does so to that of whatever large block was freed before, up to
// 32 MB; the next ones then lie among small blocks of their thread's heap, which keeps them.
static inline void ck_return_large_blocks(void) { mallopt(M_MMAP_THRESHOLD, 2 << 20); }

#endif
