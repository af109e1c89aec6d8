import CKernels

extension Convolution {
  /// Shards of a batch whose gradients of a small weight are summed apart and then in order: a fixed number, so that the
  /// sums do not depend on the threads.
  private static let shards = 8

  /// Floats for the shards' gradients; 0 where pieces of a large weight are summed over the whole batch.
  package var partialCount: Int {
    let count = depth * Block.padded(units)
    return isPooled ? (sumsByUnits ? 0 : Self.shards * count) : count <= 16_384 ? Self.shards * count : 0
  }

  /// `∂weight = windowsᵀ · ∂output`, `∂bias = Σ ∂output`, or added to what is there.
  ///
  /// `images` are in their frames, where there are frames.
  package func weightGradient(
    images: Block, outputGradient: Block, into weight: Block, bias: Block, partials: Block?, rows: Int,
    accumulate: Bool
  ) {
    precondition(outputGradient.columns == windows.places * units && weight.rows == depth)
    ck_place_sums(
      Int32(rows), Int32(windows.places), Int32(units), outputGradient.base, outputGradient.stride, bias.base,
      accumulate)
    let job = WeightGradientJob(
      sliding: product.code, images: images, gradient: outputGradient, groups: groups,
      channelsOfGroup: channelsOfGroup, depth: depth, rows: rows, result: (partials ?? weight).base,
      accumulates: accumulate)
    if let partials {
      ThreadPool.run(Self.shards, of: job) { job, piece, _ in
        job.assumingMemoryBound(to: WeightGradientJob.self).pointee.runShard(piece, of: Convolution.shards)
      }
      addShards(partials, into: weight, accumulate: accumulate)
    } else {
      ThreadPool.run(job.blocks, of: job) { job, piece, _ in
        job.assumingMemoryBound(to: WeightGradientJob.self).pointee.runBlock(piece)
      }
    }
  }

  func addShards(_ partials: Block, into weight: Block, accumulate: Bool) {
    let count = Int32(weight.rows * weight.stride)
    for shard in 0..<Self.shards {
      ck_combine(
        1, count, shard > 0 || accumulate ? weight.base : nil, 0, false, partials.base + shard * Int(count), 0, false,
        1, weight.base, 0)
    }
  }

  static func share(_ shard: Int, of rows: Int) -> Range<Int> {
    shard * rows / shards..<(shard + 1) * rows / shards
  }
}

private struct WeightGradientJob {
  let sliding: ck_sliding
  let images: Block
  let gradient: Block
  let groups: Int
  let channelsOfGroup: Int
  let depth: Int
  let rows: Int
  let result: UnsafeMutablePointer<Float>
  let accumulates: Bool

  private static let rowsOfBlock = 48
  private var rowBlocks: Int { (depth + Self.rowsOfBlock - 1) / Self.rowsOfBlock }
  private var panels: Int { (Int(sliding.units) + 31) / 32 }
  var blocks: Int { groups * rowBlocks * panels }

  /// Some rows of the weight and a panel of its units, over the whole batch.
  func runBlock(_ piece: Int) {
    let (group, rest) = piece.quotientAndRemainder(dividingBy: rowBlocks * panels)
    let (panel, block) = rest.quotientAndRemainder(dividingBy: rowBlocks)
    var own = sliding
    own.units = min(32, sliding.units - Int32(panel * 32))
    let first = block * Self.rowsOfBlock
    let unit = group * Int(sliding.units) + panel * 32
    withUnsafePointer(to: own) {
      ck_slide_gradient(
        $0, Int32(rows), images.base + group * channelsOfGroup, images.stride, gradient.base + unit, gradient.stride,
        Int32(first), Int32(min(first + Self.rowsOfBlock, depth)), result + unit, accumulates)
    }
  }

  /// The whole weight over some images.
  func runShard(_ shard: Int, of shards: Int) {
    let share = Convolution.share(shard, of: rows)
    let own = result + shard * depth * Int(sliding.weight_stride)
    for group in 0..<groups {
      let unit = group * Int(sliding.units)
      withUnsafePointer(to: sliding) {
        ck_slide_gradient(
          $0, Int32(share.count), images.base + share.lowerBound * images.stride + group * channelsOfGroup,
          images.stride, gradient.base + share.lowerBound * gradient.stride + unit, gradient.stride, 0, Int32(depth),
          own + unit, false)
      }
    }
  }
}
