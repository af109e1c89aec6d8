import Tensors

/// Parts of samples that stand in no order; indices ascend within a part.
package struct SampleSplit: Sendable, Hashable {
  package var train: [Int]
  package var validation: [Int]
  package var test: [Int]

  /// Samples that three parts need.
  package static let least = 4

  package init(train: [Int], validation: [Int], test: [Int]) {
    self.train = train
    self.validation = validation
    self.test = test
  }

  /// A random split by shares; with labels (−1 for unknown) each class is split by the same shares.
  ///
  /// - Throws: as ``Split/init(count:fractions:)``, and ``DatasetError/tooFewRows(rows:needed:purpose:)``.
  package static func seeded(
    count: Int, labels: [Int32]? = nil, fractions: SplitFractions = .standard, seed: UInt64
  ) throws(DatasetError) -> SampleSplit {
    try fractions.check()
    guard count >= least else {
      throw .tooFewRows(rows: count, needed: least, purpose: Words.purposeSplit)
    }
    var split = divide(Array(0..<count), labels, fractions, RandomKey(seed: seed, stream: .split))
    split.order()
    try split.check(fractions)
    return split
  }

  /// The last `testFraction` of the file's order is the test; the rest is split at random, stratified by labels.
  ///
  /// - Parameter validationFraction: share of all samples, not of the rest.
  package static func lastInFileOrder(
    count: Int, labels: [Int32]? = nil, testFraction: Double = 0.20, validationFraction: Double = 0.15, seed: UInt64
  ) throws(DatasetError) -> SampleSplit {
    let fractions = SplitFractions(
      train: 1 - testFraction - validationFraction, validation: validationFraction, test: testFraction)
    try fractions.check()
    let border = count - Int((Double(count) * testFraction).rounded())
    let rest = SplitFractions(
      train: fractions.train / (1 - testFraction), validation: validationFraction / (1 - testFraction), test: 0)
    var split = divide(Array(0..<border), labels, rest, RandomKey(seed: seed, stream: .split))
    // Rounding may leave a few; they belong to training, never to the test.
    split.train += split.test
    split.test = Array(border..<count)
    split.order()
    try split.check(fractions)
    return split
  }

  private func check(_ fractions: SplitFractions) throws(DatasetError) {
    try fractions.check(rows: train.count + validation.count + test.count) { part in
      switch part {
      case .training: train.count
      case .validation: validation.count
      case .test: test.count
      }
    }
  }

  private mutating func order() {
    train.sort()
    validation.sort()
    test.sort()
  }

  private static func divide(
    _ indices: [Int], _ labels: [Int32]?, _ fractions: SplitFractions, _ key: RandomKey
  ) -> SampleSplit {
    let shuffled = key.permutation(of: indices.count).map { indices[Int($0)] }
    guard let labels else { return part(shuffled, fractions) }
    var classes: [Int32: [Int]] = [:]
    for index in shuffled { classes[labels[index], default: []].append(index) }
    // Interleaving the classes by rank keeps both every class's shares and the whole's.
    var ranked: [(rank: Double, label: Int32, index: Int)] = []
    for (label, members) in classes {
      for (position, index) in members.enumerated() {
        ranked.append(((Double(position) + 0.5) / Double(members.count), label, index))
      }
    }
    ranked.sort { ($0.rank, $0.label, $0.index) < ($1.rank, $1.label, $1.index) }
    return part(ranked.map(\.index), fractions)
  }

  private static func part(_ order: [Int], _ fractions: SplitFractions) -> SampleSplit {
    let count = Double(order.count)
    let first = Int((count * fractions.train).rounded())
    let second = max(first, Int((count * (fractions.train + fractions.validation)).rounded()))
    return SampleSplit(
      train: Array(order[..<first]), validation: Array(order[first..<second]), test: Array(order[second...]))
  }
}
