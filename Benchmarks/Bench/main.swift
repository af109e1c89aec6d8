import Tensors

BLAS.configure()
print("Training through the trainer, events on, one thread: median (least–most)")
let workloads = [TrainerBench.perceptron, .perSample, .dropout(batch: 32), .dropout(batch: 256)]
for bench in workloads {
  let name = bench.name.padding(to: 30)
  print("  \(name) \(Spread(bench.measure(repeats: 9)).text("µs a step", decimals: 3))")
}
print("Drawing the Lab at 120×36: median (least–most)")
for steps in [10_000, 10_000_000] {
  let name = "history of \(steps) steps".padding(to: 30)
  print("  \(name) \(Spread(HistoryBench(steps: steps).measure(repeats: 200)).text("ms a frame", decimals: 3))")
}
