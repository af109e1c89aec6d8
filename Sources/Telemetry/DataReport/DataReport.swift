import Basics

/// What is in a data set, in plain values and words: what `inspect` prints and the Data screen shows.
///
/// Text from the file has lost its control characters.
package struct DataReport: Sendable, Hashable {
  /// The file's name without folders.
  package var fileName: String
  package var kind: Content
  /// Rows of the regular grid, samples or images.
  package var rows: Int
  /// Size of the file.
  package var bytes: Int
  /// Nil where rows stand in no order of time.
  package var span: TimeSpan?
  /// What was decided in reading the file, and what else it could be.
  package var guesses: [DataChoice] = []
  /// What is done before a model sees the data, and what else could be.
  package var treatments: [DataChoice] = []
  /// Nil where the data are no images.
  package var pictures: PictureReport?
  package var columns: [ColumnReport] = []
  /// Columns that are in the file and not in the data, with the reason.
  package var leftOut: [Reasoned] = []
  /// Nil where there is no grid of time.
  package var gaps: GapReport?
  package var findings: [Finding] = []
  package var cycles: [CycleReport] = []
  package var autocorrelation: AutocorrelationCurve?
  /// The column to predict and why it was chosen; nil where there is none.
  package var target: Reasoned?
  package var horizon: Reasoned?
  /// Of seasonal naive and of the scale of errors, and what of the data says so; nil where nothing is forecast.
  package var season: Reasoned?
  /// Fine to coarse.
  package var ladder: [GrainReport] = []
  /// Training, validation and test, in this order; empty where the data cannot be split.
  package var split: [SplitReport] = []
  /// Columns that repeat the target or know its future, each as a sentence.
  package var leaks: [ColumnWarning] = []
  /// Columns that say nothing, each as a sentence.
  package var idle: [ColumnWarning] = []
  package var policies: [PolicyReport] = []
  package var ranking: FeatureRanking?
  /// Things the user should know, as `stamps carry no zone and are taken as written`.
  package var remarks: [String] = []

  package init(fileName: String, kind: Content, rows: Int, bytes: Int) {
    self.fileName = fileName
    self.kind = kind
    self.rows = rows
    self.bytes = bytes
  }
}

/// Something that was chosen, with the reason.
package struct Reasoned: Sendable, Hashable, Encodable {
  package var name: String
  package var reason: String

  package init(_ name: String, _ reason: String) {
    self.name = name
    self.reason = reason
  }
}

/// From when to when, and how often.
package struct TimeSpan: Sendable, Hashable, Encodable {
  /// The most common difference of neighbouring rows, as `30min`.
  package var step: String
  /// Share of neighbouring rows that are so far apart, of 0…1.
  package var stepShare: Double
  /// As `2000-06-05 00:30`, by the wall clock.
  package var first: String
  package var last: String
  /// The zone's name; nil where stamps are taken as written.
  package var zone: String?

  package init(step: String, stepShare: Double, first: String, last: String, zone: String?) {
    self.step = step
    self.stepShare = stepShare
    self.first = first
    self.last = last
    self.zone = zone
  }
}

/// Something found in the file, with the lines where it stands.
package struct Finding: Sendable, Hashable, Encodable {
  /// As `duplicate stamps, left out`.
  package var what: String
  package var count: Int
  /// Line numbers of the first cases, from 1.
  package var lines: [Int]
  /// What was found on the first of those lines, as `line 12, load: “n.v.” is not a number`; may be empty.
  package var details: [String]
  /// Values were lost, as against put right.
  package var isLoss: Bool

  package init(what: String, count: Int, lines: [Int], details: [String] = [], isLoss: Bool = true) {
    self.what = what
    self.count = count
    self.lines = lines
    self.details = details
    self.isLoss = isLoss
  }
}

/// Rows that the regular grid has and the file lacks.
package struct GapReport: Sendable, Hashable, Encodable {
  package struct Gap: Sendable, Hashable, Encodable {
    /// Line of the first row after the gap.
    package var line: Int
    /// Stamps of the last row before it and the first after it.
    package var from: String
    package var to: String
    package var rows: Int

    package init(line: Int, from: String, to: String, rows: Int) {
      self.line = line
      self.from = from
      self.to = to
      self.rows = rows
    }
  }

  package var count: Int
  package var missingRows: Int
  package var longest: Gap?
  /// The first of them.
  package var first: [Gap]

  package init(count: Int, missingRows: Int, longest: Gap?, first: [Gap]) {
    self.count = count
    self.missingRows = missingRows
    self.longest = longest
    self.first = first
  }
}

/// What is done to the data before a model sees them.
package struct PolicyReport: Sendable, Hashable, Encodable {
  /// As `gaps`.
  package var name: String
  /// As `carry-forward:3`, fit to be given as the option's value.
  package var value: String
  /// What it did here, as `14 values of load filled from the row before`.
  package var effect: String
  /// Nobody asked for it.
  package var isDefault: Bool

  /// As `Gaps, interpolate:3: values filled: 12 of load.`
  package var sentence: String {
    Words.policy(name: name.prefix(1).uppercased() + name.dropFirst(), value: value, effect: effect)
  }

  package init(name: String, value: String, effect: String, isDefault: Bool) {
    self.name = name
    self.value = value
    self.effect = effect
    self.isDefault = isDefault
  }
}

/// Columns in the order of what they say about the target.
package struct FeatureRanking: Sendable, Hashable, Encodable {
  package struct Entry: Sendable, Hashable, Encodable {
    package var column: String
    /// Mutual information with the target, in bits.
    package var bits: Double
    package var isKept: Bool

    package init(column: String, bits: Double, isKept: Bool) {
      self.column = column
      self.bits = bits
      self.isKept = isKept
    }
  }

  /// How it was estimated, as one sentence.
  package var method: String
  /// The most informative first.
  package var entries: [Entry]

  package init(method: String, entries: [Entry]) {
    self.method = method
    self.entries = entries
  }
}
