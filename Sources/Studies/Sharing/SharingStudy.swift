import Basics
import Datasets
import Granularity
import Models
import Networks
import Telemetry
import Tensors

/// Does sharing hidden weights help? Two models or more, of several columns at one grain or of one column at several
/// grains, trained apart and sharing, on few or many days, and scored on the same test days.
package struct SharingStudy: Sendable {
  /// What one model forecasts.
  package struct Subject: Sendable, Hashable {
    /// Position in the series.
    package let column: Int
    package let grain: Grain

    package init(column: Int, grain: Grain) {
      self.column = column
      self.grain = grain
    }
  }

  /// Errors of one seed on both parts.
  package struct Outcome: Sendable {
    package let apart: Errors
    package let shared: Errors
    /// α, as given or as chosen on validation.
    package let sharing: Float
  }

  /// Mean squared error of each subject on its own training scale, with the weights that are kept.
  package struct Errors: Sendable {
    package let validation: [Double]
    package let test: [Double]

    /// Over the subjects.
    package func mean(on part: ScoredPart) -> Double {
      let errors =
        switch part {
        case .validation: validation
        case .test: test
        }
      return errors.reduce(0, +) / Double(errors.count)
    }
  }

  /// Tried where α is to be chosen on validation windows.
  static let candidates: [Float] = [0, 0.25, 0.5, 0.75, 1]

  package let subjects: [Subject]
  /// Training windows of the first subject.
  package let trainingWindows: Int
  package let validationWindows: Int
  package let testWindows: Int
  private let settings: Settings
  /// Validation days choose the epoch. Whoever has few days has none to spare for that.
  private let keepsBest: Bool
  private let windows: [RungWindows]
  private let training: [RungWindows.Part]
  private let validation: [RungWindows.Part]
  private let test: [RungWindows.Part]

  /// The test part is the last quarter of the series, the validation part the two weeks before it, and training the
  /// `days` before that: all numbers of days are judged on the same days.
  ///
  /// - Throws: ``ExperimentError`` where the series is too short or nothing can be shared.
  package init(
    _ series: TimeSeries, _ subjects: [Subject], horizon: Grain, days: Int, settings: Settings, keepsBest: Bool = false
  ) throws(ExperimentError) {
    let base = Grain(of: series)
    let day = Grain.days(1).phased(like: base)
    let clock = series.zone.clock
    let end = series.instant(at: series.count - 1)
    let testStart = day.floor(end - (end - series.start) / 4, on: clock)
    let validationStart = testStart - 14 * Milliseconds.day
    let trainStart = validationStart - Int64(days) * Milliseconds.day
    guard trainStart >= series.start else {
      throw .unusable(
        RungID(subjects[0].grain.label),
        reason: Words.sharingFewDays(asked: days, count: Int((validationStart - series.start) / Milliseconds.day)))
    }
    let borders = Borders(
      trainStart: trainStart, trainEnd: validationStart, validationStart: validationStart, validationEnd: testStart,
      testStart: testStart, testEnd: end)
    do {
      let windows = try subjects.map { subject in
        guard let steps = horizon.wholeSteps(of: subject.grain) else {
          throw ExperimentError.excluded(
            RungID(subject.grain.label), reason: horizon.obstacle(to: subject.grain) ?? Words.sharingDoesNotFill)
        }
        return try RungWindows(
          series, target: ColumnAggregate(subject.column, .mean), grain: subject.grain.phased(like: base),
          horizon: steps,
          lookback: settings.lookback > 0 ? settings.lookback : 168, inputs: .target, scaling: .zScore,
          borders: borders)
      }
      self.windows = windows
      training = try windows.map { try $0.part(.training, of: borders) }
      validation = try windows.map { try $0.part(.validation, of: borders) }
      test = try windows.map { try $0.part(.test, of: borders) }
    } catch let error as ExperimentError {
      throw error
    } catch {
      throw .unusable(RungID(subjects[0].grain.label), reason: "\(error)")
    }
    self.subjects = subjects
    self.settings = settings
    self.keepsBest = keepsBest
    trainingWindows = training[0].inputs.rows
    validationWindows = validation[0].inputs.rows
    testWindows = test[0].inputs.rows
    if let empty = subjects.indices.first(where: { training[$0].inputs.rows == 0 || test[$0].inputs.rows == 0 }) {
      throw .tooFewWindows(
        RungID(subjects[empty].grain.label), found: 0, gappy: 0, needed: 1, lookback: windows[empty].lookback)
    }
    guard !networks(seed: 1, shares: true).sharedLayers.isEmpty else {
      let inputs = Listing.all(training.map { String($0.inputs.columns) })
      throw .unusable(
        RungID(joining: subjects.map { RungID($0.grain.label) }),
        reason: Words.sharingNoLayer(inputs: inputs))
    }
  }

  /// - Parameter sharing: α; nil chooses it on the validation windows.
  package func outcome(seed: UInt64, sharing: Float?) -> Outcome {
    let apart = train(seed: seed, sharing: nil)
    let tried = (sharing.map { [$0] } ?? Self.candidates).map { ($0, train(seed: seed, sharing: $0)) }
    let best = tried.min { $0.1.mean(on: .validation) < $1.1.mean(on: .validation) } ?? tried[0]
    return Outcome(apart: apart, shared: best.1, sharing: best.0)
  }

  private func networks(seed: UInt64, shares: Bool) -> JointNetworks {
    let count = training.map(\.inputs.rows).max() ?? 0
    let parts = training.enumerated().map { index, part in
      JointNetworks.Part(
        network: Network(
          settings.architecture(
            inputs: part.inputs.columns, outputs: part.targets.columns, past: windows[index].lookback),
          optimizer: settings.optimizer, seed: seed &* 31 &+ UInt64(index), capacity: settings.live.batchSize),
        examples: part.examples,
        rows: (0..<count).map { $0 < part.inputs.rows ? Int32($0) : -1 }, scale: 1)
    }
    return JointNetworks(parts: parts, ties: [], shares: shares, seed: seed)
  }

  /// Each subject is scored with the weights of its last epoch, or of its own best epoch on validation windows.
  private func train(seed: UInt64, sharing: Float?) -> Errors {
    let joint = networks(seed: seed, shares: sharing != nil)
    var live = settings.live
    live.joining.sharing = sharing ?? 1
    var best = [Double](repeating: .infinity, count: subjects.count)
    var kept = joint.parts.map { $0.network.checkpoint() }
    withUnsafeTemporaryAllocation(of: Float.self, capacity: 1024) { losses in
      training: for _ in 0..<settings.epochs {
        while true {
          let outcome = joint.train(hyperparameters: live, limit: losses.count, losses: losses)
          if outcome.divergedAtStep != nil { break training }
          if outcome.epochEnded { break }
        }
        for index in subjects.indices {
          let error = Double(joint.parts[index].network.loss(on: examples(validation[index])))
          if error < best[index] || !keepsBest {
            (best[index], kept[index]) = (error, joint.parts[index].network.checkpoint())
          }
        }
      }
    }
    let test = subjects.indices.map { index in
      joint.parts[index].network.restore(kept[index])
      return Double(joint.parts[index].network.loss(on: examples(self.test[index])))
    }
    return Errors(validation: best, test: test)
  }

  private func examples(_ part: RungWindows.Part) -> Examples { Examples(inputs: part.inputs, targets: part.targets) }
}
