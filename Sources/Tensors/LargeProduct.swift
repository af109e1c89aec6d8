import CKernels
import COpenBLAS

/// A product that is left to OpenBLAS, in pieces of some columns of the result, each of which one thread makes and
/// finishes while it is in the cache.
///
/// The pieces are the same whatever the number of threads, since OpenBLAS may sum in another order for another width.
struct LargeProduct {
  let left: Block
  let right: Block
  let result: Block
  /// Rows of the result, and values that are summed for each of its elements.
  let rows: Int
  let depth: Int
  var leftIsTransposed = false
  var rightIsTransposed = false
  var accumulates = false
  var bias: Block?
  var epilogue = Epilogue.plain
  var gate: Block?

  private static let columns = 256
  /// Of a transposed right side only the rows that exist are read; the padding of any other is zero.
  private var width: Int { rightIsTransposed ? result.columns : result.stride }

  func run() {
    ThreadPool.run((width + Self.columns - 1) / Self.columns, of: self) { job, piece, _ in
      job.assumingMemoryBound(to: LargeProduct.self).pointee.run(piece)
    }
  }

  private func run(_ piece: Int) {
    let first = piece * Self.columns
    let count = min(Self.columns, width - first)
    cblas_sgemm(
      CblasRowMajor, leftIsTransposed ? CblasTrans : CblasNoTrans, rightIsTransposed ? CblasTrans : CblasNoTrans,
      Int32(rows), Int32(count), Int32(depth), 1, left.base, Int32(left.stride),
      right.base + (rightIsTransposed ? first * right.stride : first), Int32(right.stride), accumulates ? 1 : 0,
      result.base + first, Int32(result.stride))
    if bias == nil, case .plain = epilogue { return }
    ck_apply_epilogue(
      Int32(rows), Int32(Block.padded(count)), result.base + first, Int32(result.stride), bias.map { $0.base + first },
      epilogue.code, gate.map { $0.base + first }, Int32(gate?.stride ?? 0))
  }
}
