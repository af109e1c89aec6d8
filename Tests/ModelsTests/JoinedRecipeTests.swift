import Datasets
import Granularity
import Models
import Networks
import Telemetry
import Tensors
import TestSeries
import Testing

@Suite("Recipes that join grains")
struct JoinedRecipeTests {
  private func experiment(days: Int = 80, grains: [String] = ["3h", "1d"], horizon: String = "1d") throws
    -> ForecastExperiment
  {
    try Experiments.forecast(waves(days: days), SessionOptions(path: "waves", horizon: horizon, grains: grains))
  }

  private func settings(_ recipe: Recipe, _ change: (inout Settings) -> Void = { _ in }) -> Settings {
    var settings = Settings(recipe)
    settings.units = [8, 6]
    settings.epochs = 6
    change(&settings)
    return settings
  }

  @discardableResult
  private func train(_ learner: any Learner, _ settings: Settings, epochs: Int) -> Float? {
    let losses = UnsafeMutableBufferPointer<Float>.allocate(capacity: 4096)
    defer { losses.deallocate() }
    var ended = 0
    while ended < epochs {
      if learner.advance(limit: 4096, live: settings.live, losses: losses).epochEnded { ended += 1 }
    }
    return learner.validationLoss()
  }

  @Test("Late fusion by the mean is the mean of the sub-models' forecasts, at every grain that is scored")
  func lateFusion() throws {
    let experiment = try experiment()
    let settings = settings(.perGrain) { $0.live.joining.combination = .mean }
    let learner = try experiment.learner(for: "3h+1d", settings: settings)
    train(learner, settings, epochs: 3)
    let evaluation = learner.evaluate()
    #expect(evaluation.test.parts.map(\.rung) == ["3h", "1d"] && evaluation.test.parts.map(\.weight) == [0.5, 0.5])
    let joined = try #require(evaluation.test.forecast?.predicted)
    for (index, value) in joined.enumerated() {
      let mean = (evaluation.test.parts[0].predicted[index] + evaluation.test.parts[1].predicted[index]) / 2
      #expect(abs(value - mean) < 1e-5)
    }
    #expect(
      evaluation.test.matrix.map(\.grain) == ["3h", "1d"]
        && evaluation.test.matrix[0].scores.mse == evaluation.test.scores.mse)
    #expect(learner.outline.members == ["3h", "1d"])
    #expect(learner.partLosses().map(\.rung) == ["3h", "1d"])
  }

  @Test("A part reads, begins and is scored as the model of its rung alone does under the seed that is told")
  func partsAlone() throws {
    let experiment = try experiment(grains: ["3h", "6h", "1d"])
    for recipe in [Recipe.perGrain, .coupled] {
      let settings = settings(recipe) { $0.seed = 7 }
      let rung = experiment.rungs(for: recipe)[0]
      let joined = try experiment.learner(for: rung, settings: settings)
      #expect(joined.outline.parts.map(\.rung) == joined.outline.members)
      #expect(joined.outline.parts.map(\.seed) == (recipe == .perGrain ? [7, 8, 9] : [7, 8]))
      let evaluation = joined.evaluate()
      for (place, part) in joined.outline.parts.enumerated() {
        let alone = try experiment.learner(
          for: part.rung, settings: self.settings(.mlp) { $0.seed = part.seed })
        #expect(part.trainingRows == alone.outline.trainingRows && part.gappyRows == 0)
        let own = alone.evaluate()
        #expect(evaluation.test.parts[place].predicted == own.test.forecast?.predicted, "\(recipe) \(part.rung)")
        #expect(evaluation.validation?.parts[place].scores.rmsse == own.validation?.scores.rmsse)
        #expect(evaluation.test.parts[place].scores.mase == own.test.scores.mase)
      }
    }
  }

  @Test(
    "Windows that gaps cost are counted of the joined run and of each part, those that the series begins too late for not",
    arguments: [Recipe.perGrain, .coupled, .shared, .fused])
  func windowsLeftOut(recipe: Recipe) throws {
    func outline(_ recipe: Recipe, _ rung: RungID, _ holes: [Int]) throws -> LearnerOutline {
      var series = waves(days: 80)
      for row in holes { series.columns[0].values[row] = .nan }
      let experiment = try Experiments.forecast(
        series, SessionOptions(path: "waves", horizon: "1d", grains: ["3h", "1d"]))
      // Eight days before an origin of days, one before an origin of three hours.
      return try experiment.learner(for: rung, settings: settings(recipe) { $0.lookback = 8 }).outline
    }
    let holes = [700, 1300]
    let (whole, holed) = (try outline(recipe, "3h+1d", []), try outline(recipe, "3h+1d", holes))
    #expect(whole.gappyRows == 0 && whole.parts.allSatisfy { $0.gappyRows == 0 })
    #expect(holed.gappyRows > 0 && holed.gappyRows + holed.trainingRows == whole.trainingRows)
    for part in holed.parts {
      let alone = try outline(.mlp, part.rung, holes)
      #expect(part.gappyRows == alone.gappyRows && part.gappyRows > 0 && part.trainingRows == alone.trainingRows)
    }
  }

  @Test("Weights chosen on validation origins are never negative and add up to 1", arguments: ["weighted", "learnt"])
  func weights(name: String) throws {
    let experiment = try experiment()
    let combination = try #require(Joining.Combination(rawValue: name))
    let settings = settings(.perGrain) { $0.live.joining.combination = combination }
    let learner = try experiment.learner(for: "3h+1d", settings: settings)
    train(learner, settings, epochs: 3)
    let weights = learner.evaluate().test.parts.compactMap(\.weight)
    #expect(weights.count == 2 && weights.allSatisfy { $0 >= 0 } && abs(weights.reduce(0, +) - 1) < 1e-9)
  }

  @Test("Each half of the validation origins is scored with weights from the other, test with those from all")
  func crossFitted() throws {
    let experiment = try experiment()
    let settings = settings(.perGrain) { $0.live.joining.combination = .weighted }
    let learner = try experiment.learner(for: "3h+1d", settings: settings)
    train(learner, settings, epochs: 3)
    let evaluation = learner.evaluate()
    let validation = try #require(evaluation.validation)
    #expect(validation.weightsLearnt == .onOtherHalf && evaluation.test.weightsLearnt == .onValidation)
    let actual = experiment.target.validation.actual
    let middle = actual.rows / 2 * actual.columns
    func weights(_ range: Range<Int>) -> [Double] {
      let inverses = validation.parts.map { part in
        1 / range.reduce(0) { $0 + (part.predicted[$1] - actual.values[$1]) * (part.predicted[$1] - actual.values[$1]) }
      }
      return inverses.map { $0 / inverses.reduce(0, +) }
    }
    let halves = [0..<middle, middle..<actual.values.count]
    let predicted = try #require(validation.forecast?.predicted)
    for (own, other) in [(halves[0], halves[1]), (halves[1], halves[0])] {
      let learnt = weights(other)
      #expect(abs(learnt[0] - weights(own)[0]) > 1e-6)
      for place in own {
        let mine = zip(learnt, validation.parts).reduce(0) { $0 + $1.0 * $1.1.predicted[place] }
        #expect(abs(mine - predicted[place]) < 1e-9)
        // What is named at an origin is what counted there.
        let named = validation.parts.map { $0.weight(at: place / actual.columns) ?? 0 }
        #expect(zip(named, learnt).allSatisfy { abs($0 - $1) < 1e-9 })
      }
    }
    let all = weights(0..<actual.values.count)
    for (weight, part) in zip(all, evaluation.test.parts) { #expect(abs(weight - (part.weight ?? 0)) < 1e-9) }
    #expect(evaluation.test.parts.allSatisfy { $0.weights.isEmpty && $0.weight(at: 0) == $0.weight })
    // The row of the matrix is the same forecast.
    #expect(validation.matrix[0].scores.mse == validation.scores.mse)
    var mean = settings
    mean.live.joining.combination = .mean
    learner.adopt(mean.live)
    #expect(learner.evaluate().validation?.weightsLearnt == nil)
  }

  @Test("A recipe that ties two grains says which it does not read")
  func unread() throws {
    let experiment = try experiment(grains: ["3h", "6h", "12h", "1d"])
    #expect(experiment.rungs(for: .coupled) == ["3h+1d"])
    #expect(
      try experiment.learner(for: "3h+1d", settings: settings(.coupled)).outline.remarks
        == ["6h and 12h are not read: coupled ties 3h and 1d alone"])
    let whole = try self.experiment()
    #expect(try whole.learner(for: "3h+1d", settings: settings(.coupled)).outline.remarks.isEmpty)
  }

  @Test("Under the sum the fine forecast is the coarse one's level plus its own detail")
  func levelAndDetail() throws {
    let experiment = try experiment()
    // A fine sub-model without weights adds nothing: what is left is the coarse forecast, brought down.
    let summed = settings(.coupled) { $0.live.joining.combination = .sum }
    let learner = try experiment.learner(for: "3h+1d", settings: summed)
    guard case .joint(var state) = learner.checkpoint() else {
      Issue.record("a joined learner's checkpoint is joint")
      return
    }
    state.parts[0].parameters = state.parts[0].parameters.map { _ in 0 }
    learner.restore(.joint(state))
    let evaluation = learner.evaluate()
    let fine = evaluation.test.parts[0].predicted
    let coarse = evaluation.test.parts[1].predicted
    for (left, right) in zip(fine, coarse) { #expect(abs(left - right) < 0.02) }
    #expect(evaluation.test.forecast?.predicted == fine)
    // Its validation loss is the coarse forecast's error on the fine scale: finite, and not the naive one's.
    #expect(try #require(train(learner, summed, epochs: 1)).isFinite)
  }

  @Test(
    "An epoch costs what is said before it, also where common origins alone are learnt from",
    arguments: ["mean", "sum"])
  func cost(name: String) throws {
    let combination = try #require(Joining.Combination(rawValue: name))
    let settings = settings(.coupled) { $0.live.joining.combination = combination }
    let learner = try experiment().learner(for: "3h+1d", settings: settings)
    let (rows, each) = (learner.outline.trainingRows, learner.outline.multiplyAddsPerExample)
    var spent = 0
    withUnsafeTemporaryAllocation(of: Float.self, capacity: rows) { losses in
      var hasEnded = false
      while !hasEnded {
        let outcome = learner.advance(limit: rows, live: settings.live, losses: losses)
        spent += outcome.multiplyAdds
        hasEnded = outcome.epochEnded
      }
    }
    #expect(abs(rows * each - spent) < rows, "\(rows * each) said, \(spent) spent")
  }

  @Test("Coupling makes the two grains' forecasts agree")
  func agreement() throws {
    let experiment = try experiment()
    func disagreement(_ coupling: Float) throws -> Double {
      let settings = settings(.coupled) { $0.live.joining.coupling = coupling }
      let learner = try experiment.learner(for: "3h+1d", settings: settings)
      train(learner, settings, epochs: 25)
      let parts = learner.evaluate().test.parts
      // The daily means of the two forecasts, each eight bins of three hours.
      return stride(from: 0, to: parts[0].predicted.count, by: 8).reduce(0.0) { sum, first in
        let means = parts.map { $0.predicted[first..<first + 8].reduce(0, +) / 8 }
        return sum + Double((means[0] - means[1]) * (means[0] - means[1]))
      }
    }
    #expect(try disagreement(30) < 0.3 * disagreement(0))
  }

  @Test("Early fusion reads every grain's features, known at the origin, with about as many parameters")
  func earlyFusion() throws {
    let experiment = try experiment()
    let settings = settings(.fused)
    let fused = try experiment.learner(for: "3h+1d", settings: settings)
    let apart = try experiment.learner(for: "3h+1d", settings: self.settings(.perGrain))
    #expect(fused.outline.members == ["3h", "1d"])
    let ratio = Double(fused.outline.parameterCount) / Double(apart.outline.parameterCount)
    #expect((0.85...1.15).contains(ratio), "\(ratio)")
    train(fused, settings, epochs: 5)
    #expect(fused.evaluate().test.scores.mse?.isFinite == true)
  }

  @Test("Sharing between grains concerns the hidden layers of equal shape; where there is none, it is refused")
  func sharing() throws {
    let experiment = try experiment()
    #expect(throws: Never.self) { try experiment.learner(for: "3h+1d", settings: settings(.shared)) }
    let single = settings(.shared) { $0.units = [8] }
    do {
      _ = try experiment.learner(for: "3h+1d", settings: single)
      Issue.record("one hidden layer behind different inputs cannot be shared")
    } catch {
      #expect(error.sentence.contains("no hidden layer has the same shape"))
    }
  }

  @Test("One convolution kernel runs at every grain: it is the same weights after every step")
  func tiedKernel() throws {
    let experiment = try experiment()
    let tied = settings(.shared) {
      $0.units = [8]
      $0.kernel = 5
      $0.lookback = 24
    }
    let learner = try experiment.learner(for: "3h+1d", settings: tied)
    train(learner, tied, epochs: 2)
    guard case .joint(let state) = learner.checkpoint() else {
      Issue.record("a joined learner's checkpoint is joint")
      return
    }
    // Five weights and a bias for each of eight channels come first.
    let kernels = state.parts.map { Array($0.parameters[..<48]) }
    #expect(kernels[0] == kernels[1] && Set(kernels[0]).count > 20)
  }

  @Test("Grains that do not divide each other cannot be tied, and one grain cannot be joined")
  func refusals() throws {
    let experiment = try Experiments.forecast(
      waves(days: 120), SessionOptions(path: "waves", horizon: "1d", grains: ["6h", "8h"]))
    do {
      _ = try experiment.learner(for: "6h+8h", settings: settings(.coupled))
      Issue.record("6 h does not divide 8 h")
    } catch {
      #expect(error.sentence.contains("join rungs of which one divides the other"))
    }
    #expect(throws: ExperimentError.self) { try experiment.learner(for: "6h", settings: settings(.coupled)) }
    #expect(throws: ExperimentError.self) { try experiment.learner(for: "6h+7h", settings: settings(.perGrain)) }
  }

  @Test("Fused windows keep their bits when all after their origin changes", arguments: [CanaryKind.loud, .missing])
  func noLookAhead(canary: CanaryKind) throws {
    let series = waves(days: 60)
    let options = SessionOptions(path: "waves", horizon: "3h", grains: ["30min", "3h"])
    let experiment = try Experiments.forecast(series, options)
    let origins = try #require(experiment.info.forecast?.test.origins)
    let middle = origins[origins.count / 2]
    let planted = try Experiments.forecast(series.planting(canary, from: middle), options)
    func forecasts(_ experiment: ForecastExperiment) throws -> [Double] {
      let learner = try experiment.learner(for: "30min+3h", settings: settings(.fused))
      return learner.evaluate().test.forecast?.predicted ?? []
    }
    let (before, after) = (try forecasts(experiment), try forecasts(planted))
    let known = origins.prefix { $0 <= middle }.count * 6
    #expect(!before.isEmpty)
    if after.count >= known { #expect(Array(before[..<known]) == Array(after[..<known])) }
  }
}
