#ifndef GRAINSCOPE_ALLOCATION_COUNTER_H
#define GRAINSCOPE_ALLOCATION_COUNTER_H

#include <stdbool.h>

// How often the calling thread has asked for heap memory so far.
long allocation_count(void);

// False under a sanitizer, which needs the allocator for itself, and without the GNU C library.
bool allocation_counter_works(void);

#endif
