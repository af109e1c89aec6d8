/// Time-ordered parts of a series' rows.
package struct Split: Sendable, Hashable {
  package var train: Range<Int>
  package var validation: Range<Int>
  package var test: Range<Int>

  package init(train: Range<Int>, validation: Range<Int>, test: Range<Int>) {
    self.train = train
    self.validation = validation
    self.test = test
  }

  /// Shares of `count` rows in time order; the test part takes what rounding leaves.
  ///
  /// - Throws: ``DatasetError/badFractions(_:)``, or ``DatasetError/emptyPart(_:share:rows:)``.
  package init(count: Int, fractions: SplitFractions = .standard) throws(DatasetError) {
    try fractions.check()
    let first = Int((Double(count) * fractions.train).rounded())
    let second = Int((Double(count) * (fractions.train + fractions.validation)).rounded())
    guard count >= 4 else { throw .tooFewRows(rows: count, needed: 4, purpose: Words.purposeSplit) }
    try fractions.check(rows: count) { part in
      switch part {
      case .training: first
      case .validation: second - first
      case .test: count - second
      }
    }
    self.init(train: 0..<first, validation: first..<second, test: second..<count)
  }

  /// Explicit borders: the rows at which training, validation and test end. Later rows are unused.
  ///
  /// - Throws: ``DatasetError/badBorders(_:rows:)``.
  package init(count: Int, borders: [Int]) throws(DatasetError) {
    guard borders.count == 3, borders[0] > 0, borders[1] > borders[0], borders[2] > borders[1], borders[2] <= count
    else { throw .badBorders(borders, rows: count) }
    self.init(train: 0..<borders[0], validation: borders[0]..<borders[1], test: borders[1]..<borders[2])
  }
}

/// The parts that data are split into.
package enum SplitPart: String, Hashable, Sendable, CaseIterable {
  case training, validation, test
}

/// Shares of training, validation and test; they add up to 1.
package struct SplitFractions: Sendable, Hashable {
  package var train: Double
  package var validation: Double
  package var test: Double

  package static let standard = SplitFractions(train: 0.60, validation: 0.15, test: 0.25)

  package init(train: Double, validation: Double, test: Double) {
    self.train = train
    self.validation = validation
    self.test = test
  }

  func check() throws(DatasetError) {
    let all = [train, validation, test]
    guard all.allSatisfy({ $0 > 0 && $0 < 1 }), abs(train + validation + test - 1) < 1e-6 else {
      throw .badFractions(all)
    }
  }

  /// Refuses a part without rows.
  func check(rows: Int, count: (SplitPart) -> Int) throws(DatasetError) {
    for part in SplitPart.allCases where count(part) == 0 {
      throw .emptyPart(part, share: self[part], rows: rows)
    }
  }

  private subscript(part: SplitPart) -> Double {
    switch part {
    case .training: train
    case .validation: validation
    case .test: test
    }
  }
}
