import CKernels

extension GatedRecurrence {
  /// The states of all rows through all times.
  ///
  /// Shapes: input `[rows, times · channels]`, output `[rows, units]`, or `[rows, times · units]` where all states come out.
  package func forward(_ input: Block, weights: Weights, into output: Block, room: Room, rows: Int) {
    precondition(
      input.columns == times * channels && output.columns == (returnsSequence ? times : 1) * units,
      "\(input.shape) into \(output.shape) over \(times) times of \(channels) channels with \(units) units")
    lay(weights, into: room)
    let job = RecurrentForward(shape: self, room: room, input: input, output: output, rows: rows)
    ThreadPool.run(Self.pieces(of: rows), of: job) { job, piece, _ in
      job.assumingMemoryBound(to: RecurrentForward.self).pointee.run(piece)
    }
  }

  /// Brings the weights into the order of the gates, with whole lanes for each.
  private func lay(_ weights: Weights, into room: Room) {
    func lay(_ from: Block, gate: Int, count: Int, into to: Block, at target: Int, add: Bool = false) {
      ck_copy_columns(
        Int32(from.rows), Int32(count), Int32(units), from.base + gate * units, Int32(from.stride), Int32(units),
        to.base + target * width, Int32(to.stride), Int32(width), add)
    }
    let (r, n) = (0, 2)
    for (from, to) in [(weights.input, room.inputWeight), (weights.inputBias, room.bias)] {
      lay(from, gate: n, count: 1, into: to, at: 0)
      lay(from, gate: r, count: 2, into: to, at: 1)
    }
    lay(weights.state, gate: r, count: 3, into: room.stateWeight, at: 0)
    lay(weights.stateBias, gate: r, count: 2, into: room.bias, at: 1, add: true)
    lay(weights.stateBias, gate: n, count: 1, into: room.bias, at: 3)
  }
}

/// Some rows through all times: what they need of a time stays in the cache from product to gate.
private struct RecurrentForward {
  let shape: GatedRecurrence
  let room: GatedRecurrence.Room
  let input: Block
  let output: Block
  let rows: Int

  func run(_ piece: Int) {
    let first = piece * GatedRecurrence.rowsOfPiece
    let count = min(GatedRecurrence.rowsOfPiece, rows - first)
    let (width, depth, units) = (shape.width, shape.depth, shape.units)
    let own = Int32(count)
    room.state(before: 0, rows: rows, first: first).update(repeating: 0, count: count * width)
    for time in 0..<shape.times {
      let signal = room.signal(time, rows: rows, first: first)
      ck_copy_columns(
        own, 1, Int32(shape.channels), input.base + first * input.stride + time * shape.channels, Int32(input.stride),
        0, signal, Int32(depth), 0, false)
      let gates = room.gates(time, rows: rows, first: first)
      let before = room.state(before: time, rows: rows, first: first)
      let after = room.state(before: time + 1, rows: rows, first: first)
      let (three, four) = (Int32(3 * width), Int32(4 * width))
      ck_matmul(
        own, three, Int32(shape.channels), signal, Int32(depth), 1, room.inputWeight.base, three, gates, four,
        room.bias.base, CK_PLAIN, nil, 0)
      // m is its bias, to which the product adds.
      ck_matmul(
        own, Int32(width), 0, signal, Int32(depth), 1, room.inputWeight.base, three, gates + 3 * width, four,
        room.bias.base + 3 * width, CK_PLAIN, nil, 0)
      if time > 0 {
        ck_matmul(
          own, three, Int32(units), before, Int32(width), 1, room.stateWeight.base, three, gates + width, four, nil,
          CK_ACCUMULATE, nil, 0)
      }
      ck_gru_forward(own, Int32(width), gates, before, after)
      if shape.returnsSequence {
        ck_copy_columns(
          own, 1, Int32(units), after, Int32(width), 0, output.base + first * output.stride + time * units,
          Int32(output.stride), 0, false)
      }
    }
    guard !shape.returnsSequence else { return }
    (output.base + first * output.stride).update(
      from: room.state(before: shape.times, rows: rows, first: first), count: count * width)
  }
}

/// Where row `first` of a pass of `rows` lies at a time.
extension GatedRecurrence.Room {
  func signal(_ time: Int, rows: Int, first: Int) -> UnsafeMutablePointer<Float> {
    signal.base + ((back == nil ? 0 : time) * rows + first) * signal.stride
  }

  func gates(_ time: Int, rows: Int, first: Int) -> UnsafeMutablePointer<Float> {
    gates.base + ((back == nil ? 0 : time) * rows + first) * gates.stride
  }

  func state(before time: Int, rows: Int, first: Int) -> UnsafeMutablePointer<Float> {
    states.base + ((back == nil ? time & 1 : time) * rows + first) * states.stride
  }
}
