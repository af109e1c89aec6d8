import Basics
import Canvas
import Telemetry

/// Everything the screen shows, apart from the curves of single steps. Changed by ``reduce(_:_:)`` alone.
package struct State: Sendable {
  package internal(set) var opening: Opening = .loading("")
  package internal(set) var runs: RunTable = []
  /// The run that stands for each rung: its newest, or the one chosen by hand.
  package internal(set) var current: [RungID: RunID] = [:]
  /// Why the newest run that was asked of a rung could not begin, as a sentence; ``obstacle(to:)`` says what it means.
  var refusals: [RungID: String] = [:]
  /// What runs of the store did that have not begun here yet.
  var pasts: [RunID: KeptRun.Past] = [:]
  /// All runs of each rung, oldest first.
  var runsOfRung: [RungID: [RunID]] = [:]
  package internal(set) var size = Size(width: 80, height: 24)

  // What is looked at.
  package internal(set) var screen: ScreenID = .lab
  /// What is looked at on each screen that was used; a screen takes its own with ``subscript(_:)``.
  var screenValues: [ScreenID: any Screen] = [:]
  package internal(set) var rungIndex = 0
  /// Runs that read several rungs stand behind the ladder, in the order in which they began.
  var joined: [RungInfo] = []
  /// The user asked for a joined run that has not begun yet.
  var asksForJoin = false
  package internal(set) var scope: Scope = .rung
  package internal(set) var reveal = Reveal()

  // What is being said.
  package internal(set) var note: Note?
  /// What of the session is lost, as long as it is open.
  package internal(set) var unkept: Set<Unkept> = []
  package internal(set) var entry: TextEntry?
  package internal(set) var prompt: Prompt?
  package internal(set) var confirming: Action?
  package internal(set) var overlay: Overlay?
  /// Changes that can be taken back, oldest first.
  var undoSteps: [UndoStep] = []
  /// The pointer is held down since a press that began to drag something.
  var isDragging = false
  /// The terminal reports the mouse.
  package internal(set) var usesMouse = true

  // How it is drawn and asked.
  package internal(set) var settings = ScreenSettings()
  package internal(set) var themes: [String] = []
  package internal(set) var themeName = ""

  package init() {}

  /// What stands behind the screen: nothing yet, data, or a reason why not.
  package enum Opening: Sendable {
    /// What is being opened, as a file's name.
    case loading(String)
    case failed(String)
    /// Behind a reference, as a state is handed to every panel of a frame.
    indirect case open(SessionInfo)
  }

  package enum Scope: Sendable { case rung, all }

  package struct Note: Sendable, Equatable {
    package var text: String
    package var kind: Kind = .remark
    /// The run whose network does not respond, where the note says so: it is taken back once that is no longer true.
    var deadRun: RunID?

    package enum Kind: Sendable {
      /// Good to know: shown where there is a line for it.
      case remark
      /// What the last key did or needs; on a small screen it takes the key bar's place until the next key.
      case answer
      case warning
    }
  }

  package struct TextEntry: Sendable, Equatable {
    package let knob: Knob
    package var text: String
    /// Nothing was typed yet: the first character replaces the old value.
    var isFresh = false
    /// Why the last attempt was refused.
    package var refusal: String?
  }

  package internal(set) var keymap: Keymap {
    get { settings.keymap }
    set { settings.keymap = newValue }
  }

  package var session: SessionInfo? {
    if case .open(let session) = opening { session } else { nil }
  }

  /// The ladder's rungs, then the runs that join some of them.
  package var rungs: [RungInfo] { (session?.rungs ?? []) + joined }

  package var rung: RungInfo? { rungs.indices.contains(rungIndex) ? rungs[rungIndex] : nil }

  /// The run that is shown: the current one of the chosen rung.
  package var shown: LiveRun? { rung.flatMap { record(of: $0.id) } }

  package func record(of rung: RungID) -> LiveRun? { current[rung].flatMap { runs[$0] } }

  /// The runs of the chosen rung, oldest first.
  var siblings: [RunID] { rung.flatMap { runsOfRung[$0.id] } ?? [] }

  /// The knobs of the shown run: live ones above structural ones, each group in the plan's order.
  var knobs: [Knob] {
    let all = shown?.knobs ?? []
    return all.filter(\.isLive) + all.filter { !$0.isLive }
  }

  var knob: Knob? { knobs.indices.contains(knobIndex) ? knobs[knobIndex] : nil }

  /// The place of the chosen knob in the list, wherever others come and go; where it goes itself, of the next one.
  var knobIndex: Int {
    get {
      guard let chosen = lab.chosenKnob else { return 0 }
      let after = Set(Knob.allCases.drop { $0 != chosen })
      return knobs.firstIndex(of: chosen) ?? knobs.firstIndex(where: after.contains) ?? max(knobs.count - 1, 0)
    }
    set { lab.chosenKnob = knobs.indices.contains(newValue) ? knobs[newValue] : nil }
  }

  package var isTraining: Bool { runs.contains { $0.phase == .running } }

  /// The runs that commands of the present scope go to.
  var addressed: [LiveRun] {
    switch scope {
    case .rung: shown.map { [$0] } ?? []
    case .all: rungs.compactMap { record(of: $0.id) }
    }
  }

  /// Whether the pause key pauses: nothing that could continue is paused yet, or only a part of it.
  var isPausing: Bool { addressed.contains { $0.canTrain && $0.phase != .paused } }

  /// Rows that the table can scroll over.
  var rowCount: Int {
    switch session?.target {
    case .forecast(let target): target.steps
    case .classes(let target): target.classNames.count
    case .number(let target): target[shownPart]?.actual.count ?? 0
    case nil: 0
    }
  }

  /// Origins of a forecast, or pictures of a gallery.
  var originCount: Int {
    switch session?.target {
    case .forecast(let target): target[shownPart]?.origins.count ?? 0
    case .classes: gallery == nil ? 0 : pictureOrder.count
    case .number, nil: 0
    }
  }

  /// What is asked of what is open; nil while nothing is.
  var task: PredictionTask? { session?.target.task }

  /// What a model learns from, in the plural.
  var exampleName: String {
    switch session?.content.kind {
    case .series, .stream: Words.windows
    case .images: Words.images
    case .table, nil: Words.samples
    }
  }

  /// The scores by which rungs are held against each other: never the newest of one against the best of another.
  var comparable: [RungID: RunScores] {
    let runs = rungs.compactMap { record(of: $0.id)?.record }
    let scores = RunScores.comparable(runs)
    return Dictionary(runs.compactMap { run in scores[run.plan.run].map { (run.plan.rung, $0) } }) { first, _ in first }
  }

  /// The rungs that may be ranked, best first, with the error they are ranked by, whatever part is on view.
  var ranking: [(rung: RungID, error: Double)] {
    guard let task else { return [] }
    let runs = rungs.filter { $0.exclusion == nil }.compactMap { record(of: $0.id)?.record }
    return RunScores.ranking(runs, by: rankedPart, task).map { ($0.run.plan.rung, $0.error) }
  }
}
