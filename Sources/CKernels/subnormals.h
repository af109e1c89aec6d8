// Numbers below 1.2e-38, which a processor multiplies a hundred times slower than others.
#ifndef GRAINSCOPE_SUBNORMALS_H
#define GRAINSCOPE_SUBNORMALS_H

#include <stdint.h>

// Takes subnormal numbers for 0 on this thread, in operands and results; returns the mode to go back to.
static inline uint64_t ck_flush_subnormals(void) {
#if defined(__x86_64__)
  const unsigned mode = __builtin_ia32_stmxcsr();
  __builtin_ia32_ldmxcsr(mode | 0x8040); // flush to zero, denormals are zero
  return mode;
#elif defined(__aarch64__)
  uint64_t mode;
  __asm__ volatile("mrs %0, fpcr" : "=r"(mode));
  __asm__ volatile("msr fpcr, %0" ::"r"(mode | UINT64_C(1) << 24) : "memory");
  return mode;
#else
  return 0;
#endif
}

static inline void ck_restore_subnormals(uint64_t mode) {
#if defined(__x86_64__)
  __builtin_ia32_ldmxcsr((unsigned)mode);
#elif defined(__aarch64__)
  __asm__ volatile("msr fpcr, %0" ::"r"(mode) : "memory");
#else
  (void)mode;
#endif
}

#endif
