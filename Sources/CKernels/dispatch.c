#include <stddef.h>
#include <string.h>

#include "subnormals.h"
#include "table.h"

#if defined(__x86_64__)
static const ck_table *const tables[] = {&ck_table_v4, &ck_table_v3, &ck_table_portable};

static bool runs_here(const ck_table *table) {
  __builtin_cpu_init();
  if (table == &ck_table_v4) return __builtin_cpu_supports("x86-64-v4");
  if (table == &ck_table_v3) return __builtin_cpu_supports("x86-64-v3");
  return true;
}
#else
static const ck_table *const tables[] = {&ck_table_portable};
static bool runs_here(const ck_table *table) { return table != NULL; }
#endif

enum { TABLE_COUNT = sizeof tables / sizeof *tables };

static const ck_table *chosen = &ck_table_portable;
static _Thread_local const ck_table *preferred;

static inline const ck_table *active(void) { return preferred ? preferred : chosen; }

__attribute__((constructor)) static void choose_level(void) {
  for (int i = 0; i < TABLE_COUNT; i++)
    if (runs_here(tables[i])) {
      chosen = tables[i];
      return;
    }
}

const char *ck_level(void) { return active()->name; }

bool ck_prefer_level(const char *name) {
  if (!name) {
    preferred = NULL;
    return true;
  }
  for (int i = 0; i < TABLE_COUNT; i++)
    if (strcmp(tables[i]->name, name) == 0 && runs_here(tables[i])) {
      preferred = tables[i];
      return true;
    }
  return false;
}

const void *ck_preference(void) { return preferred; }
void ck_take_preference(const void *preference) { preferred = preference; }

static _Thread_local void *thread_pointer;

void *ck_thread_pointer(void) { return thread_pointer; }
void ck_set_thread_pointer(void *pointer) { thread_pointer = pointer; }

long ck_product_limit(void) { return active()->product_limit; }

void ck_matmul(int rows, int width, int depth, const float *a, int row_step, int depth_step, const float *b,
               int b_stride, float *c, int c_stride, const float *bias, ck_epilogue epilogue, const float *gate,
               int gate_stride) {
  active()->matmul(rows, width, depth, a, row_step, depth_step, b, b_stride, c, c_stride, bias, epilogue, gate,
                   gate_stride);
}

void ck_matmul_transposed(int rows, int units, int width, const float *a, int a_stride, const float *b, int b_stride,
                          float *c, int c_stride, const float *bias, ck_epilogue epilogue) {
  active()->matmul_transposed(rows, units, width, a, a_stride, b, b_stride, c, c_stride, bias, epilogue);
}

void ck_transpose(int rows, int columns, const float *in, int in_stride, float *out, int out_stride) {
  active()->transpose(rows, columns, in, in_stride, out, out_stride);
}

void ck_column_sums(int rows, int width, const float *in, int stride, float *sums, bool accumulate) {
  active()->column_sums(rows, width, in, stride, sums, accumulate);
}

void ck_apply_epilogue(int rows, int width, float *c, int stride, const float *bias, ck_epilogue epilogue,
                       const float *gate, int gate_stride) {
  active()->apply_epilogue(rows, width, c, stride, bias, epilogue, gate, gate_stride);
}

void ck_activate(ck_activation kind, int rows, int columns, const float *in, int in_stride, float *out,
                 int out_stride) {
  active()->activate(kind, rows, columns, in, in_stride, out, out_stride);
}

void ck_activate_backward(ck_activation kind, int rows, int columns, const float *in, int in_stride, const float *out,
                          int out_stride, const float *gradient_out, int gradient_out_stride, float *gradient_in,
                          int gradient_in_stride) {
  active()->activate_backward(kind, rows, columns, in, in_stride, out, out_stride, gradient_out, gradient_out_stride,
                              gradient_in, gradient_in_stride);
}

void ck_dropout(int rows, int first_row, int width, const float *in, int in_stride, float *out, int out_stride,
                uint64_t key, float probability, const float *gate, int gate_stride) {
  active()->dropout(rows, first_row, width, in, in_stride, out, out_stride, key, probability, gate, gate_stride);
}

float ck_loss_gradient(ck_loss kind, float delta, int rows, int batch_rows, int columns, const float *output,
                       int output_stride, const float *target, int target_stride, float *gradient,
                       int gradient_stride) {
  return active()->loss_gradient(kind, delta, rows, batch_rows, columns, output, output_stride, target, target_stride,
                                 gradient, gradient_stride);
}

float ck_cross_entropy_gradient(int rows, int batch_rows, int columns, const float *logits, int logit_stride,
                                const int32_t *labels, float *gradient, int gradient_stride) {
  return active()->cross_entropy_gradient(rows, batch_rows, columns, logits, logit_stride, labels, gradient,
                                          gradient_stride);
}

uint32_t ck_largest_magnitude(int count, const float *values) { return active()->largest_magnitude(count, values); }

double ck_sum_of_squares(int count, const float *values) { return active()->sum_of_squares(count, values); }

void ck_step(ck_optimizer kind, int count, float *parameters, const float *gradient, float *first, float *second,
             const ck_update *update) {
  // The moments of a unit that learns no more fade until they are subnormal, and stay so; a long run with many of
  // them took five times as long a step.
  const uint64_t mode = ck_flush_subnormals();
  active()->step(kind, count, parameters, gradient, first, second, update);
  ck_restore_subnormals(mode);
}

void ck_add_signs(int count, const float *values, float strength, float *sums) {
  active()->add_signs(count, values, strength, sums);
}

void ck_approach(int count, float *values, const float *goals, float share) {
  // As in ck_step: what fades would become subnormal and stay so.
  const uint64_t mode = ck_flush_subnormals();
  active()->approach(count, values, goals, share);
  ck_restore_subnormals(mode);
}

void ck_gather(int rows, int columns, const float *in, int in_stride, const int32_t *order, float *out,
               int out_stride) {
  active()->gather(rows, columns, in, in_stride, order, out, out_stride);
}

int ck_tiny_descend(int steps, int layer_count, const ck_tiny_layer *layers, const float *inputs, int input_stride,
                    const float *targets, int target_stride, const int32_t *order, ck_loss loss, float delta,
                    float rate, float decay, float *losses) {
  return active()->tiny_descend(steps, layer_count, layers, inputs, input_stride, targets, target_stride, order, loss,
                                delta, rate, decay, losses);
}

void ck_combine(int rows, int columns, const float *a, int a_stride, bool spread_a, const float *b, int b_stride,
                bool spread_b, float scale, float *out, int out_stride) {
  active()->combine(rows, columns, a, a_stride, spread_a, b, b_stride, spread_b, scale, out, out_stride);
}

void ck_row_sums(int rows, int width, const float *in, int in_stride, float scale, float *out, int out_stride) {
  active()->row_sums(rows, width, in, in_stride, scale, out, out_stride);
}

void ck_copy_columns(int rows, int segments, int columns, const float *in, int in_stride, int in_step, float *out,
                     int out_stride, int out_step, bool add) {
  active()->copy_columns(rows, segments, columns, in, in_stride, in_step, out, out_stride, out_step, add);
}

void ck_reverse_columns(int rows, int columns, const float *in, int in_stride, float *out, int out_stride) {
  active()->reverse_columns(rows, columns, in, in_stride, out, out_stride);
}

void ck_pool_max(int rows, const ck_windows *windows, const float *in, int in_stride, float *out, int out_stride,
                 uint16_t *winner, int winner_stride) {
  active()->pool_max(rows, windows, in, in_stride, out, out_stride, winner, winner_stride);
}

void ck_pool_average(int rows, const ck_windows *windows, const float *in, int in_stride, float *out, int out_stride) {
  active()->pool_average(rows, windows, in, in_stride, out, out_stride);
}

void ck_pool_max_backward(int rows, const ck_windows *windows, const uint16_t *winner, int winner_stride,
                          const float *gradient_out, int gradient_out_stride, float *gradient_in,
                          int gradient_in_stride) {
  active()->pool_max_backward(rows, windows, winner, winner_stride, gradient_out, gradient_out_stride, gradient_in,
                              gradient_in_stride);
}

void ck_pool_average_backward(int rows, const ck_windows *windows, const float *gradient_out, int gradient_out_stride,
                              float *gradient_in, int gradient_in_stride) {
  active()->pool_average_backward(rows, windows, gradient_out, gradient_out_stride, gradient_in, gradient_in_stride);
}

void ck_slide(const ck_sliding *sliding, const float *in, const float *weight, const float *bias,
              const float *residual, float *out) {
  active()->slide(sliding, in, weight, bias, residual, out);
}

void ck_slide_gradient(const ck_sliding *sliding, int images, const float *in, ptrdiff_t in_stride,
                       const float *gradient, ptrdiff_t gradient_stride, int first, int last, float *weight_gradient,
                       bool accumulate) {
  active()->slide_gradient(sliding, images, in, in_stride, gradient, gradient_stride, first, last, weight_gradient, accumulate);
}

void ck_slide_pool(const ck_sliding *sliding, const float *in, const float *weight, const float *bias, float *scratch,
                   float *out, uint8_t *winner) {
  active()->slide_pool(sliding, in, weight, bias, scratch, out, winner);
}

void ck_pooled_gradient(const ck_sliding *sliding, int images, const float *in, ptrdiff_t in_stride,
                        const float *gradient, ptrdiff_t gradient_stride, const uint8_t *winner,
                        ptrdiff_t winner_stride, float *scratch, float *weight_gradient) {
  active()->pooled_gradient(sliding, images, in, in_stride, gradient, gradient_stride, winner, winner_stride, scratch, weight_gradient);
}

void ck_pooled_unit_gradient(const ck_sliding *sliding, int images, const float *in, ptrdiff_t in_stride,
                             const float *gradient, ptrdiff_t gradient_stride, const uint8_t *winner,
                             ptrdiff_t winner_stride, int first, int last, float *scratch, float *unit_gradient) {
  active()->pooled_unit_gradient(sliding, images, in, in_stride, gradient, gradient_stride, winner, winner_stride, first, last, scratch, unit_gradient);
}

void ck_pooled_input_gradient(const ck_sliding *sliding, const float *gradient, const uint8_t *winner,
                              const float *unit_weight, float *scratch, float *in_gradient) {
  active()->pooled_input_gradient(sliding, gradient, winner, unit_weight, scratch, in_gradient);
}

void ck_weight_to_units(const ck_sliding *sliding, const float *weight, float *unit_weight) {
  active()->weight_to_units(sliding, weight, unit_weight);
}

void ck_units_to_weight(const ck_sliding *sliding, const float *unit_weight, float *weight, bool accumulate) {
  active()->units_to_weight(sliding, unit_weight, weight, accumulate);
}

void ck_pack_panels(int rows, int units, const float *weight, int weight_stride, const float *scale, float *out) {
  active()->pack_panels(rows, units, weight, weight_stride, scale, out);
}

void ck_place_sums(int images, int places, int units, const float *in, ptrdiff_t in_stride, float *sums,
                   bool accumulate) {
  active()->place_sums(images, places, units, in, in_stride, sums, accumulate);
}

void ck_frame(int lines, int length, const float *in, ptrdiff_t in_step, float *out, int before, int after) {
  active()->frame(lines, length, in, in_step, out, before, after);
}

void ck_batch_moments(int rows, int places, int channels, const float *in, int in_stride, float *mean,
                      float *variance) {
  active()->batch_moments(rows, places, channels, in, in_stride, mean, variance);
}

void ck_normalization_sums(int rows, int places, int channels, const float *in, int in_stride, const float *mean,
                           const float *gradient, int gradient_stride, float *sums, float *products) {
  active()->normalization_sums(rows, places, channels, in, in_stride, mean, gradient, gradient_stride, sums, products);
}

void ck_scale_channels(int rows, int places, int channels, const float *in, int in_stride, const float *scale,
                       const float *shift, ck_epilogue epilogue, float *out, int out_stride) {
  active()->scale_channels(rows, places, channels, in, in_stride, scale, shift, epilogue, out, out_stride);
}

void ck_normalization_backward(int rows, int places, int channels, const float *in, int in_stride, const float *mean,
                               const float *gradient, int gradient_stride, const float *scale, const float *slope,
                               const float *offset, float *out, int out_stride) {
  active()->normalization_backward(rows, places, channels, in, in_stride, mean, gradient, gradient_stride, scale, slope,
                                   offset, out, out_stride);
}

void ck_normalize_rows(int rows, int columns, const float *in, int in_stride, const float *gamma, const float *beta,
                       float epsilon, float *moments, int moments_stride, float *out, int out_stride) {
  active()->normalize_rows(rows, columns, in, in_stride, gamma, beta, epsilon, moments, moments_stride, out,
                           out_stride);
}

void ck_row_normalization_sums(int rows, int width, const float *in, int in_stride, const float *moments,
                               int moments_stride, const float *gradient, int gradient_stride, float *gamma,
                               float *beta, bool accumulate) {
  active()->row_normalization_sums(rows, width, in, in_stride, moments, moments_stride, gradient, gradient_stride, gamma,
                                   beta, accumulate);
}

void ck_row_normalization_backward(int rows, int columns, const float *in, int in_stride, const float *moments,
                                   int moments_stride, const float *gradient, int gradient_stride, const float *gamma,
                                   float *out, int out_stride) {
  active()->row_normalization_backward(rows, columns, in, in_stride, moments, moments_stride, gradient, gradient_stride,
                                       gamma, out, out_stride);
}

void ck_resample(int rows, const ck_resampling *resampling, const float *in, int in_stride, float *out,
                 int out_stride) {
  active()->resample(rows, resampling, in, in_stride, out, out_stride);
}

void ck_resample_backward(int rows, const ck_resampling *resampling, const float *gradient_out,
                          int gradient_out_stride, float *gradient_in, int gradient_in_stride) {
  active()->resample_backward(rows, resampling, gradient_out, gradient_out_stride, gradient_in, gradient_in_stride);
}

void ck_gru_forward(int rows, int width, float *gates, const float *previous, float *state) {
  active()->gru_forward(rows, width, gates, previous, state);
}

void ck_gru_backward(int rows, int width, float *gates, const float *previous, float *gradient, float *sums) {
  active()->gru_backward(rows, width, gates, previous, gradient, sums);
}
