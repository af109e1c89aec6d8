// W1 and W3 without a framework: mini-batches, one hidden layer or two with relu, Adam, mean squared error, on cblas.
//
// What a programmer would write by hand for exactly these networks: buffers made once, bias and relu in one pass, Adam
// in one pass over a flat block, products by OpenBLAS on one thread in the forms it is quick at.
#include <cblas.h>
#include <math.h>
#include <stdbool.h>
#include <string.h>

#include "timing.h"

enum { BATCH = 32, MAX_LAYERS = 3 };

typedef struct {
  const char *name;
  int layers, widths[MAX_LAYERS + 1], examples, epochs;
  float dropout; // before the last layer
} workload;

static const workload workloads[] = {
    {"W1", 3, {10, 64, 32, 1}, 1000, 100, 0},
    {"W3", 2, {96, 64, 1}, 17324, 1, 0.5f},
};

static float *make(size_t count) {
  size_t bytes = (count * sizeof(float) + 63) / 64 * 64;
  float *memory = aligned_alloc(64, bytes);
  memset(memory, 0, bytes);
  return memory;
}

static void product(bool transposed, int m, int n, int k, const float *a, const float *b, float *c) {
  cblas_sgemm(CblasRowMajor, transposed ? CblasTrans : CblasNoTrans, CblasNoTrans, m, n, k, 1, a, transposed ? m : k, b,
              n, 0, c, n);
}

static void run(const workload *w) {
  const int last = w->layers - 1;
  uint64_t random = 88172645463325252u;
  size_t count = 0;
  for (int l = 0; l < w->layers; l++) count += (size_t)(w->widths[l] + 1) * w->widths[l + 1];
  float *parameters = make(count), *gradient = make(count), *mean = make(count), *square = make(count);
  float *weight[MAX_LAYERS], *bias[MAX_LAYERS], *weight_gradient[MAX_LAYERS], *bias_gradient[MAX_LAYERS];
  float *value[MAX_LAYERS + 1], *delta[MAX_LAYERS + 1], *transposed[MAX_LAYERS];
  size_t place = 0;
  value[0] = make((size_t)BATCH * w->widths[0]);
  for (int l = 0; l < w->layers; l++) {
    const int in = w->widths[l], out = w->widths[l + 1];
    weight[l] = parameters + place, weight_gradient[l] = gradient + place, place += (size_t)in * out;
    bias[l] = parameters + place, bias_gradient[l] = gradient + place, place += out;
    value[l + 1] = make((size_t)BATCH * out), delta[l + 1] = make((size_t)BATCH * out);
    transposed[l] = make((size_t)in * out);
  }
  float *inputs = make((size_t)w->examples * w->widths[0]), *targets = make(w->examples), *mask = make(BATCH * 64);
  int *order = malloc(w->examples * sizeof *order);
  for (size_t i = 0; i < (size_t)w->examples * w->widths[0]; i++) inputs[i] = 1.7f * uniform(&random);
  for (int i = 0; i < w->examples; i++) {
    const float *x = inputs + (size_t)i * w->widths[0];
    targets[i] = sinf(x[0]) + 0.5f * x[1] * x[2];
    order[i] = i;
  }

  double times[REPEATS];
  for (int repeat = 0; repeat < REPEATS; repeat++) {
    for (int l = 0; l < w->layers; l++) {
      float limit = sqrtf(6.f / (w->widths[l] + w->widths[l + 1]));
      for (int i = 0; i < w->widths[l] * w->widths[l + 1]; i++) weight[l][i] = limit * uniform(&random);
      memset(bias[l], 0, w->widths[l + 1] * sizeof(float));
    }
    memset(mean, 0, count * sizeof(float)), memset(square, 0, count * sizeof(float));
    double power1 = 1, power2 = 1;
    long steps = 0;
    const double start = seconds();
    for (int epoch = 0; epoch < w->epochs; epoch++) {
      for (int i = w->examples - 1; i > 0; i--) {
        int j = (int)(((uint64_t)next_random(&random) * (i + 1)) >> 32), kept = order[i];
        order[i] = order[j], order[j] = kept;
      }
      for (int first = 0; first < w->examples; first += BATCH, steps++) {
        const int rows = w->examples - first < BATCH ? w->examples - first : BATCH;
        for (int r = 0; r < rows; r++)
          memcpy(value[0] + (size_t)r * w->widths[0], inputs + (size_t)order[first + r] * w->widths[0],
                 w->widths[0] * sizeof(float));
        for (int l = 0; l < last; l++) {
          const int out = w->widths[l + 1];
          product(false, rows, out, w->widths[l], value[l], weight[l], value[l + 1]);
          float *h = value[l + 1];
          const float *b = bias[l];
          if (l == last - 1 && w->dropout > 0) {
            const float scale = 1 / (1 - w->dropout);
            const uint32_t threshold = (uint32_t)(w->dropout * 4294967296.0);
            for (int i = 0; i < rows * out; i++) mask[i] = next_random(&random) >= threshold ? scale : 0;
            for (int r = 0; r < rows; r++)
              for (int j = 0; j < out; j++) {
                float z = h[r * out + j] + b[j];
                h[r * out + j] = (z > 0 ? z : 0) * mask[r * out + j];
              }
          } else {
            for (int r = 0; r < rows; r++)
              for (int j = 0; j < out; j++) {
                float z = h[r * out + j] + b[j];
                h[r * out + j] = z > 0 ? z : 0;
              }
          }
        }
        // The last layer has one unit: plain loops, and the loss with them.
        const int width = w->widths[last];
        float *h = value[last], *below = delta[last];
        memset(weight_gradient[last], 0, width * sizeof(float));
        bias_gradient[last][0] = 0;
        for (int r = 0; r < rows; r++) {
          float output = bias[last][0];
          for (int k = 0; k < width; k++) output += h[r * width + k] * weight[last][k];
          const float d = (output - targets[order[first + r]]) * 2 / rows;
          bias_gradient[last][0] += d;
          const float scale = w->dropout > 0 ? 1 / (1 - w->dropout) : 1;
          for (int k = 0; k < width; k++) {
            weight_gradient[last][k] += d * h[r * width + k];
            below[r * width + k] = h[r * width + k] > 0 ? d * scale * weight[last][k] : 0;
          }
        }
        for (int l = last - 1; l >= 0; l--) {
          const int in = w->widths[l], out = w->widths[l + 1];
          product(true, in, out, rows, value[l], delta[l + 1], weight_gradient[l]);
          memset(bias_gradient[l], 0, out * sizeof(float));
          for (int r = 0; r < rows; r++)
            for (int j = 0; j < out; j++) bias_gradient[l][j] += delta[l + 1][r * out + j];
          if (l == 0) break;
          for (int k = 0; k < in; k++)
            for (int j = 0; j < out; j++) transposed[l][j * in + k] = weight[l][k * out + j];
          product(false, rows, in, out, delta[l + 1], transposed[l], delta[l]);
          for (int i = 0; i < rows * in; i++) delta[l][i] = value[l][i] > 0 ? delta[l][i] : 0;
        }
        power1 *= 0.9, power2 *= 0.999;
        const float rate = 1e-3 * sqrt(1 - power2) / (1 - power1);
        for (size_t i = 0; i < count; i++) {
          const float g = gradient[i];
          mean[i] = 0.9f * mean[i] + 0.1f * g;
          square[i] = 0.999f * square[i] + 0.001f * g * g;
          parameters[i] -= rate * mean[i] / (sqrtf(square[i]) + 1e-7f);
        }
      }
    }
    times[repeat] = (seconds() - start) / steps * 1e6;
  }
  report(w->name, "bare C loop on cblas", times);
}

int main(void) {
  openblas_set_num_threads(1);
  for (size_t i = 0; i < sizeof workloads / sizeof *workloads; i++) run(workloads + i);
}
