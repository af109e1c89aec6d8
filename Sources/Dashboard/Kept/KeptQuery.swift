import Telemetry

/// Which runs of the store are to be listed, and how.
package struct KeptQuery: Sendable, Hashable {
  /// Of whatever data, or of those that are open.
  package var isOfAllData = false
  /// Conditions as they are typed, in the language of `runs list --where`.
  package var filter = ""
  package var order = KeptOrder.started
  /// Lines of seeds whose members are shown.
  package var unfolded: Set<String> = []

  package init() {}
}

/// What runs can be sorted by on the screen, under the names of `runs list --sort`.
package enum KeptOrder: String, Sendable, CaseIterable, Hashable {
  case started, validation
  case loss = "best-loss"
  case seconds

  var next: KeptOrder {
    let all = Self.allCases
    return all[((all.firstIndex(of: self) ?? 0) + 1) % all.count]
  }

  /// As a border says it.
  var words: String {
    switch self {
    case .started: Words.keptByStart
    case .validation: Words.keptByValidation
    case .loss: Words.keptByLoss
    case .seconds: Words.keptBySeconds
    }
  }
}

/// What the screen shows of the store; whoever runs the screen passes it on whenever it changes.
package struct KeptWish: Sendable, Hashable {
  package var query: KeptQuery
  /// Runs whose knobs are shown in the table.
  package var page: [String]
  /// Runs that are shown whole.
  package var records: [String]
  /// Two runs that are held against each other.
  package var difference: [String]
  /// All listed runs across their settings.
  package var isParallel: Bool
}

/// What the store says.
package enum KeptAnswer: Sendable {
  indirect case listing(KeptListing)
  /// The knobs of runs as the table shows them.
  case settings([String: [Knob: String]])
  case records([String: KeptRecord])
  case difference(KeptDifference)
  indirect case parallel(KeptParallel)
}

/// A run of the store as a whole.
package struct KeptRecord: Sendable {
  package var record: RunRecord
  /// How often its test scores were looked at.
  package var reveals: Int
  /// The run that it left and where, as a list says it; nil of one that is no branch.
  package var fork: String?

  package init(_ record: RunRecord, reveals: Int = 0, fork: String? = nil) {
    self.record = record
    self.reveals = reveals
    self.fork = fork
  }
}

/// Two runs beside each other, with only what differs, in the words of `runs diff`.
package struct KeptDifference: Sendable, Hashable {
  package struct Row: Sendable, Hashable {
    package var name: String
    package var first, second: String

    package init(name: String, first: String, second: String) {
      self.name = name
      self.first = first
      self.second = second
    }
  }

  /// Their names.
  package var runs: [String]
  package var rows: [Row]
  /// What is to be known besides, as that their scores may not be compared; a sentence.
  package var remark: String?

  package init(runs: [String], rows: [Row], remark: String? = nil) {
    self.runs = runs
    self.rows = rows
    self.remark = remark
  }
}

/// What is done to a run of the store.
package enum KeptMark: Sendable, Hashable {
  /// An empty text takes it away.
  case note(String)
  case tag(String)
  case star(Bool)
  /// Into the trash, and out of it.
  case removed, restored
  /// Its test scores are looked at.
  case revealed
}
