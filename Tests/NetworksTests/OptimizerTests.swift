import Tensors
import Testing

@testable import Networks

@Suite("Optimizers")
struct OptimizerTests {
  /// A function of two parameters with its gradient and where it is least.
  struct Landscape: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let start, minimum: [Float]
    let gradient: @Sendable ([Float]) -> [Float]

    static let all = [
      Landscape(testDescription: "round bowl", start: [3, -2], minimum: [1, 1]) { [$0[0] - 1, $0[1] - 1] },
      Landscape(testDescription: "narrow valley", start: [3, -2], minimum: [0, 0]) { [$0[0], 25 * $0[1]] },
      Landscape(testDescription: "Rosenbrock's curved valley", start: [-1, 1], minimum: [1, 1]) { p in
        let rise = p[1] - p[0] * p[0]
        return [-2 * (1 - p[0]) - 20 * p[0] * rise, 10 * rise]
      },
      Landscape(testDescription: "quartic, flat at its floor", start: [2, -1.5], minimum: [0, 0]) { p in
        p.map { 4 * $0 * $0 * $0 + 0.4 * $0 }
      },
    ]
  }

  static func rate(_ optimizer: Optimizer) -> Float {
    switch optimizer {
    case .sgd: 0.01
    case .momentum, .nesterov: 0.005
    case .rmsprop, .adam, .adamw: 0.01
    }
  }

  @Test("Every optimizer finds the floor of every landscape", arguments: Optimizer.allCases, Landscape.all)
  func convergence(_ optimizer: Optimizer, _ landscape: Landscape) {
    let parameters = Buffer(count: 16)
    let gradient = Buffer(count: 16)
    let moments = (0..<optimizer.momentCount).map { _ in Buffer(count: 16) }
    for index in 0..<2 { parameters.whole[0, index] = landscape.start[index] }
    for step in 1...6000 {
      let slope = landscape.gradient((0..<2).map { parameters.whole[0, $0] })
      for index in 0..<2 { gradient.whole[0, index] = slope[index] }
      // The adaptive ones keep moving at their rate: let it fade, as a schedule would.
      let rate = Self.rate(optimizer) * (step > 4000 ? 0.05 : 1)
      Kernels.update(
        parameters, gradient: gradient, first: moments.first, second: moments.last,
        rule: optimizer.rule(Hyperparameters(momentum: 0.9, beta2: 0.99), t: step), rate: rate, weightDecay: 0,
        gradientScale: 1)
    }
    for index in 0..<2 { #expect(abs(parameters.whole[0, index] - landscape.minimum[index]) < 0.02) }
    #expect((2..<16).allSatisfy { parameters.whole[0, $0] == 0 }, "padding moved")
  }

  @Test("Moments that fade become 0 instead of staying subnormal", arguments: Optimizer.allCases)
  func fadedMoments(_ optimizer: Optimizer) {
    let parameters = Buffer(count: 16)
    let gradient = Buffer(count: 16)
    let moments = (0..<optimizer.momentCount).map { _ in Buffer(count: 16) }
    for index in 0..<16 { parameters.whole[0, index] = 1 }
    for moment in moments { for index in 0..<16 { moment.whole[0, index] = 1e-37 } }
    for step in 1...2000 {
      Kernels.update(
        parameters, gradient: gradient, first: moments.first, second: moments.last,
        rule: optimizer.rule(Hyperparameters(momentum: 0.9, beta2: 0.99), t: step), rate: 0.01, weightDecay: 0,
        gradientScale: 1)
    }
    for moment in moments { #expect((0..<16).allSatisfy { moment.whole[0, $0] == 0 }) }
    #expect((0..<16).allSatisfy { parameters.whole[0, $0] == 1 })
    let least = parameters.whole[0, 0] * Float.leastNormalMagnitude
    #expect(least / 2 > 0, "the thread went on without subnormal numbers")
  }

  @Test("A penalty on magnitudes brings a weight that nothing needs to within a step of 0, and leaves padding alone")
  func magnitudes() {
    let parameters = Buffer(count: 32)
    let gradient = Buffer(count: 16)
    for (index, value) in [Float(0.5), -0.3, 0].enumerated() { parameters.whole[0, index] = value }
    // What has no gradient, as frozen weights, is not penalized.
    parameters.whole[0, 16] = 4
    for _ in 0..<200 {
      gradient.fill(0)
      Kernels.addL1(of: parameters, strength: 0.5, to: gradient)
      Kernels.update(
        parameters, gradient: gradient, first: nil, second: nil, rule: .sgd, rate: 0.01, weightDecay: 0,
        gradientScale: 1)
    }
    #expect((0..<2).allSatisfy { abs(parameters.whole[0, $0]) <= 0.0051 })
    #expect((2..<16).allSatisfy { parameters.whole[0, $0] == 0 } && parameters.whole[0, 16] == 4)
  }

  @Test("Clipping shortens a long gradient to the given norm and leaves a short one")
  func clipping() {
    let architecture = Architecture(inputs: 2, layers: [.dense(units: 1)], loss: .mse)
    let examples = Examples(inputs: Matrix([[3, 4]]), targets: Matrix([[100]]))
    func moved(_ clip: Float) -> Float {
      let network = Network(architecture, optimizer: .sgd, seed: 1, capacity: 1)
      let before = network.checkpoint().parameters
      train(network, on: examples, Hyperparameters(learningRate: 0.001, clipNorm: clip, batchSize: 0), epochs: 1)
      let squares = zip(before, network.checkpoint().parameters).map { ($0 - $1) * ($0 - $1) }
      return squares.reduce(0, +).squareRoot() / 0.001
    }
    #expect(abs(moved(5) - 5) < 0.01)
    #expect(abs(moved(1e9) - moved(0)) < 0.01)
    #expect(moved(0) > 500)
  }
}
