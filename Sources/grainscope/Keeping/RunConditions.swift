import Datasets
import Models
import Store
import Telemetry

/// Conditions on runs as they are typed: `rate<1e-2 grain:1h`.
enum RunConditions {
  /// Short names beside those of columns and of knobs' options.
  private static let knobs: [String: Knob] = ["rate": .learningRate, "lr": .learningRate]
  private static let columns: [String: RunColumn] = ["rung": .grain, "id": .run]

  /// - Throws: ``Failure`` with the first that cannot be asked.
  static func terms(_ text: String) throws(Failure) -> [RunQuery.Term] {
    var terms: [RunQuery.Term] = []
    for word in text.split(whereSeparator: \.isWhitespace) { terms.append(try term(String(word))) }
    return terms
  }

  private static func term(_ word: String) throws(Failure) -> RunQuery.Term {
    guard let (name, comparison, value) = parts(word), !name.isEmpty, !value.isEmpty else {
      throw .input(Words.conditionForm(condition: Clean.text(word, limit: 60)))
    }
    let field = try field(name)
    let isOrder =
      switch comparison {
      case .less, .atMost, .greater, .atLeast: true
      case .equal, .notEqual, .holds: false
      }
    switch field {
    case .column(let column):
      switch column.kind {
      case .text:
        guard !isOrder else { throw .input(Words.conditionTextOrder(name: name)) }
        return RunQuery.Term(field, comparison, value)
      case .number:
        guard Double(value) != nil else { throw .input(Words.conditionNumber(name: name, found: shown(value))) }
        return RunQuery.Term(field, comparison, value)
      case .flag:
        guard !isOrder, let choice = YesOrNo(rawValue: value) else {
          throw .input(Words.conditionFlag(name: name, found: shown(value)))
        }
        return RunQuery.Term(field, comparison, choice == .yes ? "1" : "0")
      }
    case .knob:
      guard !isOrder || Double(value) != nil else {
        throw .input(Words.conditionNumber(name: name, found: shown(value)))
      }
      // Widths are shown with spaces between them, which a condition cannot hold.
      return RunQuery.Term(field, comparison, value.contains(",") ? value.replacing(",", with: " ") : value)
    }
  }

  private static func shown(_ value: String) -> String { Clean.text(value, limit: 40) }

  /// The comparison that comes first; of two that begin alike the longer.
  private static func parts(_ word: String) -> (String, RunQuery.Term.Comparison, String)? {
    let found = RunQuery.Term.Comparison.allCases.compactMap { comparison in
      word.firstRange(of: comparison.rawValue).map { (comparison, $0) }
    }
    guard let first = found.map(\.1.lowerBound).min() else { return nil }
    let longest = found.filter { $0.1.lowerBound == first }.max { $0.0.rawValue.count < $1.0.rawValue.count }
    return longest.map { (String(word[..<$1.lowerBound]), $0, String(word[$1.upperBound...])) }
  }

  private static func field(_ name: String) throws(Failure) -> RunQuery.Term.Field {
    if let column = RunColumn(rawValue: name) ?? columns[name] { return .column(column) }
    if let knob = knobs[name] ?? Knob(typed: name) { return .knob(knob) }
    let known = RunColumn.allCases.map(\.rawValue) + Knob.allCases.map(\.option) + knobs.keys.sorted()
    let near = Clean.nearest(to: name, among: known)
    throw .input(
      near.isEmpty
        ? Words.conditionUnknown(
          name: shown(name), columns: RunColumn.allCases.map(\.rawValue).joined(separator: ", "))
        : Words.conditionNear(name: shown(name), near: near.joined(separator: ", ")))
  }
}
