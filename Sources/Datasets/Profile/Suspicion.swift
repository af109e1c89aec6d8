/// Something about a column that a person should look at before a model reads it.
package struct Suspicion: Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    case allMissing
    case constant
    /// The same values as the target wherever both are known.
    case equalsTarget
    /// A straight-line function of the target: correlation ±1 in the same row.
    case followsTarget(correlation: Double)
    /// The target's value so many rows later: a lag made by shifting the wrong way.
    case knowsAhead(rows: Int)
    /// Each of its values stands for one class.
    case separatesClasses
  }

  package var column: String
  package var kind: Kind

  /// Whether a model that reads the column would know what it is to predict.
  package var isLeak: Bool {
    switch kind {
    case .allMissing, .constant: false
    case .equalsTarget, .followsTarget, .knowsAhead, .separatesClasses: true
    }
  }

  /// From here up a correlation counts as 1: what rounding leaves of a change of units.
  static let certainty = 0.9999
  /// Rows looked at for knowledge of the future, and how far ahead.
  private static let rows = 4_096
  private static let leads = 200
  /// Columns that are compared row by row ahead; further ones are compared in the same row only.
  private static let leadColumns = 64

  /// Of columns of numbers beside a target of numbers.
  ///
  /// - Parameter isOrdered: rows follow each other in time, so that a column may know the future.
  static func of(
    _ profiles: [ColumnProfile], _ columns: [Column], target: Column, isOrdered: Bool
  ) -> [Suspicion] {
    var found = unchanging(profiles)
    let plain = Set(found.map(\.column))
    let own = target.values
    for (index, column) in columns.enumerated() where column.name != target.name && !plain.contains(column.name) {
      if column.values.elementsEqual(own, by: isSame), own.contains(where: { !$0.isNaN }) {
        found.append(Suspicion(column: column.name, kind: .equalsTarget))
        continue
      }
      let correlation = Correlation(column.values[...], own[...]).value
      if correlation.magnitude >= certainty {
        found.append(Suspicion(column: column.name, kind: .followsTarget(correlation: correlation)))
      } else if isOrdered, index < leadColumns, let rows = lead(of: column.values, over: own) {
        found.append(Suspicion(column: column.name, kind: .knowsAhead(rows: rows)))
      }
    }
    return found
  }

  /// Of a table's columns beside its target.
  static func of(_ profiles: [ColumnProfile], _ table: Table, target: TableTarget) -> [Suspicion] {
    switch target {
    case .number(let column): return of(profiles, table.columns, target: column, isOrdered: false)
    case .classes(let name, let labels, let classNames):
      let found = unchanging(profiles)
      let plain = Set(found.map(\.column))
      return found
        + table.columns.filter { $0.name != name && !plain.contains($0.name) }.filter {
          separatesClasses($0.values, labels, classCount: classNames.count)
        }.map { Suspicion(column: $0.name, kind: .separatesClasses) }
    }
  }

  private static func unchanging(_ profiles: [ColumnProfile]) -> [Suspicion] {
    profiles.compactMap { profile in
      if profile.missing == profile.count { return Suspicion(column: profile.name, kind: .allMissing) }
      return profile.isConstant ? Suspicion(column: profile.name, kind: .constant) : nil
    }
  }

  private static func isSame(_ left: Double, _ right: Double) -> Bool { left == right || left.isNaN || right.isNaN }

  /// The smallest number of rows by which a column is ahead of the target; nil where it is not.
  ///
  /// A smooth target resembles its own next row; so the column must know much more of it than the target itself does.
  private static func lead(of column: [Double], over target: [Double]) -> Int? {
    let count = min(column.count, rows)
    let most = min(leads, count / 4)
    guard most > 0 else { return nil }
    let own = target[..<count]
    for lead in 1...most where mayFollow(column, own, lead: lead) {
      let known = column[..<(count - lead)]
      let later = own[lead...]
      let correlation = Correlation(known, later).value.magnitude
      guard correlation >= certainty else { continue }
      let itself = Correlation(own[..<(count - lead)], later).value.magnitude
      if 1 - itself > 10 * (1 - correlation) { return lead }
    }
    return nil
  }

  /// Whether some rows spread over all of them lie on a line: quick to ask, and true of every column that is ahead.
  private static func mayFollow(_ column: [Double], _ own: ArraySlice<Double>, lead: Int) -> Bool {
    let count = own.count - lead
    let stride = max(1, count / 64)
    let rows = Swift.stride(from: 0, to: count, by: stride)
    let known = rows.map { column[$0] }
    let later = rows.map { own[$0 + lead] }
    let correlation = Correlation(known[...], later[...])
    return correlation.pairs < 8 || correlation.value.magnitude > 0.99
  }

  /// Whether each value belongs to one class and values are few: more of them would distinguish rows, not classes.
  private static func separatesClasses(_ values: [Double], _ labels: [Int32], classCount: Int) -> Bool {
    var classes: [Double: Int32] = [:]
    var known = 0
    for (value, label) in zip(values, labels) where !value.isNaN && label >= 0 {
      known += 1
      if let other = classes[value] {
        guard other == label else { return false }
      } else {
        guard classes.count < 2 * classCount else { return false }
        classes[value] = label
      }
    }
    return classCount > 1 && Set(classes.values).count == classCount && known >= 5 * classes.count
  }
}

/// Pearson's correlation over the rows where both columns are known, in Double.
struct Correlation {
  /// Of −1…1; 0 where a side does not vary or fewer than 8 rows are known.
  private(set) var value = 0.0
  /// Rows where both are known.
  private(set) var pairs = 0

  /// - Parameters: as many values each.
  init(_ left: ArraySlice<Double>, _ right: ArraySlice<Double>) {
    precondition(left.count == right.count, "\(left.count) values against \(right.count)")
    let shift = right.startIndex - left.startIndex
    var (count, meanLeft, meanRight) = (0.0, 0.0, 0.0)
    var (squaresLeft, squaresRight, products) = (0.0, 0.0, 0.0)
    for index in left.indices {
      let (x, y) = (left[index], right[index + shift])
      guard !x.isNaN, !y.isNaN else { continue }
      // Welford's update keeps what large values differ by.
      count += 1
      let (fromLeft, fromRight) = (x - meanLeft, y - meanRight)
      meanLeft += fromLeft / count
      meanRight += fromRight / count
      squaresLeft += fromLeft * (x - meanLeft)
      squaresRight += fromRight * (y - meanRight)
      products += fromLeft * (y - meanRight)
    }
    pairs = Int(count)
    guard count >= 8, squaresLeft > 0, squaresRight > 0 else { return }
    value = max(-1, min(1, products / (squaresLeft * squaresRight).squareRoot()))
  }
}
