import Tensors

BLAS.configure()
print("Training through the trainer, events on, microseconds a step: median (least–most)")
for bench in [TrainerBench.perceptron, .perSample, .dropout(batch: 32), .dropout(batch: 256)] {
  print("  \(bench.name): \(Spread(bench.measure(repeats: 7)).text("µs", decimals: 3))")
}
