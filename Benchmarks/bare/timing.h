// A clock, a report in the format that all programs of this folder share, and random numbers.
#ifndef GRAINSCOPE_BENCHMARK_TIMING_H
#define GRAINSCOPE_BENCHMARK_TIMING_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { REPEATS = 15 };

static inline double seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec + 1e-9 * now.tv_nsec;
}

static inline int ascending(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

// "W1 <tab> program <tab> median <tab> least <tab> greatest", microseconds a step.
static inline void report(const char *workload, const char *program, double *microseconds) {
  qsort(microseconds, REPEATS, sizeof *microseconds, ascending);
  printf("%s\t%s\t%.4f\t%.4f\t%.4f\n", workload, program, microseconds[REPEATS / 2], microseconds[0],
         microseconds[REPEATS - 1]);
}

static inline uint32_t next_random(uint64_t *state) {
  *state ^= *state << 13;
  *state ^= *state >> 7;
  *state ^= *state << 17;
  return (uint32_t)(*state >> 32);
}

static inline float uniform(uint64_t *state) { return (float)next_random(state) * 0x1p-32f * 2 - 1; }

#endif
