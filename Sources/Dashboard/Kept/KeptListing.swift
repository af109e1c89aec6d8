import Basics
import Telemetry

/// The runs of the store that were asked for, as lines. Made away from the screen, once for each question: a frame looks at
/// the lines in sight alone.
package struct KeptListing: Sendable {
  package enum Line: Sendable, Hashable {
    /// Above runs that may be compared.
    case ground(place: Int)
    /// - Parameter depth: how far it stands in below the run that it left, or below a line of seeds.
    case run(place: Int, depth: Int)
    /// Runs that differ in nothing but their seed; the mean error of those that have one, and half of its interval.
    case seeds(group: String, places: [Int], mean: Double?, halfWidth: Double?, isUnfolded: Bool)
  }

  /// What the runs below it have in common.
  package struct Ground: Sendable, Hashable {
    package var title: String
    package var task: PredictionTask

    package init(title: String, task: PredictionTask) {
      self.title = title
      self.task = task
    }
  }

  /// A knob in which listed runs differ, and the columns that its values take.
  package struct Column: Sendable, Hashable {
    package var knob: Knob
    package var width: Int

    package init(knob: Knob, width: Int) {
      self.knob = knob
      self.width = width
    }
  }

  package var query: KeptQuery
  package var runs: [KeptRun]
  package var lines: [Line]
  package var grounds: [Ground]
  package var columns: [Column]
  /// The best run of each grain of a ground that has several, as places.
  package var best: Set<Int>
  /// Which of the open session's runs a name belongs to.
  package var live: [String: RunID]
  /// Letters that tell all runs of the store apart.
  package var nameLength: Int
  /// Runs of the store, in whatever state and of whatever data, without those in the trash.
  package var total: Int
  /// Interrupted runs of the open data.
  package var interrupted: Int
  /// Why the filter could not be understood, or runs could not be read; sentences.
  package var refusal: String?
  package var faults: [String]

  /// Found once for all frames.
  package private(set) var lineOfRun: [String: Int] = [:]
  package private(set) var lineOfSeeds: [String: Int] = [:]
  private(set) var shape = Shape()

  package init(
    query: KeptQuery, runs: [KeptRun] = [], lines: [Line] = [], grounds: [Ground] = [], columns: [Column] = [],
    best: Set<Int> = [], live: [String: RunID] = [:], nameLength: Int = 4, total: Int = 0, interrupted: Int = 0,
    refusal: String? = nil, faults: [String] = []
  ) {
    self.query = query
    self.runs = runs
    self.lines = lines
    self.grounds = grounds
    self.columns = columns
    self.best = best
    self.live = live
    self.nameLength = nameLength
    self.total = total
    self.interrupted = interrupted
    self.refusal = refusal
    self.faults = faults
    for (index, line) in lines.enumerated() {
      switch line {
      case .run(let place, _): lineOfRun[runs[place].id] = index
      case .seeds(let group, let places, _, _, _):
        lineOfSeeds[group] = index
        for place in places where lineOfRun[runs[place].id] == nil { lineOfRun[runs[place].id] = index }
      case .ground: break
      }
    }
    shape = Shape(self)
  }

  /// How wide the columns must be for all lines, so that nothing moves while they scroll.
  struct Shape: Sendable {
    var rung = 5
    var recipe = 6
    var epochs = 2
    var deepest = 0
    var hasBranches = false
    /// Of the longest line of seeds; 0 where there is none.
    var mostSeeds = 0
    var hasRemarks = false
    var hasTestSeen = false

    init() {}

    init(_ listing: KeptListing) {
      for run in listing.runs {
        rung = max(rung, run.rung.count)
        recipe = max(recipe, run.recipe.count)
        epochs = max(epochs, String(run.epochs).count)
        hasBranches = hasBranches || run.parent != nil
        hasRemarks = hasRemarks || run.tag != nil || run.note != nil || run.isStarred
        hasTestSeen = hasTestSeen || run.isTestSeen
      }
      for line in listing.lines {
        switch line {
        case .run(_, let depth): deepest = max(deepest, depth)
        case .seeds(_, let places, _, _, _): mostSeeds = max(mostSeeds, places.count)
        case .ground: break
        }
      }
    }
  }

  /// The listed run of a name.
  func run(_ id: String) -> KeptRun? {
    guard let line = lineOfRun[id] else { return nil }
    switch lines[line] {
    case .run(let place, _): return runs[place]
    case .seeds(_, let places, _, _, _): return places.map { runs[$0] }.first { $0.id == id }
    case .ground: return nil
    }
  }

  /// The first letters of a run's name, enough to tell it apart.
  func name(of id: String) -> String { String(id.prefix(nameLength)) }
}
