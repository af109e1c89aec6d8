import Basics
import Canvas
import Telemetry

/// What a panel's title says of the numbers in it: of which part of the data they are, at how many origins, and with
/// which weights. Of a stream it says nothing, as there is one part alone.
struct PartLabel {
  let state: State
  let ink: Ink

  /// `validation`, or `test` on a ground of its own.
  var name: StyledText {
    guard state.hasReveal else { return StyledText() }
    switch state.shownPart {
    case .validation: return StyledText(Words.partValidation, ink.dim)
    case .test: return StyledText(" \(Words.partTest) ", ink.badge)
    }
  }

  /// The same with the number of origins or samples; one that says next to nothing is said to be small.
  var counted: StyledText {
    guard state.hasReveal, !state.isPartEmpty else { return name }
    let count = state.partCount
    return name + StyledText(" ") + StyledText(countWords(count), count < ScoredPart.thin ? ink.warning : ink.dim)
  }

  private func countWords(_ count: Int) -> String {
    let isThin = count < ScoredPart.thin
    let omitted = state.session?.forecast?[state.shownPart]?.omitted ?? 0
    if omitted > 0 {
      let all = count + omitted
      return isThin ? Words.onlyOriginsOf(origins: count, all: all) : Words.originsOf(origins: count, all: all)
    }
    switch state.task {
    case .forecast, nil: return isThin ? Words.onlyOrigins(origins: count) : Words.origins(origins: count)
    case .classes, .number: return isThin ? Words.onlySamples(samples: count) : Words.dataSamples(samples: count)
    }
  }

  /// As `best 12`: the weights that the shown run's predictions are of.
  var weights: StyledText {
    guard state.hasReveal, let run = state.shown, !run.plan.isClosedForm, let evaluation = run.evaluation else {
      return StyledText()
    }
    let weights = evaluation.weights
    guard let best = run.bestBeforeDivergence, weights == .best(epoch: best.epoch) else {
      return StyledText(Self.words(weights, of: run, step: evaluation.step), ink.dim)
    }
    return StyledText(Words.weightsBeforeDivergence(best: Self.words(weights)), ink.warning)
  }

  /// As `last 12` at the end of that epoch, and `in epoch 13` behind it; of a run that diverged, the step whose weights were
  /// kept.
  static func words(_ weights: ScoredWeights, of run: LiveRun, step: Int) -> String {
    guard !weights.areBest else { return words(weights) }
    if let divergence = run.divergence { return Words.atStep(step: divergence.keptStep) }
    let end = run.epochs.last { $0.epoch == weights.epoch }?.step ?? run.firstStep
    return step > end ? Words.weightsWithin(epoch: "\(weights.epoch + 1)") : words(weights)
  }

  static func words(_ weights: ScoredWeights) -> String {
    switch weights {
    case .best(let epoch): Words.weightsBest(epoch: "\(epoch)")
    case .last(let epoch): Words.weightsLast(epoch: "\(epoch)")
    case .solved(let recipe, _): Words.weightsSolved(recipe: recipe)
    }
  }

  /// Of which weights the scores are by which rungs are compared.
  var comparedWeights: StyledText { StyledText(comparedWords ?? "", ink.dim) }

  /// The same where newest losses stand beside them.
  var comparedScores: StyledText {
    StyledText(comparedWords.map { Words.scoresOfWeights(weights: $0) } ?? "", ink.dim)
  }

  private var comparedWords: String? {
    let all = state.comparable.values.map(\.weights.areBest)
    guard state.hasReveal, !all.isEmpty else { return nil }
    return all.contains(true) ? Words.bestWeights : Words.newestWeights
  }

  /// What the errors on a board of so many columns are: means over seeds, or of which weights.
  ///
  /// - Parameter least: columns from which the weights are named on it, and not only over the table of rungs.
  func boardErrors(_ task: PredictionTask, width: Int, namingWeightsFrom least: Int) -> [StyledText] {
    let measure = StyledText(task.errorName, ink.dim)
    guard let seeds = state.seedReport?.seeds.count else { return [measure] + (width < least ? [] : [comparedWeights]) }
    return width < 90
      ? [measure + StyledText(" " + Words.timesSeeds(seeds: seeds), ink.dim)]
      : [measure, StyledText(Words.errorOfSeeds(seeds: seeds), ink.dim)]
  }

  /// Whose choice the star is while other numbers are on view.
  var starred: StyledText {
    state.isTestRevealed && state.preferred != nil
      ? [Span("★ ", ink.good), Span(Words.starOfValidation, ink.dim)] : StyledText()
  }
}

/// The line over a copied table: what stands in borders on the screen, as words for wherever it is pasted.
struct Caption {
  private let state: State

  init(_ state: State) { self.state = state }

  /// As `demand.csv: demand per 30min, validation, 12 origins, origin 2000-07-26 00:00 (1 of 12), 1h best 369`.
  ///
  /// - Parameter facts: about the table's rows.
  func text(_ facts: [String]) -> String {
    let label = PartLabel(state: state, ink: Ink(Look()))
    let part = [label.counted.plainText.trimmed].filter { !$0.isEmpty }
    let weights = label.weights.plainText
    let run = weights.isEmpty ? [] : ["\(state.rung?.id.label ?? "") \(weights)"]
    return Words.caption(file: state.session?.fileName ?? "", facts: (facts + part + run).joined(separator: ", "))
  }

  /// The same of a table of all rungs.
  func comparing(_ measure: String) -> String {
    let label = PartLabel(state: state, ink: Ink(Look()))
    let facts = [
      state.session?.targetName ?? "", measure, label.counted.plainText.trimmed, label.comparedWeights.plainText,
    ]
    return Words.caption(
      file: state.session?.fileName ?? "", facts: facts.filter { !$0.isEmpty }.joined(separator: ", "))
  }
}

extension String {
  /// Without blanks at its ends.
  fileprivate var trimmed: String { split(separator: " ").joined(separator: " ") }
}

/// In place of scores and predictions where the part on view holds nothing to make them at: why, and what to do.
struct EmptyPart {
  let state: State
  let ink: Ink

  /// Nil where there is something to show.
  var sentence: String? {
    guard state.isPartEmpty else { return nil }
    let key = state.keymap.name(of: .reveal)
    if let reason = state.session?.unranked { return Words.noValidationBecause(reason: reason, key: key) }
    switch state.task {
    case .forecast, nil: return Words.noValidationOrigins(key: key)
    case .classes, .number: return Words.noValidationSamples(key: key)
    }
  }

  /// - Returns: whether there was nothing to show, so that the sentence stands there.
  func draw(on surface: inout Surface, in rect: Rect) -> Bool {
    guard let sentence else { return false }
    for (row, line) in Wrapping.lines(sentence, width: max(rect.width, 1)).prefix(rect.height).enumerated() {
      surface.put(StyledText(line, ink.warning), in: rect.row(row), ellipsis: ink.look.ellipsis)
    }
    return true
  }
}

extension LiveRun {
  /// As `471 of 1 370 windows left out: missing values`; nil where none is.
  var omission: String? {
    let gappy = record.plan.gappyRows
    return gappy > 0 ? Words.windowsLeftOut(omitted: gappy, count: gappy + record.plan.trainingRows) : nil
  }
}
