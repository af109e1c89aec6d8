import Tensors

/// Where a node leaves the gradient of one of its inputs.
///
/// The last reader of a node is the first to go backward and overwrites; every other one adds to what is there, some
/// by way of a block of their own.
struct GradientSink {
  let block: Block
  let accumulates: Bool
  /// Where a node that cannot add writes first.
  let spill: Block?

  /// What a node overwrites; ``collect(_:)`` afterwards.
  var written: Block { spill ?? block }

  /// Adds what was spilt.
  func collect(_ pass: Pass) {
    if let spill { Kernels.combine(block, spill, scale: 1, into: block, rows: pass.rows) }
  }
}
