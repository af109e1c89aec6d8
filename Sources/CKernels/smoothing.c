#include "smoothing.h"

// A season that multiplies and a level are divided by; what is nearer to 0 says nothing of the other.
static const double smallest = 1e-12;

static inline double ratio(double error, double by) {
  return by > smallest || by < -smallest ? error / by : 0;
}

// How far a slope and an error count so many steps ahead: φ + … + φʰ, and ρʰ. In `ahead`, [2 · horizon].
static void weigh_ahead(const ck_smoothing_rates *rates, double *restrict ahead, size_t horizon) {
  double power = 1, sum = 0, error = 1;
  for (size_t step = 0; step < horizon; step++) {
    power *= rates->damping;
    sum += power;
    error *= rates->error;
    ahead[step] = sum;
    ahead[horizon + step] = error;
  }
}

// The forecasts from one origin, and their errors where `values` go on.
static void forecast(const ck_smoothing_rates *rates, const ck_smoothing_states *states,
  const ck_smoothing_series *series, size_t origin, double *restrict forecasts, double *restrict squares,
  size_t *restrict pairs) {
  const double level = states->level, slope = states->slope, error = states->error;
  const double *first = states->first, *second = states->second;
  const int32_t *i = series->first + origin, *j = series->second + origin;
  const double *restrict of_slope = series->ahead, *restrict of_error = series->ahead + series->horizon;
#define FORECAST(step) \
  ((rates->multiplies \
       ? (level + of_slope[step] * slope) * first[i[step]] * second[j[step]] \
       : level + of_slope[step] * slope + first[i[step]] + second[j[step]]) \
    + of_error[step] * error)
  if (forecasts)
    for (size_t step = 0; step < series->horizon; step++) forecasts[step] = FORECAST(step);
  if (!squares) return;
  const size_t left = series->count - origin, steps = left < series->horizon ? left : series->horizon;
  double sum = 0;
  size_t known = 0;
  for (size_t step = 0; step < steps; step++) {
    const double difference = series->values[origin + step] - FORECAST(step);
    if (series->values[origin + step] != series->values[origin + step]) continue;
    sum += difference * difference;
    known++;
  }
#undef FORECAST
  *squares += sum;
  *pairs += known;
}

void ck_smoothing_run(const ck_smoothing_rates *rates, ck_smoothing_states *states, const ck_smoothing_series *series,
  double *fitted, double *forecasts, double *squares, size_t *pairs) {
  const ck_smoothing_rates r = *rates;
  double *restrict first = states->first, *restrict second = states->second;
  size_t next = 0;
  if (series->origin_count) weigh_ahead(rates, series->ahead, series->horizon);
  for (size_t t = 0; t <= series->count; t++) {
    while (next < series->origin_count && (size_t)series->origins[next] == t) {
      forecast(&r, states, series, t, forecasts ? forecasts + next * series->horizon : NULL, squares, pairs);
      next++;
    }
    if (t == series->count) break;
    const double value = series->values[t];
    const int32_t i = series->first[t], j = series->second[t];
    const double slope = states->slope * r.damping, level = states->level + slope;
    const double s1 = first[i], s2 = second[j];
    const double own = r.multiplies ? level * s1 * s2 : level + s1 + s2;
    const double carried = states->error * r.error;
    if (fitted) fitted[t] = own + carried;
    if (value != value) {
      states->level = level;
      states->slope = slope;
      states->error = carried;
      continue;
    }
    const double error = value - own, surprise = error - carried;
    if (r.multiplies) {
      const double by_level = ratio(surprise, s1 * s2);
      states->level = level + r.level * by_level;
      states->slope = slope + r.slope * by_level;
      first[i] = s1 + r.first * ratio(surprise, level * s2);
      second[j] = s2 + r.second * ratio(surprise, level * s1);
    } else {
      states->level = level + r.level * surprise;
      states->slope = slope + r.slope * surprise;
      first[i] = s1 + r.first * surprise;
      second[j] = s2 + r.second * surprise;
    }
    states->error = error;
  }
}
