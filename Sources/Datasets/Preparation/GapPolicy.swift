import Basics

/// What is done about rows that a column lacks.
///
/// The rule of all policies: a filled value may be read from the moment at which the last row it is made of is known,
/// and not before. What is to be predicted in validation and test is never filled.
package enum GapPolicy: Hashable, Sendable {
  /// Nothing is filled: windows with holes are left out.
  case leaveOut
  /// Gaps of at most so many rows get the straight line between their neighbours. Such a value is known when the row
  /// after the gap is; a window that begins to forecast inside the gap is left out.
  case interpolate(limit: Int)
  /// The last known value is repeated for at most so many rows; the rest of a longer gap stays missing.
  case carryForward(limit: Int)

  /// Rows filled where the user gives no number.
  package static let usualLimit = 3

  /// As `carry-forward:3`.
  package var label: String {
    switch self {
    case .leaveOut: "leave-out"
    case .interpolate(let limit): "interpolate:\(limit)"
    case .carryForward(let limit): "carry-forward:\(limit)"
    }
  }

  /// Reads ``label``; the number may be left out.
  ///
  /// - Throws: ``PreparationError/unknownGapPolicy(_:)``.
  package init(parsing text: String) throws(PreparationError) {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let limit = parts.count > 1 ? Int(parts[1]) : Self.usualLimit
    guard let limit, limit > 0, limit <= 1_000_000 else { throw .unknownGapPolicy(Clean.text(text, limit: 40)) }
    switch (parts.first, parts.count) {
    case ("leave-out", 1): self = .leaveOut
    case ("interpolate", _): self = .interpolate(limit: limit)
    case ("carry-forward", _): self = .carryForward(limit: limit)
    default: throw .unknownGapPolicy(Clean.text(text, limit: 40))
    }
  }
}

extension GapPolicy: Codable {
  package init(from decoder: any Decoder) throws {
    self = try GapPolicy(parsing: try decoder.singleValueContainer().decode(String.self))
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(label)
  }
}

/// Why data cannot be prepared as asked.
package enum PreparationError: Error, Hashable {
  case unknownGapPolicy(String)
  case badClip(Double)
  case badFeatureCount(Int)
  case targetLeftOut(String)
  case notForRows(String, kind: Content)

  package var sentence: String {
    switch self {
    case .unknownGapPolicy(let text):
      Words.gapPolicyUnknown(text: text)
    case .badClip(let width):
      Words.clipRefused(width: "\(width)")
    case .badFeatureCount(let count):
      Words.featuresRefused(count: count)
    case .targetLeftOut(let name):
      Words.targetLeftOut(name: name)
    case .notForRows(let option, let kind):
      switch kind {
      case .images: Words.needsColumns(option: option)
      case .series, .table, .stream: Words.needsTimeOrder(option: option, kind: kind.rawValue)
      }
    }
  }
}
