// Exponential smoothing in the form that corrects its errors, in double precision: one way along a series.
#ifndef GRAINSCOPE_SMOOTHING_H
#define GRAINSCOPE_SMOOTHING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// How the states follow the errors of one step. What is 0 stays as it is: a slope of 0 with `slope` 0 is none.
typedef struct {
  double level;    // α
  double slope;    // β
  double damping;  // φ, by which a slope shrinks each step
  double first;    // γ of the first season
  double second;   // γ of the second season
  double error;    // ρ, by which an error goes on into the next step
  bool multiplies; // whether seasons multiply the level
} ck_smoothing_rates;

typedef struct {
  double level;
  double slope;
  double error;   // of the states' own forecast of the last step
  double *first;  // one state for each place in a season; a single 0, or 1 where seasons multiply, without one
  double *second;
} ck_smoothing_states;

// A series and where it is forecast from.
typedef struct {
  const double *values; // [count]; NaN is missing, and the states go on by their own forecast
  size_t count;
  const int32_t *first; // [count + horizon] the place of each step in the first season
  const int32_t *second;
  const int32_t *origins; // [origin_count] ascending, within 0…count: so many values are known
  size_t origin_count;
  size_t horizon;
  double *ahead; // [2 · horizon] memory to work in
} ck_smoothing_series;

// Goes along the series from the states, which are changed.
//
// fitted: [count], each step's forecast from the one before; null leaves it out.
// forecasts: [origin_count, horizon]; null leaves them out.
// squares, pairs: the squared errors of the forecasts from the origins at steps whose values are known, and their number;
// null leaves them out.
void ck_smoothing_run(const ck_smoothing_rates *rates, ck_smoothing_states *states, const ck_smoothing_series *series,
  double *fitted, double *forecasts, double *squares, size_t *pairs);

#endif
