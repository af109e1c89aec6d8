/// Numbers with a name and a shape, as weights lie in a file.
package struct NamedTensor: Sendable, Equatable {
  package var name: String
  package var shape: [Int]
  /// In the order of C, the last dimension fastest.
  package var values: [Float]
  /// A count, which files keep as a 64-bit whole number.
  package var isCount: Bool

  package init(name: String, shape: [Int], values: [Float], isCount: Bool = false) {
    precondition(shape.reduce(1, *) == values.count, "\(values.count) values of \(name) in a shape \(shape)")
    self.name = name
    self.shape = shape
    self.values = values
    self.isCount = isCount
  }
}

/// Numbers with a name and a shape that a file keeps in 64 bits: those of data, where single precision would change them.
package struct WideTensor: Sendable, Equatable {
  package var name: String
  package var shape: [Int]
  /// In the order of C, the last dimension fastest.
  package var values: [Double]

  package init(name: String, shape: [Int], values: [Double]) {
    precondition(shape.reduce(1, *) == values.count, "\(values.count) values of \(name) in a shape \(shape)")
    self.name = name
    self.shape = shape
    self.values = values
  }
}
