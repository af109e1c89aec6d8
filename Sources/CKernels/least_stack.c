// A stack of 128 KB and less is full before main can say so, and a program that overflows it ends by a signal. A shell's soft limit
// is raised as far as the hard one allows; where that is too little, the program says so and ends. The stack of the first thread
// grows up to the limit of the moment.
#define _GNU_SOURCE
#include <pthread.h>
#include <stdio.h>
#include <sys/resource.h>
#include <unistd.h>

#ifndef __has_feature
#define __has_feature(name) 0
#endif

// A sanitizer is not ready yet when this runs.
#if !__has_feature(thread_sanitizer) && !__has_feature(address_sanitizer)

enum { NEEDED = 1 << 20, USUAL = 8 << 20 };

static void widen_stack(void) {
  struct rlimit stack;
  if (getrlimit(RLIMIT_STACK, &stack) != 0 || stack.rlim_cur >= NEEDED) return;
  stack.rlim_cur = stack.rlim_max < USUAL ? stack.rlim_max : USUAL;
  setrlimit(RLIMIT_STACK, &stack);
  if (stack.rlim_cur >= NEEDED) {
    // The C library has taken the old limit for the stacks of threads by now.
    pthread_attr_t usual;
    pthread_attr_init(&usual);
    pthread_attr_setstacksize(&usual, stack.rlim_cur);
    pthread_setattr_default_np(&usual);
    return;
  }
  char sentence[256];
  int count = snprintf(
      sentence, sizeof sentence,
      "grainscope: This shell gives a program a stack of %lu KB, and at least %d KB are needed; allow more, as by "
      "ulimit -s 8192.\n",
      (unsigned long)stack.rlim_cur >> 10, NEEDED >> 10);
  (void)!write(STDERR_FILENO, sentence, (size_t)count);
  _exit(1);
}

// Before the libraries, whose constructors take from the stack too.
__attribute__((section(".preinit_array"), used)) static void (*const before_all)(void) = widen_stack;

#endif
