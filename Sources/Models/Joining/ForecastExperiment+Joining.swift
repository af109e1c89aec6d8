import Basics
import Datasets
import Granularity
import Networks
import Telemetry
import Tensors

extension Experiment {
  /// Where runs of a recipe begin: on every rung that can be compared, or on all rungs that it joins.
  ///
  /// What ties two rungs together takes the finest and the coarsest; what only lays rungs side by side takes all.
  package func rungs(for recipe: Recipe) -> [RungID] {
    let compared = info.rungs.filter { $0.exclusion == nil }.map(\.id)
    guard let join = recipe.rule.join, compared.count > 1 else { return compared }
    switch join {
    case .ends: return [RungID(joining: [compared[0], compared[compared.count - 1]])]
    case .all: return [RungID(joining: compared)]
    }
  }
}

extension ForecastExperiment {
  /// The windows of the rungs that a joined run reads, and their names, fine to coarse.
  private func members(
    of rung: RungID, _ settings: Settings
  ) throws -> (rungs: [RungID], windows: [RungWindows]) {
    let known = info.rungs.map(\.id)
    guard let rungs = rung.members, Set(rungs).count == rungs.count else {
      throw ExperimentError.unusable(
        rung, reason: Words.reasonJoinGrains(recipe: settings.recipe.rawValue, example: "1h+1d"))
    }
    if let unknown = rungs.first(where: { !known.contains($0) }) {
      throw ExperimentError.unknownRung(unknown, known: known)
    }
    let ordered = known.filter { rungs.contains($0) }
    return (ordered, try ordered.map { try windows(of: $0, settings) })
  }

  private func windows(of rung: RungID, _ settings: Settings) throws -> RungWindows {
    let (grain, horizon) = try place(of: rung)
    return try rungWindows(grain, horizon: horizon, settings)
  }

  /// Sub-models of several rungs that step together.
  ///
  /// - Parameters:
  ///   - isTied: whether two forecasts are pulled together.
  ///   - shares: whether hidden weights are blended after each step.
  func jointLearner(
    _ rung: RungID, _ settings: Settings, isTied: Bool = false, shares: Bool = false
  ) throws -> JointLearner {
    let (rungs, windows) = try members(of: rung, settings)
    var remarks = isTied ? unread(rungs, settings.recipe) : []
    let members = try zip(rungs, windows).map { rung, windows in
      try requireRoom(for: settings, over: windows.lookback, on: rung)
      let (validation, fewer) = try validation(windows)
      remarks += fewer.map { "\(rung): \($0)" }
      return JointWindows.Member(
        rung: rung, windows: windows,
        training: try enough(windows.part(.training, of: borders), rung, windows.lookback), validation: validation)
    }
    let laid = JointWindows(members)
    let parts = members.enumerated().map { index, member in
      let architecture = settings.architecture(
        inputs: member.training.examples.inputCount, outputs: member.training.examples.outputCount,
        past: member.windows.lookback)
      return JointNetworks.Part(
        network: settings.network(architecture, part: index, examples: member.training.count),
        examples: member.training.examples, rows: laid.rows[index],
        scale: member.training.targets.meanSquare)
    }
    if shares { try requireSharedLayers(parts, rungs) }
    let ties = isTied ? try laid.ties(target) : []
    let learner = JointLearner(
      joint: JointNetworks(parts: parts, ties: ties, shares: shares, seed: settings.seed),
      validation: try laid.validation(target, tied: isTied),
      judge: try judge(windows, tied: isTied), rungs: rungs, settings: settings,
      lookback: windows[0].lookback)
    learner.outline.remarks += remarks
    learner.outline.parts = members.enumerated().map { index, member in
      PartPlan(
        rung: member.rung, seed: settings.seed(ofPart: index), trainingRows: member.training.count,
        gappyRows: member.training.gappyOrigins.count)
    }
    learner.outline.gappyRows = laid.gappyCount
    return learner
  }

  /// Which of the rungs that could be compared a recipe that ties two does not read, as a remark.
  private func unread(_ rungs: [RungID], _ recipe: Recipe) -> [String] {
    let left = info.rungs.filter { $0.exclusion == nil && !rungs.contains($0.id) }.map(\.id.label)
    return left.isEmpty
      ? []
      : [
        Words.remarkUntied(
          count: left.count, left: Listing.all(left), recipe: recipe.rawValue,
          read: Listing.all(rungs.map(\.label)))
      ]
  }

  private func requireSharedLayers(_ parts: [JointNetworks.Part], _ rungs: [RungID]) throws(ExperimentError) {
    let first = parts[0].network
    var common = Set(0..<64)
    for part in parts.dropFirst() { common.formIntersection(first.sharedLayers(with: part.network)) }
    guard common.isEmpty else { return }
    let shapes = parts.map { part in
      part.network.architecture.denseShapes.dropLast().map { "\($0.inputs)→\($0.units)" }.joined(separator: ", ")
    }
    throw .unusable(
      RungID(joining: rungs),
      reason: Words.reasonNoSharedLayer(
        shapes: zip(rungs, shapes).map { "\($0): \($1)" }.joined(separator: "; ")))
  }

  /// Early fusion with as many parameters as the sub-models of late fusion have together.
  func fusedLearner(_ rungs: RungID, _ settings: Settings) throws -> NetworkLearner {
    let (_, windows) = try members(of: rungs, settings)
    let fused = FusedWindows(windows, zone: series.zone)
    let rung = RungID(windows[0].grain.label)
    let training = try enough(fused.part(.training, of: borders), rung, fused.lookback)
    let (own, remarks) = try validation(windows[0])
    let validation = try fused.fused(own)
    let apart = try windows.reduce(0) { sum, member in
      sum
        + settings.architecture(inputs: try member.part(at: []).examples.inputCount, outputs: member.horizon)
        .parameterCount
    }
    var fitted = settings
    fitted.units = settings.units(
      for: apart, inputs: training.inputs.columns, outputs: training.targets.columns)
    let learner = NetworkLearner(
      settings: fitted, training: training.examples, validation: validation.examples, lookback: fused.lookback,
      judge: try judge([fused]))
    learner.outline.members = windows.map { RungID($0.grain.label) }
    learner.outline.gappyRows = training.gappyOrigins.count
    learner.outline.remarks += remarks
    return learner
  }
}

extension Settings {
  /// The hidden widths, all widened or narrowed alike, with which a network has about as many parameters as asked for.
  fileprivate func units(for parameters: Int, inputs: Int, outputs: Int) -> [Int] {
    func widths(_ sixteenths: Int) -> [Int] { units.map { max(1, $0 * sixteenths / 16) } }
    func count(_ sixteenths: Int) -> Int {
      var trial = self
      trial.units = widths(sixteenths)
      return trial.architecture(inputs: inputs, outputs: outputs).parameterCount
    }
    let best = (1...160).min { abs(count($0) - parameters) < abs(count($1) - parameters) }
    return widths(best ?? 16)
  }
}

extension Matrix {
  /// Mean of the squares; 1 where all values are 0.
  var meanSquare: Float {
    let sum = values.reduce(0.0) { $0 + Double($1) * Double($1) }
    let mean = sum / Double(max(1, values.count))
    return mean > 0 ? Float(mean) : 1
  }
}
