/// A first line that counts rows and columns and names the classes, as scikit-learn's files of samples have it:
/// `569,30,malignant,benign` above rows of 30 numbers and the number of a class.
struct CountHeading {
  private let rows: Int
  private let features: Int
  private let classes: [String]

  /// Nil where the first record is none.
  init?(_ sample: Sample) {
    guard let first = sample.records.first, first.count > 2, let rows = Int(first[0].text),
      let features = Int(first[1].text), rows > 0, features > 0
    else { return nil }
    let body = sample.records.dropFirst()
    let classes = first.dropFirst(2)
    // The classes are words, and the rows below are as wide as was promised and end in the number of one.
    guard rows + 1 >= body.count, classes.allSatisfy({ !$0.isEmpty && !NumberShape($0).isNumber }),
      body.allSatisfy({ $0.count == features + 1 }),
      body.allSatisfy({ $0.last.flatMap { Int($0.text) }.map { (0..<classes.count).contains($0) } ?? false })
    else { return nil }
    self.rows = rows
    self.features = features
    self.classes = classes.map { Clean.text($0.text, limit: 60) }
  }

  /// The columns have no names of their own; the last is the class.
  var names: [String] { (0..<features).map(LabelNames.unnamed) + ["target"] }

  func remark(line: Int) -> String {
    Words.countHeading(
      line: "\(line)", rows: rows, columns: features,
      classes: classes.enumerated().map { "\($0.offset) \($0.element)" }.joined(separator: ", "))
  }
}
