// OpenBLAS starts a thread for each processor that it sees when it is loaded, before main can say that none is wanted. Where
// the shell allows no threads or little memory, that ends the program by a signal or has it wait for ever. So a program shows
// itself one processor while its libraries are loaded.
#define _GNU_SOURCE
#include <sched.h>

#ifndef __has_feature
#define __has_feature(name) 0
#endif

// A sanitizer is not ready yet when this runs.
#if !__has_feature(thread_sanitizer) && !__has_feature(address_sanitizer)

static cpu_set_t processors;
// Volatile, for a compiler works constructors out beforehand where it sees all of a variable, and does not see that
// something ran before them: `widen` was gone from the program.
static volatile int is_narrowed;

static void narrow(void) {
  cpu_set_t one;
  CPU_ZERO(&one);
  if (sched_getaffinity(0, sizeof processors, &processors) != 0) return;
  for (int number = 0; number < CPU_SETSIZE; number++) {
    if (!CPU_ISSET(number, &processors)) continue;
    CPU_SET(number, &one);
    is_narrowed = sched_setaffinity(0, sizeof one, &one) == 0;
    return;
  }
}

// Runs before the constructors of libraries; those of the program itself run behind them.
__attribute__((section(".preinit_array"), used)) static void (*const before_libraries)(void) = narrow;

__attribute__((constructor)) static void widen(void) {
  if (is_narrowed) sched_setaffinity(0, sizeof processors, &processors);
}

#endif
