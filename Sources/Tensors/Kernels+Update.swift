import Basics
import CKernels

/// One optimizer step's rule with its constants, ready for the kernel; `t` counts steps from 1.
package enum UpdateRule: Sendable {
  case sgd
  case momentum(Float)
  case nesterov(Float)
  case rmsprop(beta2: Float, epsilon: Float)
  case adam(beta1: Float, beta2: Float, epsilon: Float, t: Int)
  case adamw(beta1: Float, beta2: Float, epsilon: Float, t: Int)
}

extension Kernels {
  /// Moves all parameters at once against their gradient. `first` and `second` are the optimizer's moments, as many as
  /// the rule keeps. Parameters beyond the gradient stay.
  ///
  /// - Parameter range: whole vectors of the gradient that alone are moved; nil moves all.
  package static func update(
    _ parameters: Buffer, gradient: Buffer, first: Buffer?, second: Buffer?, range: Range<Int>? = nil, rule: UpdateRule,
    rate: Float,
    weightDecay: Float, gradientScale: Float
  ) {
    precondition(gradient.count <= parameters.count, "a gradient of more than there is")
    var update = ck_update()
    update.rate = rate
    update.decay = weightDecay
    update.gradient_scale = gradientScale
    let kind: ck_optimizer
    switch rule {
    case .sgd:
      kind = CK_SGD
    case .momentum(let momentum):
      kind = CK_MOMENTUM
      update.beta1 = momentum
    case .nesterov(let momentum):
      kind = CK_NESTEROV
      update.beta1 = momentum
    case .rmsprop(let beta2, let epsilon):
      kind = CK_RMSPROP
      update.beta2 = beta2
      update.epsilon = epsilon
    case .adam(let beta1, let beta2, let epsilon, let t):
      kind = CK_ADAM
      update.setAdam(beta1, beta2, epsilon, t, rate)
    case .adamw(let beta1, let beta2, let epsilon, let t):
      kind = CK_ADAMW
      update.setAdam(beta1, beta2, epsilon, t, rate)
      update.decay = Float(1 - Double(rate) * Double(weightDecay))
    }
    let range = range ?? 0..<gradient.count
    precondition(range.lowerBound % 16 == 0 && range.upperBound <= gradient.count, "parameters \(range)")
    let start = range.lowerBound
    let job = UpdateJob(
      kind: kind, update: update, count: range.count, parameters: parameters.base + start,
      gradient: gradient.base + start, first: first.map { $0.base + start }, second: second.map { $0.base + start })
    ThreadPool.run(job.pieces, of: job) { job, piece, _ in
      job.assumingMemoryBound(to: UpdateJob.self).pointee.run(piece)
    }
  }
}

extension Kernels {
  /// Adds to the gradient that of `strength · Σ|p|`; of a parameter that is 0 that is 0, as in PyTorch.
  package static func addL1(of parameters: Buffer, strength: Float, to gradient: Buffer) {
    precondition(gradient.count <= parameters.count, "a gradient of more than there is")
    ck_add_signs(Int32(gradient.count), parameters.base, strength, gradient.base)
  }
}

extension Kernels {
  /// `values = values + share · (goals − values)` over the first `count`.
  package static func approach(_ values: Buffer, _ goals: Buffer, share: Float, count: Int) {
    precondition(count <= min(values.count, goals.count), "\(count) of \(values.count) and \(goals.count)")
    ck_approach(Int32(count), values.base, goals.base, share)
  }
}

/// Ranges of the parameters, which no step takes together.
private struct UpdateJob {
  let kind: ck_optimizer
  let update: ck_update
  let count: Int
  let parameters: UnsafeMutablePointer<Float>
  let gradient: UnsafeMutablePointer<Float>
  let first: UnsafeMutablePointer<Float>?
  let second: UnsafeMutablePointer<Float>?

  private static let range = 1 << 13
  var pieces: Int { max((count + Self.range - 1) / Self.range, 1) }

  func run(_ piece: Int) {
    let start = piece * Self.range
    withUnsafePointer(to: update) {
      ck_step(
        kind, Int32(min(Self.range, count - start)), parameters + start, gradient + start, first.map { $0 + start },
        second.map { $0 + start }, $0)
    }
  }
}

extension ck_update {
  fileprivate mutating func setAdam(_ beta1: Float, _ beta2: Float, _ epsilon: Float, _ t: Int, _ rate: Float) {
    self.beta1 = beta1
    self.beta2 = beta2
    self.epsilon = epsilon
    self.rate = Float(Double(rate) / (1 - Elementary.power(Double(beta1), Double(t))))
    root_correction = Float(1 / (1 - Elementary.power(Double(beta2), Double(t))).squareRoot())
  }
}

extension Kernels {
  /// `block = own · block + theirs · other`; both of one shape.
  package static func blend(_ block: Block, _ own: Float, with other: Block, _ theirs: Float) {
    precondition(
      block.rows == other.rows && block.stride == other.stride, "blending \(block.shape) with \(other.shape)")
    for index in 0..<block.rows * block.stride {
      block.base[index] = own * block.base[index] + theirs * other.base[index]
    }
  }

  /// Multiplies the first `rows` rows.
  package static func scale(_ block: Block, by factor: Float, rows: Int) {
    for index in 0..<rows * block.stride { block.base[index] *= factor }
  }
}
