// Elementwise and small-product kernels in single precision, compiled once for each level of the x86-64 instruction set
// and chosen when the program starts. Swift compiles a file for one level only, so this is where it cannot reach.
//
// Layout of every matrix: rows of `stride` floats, `stride` a multiple of 16, each row starting on 64 bytes. Lanes from
// the last column to the stride are padding and hold zeros; every kernel keeps them so. `width` below counts padded
// lanes and is a multiple of 16.
#ifndef GRAINSCOPE_KERNELS_H
#define GRAINSCOPE_KERNELS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "allocator.h"
#include "smoothing.h"

enum { CK_LANES = 16 };

// What a product does to a result before it is stored.
typedef enum {
  CK_PLAIN,      // c = a·b + bias
  CK_RELU,       // c = max(a·b + bias, 0)
  CK_LEAKY_RELU, // c = a·b + bias, its negative values times CK_LEAK
  CK_RELU_GATE,  // c = a·b where gate > 0, else 0
  CK_LEAKY_GATE, // c = a·b where gate > 0, else a·b times CK_LEAK
  CK_ACCUMULATE  // c = c + a·b
} ck_epilogue;

#define CK_LEAK 0.01f

typedef enum {
  CK_LINEAR,
  CK_ACT_RELU,
  CK_ACT_LEAKY_RELU,
  CK_GELU,
  CK_TANH,
  CK_SIN,
  CK_SIGMOID,
  CK_SOFTMAX
} ck_activation;
typedef enum { CK_MSE, CK_MAE, CK_HUBER } ck_loss;
typedef enum { CK_SGD, CK_MOMENTUM, CK_NESTEROV, CK_RMSPROP, CK_ADAM, CK_ADAMW } ck_optimizer;

// The instruction set level in use: "x86-64-v4", "x86-64-v3" or "portable".
const char *ck_level(void);

// Makes the calling thread use another level, null the best again; false if this processor cannot run it.
bool ck_prefer_level(const char *name);

// What the calling thread prefers, for a thread that helps it to take over; null for the best.
const void *ck_preference(void);
void ck_take_preference(const void *preference);

// A pointer of the calling thread's own, null at first.
void *ck_thread_pointer(void);
void ck_set_thread_pointer(void *pointer);

// Tells the processor that this thread waits in a loop.
static inline void ck_pause(void) {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#endif
}

// Products of more multiply-adds than this are better left to a library that packs its operands.
long ck_product_limit(void);

// c[rows, width] = a[rows, depth] · b[depth, width], then the epilogue. Element (i, p) of a lies at
// a[i * row_step + p * depth_step], so that a transposed left side costs nothing. bias and gate may be null.
void ck_matmul(int rows, int width, int depth, const float *a, int row_step, int depth_step, const float *b,
               int b_stride, float *c, int c_stride, const float *bias, ck_epilogue epilogue, const float *gate,
               int gate_stride);

// c[rows, units] = a[rows, width] · bᵀ + bias, b[units, width]; for few units. Padding of c is left alone.
void ck_matmul_transposed(int rows, int units, int width, const float *a, int a_stride, const float *b, int b_stride,
                          float *c, int c_stride, const float *bias, ck_epilogue epilogue);

// out[column, row] = in[row, column]; rows and columns are rounded up to whole blocks of 16, for which both sides must
// have room.
void ck_transpose(int rows, int columns, const float *in, int in_stride, float *out, int out_stride);

// sums[width] = Σ over rows, or added to what is there.
void ck_column_sums(int rows, int width, const float *in, int stride, float *sums, bool accumulate);

// The epilogue of a product made elsewhere, in place.
void ck_apply_epilogue(int rows, int width, float *c, int stride, const float *bias, ck_epilogue epilogue,
                       const float *gate, int gate_stride);

// out = f(in) on the first `columns` of each row. Softmax works row by row.
void ck_activate(ck_activation kind, int rows, int columns, const float *in, int in_stride, float *out, int out_stride);

// gradient_in = gradient_out · f′; `in` and `out` are what ck_activate saw. In place if both gradients are the same.
void ck_activate_backward(ck_activation kind, int rows, int columns, const float *in, int in_stride, const float *out,
                          int out_stride, const float *gradient_out, int gradient_out_stride, float *gradient_in,
                          int gradient_in_stride);

// out = in / (1 − probability) where a hash of (key, position) says so, else 0; position = (first_row + row) · width +
// lane. Applied to a gradient it is its own derivative; with a gate the result is also cut where gate ≤ 0.
void ck_dropout(int rows, int first_row, int width, const float *in, int in_stride, float *out, int out_stride,
                uint64_t key, float probability, const float *gate, int gate_stride);

// Writes the gradient of the mean loss over batch_rows · columns elements, of which these rows are a part (zeros into
// the padding), and returns the sum of their element losses.
float ck_loss_gradient(ck_loss kind, float delta, int rows, int batch_rows, int columns, const float *output,
                       int output_stride, const float *target, int target_stride, float *gradient, int gradient_stride);

// The same for softmax with cross-entropy against labels, the mean over batch_rows.
float ck_cross_entropy_gradient(int rows, int batch_rows, int columns, const float *logits, int logit_stride,
                                const int32_t *labels, float *gradient, int gradient_stride);

// The bit pattern of the largest magnitude as an integer: 0x7F800000 or more if any value is infinite or not a number.
uint32_t ck_largest_magnitude(int count, const float *values);
double ck_sum_of_squares(int count, const float *values);

typedef struct {
  float rate;  // step size, divided by the first bias correction for Adam
  float decay; // weight decay: an L2 term, or for AdamW the factor on the parameter (1 − rate · decay)
  float beta1, beta2, epsilon;
  float root_correction; // 1/√(1 − β₂ᵗ) of Adam
  float gradient_scale;  // from clipping; 1 is none
} ck_update;

// One optimizer step over a flat block; first and second are null where the optimizer keeps no such moment.
void ck_step(ck_optimizer kind, int count, float *parameters, const float *gradient, float *first, float *second,
             const ck_update *update);

// sums = sums + strength · sign(values), where the sign of 0 is 0.
void ck_add_signs(int count, const float *values, float strength, float *sums);

// values = values + share · (goals − values).
void ck_approach(int count, float *values, const float *goals, float share);

// Copies `columns` floats of each named row; the padding of out is left alone. out_stride as above, in_stride any.
void ck_gather(int rows, int columns, const float *in, int in_stride, const int32_t *order, float *out, int out_stride);

// out = a + scale · b on `columns` columns of each row; a may be null, for scale · b alone, and out may be a. Of a side
// that is spread only the first column is read, for all columns.
void ck_combine(int rows, int columns, const float *a, int a_stride, bool spread_a, const float *b, int b_stride,
                bool spread_b, float scale, float *out, int out_stride);

// out[row, 0] = scale · Σ of the row.
void ck_row_sums(int rows, int width, const float *in, int in_stride, float scale, float *out, int out_stride);

// Copies `columns` floats, or adds them to what is there, `segments` times in each row at steps of in_step and out_step.
// Rows need not be aligned.
void ck_copy_columns(int rows, int segments, int columns, const float *in, int in_stride, int in_step, float *out,
                     int out_stride, int out_step, bool add);

// out[row, column] = in[row, columns − 1 − column]
void ck_reverse_columns(int rows, int columns, const float *in, int in_stride, float *out, int out_stride);

// Windows that slide over images of [height, width, channels]; they may lie partly outside.
typedef struct {
  int height, width, channels;
  int out_height, out_width;
  int kernel_height, kernel_width, stride_y, stride_x, padding_y, padding_x;
} ck_windows;

// The largest, or the mean, of what lies inside each window, channel by channel: out[row, (y, x, channel)]. The number
// of the largest value's cell in its window goes to `winner`, which may be null.
void ck_pool_max(int rows, const ck_windows *windows, const float *in, int in_stride, float *out, int out_stride,
                 uint16_t *winner, int winner_stride);
void ck_pool_average(int rows, const ck_windows *windows, const float *in, int in_stride, float *out, int out_stride);

// Their derivatives; gradient_in is overwritten.
void ck_pool_max_backward(int rows, const ck_windows *windows, const uint16_t *winner, int winner_stride,
                          const float *gradient_out, int gradient_out_stride, float *gradient_in,
                          int gradient_in_stride);
void ck_pool_average_backward(int rows, const ck_windows *windows, const float *gradient_out, int gradient_out_stride,
                              float *gradient_in, int gradient_in_stride);

// The windows of one image as the rows of a product's left side. A window is `segment_count` segments of
// `segment_length` floats that lie one after another; weight row s · segment_length + t belongs to float t of segment
// s. Nothing is checked against borders: an image with padding is copied into a frame of zeros first. All steps are in
// floats. Up to 15 floats beyond the last unit of any side are read, never used.
typedef struct {
  int lines, places, units;        // of the result
  ptrdiff_t line_step, place_step; // from window to window
  int segment_count, segment_length;
  const int *segments;  // where each segment starts, from the window's first float
  int weight_stride;    // from row to row of the weight
  ptrdiff_t panel_step; // from 32 units to the next 32 in one row
  ptrdiff_t out_line_step, out_place_step;
  ck_epilogue epilogue;        // plain, relu or leaky relu
  int pool_height, pool_width; // the blocks of results of which the pooled kernels keep the largest
} ck_sliding;

// out(line, place) = epilogue(window · weight + bias + residual); bias and residual, which is laid out like out, may be
// null.
void ck_slide(const ck_sliding *sliding, const float *in, const float *weight, const float *bias,
              const float *residual, float *out);

// Rows first..<last of the weight's gradient = Σ windowsᵀ · gradient over `images` images, or added to what is there.
void ck_slide_gradient(const ck_sliding *sliding, int images, const float *in, ptrdiff_t in_stride,
                       const float *gradient, ptrdiff_t gradient_stride, int first, int last, float *weight_gradient,
                       bool accumulate);

// out = epilogue(largest of each block of (window · weight) + bias), place by place without gaps, and the number of the
// place of each in `winner`, which may be null. Scratch: the results of pool_height lines.
void ck_slide_pool(const ck_sliding *sliding, const float *in, const float *weight, const float *bias, float *scratch,
                   float *out, uint8_t *winner);

// Added to the gradient of a pooled product's weight, for windows of few channels. Scratch as above.
void ck_pooled_gradient(const ck_sliding *sliding, int images, const float *in, ptrdiff_t in_stride,
                        const float *gradient, ptrdiff_t gradient_stride, const uint8_t *winner,
                        ptrdiff_t winner_stride, float *scratch, float *weight_gradient);

// The same for windows of many channels, of units first..<last; the gradient of each unit is a row, with each segment
// padded to a multiple of 16. Scratch: two floats for each pooled place.
void ck_pooled_unit_gradient(const ck_sliding *sliding, int images, const float *in, ptrdiff_t in_stride,
                             const float *gradient, ptrdiff_t gradient_stride, const uint8_t *winner,
                             ptrdiff_t winner_stride, int first, int last, float *scratch, float *unit_gradient);

// Added to the gradient of one image of a pooled product; the weight has a row for each unit. Scratch: three floats for
// each pooled value.
void ck_pooled_input_gradient(const ck_sliding *sliding, const float *gradient, const uint8_t *winner,
                              const float *unit_weight, float *scratch, float *in_gradient);

// Between a weight and the form with a row for each unit; back it may be added.
void ck_weight_to_units(const ck_sliding *sliding, const float *weight, float *unit_weight);
void ck_units_to_weight(const ck_sliding *sliding, const float *unit_weight, float *weight, bool accumulate);

// out[panel, row, 32] = weight[row, units] · scale[units], units beyond the last as zeros; scale may be null.
void ck_pack_panels(int rows, int units, const float *weight, int weight_stride, const float *scale, float *out);

// sums[unit] = Σ over images and places, or added to what is there.
void ck_place_sums(int images, int places, int units, const float *in, ptrdiff_t in_stride, float *sums,
                   bool accumulate);

// Copies a line of `length` floats between two pictures, as often as there are lines; zeros stand before and after each
// line of out, as many as are named.
void ck_frame(int lines, int length, const float *in, ptrdiff_t in_step, float *out, int before, int after);

// Mean and variance, the latter without correction, of each channel over rows and places; images lie place by place,
// channels last. mean and the like, here and below, are rows of whole vectors.
void ck_batch_moments(int rows, int places, int channels, const float *in, int in_stride, float *mean,
                      float *variance);

// sums = Σ gradient, products = Σ gradient · (in − mean), channel by channel.
void ck_normalization_sums(int rows, int places, int channels, const float *in, int in_stride, const float *mean,
                           const float *gradient, int gradient_stride, float *sums, float *products);

// out = in · scale + shift, channel by channel, then a rectifier or none.
void ck_scale_channels(int rows, int places, int channels, const float *in, int in_stride, const float *scale,
                       const float *shift, ck_epilogue epilogue, float *out, int out_stride);

// out = gradient · scale + (in − mean) · slope + offset, channel by channel.
void ck_normalization_backward(int rows, int places, int channels, const float *in, int in_stride, const float *mean,
                               const float *gradient, int gradient_stride, const float *scale, const float *slope,
                               const float *offset, float *out, int out_stride);

// out = (in − mean) / √(variance + epsilon) · gamma + beta, every row by itself; moments get its mean and
// 1 / √(variance + epsilon). gamma and beta have zeros in their padding.
void ck_normalize_rows(int rows, int columns, const float *in, int in_stride, const float *gamma, const float *beta,
                       float epsilon, float *moments, int moments_stride, float *out, int out_stride);

// gamma = Σ gradient · x̂ and beta = Σ gradient over the rows, or added to what is there, x̂ by the moments above.
void ck_row_normalization_sums(int rows, int width, const float *in, int in_stride, const float *moments,
                               int moments_stride, const float *gradient, int gradient_stride, float *gamma,
                               float *beta, bool accumulate);

// out = (g − mean g − x̂ · mean (g · x̂)) / √(variance + epsilon) with g = gamma · gradient.
void ck_row_normalization_backward(int rows, int columns, const float *in, int in_stride, const float *moments,
                                   int moments_stride, const float *gradient, int gradient_stride, const float *gamma,
                                   float *out, int out_stride);

// The inputs that make up one line, or one column, of another size, and where their weights begin.
typedef struct {
  int first, count, weights;
} ck_span;

typedef struct {
  int height, width, channels;
  int out_height, out_width;
  const ck_span *lines;   // [out_height]
  const ck_span *columns; // [out_width]
  const float *weights;
} ck_resampling;

// out[y, x] = Σ line weight · column weight · in; and its adjoint, which overwrites gradient_in.
void ck_resample(int rows, const ck_resampling *resampling, const float *in, int in_stride, float *out,
                 int out_stride);
void ck_resample_backward(int rows, const ck_resampling *resampling, const float *gradient_out,
                          int gradient_out_stride, float *gradient_in, int gradient_in_stride);

// One dense layer of a chain of up to four, so narrow that a step is dominated by everything but arithmetic.
typedef struct {
  float *weight; // [inputs, 16], or [units, padded inputs] when transposed
  float *bias;   // [16]
  int inputs, units, stride;
  bool transposed;
  ck_activation activation; // linear, relu, leaky relu, tanh or sigmoid
} ck_tiny_layer;

enum { CK_TINY_LAYERS = 4, CK_TINY_UNITS = 16 };

// Whole steps of stochastic gradient descent with one example each: example order[s], its mean loss to losses[s]. Stops
// before a step whose numbers grow beyond 1e9 and leaves that one to the caller; returns how many steps were done.
int ck_tiny_descend(int steps, int layer_count, const ck_tiny_layer *layers, const float *inputs, int input_stride,
                    const float *targets, int target_stride, const int32_t *order, ck_loss loss, float delta,
                    float rate, float decay, float *losses);

// One time of a gated recurrent unit, between its products. gates[rows, 4 · width] holds n, r, z and the state's share of n
// before their functions, and n, r, z after them; states are [rows, width].
void ck_gru_forward(int rows, int width, float *gates, const float *previous, float *state);

// gates, as that leaves them, become the gradients of what it read, whose columns are added to sums[4 · width]; the gradient
// of the state becomes the part of the previous state's that passes no gate.
void ck_gru_backward(int rows, int width, float *gates, const float *previous, float *gradient, float *sums);

#endif
