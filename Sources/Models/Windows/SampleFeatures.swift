import Datasets
import Tensors

/// What models read of each sample, before scaling, `[samples, features]`: pixels, which are 32-bit, or numbers of a
/// table, which keep their 64.
enum SampleFeatures: Sendable {
  case pixels(Matrix)
  case numbers(DoubleMatrix)

  /// Features of a sample.
  var columns: Int {
    switch self {
    case .pixels(let matrix): matrix.columns
    case .numbers(let matrix): matrix.columns
    }
  }

  /// Scaling that is fitted on some rows, the training ones.
  func scaler(_ scaling: Scaling, fitting rows: [Int]) -> Scaler {
    switch self {
    case .pixels(let matrix): Scaler(scaling, fitting: matrix.rows(at: rows))
    case .numbers(let matrix): Scaler(scaling, fitting: matrix.rows(at: rows))
    }
  }

  /// Some rows as a network takes them, `[rows, features]`.
  func scaled(_ rows: [Int], by scaler: Scaler) -> Matrix {
    switch self {
    case .pixels(let matrix): scaler.transform(matrix.rows(at: rows))
    case .numbers(let matrix): scaler.transform(matrix.rows(at: rows))
    }
  }

  /// Mixes the bits of all values into a hash.
  func hash(into hash: inout UInt64) {
    switch self {
    case .pixels(let matrix): matrix.values.withUnsafeBufferPointer { bitHash($0, into: &hash) }
    case .numbers(let matrix): matrix.values.withUnsafeBufferPointer { bitHash($0, into: &hash) }
    }
  }

  func hash(ofRow row: Int) -> UInt64 {
    var hash = bitHashSeed
    switch self {
    case .pixels(let matrix): matrix.row(row).withUnsafeBufferPointer { bitHash($0, into: &hash) }
    case .numbers(let matrix): matrix.row(row).withUnsafeBufferPointer { bitHash($0, into: &hash) }
    }
    return hash
  }
}
