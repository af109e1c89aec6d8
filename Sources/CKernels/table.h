// One instruction set level's kernels; the signatures are those of ckernels.h.
#ifndef GRAINSCOPE_KERNEL_TABLE_H
#define GRAINSCOPE_KERNEL_TABLE_H

#include "ckernels.h"

typedef struct {
  const char *name;
  long product_limit;
  __typeof__(ck_matmul) *matmul;
  __typeof__(ck_matmul_transposed) *matmul_transposed;
  __typeof__(ck_transpose) *transpose;
  __typeof__(ck_column_sums) *column_sums;
  __typeof__(ck_apply_epilogue) *apply_epilogue;
  __typeof__(ck_activate) *activate;
  __typeof__(ck_activate_backward) *activate_backward;
  __typeof__(ck_dropout) *dropout;
  __typeof__(ck_loss_gradient) *loss_gradient;
  __typeof__(ck_cross_entropy_gradient) *cross_entropy_gradient;
  __typeof__(ck_largest_magnitude) *largest_magnitude;
  __typeof__(ck_sum_of_squares) *sum_of_squares;
  __typeof__(ck_step) *step;
  __typeof__(ck_add_signs) *add_signs;
  __typeof__(ck_approach) *approach;
  __typeof__(ck_gather) *gather;
  __typeof__(ck_combine) *combine;
  __typeof__(ck_row_sums) *row_sums;
  __typeof__(ck_copy_columns) *copy_columns;
  __typeof__(ck_reverse_columns) *reverse_columns;
  __typeof__(ck_pool_max) *pool_max;
  __typeof__(ck_pool_average) *pool_average;
  __typeof__(ck_pool_max_backward) *pool_max_backward;
  __typeof__(ck_pool_average_backward) *pool_average_backward;
  __typeof__(ck_tiny_descend) *tiny_descend;
  __typeof__(ck_batch_moments) *batch_moments;
  __typeof__(ck_normalization_sums) *normalization_sums;
  __typeof__(ck_scale_channels) *scale_channels;
  __typeof__(ck_normalization_backward) *normalization_backward;
  __typeof__(ck_normalize_rows) *normalize_rows;
  __typeof__(ck_row_normalization_sums) *row_normalization_sums;
  __typeof__(ck_row_normalization_backward) *row_normalization_backward;
  __typeof__(ck_resample) *resample;
  __typeof__(ck_resample_backward) *resample_backward;
  __typeof__(ck_slide) *slide;
  __typeof__(ck_slide_gradient) *slide_gradient;
  __typeof__(ck_slide_pool) *slide_pool;
  __typeof__(ck_pooled_gradient) *pooled_gradient;
  __typeof__(ck_pooled_unit_gradient) *pooled_unit_gradient;
  __typeof__(ck_pooled_input_gradient) *pooled_input_gradient;
  __typeof__(ck_weight_to_units) *weight_to_units;
  __typeof__(ck_units_to_weight) *units_to_weight;
  __typeof__(ck_pack_panels) *pack_panels;
  __typeof__(ck_place_sums) *place_sums;
  __typeof__(ck_frame) *frame;
  __typeof__(ck_gru_forward) *gru_forward;
  __typeof__(ck_gru_backward) *gru_backward;
} ck_table;

extern const ck_table ck_table_v4, ck_table_v3, ck_table_portable;

#endif
