import Basics
import Datasets
import Dispatch
import Models
import Telemetry
import Testing

@testable import Training

@Suite("A screen looks into networks while they learn")
struct InsideTests {
  /// Bars that lie or stand, on 4×4 pixels.
  private func experiment() throws -> SampleExperiment {
    try SampleExperiment(images(), SessionOptions(path: "bars", grains: ["4x4"]))
  }

  private func images() -> ImageSet {
    var (pixels, labels): ([Float], [Int32]) = ([], [])
    for index in 0..<120 {
      let stands = index % 2 == 1
      let line = index / 2 % 4
      for place in 0..<16 {
        let isOn = (stands ? place % 4 : place / 4) == line
        pixels.append((isOn ? 0.9 : 0.1) + Float(index % 7) * 0.01)
      }
      labels.append(stands ? 1 : 0)
    }
    return ImageSet(
      name: "bars", height: 4, width: 4, pixels: pixels, labels: labels, classNames: ["lies", "stands"])
  }

  private func run(_ recipe: Recipe, looking request: InsideRequest?) throws -> (hash: UInt64, views: [InsideView]) {
    let experiment = try experiment()
    let events = EventQueue()
    let laboratory = Laboratory(experiment: experiment, threads: 1, events: events)
    var settings = experiment.defaultSettings(recipe)
    settings.epochs = 6
    settings.live.dropout = 0
    if recipe == .mlp { settings.units = [64, 32] }
    let run = laboratory.start("4×4", settings: settings)
    laboratory.look(request, into: run)
    laboratory.waitUntilEnded()
    // What a finished run shows comes just after its end.
    let told = DispatchSemaphore(value: 0)
    laboratory.trainer(run)?.withEpochCost { _ in told.signal() }
    told.wait()
    var (hash, views): (UInt64, [InsideView]) = (0, [])
    for event in events.drain() {
      if case .ended(_, let report) = event { hash = report.weightsHash }
      if case .inside(_, let view) = event { views.append(view) }
    }
    return (hash, views)
  }

  @Test("Filters and maps are shown, and no bit of the training is another", arguments: [Recipe.mlp, .conv])
  func looking(_ recipe: Recipe) throws {
    let alone = try run(recipe, looking: nil)
    let watched = try run(recipe, looking: InsideRequest(sample: 3, layer: 0))
    #expect(alone.hash == watched.hash && alone.hash != 0 && alone.views.isEmpty)
    let last = try #require(watched.views.last)
    let filters = try #require(last.filters)
    #expect(filters.total == 64 && filters.isSigned)
    #expect(filters.values.count == filters.total * filters.height * filters.width)
    #expect((filters.height, filters.width) == (recipe == .conv ? (3, 3) : (4, 4)))
    #expect(
      (last.filters?.values ?? []).allSatisfy { (0...1).contains($0) } && last.maps.values.contains { $0 > 0.9999 })
    #expect(last.layers.first == (recipe == .conv ? "Conv 64 3×3 relu" : "Dense 64 relu"))
    // Units without places are the pixels of one picture.
    #expect(last.maps.values.count == (recipe == .conv ? 64 * 16 : 64))
    #expect(last.maps.total == (recipe == .conv ? 64 : 1))
  }

  @Test("A run that has ended answers at once, as often as something else is asked")
  func ended() throws {
    let experiment = try experiment()
    let events = EventQueue()
    let laboratory = Laboratory(experiment: experiment, threads: 1, events: events)
    var settings = experiment.defaultSettings(.conv)
    settings.epochs = 1
    let run = laboratory.start("4×4", settings: settings)
    laboratory.waitUntilEnded()
    _ = events.drain()
    var seen: [String] = []
    for layer in [0, 2, 2, 9] {
      laboratory.look(InsideRequest(sample: 0, layer: layer), into: run)
      let told = DispatchSemaphore(value: 0)
      laboratory.trainer(run)?.withEpochCost { _ in told.signal() }
      told.wait()
      for case .inside(_, let view) in events.drain() { seen.append(view.layers[view.layer]) }
    }
    #expect(seen == ["Conv 64 3×3 relu", "Conv 32 3×3 relu", "MaxPool 2×2"])
    // A sample that is not there shows nothing, and does no harm.
    laboratory.look(InsideRequest(sample: 999), into: run)
    laboratory.look(nil, into: run)
    laboratory.look(InsideRequest(sample: 0), into: RunID(44))
  }

  @Test(
    "Layers are measured by taking a step back, and no bit of the training is another",
    arguments: [Recipe.mlp, .conv, .cascade])
  func measuring(_ recipe: Recipe) throws {
    let alone = try measured(recipe, looking: nil)
    let watched = try measured(recipe, looking: .layers)
    #expect(alone.hash == watched.hash && alone.hash != 0 && alone.reports.isEmpty)
    #expect(alone.losses == watched.losses)
    let last = try #require(watched.reports.last)
    #expect(last.networks.count == (recipe == .cascade ? 2 : 1) && last.examples > 0)
    #expect(last.networks.allSatisfy { ($0.part != nil) == (recipe == .cascade) })
    #expect(last.layers.allSatisfy { $0.layer.gradientNorm != nil })
    // Where the schedule has come to 0 the best weights were made with more.
    #expect(last.layers.contains { ($0.layer.updateRatio ?? 0) > 0 })
    #expect(try #require(last.gradientNorm) > 0)
  }

  private func forecasts() throws -> any Experiment {
    let values = (0..<960).map { (row: Int) -> Double in
      let hour = row % 24
      return Double(hour * (hour - 24)) + Double(row * 7919 % 31)
    }
    let series = TimeSeries(
      name: "saw", step: 3_600_000, start: 0, columns: [Column(name: "saw", values: values)])
    return try Experiments.forecast(series, SessionOptions(path: "saw", horizon: "12h", grains: ["1h", "6h"]))
  }

  @Test(
    "The networks of forecasts are measured too, each of a joined run",
    arguments: [Recipe.dlinear, .nhits, .gru, .coupled])
  func measuringForecasts(_ recipe: Recipe) throws {
    var hashes: Set<UInt64> = []
    for looks in [false, true] {
      let experiment = try forecasts()
      var settings = experiment.defaultSettings(recipe)
      settings.epochs = 2
      let rung = try #require(experiment.rungs(for: recipe).first)
      let learner = try experiment.learner(for: rung, settings: settings)
      let loop = RunLoop(run: RunID(0), rung: rung, settings: settings, learner: learner)
      withUnsafeTemporaryAllocation(of: Float.self, capacity: 1) { loss in
        while loop.end == nil {
          if looks {
            let report = loop.layers()
            #expect(report?.networks.count == (recipe == .coupled ? 2 : 1))
            #expect(report?.layers.allSatisfy { $0.layer.gradientNorm != nil } == true)
          }
          _ = loop.advance(limit: 1, losses: loss)
        }
      }
      hashes.insert(loop.endReport(.completed).weightsHash)
    }
    #expect(hashes.count == 1)
  }

  /// Every step is measured, so that whatever the measuring leaves behind shows.
  private func measured(
    _ recipe: Recipe, looking request: InsideRequest?
  ) throws -> (hash: UInt64, losses: [EpochReport], reports: [LayerReport]) {
    let experiment = try SampleExperiment(images(), SessionOptions(path: "bars", grains: ["4x4", "2x2"]))
    var settings = experiment.defaultSettings(recipe)
    settings.epochs = 3
    settings.augmentation = .shift
    let rung = try #require(experiment.rungs(for: recipe).first)
    let loop = RunLoop(
      run: RunID(0), rung: rung, settings: settings, learner: try experiment.learner(for: rung, settings: settings))
    var (losses, reports): ([EpochReport], [LayerReport]) = ([], [])
    withUnsafeTemporaryAllocation(of: Float.self, capacity: 1) { loss in
      while loop.end == nil {
        if request != nil, let report = loop.layers() { reports.append(report) }
        if let epoch = loop.advance(limit: 1, losses: loss).epoch { losses.append(epoch) }
      }
    }
    if request != nil, let report = loop.layers() { reports.append(report) }
    return (loop.endReport(.completed).weightsHash, losses, reports)
  }

  @Test("While nothing else is asked for, a running network is shown a few times a second only")
  func pace() {
    var pace = InsidePace()
    let request = InsideRequest(sample: 0)
    let start = ContinuousClock.now
    func due(_ milliseconds: Int, step: Int = 2, _ other: InsideRequest? = nil, _ phase: Phase = .running) -> Bool {
      pace.isDue(other ?? request, phase, step: step, now: start + .milliseconds(milliseconds))
    }
    #expect(due(0))
    pace.note(request, .running, step: 1, began: start, ended: start + .milliseconds(2))
    #expect(!due(100) && !due(251) && due(253))
    // Nothing new can be seen at the same step.
    #expect(!due(999, step: 1))
    #expect(due(3, InsideRequest(sample: 1)) && due(3, nil, .paused))
    // What takes long is shown less often.
    pace.note(request, .running, step: 1, began: start, ended: start + .milliseconds(100))
    #expect(!due(1_900) && due(2_001))
  }
}
