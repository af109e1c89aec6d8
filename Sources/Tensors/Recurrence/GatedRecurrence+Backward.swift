import CKernels

extension GatedRecurrence {
  /// The gradients of the weights, or what is added to them, and of the signal where something before the layer learns,
  /// from that of the output; what ``forward(_:weights:into:room:rows:)`` left in the room is used up.
  ///
  /// With ∂h the gradient of the state after a time, ∂n = ∂h ⊙ (1 − z) ⊙ (1 − n²), ∂m = ∂n ⊙ r, ∂r = ∂n ⊙ m ⊙ r ⊙ (1 − r),
  /// ∂z = ∂h ⊙ (h − n) ⊙ z ⊙ (1 − z), and before it ∂h ← ∂h ⊙ z + (∂r ∂z ∂m) Uᵀ.
  ///
  /// - Parameter signalGradient: `[rows, times · channels]`
  package func backward(
    outputGradient: Block, into gradients: Weights, signalGradient: Block?, room: Room, rows: Int, accumulate: Bool
  ) {
    guard let back = room.back else { preconditionFailure("a way back through a room for inference") }
    let (tall, wide) = (Int32(3 * width), Int32(width))
    ck_transpose(wide, tall, room.stateWeight.base, tall, back.turnedStateWeight.base, wide)
    if let signal = back.signal {
      ck_transpose(Int32(depth), tall, room.inputWeight.base, tall, signal.turnedWeight.base, Int32(depth))
    }
    let job = RecurrentBackward(
      shape: self, room: room, back: back, outputGradient: outputGradient, signalGradient: signalGradient, rows: rows)
    ThreadPool.run(Self.pieces(of: rows), of: job) { job, piece, _ in
      job.assumingMemoryBound(to: RecurrentBackward.self).pointee.run(piece)
    }
    let products = RecurrentWeightGradient(
      shape: self, room: room, back: back, gradients: gradients, rows: rows, accumulates: accumulate)
    ThreadPool.run(products.pieces, of: products) { job, piece, _ in
      job.assumingMemoryBound(to: RecurrentWeightGradient.self).pointee.run(piece)
    }
    products.sumBiases()
  }
}

/// Some rows back through all times.
private struct RecurrentBackward {
  let shape: GatedRecurrence
  let room: GatedRecurrence.Room
  let back: GatedRecurrence.Room.Back
  let outputGradient: Block
  let signalGradient: Block?
  let rows: Int

  func run(_ piece: Int) {
    let first = piece * GatedRecurrence.rowsOfPiece
    let count = min(GatedRecurrence.rowsOfPiece, rows - first)
    let (width, units, own) = (shape.width, shape.units, Int32(count))
    let (three, four) = (Int32(3 * width), Int32(4 * width))
    let gradient = back.stateGradient.base + first * width
    let from = outputGradient.base + first * outputGradient.stride
    let sums = back.biasGradients.base + piece * 4 * width
    sums.update(repeating: 0, count: 4 * width)
    if shape.returnsSequence {
      gradient.update(repeating: 0, count: count * width)
    } else {
      gradient.update(from: from, count: count * width)
    }
    for time in (0..<shape.times).reversed() {
      if shape.returnsSequence {
        ck_copy_columns(
          own, 1, Int32(units), from + time * units, Int32(outputGradient.stride), 0, gradient, Int32(width), 0, true)
      }
      let gates = room.gates(time, rows: rows, first: first)
      ck_gru_backward(
        own, Int32(width), gates, room.state(before: time, rows: rows, first: first), gradient, sums)
      if time > 0 {
        ck_matmul(
          own, Int32(width), three, gates + width, four, 1, back.turnedStateWeight.base, Int32(width), gradient,
          Int32(width), nil, CK_ACCUMULATE, nil, 0)
      }
      guard let signal = back.signal, let signalGradient else { continue }
      let (channels, depth) = (shape.channels, Int32(shape.depth))
      let to = signal.gradient.base + first * shape.depth
      ck_matmul(own, depth, three, gates, four, 1, signal.turnedWeight.base, depth, to, depth, nil, CK_PLAIN, nil, 0)
      ck_copy_columns(
        own, 1, Int32(channels), to, depth, 0, signalGradient.base + first * signalGradient.stride + time * channels,
        Int32(signalGradient.stride), 0, false)
    }
  }
}

/// Products over all times: signalᵀ · (∂n ∂r ∂z) and statesᵀ · (∂r ∂z ∂m), in pieces of some rows of the result.
private struct RecurrentWeightGradient {
  let shape: GatedRecurrence
  let room: GatedRecurrence.Room
  let back: GatedRecurrence.Room.Back
  let gradients: GatedRecurrence.Weights
  let rows: Int
  let accumulates: Bool

  private static let rowsOfPiece = 16
  /// So many rows of gates are read again for every tile of the result, and so must stay in the cache.
  private static let depth = 128

  private var statePieces: Int { (shape.units + Self.rowsOfPiece - 1) / Self.rowsOfPiece }
  var pieces: Int { statePieces + (shape.channels + Self.rowsOfPiece - 1) / Self.rowsOfPiece }

  func run(_ piece: Int) {
    let width = shape.width
    if piece < statePieces {
      let first = piece * Self.rowsOfPiece
      let count = min(Self.rowsOfPiece, shape.units - first)
      let result = back.weightGradient.base + first * 3 * width
      // The first state is zero.
      multiply(
        room.states.base + rows * width + first, width, room.gates.base + rows * 4 * width + width,
        (shape.times - 1) * rows, into: result, count: count)
      hand(result, gate: 0, count: 3, to: gradients.state, gate: 0, first: first, rows: count)
    } else {
      let first = (piece - statePieces) * Self.rowsOfPiece
      let count = min(Self.rowsOfPiece, shape.channels - first)
      let result = back.weightGradient.base + (width + first) * 3 * width
      multiply(
        room.signal.base + first, shape.depth, room.gates.base, shape.times * rows, into: result, count: count)
      hand(result, gate: 1, count: 2, to: gradients.input, gate: 0, first: first, rows: count)
      hand(result, gate: 0, count: 1, to: gradients.input, gate: 2, first: first, rows: count)
    }
  }

  /// `count` columns of `left`, transposed, times three gates of `right`, over `depth` rows.
  private func multiply(
    _ left: UnsafeMutablePointer<Float>, _ leftStride: Int, _ right: UnsafeMutablePointer<Float>, _ depth: Int,
    into result: UnsafeMutablePointer<Float>, count: Int
  ) {
    let (three, four) = (3 * shape.width, 4 * shape.width)
    var first = 0
    repeat {
      let some = min(Self.depth, depth - first)
      ck_matmul(
        Int32(count), Int32(three), Int32(some), left + first * leftStride, 1, Int32(leftStride), right + first * four,
        Int32(four), result, Int32(three), nil, first == 0 ? CK_PLAIN : CK_ACCUMULATE, nil, 0)
      first += some
    } while first < depth
  }

  /// Gates of whole lanes to where the weights' gates lie side by side.
  private func hand(
    _ result: UnsafeMutablePointer<Float>, gate: Int, count: Int, to gradient: Block,
    gate target: Int, first: Int, rows: Int
  ) {
    ck_copy_columns(
      Int32(rows), Int32(count), Int32(shape.units), result + gate * shape.width, Int32(3 * shape.width),
      Int32(shape.width), gradient.base + first * gradient.stride + target * shape.units, Int32(gradient.stride),
      Int32(shape.units), accumulates)
  }

  func sumBiases() {
    let (sums, count) = (back.biasGradients.base, 4 * shape.width)
    for piece in 1..<max(GatedRecurrence.pieces(of: rows), 1) {
      ck_combine(1, Int32(count), sums, 0, false, sums + piece * count, 0, false, 1, sums, 0)
    }
    hand(sums, gate: 1, count: 2, to: gradients.inputBias, gate: 0, first: 0, rows: 1)
    hand(sums, gate: 0, count: 1, to: gradients.inputBias, gate: 2, first: 0, rows: 1)
    hand(sums, gate: 1, count: 3, to: gradients.stateBias, gate: 0, first: 0, rows: 1)
  }
}
