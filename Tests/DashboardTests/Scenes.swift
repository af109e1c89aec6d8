import Canvas
import Dashboard
import Glibc
import Telemetry

/// A screen to look at: a state with the curves behind it.
struct Scene {
  let name: String
  private(set) var state: State
  let curves: FixedCurves

  init(name: String, state: State, curves: FixedCurves) {
    self.name = name
    self.state = state
    self.curves = curves
  }

  init(_ name: String, _ story: DemandStory, _ messages: [Message], keys: [Key] = [], then answers: [Message] = []) {
    self.init(name, story.curves, messages, keys: keys)
    for answer in answers { _ = reduce(&state, answer) }
  }

  mutating func press(_ key: Key) { _ = reduce(&state, .input(.key(key))) }

  init(_ name: String, _ curves: FixedCurves, _ messages: [Message], keys: [Key] = [], size: Size = Size(80, 24)) {
    self.name = name
    self.curves = curves
    var state = State()
    _ = reduce(&state, .themes(["dark", "light"], current: "dark"))
    _ = reduce(&state, .input(.resize(size)))
    for message in messages { _ = reduce(&state, message) }
    for key in keys { _ = reduce(&state, .input(.key(key))) }
    self.state = state
  }

  func surface(_ width: Int, _ height: Int, _ look: Look = Look()) -> Surface {
    var state = state
    _ = reduce(&state, .input(.resize(Size(width, height))))
    return render(state, size: Size(width, height), look: look, curves: curves)
  }
}

extension Scene {
  static let all: [Scene] = [
    loading, failed, waiting, training, branched, zoomed, crosshair, diverged, comparison, reading, help, typing,
    excluded, palette, configuration, themes, tradeoffs, tradeoffsCost, tradeoffsSeeds, tradeoffsOfClasses, reconciled,
    refusedMethod, choosing,
    chosen, data,
    dataOptions, fewOrigins,
    classification,
    manyClasses, enlarged, confusionCell, colourPictures, inside, insideDense, helpOfPictures, dataOfPictures,
    closedForm, hostile, joins, joined, allocation, stream, streamStalled,
  ]

  static let story = DemandStory()

  static let loading = Scene("loading", story, [.loading("demand.csv")])
  static let failed = Scene(
    "failed", story,
    [
      .loading("demand.csv"),
      .failure(
        "demand.csv, line 12, column 3: found “n/a”, expected a number; give --missing n/a to read it as missing."),
    ])
  static let waiting = Scene("waiting", FixedCurves(), [.session(story.session), .event(.began(story.plan(0)))])
  static let training = Scene("training", story, story.training())
  static let comparison = Scene("comparison", story, story.training(), keys: [.character("v")])
  static let reading = Scene(
    "reading", story, story.training(), keys: [.tab, .tab, .down, .down, .pageDown, .down])
  static let help = Scene("help", story, story.training(), keys: [.character("?")])
  static let tradeoffs = Scene("trade-offs", story, story.training(), keys: [.character("2"), .down])
  static let tradeoffsOfClasses: Scene = {
    var scene = Scene.classification
    _ = reduce(&scene.state, .input(.key(.character("2"))))
    return Scene(name: "trade-offs-classes", state: scene.state, curves: scene.curves)
  }()
  /// On the board beside the first, in another measure of cost.
  static let tradeoffsCost = Scene(
    "trade-offs-cost", story, story.training(), keys: [.character("2"), .tab, .tab, .character("k")])
  /// After training under five seeds, with its verdict.
  static let tradeoffsSeeds = Scene(
    "trade-offs-seeds", story,
    story.training() + [
      .input(.key(.character("2"))), .input(.key(.character("x"))), .event(.seedsEnded(story.seeds)),
    ],
    keys: [.tab, .tab, .tab])
  static let palette = Scene(
    "palette", story, story.training(), keys: [.character(":"), .character("r"), .character("u")])
  static let themes = Scene(
    "themes", story,
    story.training() + [.themes(Theme.builtInNames + ["my own \u{1B}[2J thème 主题"], current: "dark")],
    keys: [.character("t"), .down, .down])
  /// A line of the configuration file does not hold.
  static let configuration = Scene(
    "configuration", story,
    story.training() + [
      .warning(
        "config.toml, line 12: pause: g belongs to next-rung; take another key, or give next-rung another one as well. "
          + "And 2 more: grainscope config --check lists them.")
    ])
  static let zoomed = Scene(
    "zoomed", story, story.training(), keys: [.character("+"), .character("+"), .character("h"), .character("L")])
  static let crosshair = Scene(
    "cross-hair", story, story.training(), keys: [.character("g"), .character("c")] + Array(repeating: .left, count: 6))
  static let typing = Scene(
    "typing", story, story.training(), keys: [.enter, .backspace, .character("x"), .enter])
  static let excluded = Scene("excluded", story, story.training(), keys: [.character("G")])

  /// The learning rate halved in mid-run, then a wider network branched off at the cross-hair, then all paused.
  static let branched: Scene = {
    var messages = story.training()
    let halved = Intervention(
      step: 540, epoch: 6, summary: "learning rate 1e-3 → 5e-4", knob: .learningRate, old: .number(1e-3),
      new: .number(5e-4))
    messages.append(.event(.applied(RunID(1), halved)))
    messages.append(.event(.began(story.plan(1, run: 5, parent: (RunID(1), 810), units: [128, 64]))))
    messages += story.reports(1, epochs: 10...15, rise: 0.0002).map { .event(.epoch(RunID(5), $0)) }
    messages.append(.event(.phase(RunID(5), .paused)))
    messages.append(.event(.phase(RunID(1), .paused)))
    messages.append(.event(.phase(RunID(0), .paused)))
    var curves = story.curves
    var noise = Noise(99)
    let first = curves.losses[RunID(1)]?.prefix(810) ?? []
    let rest = (810..<1390).map { DemandStory.loss(at: $0, perEpoch: 90, noise: &noise) * 0.82 }
    // A branch's curve begins where it left its parent.
    curves.losses[RunID(5)] = first.map { _ in .nan } + rest
    return Scene("branched", curves, messages, keys: [.character("g")])
  }()

  static let diverged: Scene = {
    var messages = story.training()
    messages.append(
      .event(
        .diverged(
          RunID(0),
          Divergence(
            step: 2221, epoch: 12, keptStep: 2220, learningRate: 0.5,
            explanation: "the loss stopped being finite at a learning rate of 0.5; the weights of step 2220 are kept; "
              + "lower the learning rate and branch before this step"))))
    return Scene("diverged", story, messages)
  }()

  static let fewOrigins: Scene = {
    let story = DemandStory(originCount: 11)
    return Scene("few-origins", story, story.training())
  }()

  static let closedForm: Scene = {
    var messages: [Message] = [.session(story.session), .event(.began(story.plan(1, closedForm: true)))]
    let sweep = (-4...4).map { power in
      (parameter: pow(10, Double(power)), validationError: 0.031 + 0.004 * pow(Double(power) - 1, 2) / 9)
    }
    messages.append(.event(.evaluated(RunID(1), story.evaluation(1, epoch: 1, quality: 0.58))))
    messages.append(
      .event(
        .ended(
          RunID(1),
          EndReport(
            reason: .completed, step: 1, epoch: 1, seconds: 0.2, multiplyAdds: 3_000_000, weightsHash: 7, sweep: sweep))
      ))
    return Scene("closed-form", story, messages, keys: [.character("g")])
  }()

  /// Names that try to take over the terminal, and wide ones.
  static let hostile: Scene = {
    let story = DemandStory(name: "\u{1B}[2J需求\u{202E}電力.csv\n")
    var messages = story.training()
    var session = story.session
    session.targetName = "电力负荷\u{7}"
    messages[0] = .session(session)
    messages.append(.event(.notice("a\u{1B}]0;title\u{7}b")))
    return Scene("hostile", story, messages)
  }()
}

// MARK: - Classes

extension Scene {
  static let classification = classes("classification", names: (0..<10).map(String.init), side: 8)
  static let manyClasses = classes(
    "many-classes", names: (0..<26).map { "class \(Character(Unicode.Scalar(UInt8(65 + $0))))" }, side: 0)

  static let colourPictures = classes(
    "colour-pictures",
    names: ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"],
    side: 32, channels: 3)
  /// The third picture at the coarser rung, with the probability of each class.
  static let enlarged = pressed("enlarged", [.character("."), .character("."), .character("e"), .character("g")])
  /// A cell of the confusion matrix is chosen and its pictures are shown alone.
  static let confusionCell = pressed("confusion-cell", [.tab, .tab, .right, .enter])
  /// Sixteen filters, and the maps of the second layer for the second picture.
  static let inside: Scene = {
    var scene = pressed("inside", [.character("."), .character("i")])
    var noise = Noise(12)
    let maps = (0..<16 * 64).map { index -> Float in
      let (map, place) = (index / 64, index % 64)
      return max(0, Float(sin(Double(place % 8) / 2 + Double(map)) * cos(Double(place / 8) / 3)))
    }
    var view = InsideView(
      request: InsideRequest(sample: 0, layer: 1), step: 670,
      layers: ["Conv 16 3×3 relu", "MaxPool 2×2", "Conv 8 3×3 relu"],
      layer: 0, maps: InsideView.Pictures(height: 8, width: 8, values: maps, isSigned: false, total: 16))
    view.filterName = "Conv 16 3×3"
    view.filters = InsideView.Pictures(
      height: 3, width: 3, values: (0..<144).map { _ in Float(noise.uniform()) }, isSigned: true, total: 16)
    _ = reduce(&scene.state, .event(.inside(RunID(0), view)))
    return scene
  }()
  /// Units without places, and filters of a dense layer, more than have room.
  static let insideDense: Scene = {
    var scene = pressed("inside-dense", [.character("i")])
    var view = InsideView(
      request: InsideRequest(sample: 0), step: 670, layers: ["Dense 64 relu", "Dense 32 relu"], layer: 1,
      maps: InsideView.Pictures(
        height: 8, width: 8, values: (0..<64).map { Float($0 % 9) / 8 }, isSigned: false, total: 1))
    view.filterName = "Dense 64"
    view.filters = InsideView.Pictures(
      height: 8, width: 8, values: (0..<4096).map { Float($0 % 13) / 12 }, isSigned: true, total: 64)
    _ = reduce(&scene.state, .event(.inside(RunID(0), view)))
    return scene
  }()
  static let helpOfPictures = pressed("help-of-pictures", [.character("?")])
  static let dataOfPictures: Scene = {
    var report = DataReport(fileName: "digits.csv", kind: "images", rows: 1797, bytes: 300_000)
    report.ladder = ["8×8", "4×4", "2×2"].map {
      GrainReport(grain: $0, bins: 1797, incomplete: 0, reason: "each pixel averages a block of them", exclusion: nil)
    }
    report.columns = [
      ColumnReport(
        name: "label", type: "text", missing: 0, missingShare: 0, distinct: 3,
        levels: [.init(text: "0", count: 178), .init(text: "1", count: 182), .init(text: "2", count: 177)],
        isTarget: true)
    ]
    var scene = pressed("data-of-pictures", [.character("3")])
    _ = reduce(&scene.state, .report(report))
    return scene
  }()

  private static func pressed(_ name: String, _ keys: [Key]) -> Scene {
    var scene = Scene.classification
    for key in keys { scene.press(key) }
    return Scene(name: name, state: scene.state, curves: scene.curves)
  }

  private static func classes(_ name: String, names: [String], side: Int, channels: Int = 1) -> Scene {
    let samples = 360
    let actual = (0..<samples).map { $0 % names.count }
    let labels = side > 8 ? ["32×32", "16×16", "8×8"] : ["8×8", "4×4", "2×2"]
    let accuracy = [0.96, 0.93, 0.62]
    var session = SessionInfo(
      fileName: channels == 3 ? "photos" : "digits.csv", targetName: "class", axis: "space",
      rungs: labels.map { RungInfo(id: RungID($0), rows: 1797) },
      classTarget: ClassTargetInfo(
        classNames: names, actual: actual, majorityAccuracy: 0.11,
        pixels: pictures(actual, side: side), imageHeight: side, imageWidth: side))
    if channels == 3 {
      // One colour more with the row, another with the column.
      session.classTarget?.pixels = pictures(actual, side: side).enumerated().flatMap { index, value -> [Float] in
        let (x, y) = (Float(index % side) / Float(side), Float(index / side % side) / Float(side))
        return [value, value * x, y * (1 - value)]
      }
      session.classTarget?.imageChannels = 3
    }
    var messages: [Message] = [.session(session)]
    for (index, label) in labels.enumerated() {
      let run = RunID(index)
      messages.append(
        .event(
          .began(
            RunPlan(
              run: run, rung: RungID(label), recipe: "mlp",
              summary: "Dense 64 relu → Dense 32 relu → Dense \(names.count)",
              epochs: 30, stepsPerEpoch: DemandStory.stepsPerEpoch[index], trainingRows: 1078, validationRows: 270,
              parameterCount: 6_000 >> index,
              multiplyAddsPerExample: 18_000 >> index, seed: 1,
              knobs: DemandStory.knobs().filter { ![.lookback, .inputs].contains($0.knob) }, isClosedForm: false))))
      messages.append(.event(.phase(run, .running)))
      messages += story.reports(index, epochs: 1...20).map { .event(.epoch(run, $0)) }
      messages.append(.event(.evaluated(run, evaluation(names.count, actual, accuracy[index], index))))
    }
    return Scene(name, story.curves, messages)
  }

  /// A ring or a bar, wider with the class, a little shaken.
  private static func pictures(_ actual: [Int], side: Int) -> [Float] {
    var noise = Noise(5)
    return actual.flatMap { label in
      (0..<side * side).map { index -> Float in
        let x = Double(index % side) - Double(side - 1) / 2
        let y = Double(index / side) - Double(side - 1) / 2
        let scale = Double(side) / 8
        let distance =
          label % 2 == 0
          ? (x * x + y * y).squareRoot() / scale - 1 - Double(label) / 4 : x / scale - Double(label) / 4 + 1
        return Float(max(0, min(1, 1.2 - distance.magnitude * 0.8 + noise.normal() * 0.05)))
      }
    }
  }

  private static func evaluation(_ classes: Int, _ actual: [Int], _ accuracy: Double, _ index: Int) -> Evaluation {
    var noise = Noise(UInt64(index) + 40)
    var confusion = [Int](repeating: 0, count: classes * classes)
    let predicted = actual.map { label in
      noise.uniform() < accuracy ? label : (label + 1 + Int(noise.uniform() * 3)) % classes
    }
    for (truth, guess) in zip(actual, predicted) { confusion[truth * classes + guess] += 1 }
    let right = zip(actual, predicted).count { $0 == $1 }
    let share = Double(right) / Double(actual.count)
    let probability = actual.indices.map { 0.6 + 0.35 * Float($0 % 17) / 17 }
    var predictions = ClassPredictions(confusion: confusion, predicted: predicted, probability: probability)
    predictions.probabilities = zip(predicted, probability).flatMap { guess, share in
      (0..<classes).map { $0 == guess ? share : (1 - share) / Float(max(classes - 1, 1)) }
    }
    return Evaluation(
      step: 680, epoch: 20, multiplyAdds: 400_000_000 >> index,
      scores: Scores(
        count: actual.count, isRanked: true, accuracy: share, precision: share, recall: share, f1: share - 0.003),
      classes: predictions)
  }
}
