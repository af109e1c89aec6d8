import Tensors

/// The samples of one part, and what they really are.
struct JudgedSamples<Target: Sendable>: Sendable {
  /// `[samples, features]`
  let inputs: Matrix
  /// One for each sample.
  let targets: [Target]

  /// The features of one; nil where there is no such sample.
  func input(of sample: Int) -> [Float]? {
    sample >= 0 && sample < inputs.rows ? Array(inputs.row(sample)) : nil
  }
}
