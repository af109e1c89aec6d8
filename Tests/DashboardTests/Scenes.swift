import Canvas
import Dashboard
import Glibc
import Telemetry
import Testing

/// A screen to look at: a state with the curves behind it.
struct Scene: CustomTestStringConvertible {
  let name: String
  private(set) var state: State
  let curves: FixedCurves

  var testDescription: String { name }

  init(name: String, state: State, curves: FixedCurves) {
    self.name = name
    self.state = state
    self.curves = curves
  }

  init(_ name: String, _ story: DemandStory, _ messages: [Message], keys: [Key] = [], then answers: [Message] = []) {
    self.init(name, story.curves, messages, keys: keys)
    for answer in answers { _ = reduce(&state, answer) }
  }

  mutating func take(_ message: Message) { _ = reduce(&state, message) }

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
    excluded, revealed, noValidation, palette, configuration, themes, tradeoffs, tradeoffsCost, tradeoffsSeeds,
    tradeoffsRevealed, tradeoffsOfClasses, reconciled,
    refusedMethod, choosing,
    chosen, future, data, dataOptions, runs, runsRevealed, kept, keptMarked, keptDifference, keptParallel, keptBrushed,
    fewOrigins,
    classification,
    manyClasses, classificationRevealed, enlarged, confusionCell, colourPictures, inside, insideDense, layers,
    layersOfSeveral, byTime, rateFinder, rateFinderUnderWay, classBoard,
    cascade, helpOfPictures,
    dataOfPictures,
    closedForm, hostile, joins, joined, allocation, stream, streamStalled, regression,
    regressionRead, tradeoffsOfNumbers,
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
    story.training() + [
      .themes(
        [
          "dark", "light", "high-contrast", "colour-blind-safe", "fjord", "meridian", "understory", "phosphor",
          "parchment",
          "monochrome", "my own \u{1B}[2J thème 主题",
        ], current: "dark")
    ],
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

  /// The test part is on view.
  static let revealed = Scene("revealed", story, story.training(), keys: [.character("T")])
  static let tradeoffsRevealed = Scene(
    "trade-offs-revealed", story, story.training(), keys: [.character("2"), .character("T")])
  /// The horizon takes more than the validation part has.
  static let noValidation: Scene = {
    let story = DemandStory(originCount: 0)
    return Scene("no-validation", story, story.training())
  }()

  static let fewOrigins: Scene = {
    let story = DemandStory(originCount: 2, testCount: 11)
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
