/// What a network has learnt, as a value, without anything that only training needs.
package struct NetworkWeights: Sendable, Equatable {
  package let architecture: Architecture
  /// Layer after layer, weight `[inputs, units]` row-major, then bias `[units]` if it has one.
  package let parameters: [Float]
  /// Normalization after normalization, running means `[channels]`, then variances `[channels]`.
  package let statistics: [Float]
  /// Optimizer steps that led here.
  package let steps: Int

  init(_ architecture: Architecture, parameters: [Float], statistics: [Float], steps: Int) {
    self.architecture = architecture
    self.parameters = parameters
    self.statistics = statistics
    self.steps = steps
  }

  /// Weights from outside.
  ///
  /// - Throws: ``ArchitectureFault`` where no network can be built of the architecture, or it has other numbers of weights.
  package init(
    checking architecture: Architecture, parameters: [Float], statistics: [Float], steps: Int
  ) throws(ArchitectureFault) {
    try architecture.check()
    guard parameters.count == architecture.parameterCount else {
      throw ArchitectureFault(
        Words.faultWeights(found: parameters.count, expected: architecture.parameterCount))
    }
    let running = architecture.parameters.reduce(0) { $0 + $1.statisticsCount }
    guard statistics.count == running else {
      throw ArchitectureFault(Words.faultStatistics(found: statistics.count, expected: running))
    }
    self.init(architecture, parameters: parameters, statistics: statistics, steps: steps)
  }
}

extension Network {
  /// The weights as they are judged and kept: their average where one is made.
  package var weights: NetworkWeights {
    let store = judgedStore
    return NetworkWeights(
      architecture, parameters: store.flat(store.parameters), statistics: store.flatStatistics, steps: step)
  }
}
