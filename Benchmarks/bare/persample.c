// W2 without a framework: 10 → 5 → 1 without activation, one example a step, plain gradient descent.
#include <string.h>

#include "timing.h"

enum { INPUTS = 10, HIDDEN = 5, EXAMPLES = 100, EPOCHS = 1000 };

int main(void) {
  uint64_t random = 88172645463325252u;
  static float x[EXAMPLES][INPUTS], y[EXAMPLES];
  for (int s = 0; s < EXAMPLES; s++) {
    y[s] = 0.1f * uniform(&random);
    for (int k = 0; k < INPUTS; k++) x[s][k] = 1.7f * uniform(&random), y[s] += x[s][k] * 0.1f * (k - 4);
  }
  double times[REPEATS];
  volatile float kept;
  for (int repeat = 0; repeat < REPEATS; repeat++) {
    float w1[HIDDEN][INPUTS], b1[HIDDEN] = {0}, w2[HIDDEN], b2 = 0, loss = 0;
    int order[EXAMPLES];
    for (int j = 0; j < HIDDEN; j++) {
      w2[j] = 0.5f * uniform(&random);
      for (int k = 0; k < INPUTS; k++) w1[j][k] = 0.5f * uniform(&random);
    }
    for (int s = 0; s < EXAMPLES; s++) order[s] = s;
    const float rate = 0.01f;
    const double start = seconds();
    for (int epoch = 0; epoch < EPOCHS; epoch++) {
      for (int i = EXAMPLES - 1; i > 0; i--) {
        int j = (int)(((uint64_t)next_random(&random) * (i + 1)) >> 32), other = order[i];
        order[i] = order[j], order[j] = other;
      }
      for (int s = 0; s < EXAMPLES; s++) {
        const float *in = x[order[s]];
        float h[HIDDEN], error = b2 - y[order[s]];
        for (int j = 0; j < HIDDEN; j++) {
          h[j] = b1[j];
          for (int k = 0; k < INPUTS; k++) h[j] += w1[j][k] * in[k];
          error += h[j] * w2[j];
        }
        const float g = 2 * rate * error;
        for (int j = 0; j < HIDDEN; j++) {
          const float d = g * w2[j];
          w2[j] -= g * h[j];
          b1[j] -= d;
          for (int k = 0; k < INPUTS; k++) w1[j][k] -= d * in[k];
        }
        b2 -= g;
        loss += error * error;
      }
    }
    times[repeat] = (seconds() - start) / ((double)EPOCHS * EXAMPLES) * 1e6;
    kept = loss;
  }
  (void)kept;
  report("W2", "bare C loop", times);
}
