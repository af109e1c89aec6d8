import Basics
import Canvas
import Telemetry

@testable import Dashboard

/// Runs of the store on the Runs screen.
extension Scene {
  /// Yesterday's runs beside today's: seeds of one setting, a branch, one that was cut off and one that diverged.
  static let kept: Scene = {
    var scene = branched
    scene.press(.character("4"))
    scene.take(.kept(.listing(KeptStory.listing())))
    scene.take(.kept(.settings(KeptStory.settings)))
    return Scene(name: "kept", state: scene.state, curves: scene.curves)
  }()

  /// Two of them marked, with their curves over each other.
  static let keptMarked: Scene = {
    var scene = kept
    scene.press(.down)
    scene.press(.character(" "))
    scene.press(.down)
    scene.press(.character(" "))
    scene.take(.kept(.records(KeptStory.records)))
    return Scene(name: "kept-marked", state: scene.state, curves: scene.curves)
  }()

  /// The same two held against each other.
  static let keptDifference: Scene = {
    var scene = keptMarked
    scene.press(.character("d"))
    scene.take(.kept(.difference(KeptStory.difference)))
    return Scene(name: "kept-diff", state: scene.state, curves: scene.curves)
  }()
}

extension Scene {
  /// Forty runs across their settings, one of them chosen and two marked.
  static let keptParallel: Scene = {
    var scene = kept
    scene.take(.kept(.listing(KeptStory.many)))
    scene.press(.down)
    scene.press(.character(" "))
    for _ in 0..<6 { scene.press(.down) }
    scene.press(.character(" "))
    scene.press(.down)
    scene.press(.character("p"))
    scene.take(.kept(.parallel(KeptStory.parallel)))
    return Scene(name: "kept-parallel", state: scene.state, curves: scene.curves)
  }()

  /// The better ones of them, of the fewest units.
  static let keptBrushed: Scene = {
    var scene = keptParallel
    for _ in 0..<10 { scene.press(.shiftUp) }
    for _ in 0..<4 { scene.press(.left) }
    for _ in 0..<6 { scene.press(.down) }
    return Scene(name: "kept-brushed", state: scene.state, curves: scene.curves)
  }()
}

extension KeptStory {
  /// Settings of a search, with a score that likes a rate of 1e-3 and much width.
  static let many: KeptListing = {
    let runs = (0..<40).map { place in
      let distance = abs(Double(place % 9) - 4) / 4
      let score = 0.52 + 0.2 * distance * distance + Double(place * 7 % 11) * 0.01
      return KeptRun(
        id: "r" + String(place, radix: 36) + "aaaaaa", rung: "1h", recipe: "mlp", seed: 1,
        phase: .finished(place == 20 ? .diverged : .completed), epochs: 20, bestEpoch: 20, loss: score / 10,
        error: score, isRanked: place != 20, startedAt: began + Instant(place) * Milliseconds.minute)
    }
    return KeptListing(
      query: KeptQuery(), runs: runs, lines: runs.indices.map { .run(place: $0, depth: 0) },
      grounds: [KeptListing.Ground(title: "demand.csv", task: .forecast)],
      columns: [.learningRate, .units, .dropout, .weightDecay, .activation].map { .init(knob: $0, width: 5) },
      best: [22], live: [:], total: 40)
  }()

  static let parallel = KeptParallel(many, values: manySettings) { ranges[$0] }

  private static let ranges: [Knob: KnobRange] = [
    .learningRate: .logarithmic(lower: 1e-6, upper: 10, zero: false), .units: .widths(lower: 1, upper: 4096),
    .weightDecay: .logarithmic(lower: 1e-6, upper: 1, zero: true), .dropout: .linear(lower: 0, upper: 0.9, step: 0.05),
    .activation: .choices(["relu", "tanh", "gelu"]),
  ]

  private static let manySettings: [String: [Knob: String]] = {
    let rates = ["1e-5", "3e-5", "1e-4", "3e-4", "1e-3", "3e-3", "0.01", "0.03", "0.1"]
    let pairs = many.runs.enumerated().map { place, run -> (String, [Knob: String]) in
      let knobs: [Knob: String] = [
        .learningRate: rates[place % 9], .units: ["64", "128", "64 32"][place % 3],
        .dropout: ["0", "0.1", "0.2", "0.4"][place * 3 % 4], .weightDecay: ["0", "1e-5", "1e-3"][place * 5 % 3],
        .activation: ["relu", "tanh", "gelu"][place / 3 % 3],
      ]
      return (run.id, knobs)
    }
    return Dictionary(uniqueKeysWithValues: pairs)
  }()
}

enum KeptStory {
  static let names = ["aaaa2222", "bbbb3333", "cccc4444", "dddd5555", "eeee6666", "ffff7777", "gggg8888"]
  private static let began: Instant = 964_000_000_000

  static func listing(_ query: KeptQuery = KeptQuery()) -> KeptListing {
    func run(
      _ place: Int, _ rung: String = "1h", seed: UInt64 = 1, phase: Phase = .finished(.completed), epochs: Int = 50,
      loss: Double?, error: Double?
    ) -> KeptRun {
      KeptRun(
        id: names[place], rung: rung, recipe: "mlp", seed: seed, phase: phase, epochs: epochs, bestEpoch: epochs,
        loss: loss, error: error, startedAt: began + Instant(place) * Milliseconds.minute)
    }
    var runs = [
      run(0, phase: .running, epochs: 12, loss: 0.06, error: 0.61), run(1, loss: 0.0421, error: 0.58),
      run(2, loss: 0.0463, error: 0.63), run(3, phase: .finished(.interrupted), epochs: 20, loss: 0.051, error: nil),
      run(4, phase: .finished(.diverged), epochs: 5, loss: 0.9, error: 1.4), run(5, seed: 1, loss: 0.04, error: 0.60),
      run(6, seed: 2, loss: 0.041, error: 0.64),
    ]
    (runs[2].parent, runs[2].forkStep) = (names[1], 810)
    (runs[1].isStarred, runs[1].tag, runs[1].note) = (true, "base", "from the weekend")
    return KeptListing(
      query: query, runs: runs,
      lines: [
        .run(place: 0, depth: 0), .run(place: 1, depth: 0), .run(place: 2, depth: 1), .run(place: 3, depth: 0),
        .run(place: 4, depth: 0),
        .seeds(group: "s", places: [5, 6], mean: 0.62, halfWidth: 0.02, isUnfolded: false),
      ],
      grounds: [KeptListing.Ground(title: "demand.csv", task: .forecast)],
      columns: [KeptListing.Column(knob: .learningRate, width: 4), KeptListing.Column(knob: .dropout, width: 3)],
      best: [1], live: [names[0]: RunID(1)], total: 9, interrupted: 1)
  }

  static let settings: [String: [Knob: String]] = Dictionary(
    uniqueKeysWithValues: names.enumerated().map { place, name in
      (name, [.learningRate: place == 4 ? "0.1" : "1e-3", .dropout: place == 2 ? "0.1" : "0"])
    })

  static let records: [String: KeptRecord] = {
    var records: [String: KeptRecord] = [:]
    for (place, name) in names.enumerated().dropFirst() {
      var record = RunRecord(Scene.story.plan(1, run: 0))
      for report in Scene.story.reports(1, epochs: 1...20, rise: 0) {
        var scaled = report
        scaled.trainingLoss *= 1 + Float(place) / 5
        scaled.validationLoss? *= 1 + Float(place) / 5
        record.apply(.epoch(RunID(0), scaled))
      }
      records[name] = KeptRecord(record, fork: place == 2 ? "bbbb3333 at step 810" : nil)
    }
    return records
  }()

  static let difference = KeptDifference(
    runs: [names[1], names[2]],
    rows: [
      KeptDifference.Row(name: "dropout", first: "0", second: "0.1"),
      KeptDifference.Row(name: "branched from", first: "–", second: "bbbb3333 at step 810"),
    ])
}
