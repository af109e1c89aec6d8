import Basics

/// Finds the rhythm of ascending instants.
struct StepFinder {
  /// The most common difference, 0 where all instants are the same.
  private(set) var modalStep: Int64 = 0
  private(set) var modalShare = 0.0

  /// Distinct differences that are counted; later ones are taken as rare.
  private static let limit = 65_536

  init(ascending instants: some RandomAccessCollection<Int64>) {
    var counts: [Int64: Int] = [:]
    var total = 0
    var run = (difference: Int64(0), count: 0)
    var previous = instants.first ?? 0
    func close(_ run: (difference: Int64, count: Int)) {
      guard run.difference > 0, counts.count < Self.limit || counts[run.difference] != nil else { return }
      counts[run.difference, default: 0] += run.count
    }
    for instant in instants.dropFirst() {
      let difference = instant - previous
      previous = instant
      if difference > 0 { total += 1 }
      if difference == run.difference {
        run.count += 1
      } else {
        close(run)
        run = (difference, 1)
      }
    }
    close(run)
    // Among equally common ones the smallest: the others are gaps.
    guard let best = counts.max(by: { ($0.value, -$0.key) < ($1.value, -$1.key) }) else { return }
    modalStep = best.key
    modalShare = Double(best.value) / Double(max(1, total))
  }

  /// Steps that people log at, in ms.
  private static let usual: [Int64] =
    [1, 2, 5, 10, 20, 50, 100, 200, 250, 500].map { $0 }
    + [1, 2, 5, 10, 15, 20, 30].map { $0 * Milliseconds.second }
    + [1, 2, 3, 5, 6, 10, 12, 15, 20, 30].map { $0 * Milliseconds.minute }
    + [1, 2, 3, 4, 6, 8, 12].map { $0 * Milliseconds.hour }
    + [1, 2].map { $0 * Milliseconds.day } + [Milliseconds.week]

  /// The usual step within 10 % of the median difference of jittered instants.
  static func usualStep(near ascending: [Int64]) -> Int64? {
    var differences: [Int64] = []
    let stride = max(1, ascending.count / 10_000)
    for index in Swift.stride(from: 1, to: ascending.count, by: stride) {
      differences.append(ascending[index] - ascending[index - 1])
    }
    differences.sort()
    guard !differences.isEmpty else { return nil }
    let median = differences[differences.count / 2]
    return usual.first { abs($0 - median) * 10 <= $0 }
  }
}
