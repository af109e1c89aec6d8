/// How samples that stand in no order are split.
package enum SplitRule: String, Sendable, Hashable, CaseIterable, Codable {
  /// At random, each class by the same shares.
  case stratified
  /// The last of the file are the test; training and validation are drawn from the rest.
  case fileOrder = "file-order"

  /// What suits a file: its own order, unless its classes stand one after the other, so that its end would hold but a few
  /// of them.
  package static func suited(to labels: [Int32]) -> SplitRule {
    areInBlocks(labels) ? .stratified : .fileOrder
  }

  /// Whether each class stands in one piece.
  static func areInBlocks(_ labels: [Int32]) -> Bool {
    let changes = zip(labels, labels.dropFirst()).count { $0 != $1 }
    let classes = Set(labels).count
    return classes > 1 && changes == classes - 1
  }
}

extension SampleSplit {
  /// - Parameters:
  ///   - labels: a class for each sample, −1 for unknown; nil splits without regard to classes.
  ///   - test: share of all samples.
  ///   - validation: share of the samples beside the test.
  /// - Throws: as ``Split/init(count:fractions:)``.
  package init(
    _ rule: SplitRule, count: Int, labels: [Int32]?, test: Double, validation: Double, seed: UInt64
  ) throws(DatasetError) {
    let held = validation * (1 - test)
    switch rule {
    case .stratified:
      self = try .seeded(
        count: count, labels: labels, fractions: SplitFractions(train: 1 - test - held, validation: held, test: test),
        seed: seed)
    case .fileOrder:
      self = try .lastInFileOrder(
        count: count, labels: labels, testFraction: test, validationFraction: held, seed: seed)
    }
  }
}
