import Glibc
import Tensors

BLAS.configure()
/// A word that says what alone is measured: `images`, or part of the name of a workload of the trainer.
let asked = CommandLine.arguments.dropFirst().first
if asked == "images" {
  // By themselves, so that the peak of memory is theirs.
  ImageBench.report()
  exit(0)
}
let workloads = [TrainerBench.perceptron, .perSample, .dropout(batch: 32), .dropout(batch: 256), .recurrent]
func reportTrainer(_ workloads: [TrainerBench]) {
  print("Training through the trainer, events on, one thread: median (least–most)")
  for bench in workloads {
    let name = bench.name.padding(to: 30)
    print("  \(name) \(Spread(bench.measure(repeats: 9)).text("µs a step", decimals: 3))")
  }
}
if let asked {
  reportTrainer(workloads.filter { $0.name.contains(asked) })
  exit(0)
}
for form in ReadingBench.Form.allCases {
  // First, while no other workload has touched memory.
  guard let bench = ReadingBench(form) else { continue }
  let found = bench.measure(repeats: 5)
  let ratio = Double(found.peakBytes) / Double(ReadingBench.parsedBytes)
  print("Reading \(form.rawValue) of a million rows and eight columns: median (least–most)")
  print("  \("with its dates".padding(to: 30)) \(Spread(found.seconds).text("s", decimals: 3))")
  print(
    "  \("most memory".padding(to: 30)) \(found.peakBytes >> 20) MB, \((ratio * 10).rounded() / 10) × the parsed data")
}
reportTrainer(workloads)
print("Drawing the Lab at 120×36: median (least–most)")
for steps in [10_000, 10_000_000] {
  let name = "history of \(steps) steps".padding(to: 30)
  print("  \(name) \(Spread(HistoryBench(steps: steps).measure(repeats: 200)).text("ms a frame", decimals: 3))")
}
if let bench = ReconciliationBench() {
  print("Reconciling a week of hours, 218 steps of five grains, by MinT: median (least–most)")
  print("  \("from errors to forecasts".padding(to: 30)) \(Spread(bench.measure(repeats: 50)).text("ms", decimals: 3))")
}
print("A stream as text through a watch of three rungs")
for bench in [StreamBench(recipe: .ridge, points: 1_000_000), StreamBench(recipe: .mlp, points: 100_000)] {
  guard let found = try? bench.measure() else { continue }
  let rate = Int(Double(bench.points) / found.seconds)
  let name = "\(bench.recipe.rawValue), \(bench.points) values".padding(to: 30)
  print(
    "  \(name) \(rate) values a second; resident \(found.early >> 20) MB after a tenth, \(found.late >> 20) MB at the end"
  )
}
print("A ladder")
let ladder = LadderBench()
if let cost = try? ladder.ladder() {
  func times(_ ratio: Double) -> String { "\((ratio * 100).rounded() / 100) × the finest rung alone" }
  print(
    "  \("10min, 1h, 6h, 1d: work".padding(to: 30)) \(times(cost.multiplyAdds)) in multiply-adds, \(times(cost.seconds)) in seconds"
  )
}
let changes = (0..<5).compactMap { _ in try? ladder.changeOfGrain() }
if !changes.isEmpty {
  print("  \("ridge 17 420 × 7, 336 → 96".padding(to: 30)) \(Spread(changes).text("s to new scores", decimals: 3))")
}
print("  \("one prediction".padding(to: 30)) \(Spread(ladder.prediction(repeats: 500)).text("ms", decimals: 4))")
