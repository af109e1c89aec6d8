import Basics

/// What a network answers to a sample of examples, beside what it should: enough to tell whether it responds.
struct ResponseSample {
  let count: Int
  /// `[count, p]`
  var inputs: [Float] = []
  /// `[count, q]`, logits where there are labels.
  var outputs: [Float] = []
  /// `[count, q]`; empty where there are labels.
  var targets: [Float] = []
  var labels: [Int32] = []

  /// Examples that are looked at at most.
  static let most = 128
  /// And at first.
  static let few = 16
  /// Of the answers, which are alike where nothing comes through.
  static let deadShare = 0.9
  /// Below so many unlike inputs answers may be close to each other by chance.
  static let least = 10
  /// Answers are alike that are no further from the median than this share of the spread of nine tenths of the targets, or
  /// this much of a logit.
  static let tolerance: Float = 1e-3

  private var width: Int { outputs.count / count }

  /// All answers are the same to the bit.
  var areSame: Bool {
    (1..<count).allSatisfy { outputs[$0 * width..<($0 + 1) * width].elementsEqual(outputs[..<width]) }
  }

  /// Nearly all answers are alike, and one answer for all would do about as well.
  ///
  /// Where targets are nearly all alike a network may answer so and be right: it is judged by the others, which it then
  /// meets better than one answer for all does, and where there are no others nothing is said against it.
  var isNearlyDead: Bool {
    // In the order of what they cost: most networks are told by the first.
    guard count >= Self.least, labels.isEmpty ? isNoBetterThanMean : isNoBetterThanCommonest,
      let alike = alike(atLeast: Int(Self.deadShare * Double(Self.least)))
    else { return false }
    var seen: [ArraySlice<Float>: Bool] = [:]
    let columns = inputs.count / count
    for row in 0..<count { seen[inputs[row * columns..<(row + 1) * columns]] = alike[row] }
    let same = seen.values.reduce(0) { $0 + ($1 ? 1 : 0) }
    return seen.count >= Self.least && Double(same) >= Self.deadShare * Double(seen.count)
  }

  /// At least half of the answers are alike, or their targets do not vary, so that it is worth to ask for more.
  var areMostlyAlike: Bool { !targetsVary || alike(atLeast: (count + 1) / 2) != nil }

  private var targetsVary: Bool {
    labels.isEmpty
      ? (0..<width).contains { column in spread(column) > 0 }
      : labels.contains { $0 != labels[0] }
  }

  /// Spread of nine tenths of the targets.
  private func spread(_ column: Int) -> Float {
    let sorted = values(targets, column).sorted()
    let left = count / 20
    return sorted[count - 1 - left] - sorted[left]
  }

  /// For each example whether its answer is alike to the median; nil where the targets do not vary, or as soon as fewer than
  /// `least` are.
  private func alike(atLeast least: Int) -> [Bool]? {
    guard targetsVary else { return nil }
    var alike = [Bool](repeating: true, count: count)
    var left = count
    for column in 0..<width {
      let answers = values(outputs, column)
      let median = answers.sorted()[count / 2]
      let limit = labels.isEmpty ? Self.tolerance * spread(column) : Self.tolerance
      for row in 0..<count where alike[row] && !(abs(answers[row] - median) <= limit) {
        alike[row] = false
        left -= 1
      }
      guard left >= least else { return nil }
    }
    return alike
  }

  private func values(_ all: [Float], _ column: Int) -> [Float] { (0..<count).map { all[$0 * width + column] } }

  /// Squared errors are at least nine tenths of those of the mean of the targets.
  private var isNoBetterThanMean: Bool {
    var (own, constant) = (0.0, 0.0)
    for column in 0..<width {
      let actual = values(targets, column).map(Double.init)
      let mean = actual.reduce(0, +) / Double(count)
      for (row, answer) in values(outputs, column).enumerated() {
        own += (Double(answer) - actual[row]) * (Double(answer) - actual[row])
        constant += (mean - actual[row]) * (mean - actual[row])
      }
    }
    return own >= Self.deadShare * constant
  }

  /// Cross-entropy is at least nine tenths of that of the classes' shares.
  private var isNoBetterThanCommonest: Bool {
    var counts: [Int32: Int] = [:]
    for label in labels { counts[label, default: 0] += 1 }
    var (own, constant) = (0.0, 0.0)
    for row in 0..<count {
      let logits = outputs[row * width..<(row + 1) * width].map(Double.init)
      let most = logits.max() ?? 0
      let sum = logits.reduce(0) { $0 + Elementary.exponential($1 - most) }
      own += most + Elementary.logarithm(sum) - logits[Int(labels[row])]
      constant -= Elementary.logarithm(Double(counts[labels[row]] ?? 1) / Double(count))
    }
    return own >= Self.deadShare * constant
  }
}
