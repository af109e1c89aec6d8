import Tensors

/// An activation that a product applies to its result while that is still in registers.
enum Rectifier: Sendable {
  case none, relu, leakyRelu

  init?(_ activation: Activation) {
    switch activation {
    case .relu: self = .relu
    case .leakyRelu: self = .leakyRelu
    case .linear, .gelu, .tanh, .sin, .sigmoid, .softmax: return nil
    }
  }

  var epilogue: Epilogue {
    switch self {
    case .none: .plain
    case .relu: .relu
    case .leakyRelu: .leakyRelu
    }
  }

  /// What its derivative does to a gradient, given its output as the gate.
  var gate: Epilogue {
    switch self {
    case .none: .plain
    case .relu: .reluGate
    case .leakyRelu: .leakyGate
    }
  }

  var elementwise: Elementwise {
    switch self {
    case .none: .linear
    case .relu: .relu
    case .leakyRelu: .leakyRelu
    }
  }
}

extension Activation {
  var elementwise: Elementwise {
    switch self {
    case .linear: .linear
    case .relu: .relu
    case .leakyRelu: .leakyRelu
    case .gelu: .gelu
    case .tanh: .tanh
    case .sin: .sin
    case .sigmoid: .sigmoid
    case .softmax: .softmax
    }
  }
}
