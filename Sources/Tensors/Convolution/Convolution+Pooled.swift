import CKernels

/// Convolution, pooling and rectifier as one: the results before pooling are never kept.
extension Convolution {
  /// Floats that hold one byte for each pooled value.
  package var winnerCount: Int { (outputCount + 3) / 4 }

  /// Floats of the weight with a row for each unit.
  package var unitWeightCount: Int {
    units * Int(product.code.segment_count) * Block.padded(Int(product.code.segment_length))
  }

  /// Whether the weight's gradient is summed unit by unit over the places that won. With few channels a vector along a
  /// window would be mostly empty.
  package var sumsByUnits: Bool { product.code.segment_length >= 16 }

  /// Floats a thread needs on the way there and back.
  package var pooledScratch: Int {
    max(pooling.height * Int(windows.code.out_width) * units, 3 * outputCount + frameCount) + 16
  }

  /// `output = epilogue(largest of (windows · weight) + bias)`; the winners, `[rows, winnerCount]`, are kept for the way
  /// back.
  package func forwardPooled(
    _ images: Block, frame: Block?, weight: Block, panels: Block?, bias: Block, epilogue: Epilogue,
    into output: Block, winners: Block?, rows: Int, scratch: SlotScratch
  ) {
    precondition(images.columns == windows.inputCount && output.columns == outputCount && weight.rows == depth)
    let weight = panels.map { SlidingWeight(panels: $0, depth: depth) } ?? SlidingWeight(rows: weight)
    let job = PooledJob(
      sliding: product.with(epilogue: epilogue, weight: weight), weight: weight.base, bias: bias.base,
      images: frame ?? images, output: output, winners: winners,
      framing: frame.map { Framing(self, images: images, frame: $0) }, room: scratch.room)
    ThreadPool.run(rows, of: job) { job, image, slot in
      job.assumingMemoryBound(to: PooledJob.self).pointee.run(image, slot)
    }
  }

  /// The gradients of weight and bias, or added to what is there. `unitGradient` has room for ``unitWeightCount`` where
  /// the sums go by units, `partials` for ``partialCount`` where they do not.
  package func pooledWeightGradient(
    images: Block, outputGradient: Block, winners: Block, into weight: Block, bias: Block, unitGradient: Block?,
    partials: Block?, rows: Int, accumulate: Bool, scratch: SlotScratch
  ) {
    ck_place_sums(
      Int32(rows), Int32(pooledPlaces), Int32(units), outputGradient.base, outputGradient.stride, bias.base, accumulate)
    let job = PooledGradientJob(
      sliding: product.code, images: images, gradient: outputGradient, winners: winners, rows: rows, depth: depth,
      unitCount: unitWeightCount / units, result: (unitGradient ?? partials ?? weight).base, room: scratch.room)
    if let unitGradient {
      ThreadPool.run(job.unitPieces, of: job) { job, piece, slot in
        job.assumingMemoryBound(to: PooledGradientJob.self).pointee.runUnits(piece, slot)
      }
      withUnsafePointer(to: product.code) { ck_units_to_weight($0, unitGradient.base, weight.base, accumulate) }
    } else if let partials {
      ThreadPool.run(8, of: job) { job, piece, slot in
        job.assumingMemoryBound(to: PooledGradientJob.self).pointee.runShard(piece, slot)
      }
      addShards(partials, into: weight, accumulate: accumulate)
    }
  }

  /// `∂images`, by way of the weight with a row for each unit, which is made here.
  package func pooledInputGradient(
    of outputGradient: Block, winners: Block, weight: Block, unitWeight: Block, into inputGradient: Block, rows: Int,
    scratch: SlotScratch
  ) {
    withUnsafePointer(to: product.code) { ck_weight_to_units($0, weight.base, unitWeight.base) }
    let job = PooledInputJob(
      sliding: product.code, windows: windows.code, gradient: outputGradient, winners: winners,
      unitWeight: unitWeight.base, result: inputGradient, frameCount: frameCount, frameWidth: framed.width,
      room: scratch.room)
    ThreadPool.run(rows, of: job) { job, image, slot in
      job.assumingMemoryBound(to: PooledInputJob.self).pointee.run(image, slot)
    }
  }
}

extension Block {
  /// The bytes of one row.
  fileprivate func bytes(_ row: Int) -> UnsafeMutablePointer<UInt8> {
    UnsafeMutableRawPointer(base + row * stride).assumingMemoryBound(to: UInt8.self)
  }
}

private typealias Room = (base: UnsafeMutablePointer<Float>, stride: Int)

private struct PooledJob {
  let sliding: ck_sliding
  let weight: UnsafeMutablePointer<Float>
  let bias: UnsafeMutablePointer<Float>
  let images: Block
  let output: Block
  let winners: Block?
  let framing: Framing?
  let room: Room

  func run(_ image: Int, _ slot: Int) {
    framing?.run(image)
    withUnsafePointer(to: sliding) {
      ck_slide_pool(
        $0, images.base + image * images.stride, weight, bias, room.base + slot * room.stride,
        output.base + image * output.stride, winners?.bytes(image))
    }
  }
}

private struct PooledGradientJob {
  let sliding: ck_sliding
  let images: Block
  let gradient: Block
  let winners: Block
  let rows: Int
  let depth: Int
  let unitCount: Int
  let result: UnsafeMutablePointer<Float>
  let room: Room

  private static let unitsOfPiece = 4
  var unitPieces: Int { (Int(sliding.units) + Self.unitsOfPiece - 1) / Self.unitsOfPiece }

  func runUnits(_ piece: Int, _ slot: Int) {
    let first = piece * Self.unitsOfPiece
    let last = min(first + Self.unitsOfPiece, Int(sliding.units))
    (result + first * unitCount).update(repeating: 0, count: (last - first) * unitCount)
    withUnsafePointer(to: sliding) {
      ck_pooled_unit_gradient(
        $0, Int32(rows), images.base, images.stride, gradient.base, gradient.stride, winners.bytes(0),
        winners.stride * 4, Int32(first), Int32(last), room.base + slot * room.stride, result)
    }
  }

  func runShard(_ shard: Int, _ slot: Int) {
    let share = Convolution.share(shard, of: rows)
    let count = depth * Int(sliding.weight_stride)
    (result + shard * count).update(repeating: 0, count: count)
    withUnsafePointer(to: sliding) {
      ck_pooled_gradient(
        $0, Int32(share.count), images.base + share.lowerBound * images.stride, images.stride,
        gradient.base + share.lowerBound * gradient.stride, gradient.stride, winners.bytes(share.lowerBound),
        winners.stride * 4, room.base + slot * room.stride, result + shard * count)
    }
  }
}

private struct PooledInputJob {
  let sliding: ck_sliding
  let windows: ck_windows
  let gradient: Block
  let winners: Block
  let unitWeight: UnsafeMutablePointer<Float>
  let result: Block
  let frameCount: Int
  let frameWidth: Int
  let room: Room

  func run(_ image: Int, _ slot: Int) {
    let scratch = room.base + slot * room.stride
    let own = result.base + image * result.stride
    let to = frameCount > 0 ? scratch : own
    to.update(repeating: 0, count: frameCount > 0 ? frameCount : result.columns)
    withUnsafePointer(to: sliding) {
      ck_pooled_input_gradient(
        $0, gradient.base + image * gradient.stride, winners.bytes(image), unitWeight, scratch + frameCount, to)
    }
    guard frameCount > 0 else { return }
    // What the frame holds of the image itself.
    let (line, length) = (frameWidth * Int(windows.channels), Int(windows.width * windows.channels))
    let first = Int(windows.padding_y) * line + Int(windows.padding_x * windows.channels)
    ck_frame(windows.height, Int32(length), to + first, line, own, 0, 0)
  }
}
