extension NetworkCheckpoint {
  /// A checkpoint from outside.
  ///
  /// - Throws: ``ArchitectureFault`` where no network can be built of the architecture, or it has other numbers of weights.
  package init(
    checking architecture: Architecture, optimizer: Optimizer, seed: UInt64, parameters: [Float], moments: [[Float]],
    statistics: [Float], average: [Float]?,
    groupSteps: [Int]?, step: Int, epoch: Int, cursor: Int
  ) throws(ArchitectureFault) {
    let weights = try NetworkWeights(
      checking: architecture, parameters: parameters, statistics: statistics, steps: step)
    let expected = architecture.learntParameterCount
    guard moments.count == optimizer.momentCount else {
      throw ArchitectureFault(Words.faultMoments(found: moments.count, expected: "\(optimizer.momentCount)"))
    }
    if let found = moments.first(where: { $0.count != expected })?.count {
      throw ArchitectureFault(Words.faultWeights(found: found, expected: expected))
    }
    if let found = average?.count, found != parameters.count {
      throw ArchitectureFault(Words.faultWeights(found: found, expected: parameters.count))
    }
    let groups = architecture.layerGroupCount
    if let groupSteps, groupSteps.count != groups || !groupSteps.allSatisfy((0...max(step, 0)).contains) {
      throw ArchitectureFault(Words.faultLayerSteps(found: "\(groupSteps.count)", expected: "\(groups)"))
    }
    self.init(
      architecture: weights.architecture, optimizer: optimizer, seed: seed, parameters: parameters, moments: moments,
      statistics: statistics, average: average, groupSteps: groupSteps, step: step, epoch: epoch, cursor: cursor)
  }
}
