import GRDB
import Telemetry

extension StoreIndex {
  /// The runs that are asked for. What a list asks besides is whether those that seem to be trained still are.
  ///
  /// - Throws: ``StoreError/unreadable(path:reason:)``.
  package func rows(_ query: RunQuery) throws(StoreError) -> [RunRow] {
    do {
      let rows = try database.read { database in
        let request = SQLRequest<Row>(literal: Self.statement(query))
        var rows: [RunRow] = []
        let cursor = try request.fetchCursor(database)
        while let row = try cursor.next() { if let found = RunRow(row) { rows.append(found) } }
        return rows
      }
      let statuses = query.terms.filter { $0.field == .column(.status) }
      let found = rows.map(present).filter { row in
        statuses.allSatisfy { ($0.value == row.status) == ($0.comparison != .notEqual) }
      }
      return query.limit > 0 ? Array(found.prefix(query.limit)) : found
    } catch { throw .unreadable(path: database.path, reason: Self.reason(error)) }
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
    let wanted = Set(runs.map(\.text))
    do {
      return try database.read { database in
        var settings: [StoreID: [Knob: String]] = [:]
        let all = Table("setting").select(Column("run"), Column("knob"), Column("text"))
        let request = wanted.count <= 500 ? all.filter(wanted.contains(Column("run"))) : all
        let cursor = try Row.fetchCursor(database, request)
        while let row = try cursor.next() {
          let run: String = row[0]
          guard wanted.contains(run), let id = StoreID(run), let knob = Knob(rawValue: row[1]) else { continue }
          settings[id, default: [:]][knob] = row[2]
        }
        return settings
      }
    } catch { throw .unreadable(path: database.path, reason: Self.reason(error)) }
  }

  /// How many runs there are of those that are asked for, whatever the limit.
  package func count(_ query: RunQuery) throws(StoreError) -> Int {
    // What a run does now is not in the index.
    guard query.limit > 0, !query.asksStatus else {
      var all = query
      all.limit = 0
      return try rows(all).count
    }
    do {
      return try database.read { database in
        let request = SQLRequest<Int>(
          literal: "SELECT COUNT(*) \(Self.source) WHERE \(Self.conditions(query).joined(operator: .and))")
        return try request.fetchOne(database) ?? 0
      }
    } catch { throw .unreadable(path: database.path, reason: Self.reason(error)) }
  }

  private static let source: SQL = "FROM run JOIN session ON session.id = run.session"

  private static func conditions(_ query: RunQuery) -> [SQL] {
    var conditions: [SQL] = [query.isOfTrash ? "run.deletedAt IS NOT NULL" : "run.deletedAt IS NULL"]
    // What a run does now is not in the index.
    conditions += query.terms.filter { $0.field != .column(.status) }.map(condition)
    return conditions
  }

  private static func statement(_ query: RunQuery) -> SQL {
    let order = SQL(sql: query.order.column)
    return """
      SELECT \(sql: RunRow.columns.joined(separator: ",")) \(source)
      WHERE \(conditions(query).joined(operator: .and))
      ORDER BY \(order) IS NULL, \(order) \(sql: query.order.isDescending ? "DESC" : "ASC"), \
      run.startedAt DESC, run.number, run.id \
      LIMIT \(query.limit > 0 && !query.asksStatus ? query.limit : -1)
      """
  }

  private static func condition(_ term: RunQuery.Term) -> SQL {
    switch term.field {
    case .column(let column):
      let name = SQL(sql: column.column)
      switch column.kind {
      case .number, .flag: return compared(name, term)
      case .text:
        let text = column.matchesParts ? "%\(escaped(term.value))%" : escaped(term.value)
        let isLike: SQL = "IFNULL(\(name), '') LIKE \(text) ESCAPE '\\'"
        return term.comparison == .notEqual ? "NOT \(isLike)" : isLike
      }
    case .knob(let knob):
      let name: SQL = Double(term.value) == nil ? "setting.text" : "setting.number"
      return """
        EXISTS (SELECT 1 FROM setting WHERE setting.run = run.id AND setting.knob = \(knob.rawValue) \
        AND \(compared(name, term)))
        """
    }
  }

  private static func compared(_ name: SQL, _ term: RunQuery.Term) -> SQL {
    func compared(_ sign: String) -> SQL {
      Double(term.value).map { "\(name) \(sql: sign) \($0)" } ?? "\(name) \(sql: sign) \(term.value)"
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
  fileprivate var asksStatus: Bool { terms.contains { $0.field == .column(.status) } }
}

extension RunRow {
  fileprivate static let columns = [
    "run.id", "run.session", "run.parent", "run.forkStep", "session.command", "session.dataName", "session.dataHash",
    "run.originsHash", "session.task", "run.rung", "run.recipe", "run.seed", "run.seedGroup", "run.status", "run.step",
    "run.epochs", "run.parameters", "run.bestEpoch", "run.bestValidation", "run.validationScore",
    "run.validationOrigins", "run.seconds", "run.testRevealedAt", "run.tag", "run.note", "run.star", "run.deletedAt",
    "run.startedAt",
  ]

  fileprivate init?(_ row: Row) {
    guard let id = StoreID(row[0] as String), let session = StoreID(row[1] as String) else { return nil }
    self.id = id
    self.session = session
    parent = (row[2] as String?).flatMap { StoreID($0) }
    forkStep = row[3]
    command = row[4]
    dataName = row[5]
    dataHash = row[6]
    originsHash = row[7]
    task = row[8]
    rung = row[9]
    recipe = row[10]
    seed = UInt64(bitPattern: row[11] as Int64)
    seedGroup = row[12]
    status = row[13]
    step = row[14]
    epochs = row[15]
    parameters = row[16]
    bestEpoch = row[17]
    bestValidation = row[18]
    validationScore = row[19]
    validationOrigins = row[20]
    seconds = row[21]
    testRevealedAt = (row[22] as Int64?).map { Stamp($0) }
    tag = row[23]
    note = row[24]
    isStarred = row[25]
    deletedAt = (row[26] as Int64?).map { Stamp($0) }
    startedAt = Stamp(row[27])
  }
}
