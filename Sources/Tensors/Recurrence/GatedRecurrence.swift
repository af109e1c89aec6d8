/// A layer of gated recurrent units over the times of a signal.
///
/// With x the input, h the state, which begins at zero, and ⊙ the elementwise product:
///
///     r = σ(x W_r + b_r + h U_r + c_r),  z = σ(x W_z + b_z + h U_z + c_z)
///     n = tanh(x W_n + b_n + r ⊙ (h U_n + c_n)),  h ← (1 − z) ⊙ n + z ⊙ h
///
/// Source: Cho et al. (2014), in the form of PyTorch's `GRU`, whose order of gates, r, z, n, the weights have too.
package struct GatedRecurrence: Hashable, Sendable {
  package let times: Int
  /// Values of the signal at each time.
  package let channels: Int
  package let units: Int
  /// Whether the states of all times come out, or the last one alone.
  package let returnsSequence: Bool

  package init(times: Int, channels: Int, units: Int, returnsSequence: Bool) {
    precondition(times > 0 && channels > 0 && units > 0, "\(units) units over \(times) times of \(channels) channels")
    (self.times, self.channels, self.units) = (times, channels, units)
    self.returnsSequence = returnsSequence
  }

  /// Lanes of a state, and of each gate.
  var width: Int { Block.padded(units) }
  /// Lanes of the signal at one time.
  var depth: Int { Block.padded(channels) }

  /// Rows that one thread takes through all times; enough for whole tiles of a product.
  static let rowsOfPiece = 16

  static func pieces(of rows: Int) -> Int { (rows + rowsOfPiece - 1) / rowsOfPiece }

  /// W and U of r, z, n side by side, `[channels, 3 · units]` and `[units, 3 · units]`, with their biases b and c
  /// `[1, 3 · units]`; or their gradients.
  package struct Weights {
    package let input, inputBias, state, stateBias: Block

    package init(input: Block, inputBias: Block, state: Block, stateBias: Block) {
      (self.input, self.inputBias, self.state, self.stateBias) = (input, inputBias, state, stateBias)
    }
  }
}

extension GatedRecurrence {
  /// The memory of a pass besides its input and output.
  ///
  /// Times lie one after the other, with the rows of the pass in each, so that a product over all times is a single one.
  /// The gates of a row are n, r, z and m, the state's share of n: what reads the input stands together, and so does
  /// what reads the state.
  package struct Room {
    package enum Part: Hashable, Sendable {
      case signal, states, gates, inputWeight, stateWeight, bias
      case turnedInputWeight, turnedStateWeight, stateGradient, signalGradient, weightGradient, biasGradients
    }

    /// `[times · rows, channels]`
    let signal: Block
    /// The states before each time, and after the last, `[(times + 1) · rows, units]`.
    let states: Block
    /// `[times · rows, 4 · width]`
    let gates: Block
    /// The weight of n, r, z with gates of whole lanes, `[channels, 3 · width]`.
    let inputWeight: Block
    /// That of r, z, m, `[units, 3 · width]`.
    let stateWeight: Block
    /// `[1, 4 · width]`
    let bias: Block
    /// Absent for inference, where each time takes the place of the one before.
    let back: Back?

    /// What the way back needs besides.
    struct Back {
      /// `[3 · width, units]`
      let turnedStateWeight: Block
      /// Of one time, `[rows, units]`.
      let stateGradient: Block
      /// Of both weights, the state's first, `[width + depth, 3 · width]`.
      let weightGradient: Block
      /// From each piece, `[pieces, 4 · width]`.
      let biasGradients: Block
      /// The transposed weight `[3 · width, channels]` and the gradient of the signal at one time `[rows, channels]`; absent
      /// where nothing before the layer learns.
      let signal: (turnedWeight: Block, gradient: Block)?
    }

    /// Nil where a part that is needed has no memory.
    package init?(_ block: (Part) -> Block?) {
      guard let signal = block(.signal), let states = block(.states), let gates = block(.gates),
        let inputWeight = block(.inputWeight), let stateWeight = block(.stateWeight), let bias = block(.bias)
      else { return nil }
      (self.signal, self.states, self.gates) = (signal, states, gates)
      (self.inputWeight, self.stateWeight, self.bias) = (inputWeight, stateWeight, bias)
      back = Back(block)
    }
  }

  /// Rows and columns of each part of the room for passes of up to `rows`.
  package func needs(
    rows: Int, isTraining: Bool, handsDown: Bool
  ) -> [(part: Room.Part, rows: Int, columns: Int)] {
    let kept = isTraining ? times : 1
    var needs: [(Room.Part, Int, Int)] = [
      (.signal, kept * rows, channels), (.states, (kept + 1) * rows, units), (.gates, kept * rows, 4 * width),
      (.inputWeight, depth, 3 * width), (.stateWeight, width, 3 * width), (.bias, 1, 4 * width),
    ]
    guard isTraining else { return needs }
    needs += [
      (.turnedStateWeight, 3 * width, units), (.stateGradient, rows, units),
      (.weightGradient, width + depth, 3 * width), (.biasGradients, Self.pieces(of: rows), 4 * width),
    ]
    if handsDown { needs += [(.turnedInputWeight, 3 * width, channels), (.signalGradient, rows, channels)] }
    return needs
  }
}

extension GatedRecurrence.Room.Back {
  fileprivate init?(_ block: (GatedRecurrence.Room.Part) -> Block?) {
    guard let turnedStateWeight = block(.turnedStateWeight), let stateGradient = block(.stateGradient),
      let weightGradient = block(.weightGradient), let biasGradients = block(.biasGradients)
    else { return nil }
    (self.turnedStateWeight, self.stateGradient) = (turnedStateWeight, stateGradient)
    (self.weightGradient, self.biasGradients) = (weightGradient, biasGradients)
    if let turned = block(.turnedInputWeight), let gradient = block(.signalGradient) {
      signal = (turned, gradient)
    } else {
      signal = nil
    }
  }
}
