// W4 and W5 without a framework: a convolutional network for exactly these shapes, by im2col and OpenBLAS on one thread a
// product; two threads share the images of a batch, each of which goes forward and back while it is in the cache.
#include <cblas.h>
#include <math.h>
#include <omp.h>
#include <stdbool.h>
#include <string.h>

#include "timing.h"

enum { BATCH = 32, FIRST = 64, SECOND = 32, CLASSES = 10, THREADS = 2 };

typedef struct {
  const char *name;
  int images, side, padding;
} workload;

static const workload workloads[] = {{"W4", 1000, 28, 0}, {"W5", 1797, 8, 1}};

// What one thread keeps of the image that it works on.
typedef struct {
  float *windows1, *sums1, *pooled1, *windows2, *sums2, *pooled2, *below, *gradient;
  int *winner1, *winner2;
} room;

static float *make(size_t count) {
  size_t bytes = (count * sizeof(float) + 63) / 64 * 64;
  float *memory = aligned_alloc(64, bytes);
  memset(memory, 0, bytes);
  return memory;
}

// OpenBLAS has quick kernels for products of up to a million multiply-adds: cut the rows to fit.
static void product(int m, int n, int k, const float *a, const float *b, float *c) {
  int rows = (int)(1e6 / ((double)n * k)) / 8 * 8;
  if (rows < 8) rows = m;
  for (int i = 0; i < m; i += rows)
    cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, i + rows < m ? rows : m - i, n, k, 1, a + (size_t)i * k, k, b,
                n, 0, c + (size_t)i * n, n);
}

static void add_transposed_product(int k, int n, int m, const float *a, const float *b, float *c) {
  int rows = (int)(1e6 / ((double)n * k)) / 8 * 8;
  if (rows < 8) rows = m;
  for (int i = 0; i < m; i += rows)
    cblas_sgemm(CblasRowMajor, CblasTrans, CblasNoTrans, k, n, i + rows < m ? rows : m - i, 1, a + (size_t)i * k, k,
                b + (size_t)i * n, n, 1, c, n);
}

static void unfold(const float *image, int side, int channels, int padding, int out, float *windows) {
  for (int y = 0; y < out; y++)
    for (int x = 0; x < out; x++)
      for (int i = 0; i < 3; i++)
        for (int j = 0; j < 3; j++, windows += channels) {
          const int row = y + i - padding, column = x + j - padding;
          if (row < 0 || row >= side || column < 0 || column >= side)
            memset(windows, 0, sizeof(float) * channels);
          else
            memcpy(windows, image + ((size_t)row * side + column) * channels, sizeof(float) * channels);
        }
}

static void fold(const float *windows, int side, int channels, int padding, int out, float *image) {
  memset(image, 0, sizeof(float) * side * side * channels);
  for (int y = 0; y < out; y++)
    for (int x = 0; x < out; x++)
      for (int i = 0; i < 3; i++)
        for (int j = 0; j < 3; j++, windows += channels) {
          const int row = y + i - padding, column = x + j - padding;
          if (row < 0 || row >= side || column < 0 || column >= side) continue;
          float *to = image + ((size_t)row * side + column) * channels;
          for (int k = 0; k < channels; k++) to[k] += windows[k];
        }
}

// relu(max + bias): pooling before bias and relu gives the same with a quarter of the work. A winner of −1 is dead.
static void pool(const float *in, int side, int channels, int out, const float *bias, float *values, int *winner) {
  for (int y = 0; y < out; y++)
    for (int x = 0; x < out; x++) {
      const float *cell = in + ((size_t)2 * y * side + 2 * x) * channels;
      for (int k = 0; k < channels; k++) {
        float best = cell[k];
        int number = 0;
        for (int place = 1; place < 4; place++) {
          const float other = cell[(size_t)(place / 2 * side + place % 2) * channels + k];
          number = other > best ? place : number;
          best = other > best ? other : best;
        }
        best += bias[k];
        *values++ = best > 0 ? best : 0;
        *winner++ = best > 0 ? number : -1;
      }
    }
}

static void spread(const float *gradient, const int *winner, int side, int channels, int out, float *to, float *bias) {
  memset(to, 0, sizeof(float) * side * side * channels);
  for (int y = 0; y < out; y++)
    for (int x = 0; x < out; x++)
      for (int k = 0; k < channels; k++, gradient++, winner++) {
        if (*winner < 0) continue;
        to[((size_t)(2 * y + *winner / 2) * side + 2 * x + *winner % 2) * channels + k] = *gradient;
        bias[k] += *gradient;
      }
}

static void run(const workload *w) {
  const int side1 = w->side - 2 + 2 * w->padding, pooled1 = side1 / 2;
  const int side2 = pooled1 - 2 + 2 * w->padding, pooled2 = side2 / 2, flat = pooled2 * pooled2 * SECOND;
  const size_t bias1 = 9 * FIRST, weight2 = bias1 + FIRST, bias2 = weight2 + 9 * FIRST * SECOND;
  const size_t weight3 = bias2 + SECOND, bias3 = weight3 + (size_t)flat * CLASSES, count = bias3 + CLASSES;
  const size_t pixels = (size_t)w->side * w->side;
  uint64_t random = 88172645463325252u;
  float *p = make(count), *mean = make(count), *square = make(count), *turned = make(9 * FIRST * SECOND);
  float *images = make(w->images * pixels);
  int *labels = malloc(w->images * sizeof *labels), *order = malloc(w->images * sizeof *order);
  for (size_t i = 0; i < w->images * pixels; i++) images[i] = uniform(&random) * 0.5f + 0.5f;
  for (int i = 0; i < w->images; i++) labels[i] = next_random(&random) % CLASSES, order[i] = i;
  room rooms[THREADS];
  for (int t = 0; t < THREADS; t++)
    rooms[t] = (room){make(side1 * side1 * 9),          make(side1 * side1 * FIRST),
                      make(pooled1 * pooled1 * FIRST),  make(side2 * side2 * 9 * FIRST),
                      make(side2 * side2 * SECOND),     make(flat),
                      make(pooled1 * pooled1 * FIRST),  make(count),
                      (int *)make(pooled1 * pooled1 * FIRST), (int *)make(flat)};
  double times[REPEATS];
  for (int repeat = 0; repeat < REPEATS; repeat++) {
    for (size_t i = 0; i < count; i++) p[i] = 0;
    for (int i = 0; i < 9 * FIRST; i++) p[i] = uniform(&random) * 0.1f;
    for (int i = 0; i < 9 * FIRST * SECOND; i++) p[weight2 + i] = uniform(&random) * 0.08f;
    for (int i = 0; i < flat * CLASSES; i++) p[weight3 + i] = uniform(&random) * 0.08f;
    memset(mean, 0, count * sizeof(float)), memset(square, 0, count * sizeof(float));
    double power1 = 1, power2 = 1;
    int steps = 0;
    const double start = seconds();
    for (int i = w->images - 1; i > 0; i--) {
      int j = (int)(((uint64_t)next_random(&random) * (i + 1)) >> 32), kept = order[i];
      order[i] = order[j], order[j] = kept;
    }
    for (int first = 0; first < w->images; first += BATCH, steps++) {
      const int rows = w->images - first < BATCH ? w->images - first : BATCH;
      for (int k = 0; k < 9 * FIRST; k++)
        for (int j = 0; j < SECOND; j++) turned[j * 9 * FIRST + k] = p[weight2 + k * SECOND + j];
#pragma omp parallel num_threads(THREADS)
      {
        room r = rooms[omp_get_thread_num()];
        float *g = r.gradient;
        memset(g, 0, count * sizeof(float));
#pragma omp for schedule(dynamic, 1)
        for (int row = 0; row < rows; row++) {
          const float *image = images + order[first + row] * pixels;
          const int label = labels[order[first + row]];
          unfold(image, w->side, 1, w->padding, side1, r.windows1);
          product(side1 * side1, FIRST, 9, r.windows1, p, r.sums1);
          pool(r.sums1, side1, FIRST, pooled1, p + bias1, r.pooled1, r.winner1);
          unfold(r.pooled1, pooled1, FIRST, w->padding, side2, r.windows2);
          product(side2 * side2, SECOND, 9 * FIRST, r.windows2, p + weight2, r.sums2);
          pool(r.sums2, side2, SECOND, pooled2, p + bias2, r.pooled2, r.winner2);
          float z[CLASSES], largest = -INFINITY, total = 0;
          memcpy(z, p + bias3, sizeof z);
          for (int i = 0; i < flat; i++)
            for (int j = 0; j < CLASSES; j++) z[j] += r.pooled2[i] * p[weight3 + i * CLASSES + j];
          for (int j = 0; j < CLASSES; j++) largest = z[j] > largest ? z[j] : largest;
          for (int j = 0; j < CLASSES; j++) total += z[j] = expf(z[j] - largest);
          for (int j = 0; j < CLASSES; j++) g[bias3 + j] += z[j] = (z[j] / total - (j == label)) / rows;
          for (int i = 0; i < flat; i++) {
            float sum = 0;
            for (int j = 0; j < CLASSES; j++) {
              g[weight3 + i * CLASSES + j] += r.pooled2[i] * z[j];
              sum += z[j] * p[weight3 + i * CLASSES + j];
            }
            r.pooled2[i] = sum;
          }
          spread(r.pooled2, r.winner2, side2, SECOND, pooled2, r.sums2, g + bias2);
          add_transposed_product(9 * FIRST, SECOND, side2 * side2, r.windows2, r.sums2, g + weight2);
          product(side2 * side2, 9 * FIRST, SECOND, r.sums2, turned, r.windows2);
          fold(r.windows2, pooled1, FIRST, w->padding, side2, r.below);
          spread(r.below, r.winner1, side1, FIRST, pooled1, r.sums1, g + bias1);
          add_transposed_product(9, FIRST, side1 * side1, r.windows1, r.sums1, g);
        }
      }
      power1 *= 0.9, power2 *= 0.999;
      const float rate = 1e-3 * sqrt(1 - power2) / (1 - power1);
      for (size_t i = 0; i < count; i++) {
        float gradient = 0;
        for (int t = 0; t < THREADS; t++) gradient += rooms[t].gradient[i];
        mean[i] = 0.9f * mean[i] + 0.1f * gradient;
        square[i] = 0.999f * square[i] + 0.001f * gradient * gradient;
        p[i] -= rate * mean[i] / (sqrtf(square[i]) + 1e-7f);
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
