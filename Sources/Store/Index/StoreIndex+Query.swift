import Telemetry

extension StoreIndex {
  /// The runs that are asked for. What a list asks besides is whether those that seem to be trained still are.
  ///
  /// - Throws: ``StoreError/unreadable(path:reason:)``.
  package func rows(_ query: RunQuery) throws(StoreError) -> [RunRow] {
    var wider = query
    // Of those that have not ended some may not be what is asked for.
    if query.asksStatus, query.limit > 0 { wider.limit += try unended(query).count }
    let statement = Self.statement(wider, RunRow.columns)
    let rows = try read { database throws(SQLError) in try database.rows(statement) { RunRow($0) } }
    let found = rows.map(present).filter { Self.hasStatus($0, query) }
    return query.limit > 0 ? Array(found.prefix(query.limit)) : found
  }

  /// The runs among those that are asked for that have not ended, by what the index knows, whatever their status is now.
  private func unended(_ query: RunQuery) throws(StoreError) -> [RunRow] {
    let conditions = Self.conditions(query) + [Self.isUnended]
    let statement: SQL = "SELECT \(raw: RunRow.columns.joined(separator: ",")) FROM run WHERE \(conditions.conjunction)"
    return try read { database throws(SQLError) in try database.rows(statement) { RunRow($0) } }.map(present)
  }

  private static func hasStatus(_ row: RunRow, _ query: RunQuery) -> Bool {
    query.terms.allSatisfy { term in
      term.field != .column(.status) || (term.value == row.status) == (term.comparison != .notEqual)
    }
  }

  /// The rows of some runs, in no order.
  func rows(of runs: [StoreID]) throws(StoreError) -> [RunRow] {
    let wanted = Set(runs)
    return try read { database throws(SQLError) in
      try database.rows(
        "SELECT \(raw: RunRow.columns.joined(separator: ",")) FROM run WHERE \(Self.isOne("run.id", of: runs))"
      ) { RunRow($0).flatMap { wanted.contains($0.id) ? $0 : nil } }
    }.map(present)
  }

  /// The row of a run that its process left where it was says so.
  private func present(_ row: RunRow) -> RunRow {
    guard let phase = Phase(rawValue: row.status) else { return row }
    switch phase {
    case .finished: return row
    case .waiting, .running, .paused:
      var row = row
      if !store.folder(of: row.id).isTrained { row.status = Phase.finished(.interrupted).rawValue }
      return row
    }
  }

  /// The knobs of runs as they are applied, as they are shown.
  package func settings(of runs: [StoreID]) throws(StoreError) -> [StoreID: [Knob: String]] {
    var settings: [StoreID: [Knob: String]] = [:]
    let wanted = Set(runs)
    let found = try read { database throws(SQLError) in
      try database.rows("SELECT run, knob, text FROM setting WHERE \(Self.isOne("run", of: runs))") {
        row -> (run: StoreID, knob: Knob, text: String)? in
        guard let id = StoreID(row.text(0)), wanted.contains(id), let knob = Knob(rawValue: row.text(1)) else {
          return nil
        }
        return (id, knob, row.text(2))
      }
    }
    for setting in found { settings[setting.run, default: [:]][setting.knob] = setting.text }
    return settings
  }

  /// A condition that rows of these runs meet. Few are asked for by their names; for many, all rows are read once.
  static func isOne(_ column: String, of runs: [StoreID]) -> SQL {
    guard runs.count <= 500 else { return "TRUE" }
    let names = Set(runs.map(\.text)).sorted().map { name -> SQL in "\(name)" }
    return "\(raw: column) IN (\(names.list))"
  }

  /// How many runs there are in all, those in the trash among them.
  package func runCount() throws(StoreError) -> Int {
    try read { database throws(SQLError) in try database.rows("SELECT COUNT(*) FROM run") { $0.count(0) }[0] }
  }

  /// How many runs there are of those that are asked for, whatever the limit.
  package func count(_ query: RunQuery) throws(StoreError) -> Int {
    let others = query.asksStatus ? try unended(query).count { !Self.hasStatus($0, query) } : 0
    return try read { database throws(SQLError) in
      try database.rows("SELECT COUNT(*) FROM run WHERE \(Self.conditions(query).conjunction)") { $0.count(0) }[0]
    } - others
  }

  static func conditions(_ query: RunQuery) -> [SQL] {
    var conditions: [SQL] = [query.isOfTrash ? "run.deletedAt IS NOT NULL" : "run.deletedAt IS NULL"]
    if let hash = query.dataHash { conditions.append("run.dataHash = \(hash)") }
    conditions += query.terms.map { term in
      guard term.field == .column(.status) else { return condition(term) }
      // What a run does now is not in the index: one that has not ended may have been left where it was.
      let isIt: SQL = term.comparison == .notEqual ? "run.status <> \(term.value)" : "run.status = \(term.value)"
      return "(\(isIt) OR \(isUnended))"
    }
    return conditions
  }

  private static var isUnended: SQL {
    let names = [Phase.waiting, .running, .paused].map { phase -> SQL in "\(phase.rawValue)" }
    return "run.status IN (\(names.list))"
  }

  /// - Parameter columns: that are wanted of each run.
  static func statement(_ query: RunQuery, _ columns: [String]) -> SQL {
    let order = SQL(raw: query.order.column)
    // What is always there is found in its order where there is an index of it.
    let missingLast: SQL = query.order.isAlwaysThere ? "" : "\(order) IS NULL, "
    return """
      SELECT \(raw: columns.joined(separator: ",")) FROM run WHERE \(conditions(query).conjunction)
      ORDER BY \(missingLast)\(order) \(raw: query.order.isDescending ? "DESC" : "ASC"), \
      run.startedAt DESC, run.number, run.id \
      LIMIT \(query.limit > 0 ? query.limit : -1)
      """
  }

  private static func condition(_ term: RunQuery.Term) -> SQL {
    switch term.field {
    case .column(let column):
      let name = SQL(raw: column.column)
      switch column.kind {
      case .number, .flag: return compared(name, term)
      case .text:
        let text =
          (column.matchesParts ? "%" : "") + escaped(term.value)
          + (column.matchesParts || column.matchesBeginnings ? "%" : "")
        let isLike: SQL = "IFNULL(\(name), '') LIKE \(text) ESCAPE '\\'"
        return term.comparison == .notEqual ? "NOT \(isLike)" : isLike
      }
    case .knob(let knob):
      // A list of one number is kept as a text, and is typed as a number.
      let asText = compared("setting.text", term, asText: true)
      let value: SQL =
        Double(term.value) == nil
        ? asText
        : "CASE WHEN setting.number IS NULL THEN \(asText) ELSE \(compared("setting.number", term)) END"
      return """
        EXISTS (SELECT 1 FROM setting WHERE setting.run = run.id AND setting.knob = \(knob.rawValue) AND \(value))
        """
    }
  }

  private static func compared(_ name: SQL, _ term: RunQuery.Term, asText isText: Bool = false) -> SQL {
    func compared(_ sign: String) -> SQL {
      let number = isText ? nil : Double(term.value)
      return number.map { "\(name) \(raw: sign) \($0)" } ?? "\(name) \(raw: sign) \(term.value)"
    }
    switch term.comparison {
    case .atMost: return compared("<=")
    case .atLeast: return compared(">=")
    case .less: return compared("<")
    case .greater: return compared(">")
    case .notEqual: return compared("<>")
    case .equal, .holds: return compared("=")
    }
  }

  /// Signs that mean something in a pattern, as themselves.
  private static func escaped(_ text: String) -> String {
    text.map { "%_\\".contains($0) ? "\\\($0)" : String($0) }.joined()
  }
}

extension RunQuery {
  var asksStatus: Bool { terms.contains { $0.field == .column(.status) } }
}

extension RunRow {
  fileprivate static let columns = [
    "run.id", "run.session", "run.parent", "run.forkStep", "run.begunBy", "run.dataName", "run.dataHash",
    "run.originsHash", "run.task", "run.rung", "run.recipe", "run.seed", "run.seedGroup", "run.status", "run.step",
    "run.epochs", "run.parameters", "run.bestEpoch", "run.bestValidation", "run.validationScore",
    "run.validationOrigins", "run.seconds", "run.testRevealedAt", "run.tag", "run.note", "run.star", "run.deletedAt",
    "run.startedAt", "run.unranked", "run.epochCost",
  ]

  /// - Parameter row: of ``columns``.
  fileprivate init?(_ row: SQLRow) {
    guard let id = StoreID(row.text(0)), let session = StoreID(row.text(1)) else { return nil }
    self.id = id
    self.session = session
    parent = row.textIfAny(2).flatMap { StoreID($0) }
    forkStep = row.countIfAny(3)
    command = row.text(4)
    dataName = row.text(5)
    dataHash = row.text(6)
    originsHash = row.text(7)
    task = row.text(8)
    rung = row.text(9)
    recipe = row.text(10)
    seed = UInt64(bitPattern: row.integer(11))
    seedGroup = row.text(12)
    status = row.text(13)
    step = row.count(14)
    epochs = row.count(15)
    parameters = row.count(16)
    bestEpoch = row.countIfAny(17)
    bestValidation = row.numberIfAny(18)
    validationScore = row.numberIfAny(19)
    validationOrigins = row.count(20)
    seconds = row.numberIfAny(21)
    testRevealedAt = row.integerIfAny(22).map { Stamp($0) }
    tag = row.textIfAny(23)
    note = row.textIfAny(24)
    isStarred = row.flag(25)
    deletedAt = row.integerIfAny(26).map { Stamp($0) }
    startedAt = Stamp(row.integer(27))
    unranked = row.textIfAny(28).flatMap { Unranked(rawValue: $0) }
    epochCost = row.count(29)
  }
}
