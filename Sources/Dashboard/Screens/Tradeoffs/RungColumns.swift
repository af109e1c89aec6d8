import Basics
import Canvas
import Telemetry

/// The columns in which rungs are compared, a row a rung; each table takes those that it has room for.
struct RungColumns {
  let state: State
  let ink: Ink
  let target: SessionTarget
  private let comparable: [RungID: PartScores]
  private let preferred: RungID?

  init(state: State, ink: Ink, target: SessionTarget) {
    self.state = state
    self.ink = ink
    self.target = target
    comparable = state.comparableParts
    preferred = state.preferred
  }

  enum Column: CaseIterable {
    case grain, progress, rows, windows, parameters, multiplyAdds, prediction, time, epoch, training, validation, score,
      seeds,
      second
    case floor, coherent, spent
  }

  private var task: PredictionTask { target.task }

  /// A stream has origins where others have epochs, and no validation part.
  private var isStream: Bool {
    switch state.session?.content {
    case .stream: true
    case .series, .table, .images, nil: false
    }
  }

  private var lossStyle: Style { hasOwnScales ? ink.faint : ink.text }

  /// Whether each row's losses are on a scale of their own, as those of several grains are.
  var hasOwnScales: Bool { state.rungs.count > 1 }

  /// Whether a column would be blank in every row.
  func isEmpty(_ column: Column) -> Bool {
    switch column {
    case .floor: state.rungs.allSatisfy { $0.floor(state.shownPart) == nil }
    case .seeds: state.seedReport == nil
    case .coherent:
      state.tradeoffs.reconciliation.method == nil || state.tradeoffs.reconciliation.isOfOthers(in: state)
    case .prediction: state.gallery == nil
    // Each resolution has all pictures, and how many are trained on stands in the next column.
    case .rows: state.gallery != nil
    // A stream has no epochs and no validation part.
    case .windows, .time, .validation: isStream
    case .grain, .progress, .parameters, .multiplyAdds, .epoch, .training, .score, .second, .spent: false
    }
  }

  // MARK: Headings

  func heading(_ column: Column, priority: Int) -> TableView.Column {
    TableView.Column(
      StyledText(title(of: column), ink.dim), alignment: column == .grain || column == .progress ? .left : .right,
      width: .fixed(width(of: column)), priority: priority)
  }

  private func title(of column: Column) -> String {
    switch column {
    case .grain: Words.headGrain
    case .progress: Words.headProgress
    case .rows: Words.headRows
    case .windows: state.exampleName
    case .parameters: Words.headParameters
    case .multiplyAdds: isStream ? Words.headPerWindow : Words.headPerEpoch
    case .prediction: Words.cascadeCostBrief
    case .time: Words.headTime
    case .epoch: isStream ? Words.origin : Words.epoch
    case .training: Words.headTrainingLoss
    case .validation: Words.headValidationLoss
    case .score: task.headlineNames.first
    case .seeds: Words.timesSeeds(seeds: state.seedReport?.seeds.count ?? 0)
    case .second: task.headlineNames.second
    case .floor: Words.floor
    case .coherent: Words.headCoherent
    case .spent: Words.headSpent
    }
  }

  private func width(of column: Column) -> Int {
    switch column {
    case .grain:
      min((state.rungs.map(\.id.label) + [longestReference]).map { TextWidth.width(of: $0) }.reduce(8, max), 15)
    case .progress: Self.barWidth + 5
    case .training, .validation: 10
    case .windows, .prediction: 7
    case .score:
      state.rungs.compactMap { state.record(of: $0.id) }.map { score($0, isFirst: true).width }
        .reduce(leastScoreWidth, max)
    case .floor: 5
    case .seeds: state.rungs.map { seeds($0.id).width }.reduce(task.textWidths.withHalf - 1, max)
    case .coherent: 8
    case .rows, .parameters, .multiplyAdds, .time, .epoch, .second, .spent: 6
    }
  }

  private var leastScoreWidth: Int {
    switch task {
    case .forecast: 5
    case .classes: 8
    case .number: 7
    }
  }

  /// The longer name below the grains.
  private var longestReference: String {
    switch target {
    case .forecast(let target): target.seasonalName
    case .classes: Words.commonestClass
    case .number: Words.mean
    }
  }

  // MARK: Rows

  func row(_ index: Int, _ columns: [Column]) -> TableView.Row {
    TableView.Row(columns.map { cell($0, state.rungs[index], index) })
  }

  /// The naive forecasts, or what always answering the commonest class scores.
  func references(_ columns: [Column]) -> [TableView.Row] {
    func row(_ name: String, _ score: Double?, _ second: Double?) -> TableView.Row {
      TableView.Row(
        columns.map { column in
          switch column {
          case .grain: StyledText(name, ink.dim)
          case .score: StyledText(score.map(task.text) ?? "", ink.dim)
          case .second: StyledText(second.map(Numbers.score) ?? "", ink.dim)
          case .progress, .rows, .windows, .parameters, .multiplyAdds, .prediction, .time, .epoch, .training,
            .validation, .seeds, .floor, .coherent, .spent:
            StyledText()
          }
        })
    }
    let part = state.shownPart
    switch target {
    case .forecast(let target):
      let seasonal = target[part]?.seasonalNaiveScores
      return (target.hasSeason ? [row(target.seasonalName, seasonal?.rmsse, seasonal?.skill)] : []) + [
        row(Words.naive, target[part]?.naiveScores.rmsse, target[part]?.naiveScores.skill)
      ]
    case .classes(let target): return [row(Words.commonestClass, target[part]?.majorityAccuracy, nil)]
    case .number(let target): return [row(Words.mean, target[part]?.meanScores.rmse, target[part]?.meanScores.r2)]
    }
  }

  private func cell(_ column: Column, _ rung: RungInfo, _ index: Int) -> StyledText {
    switch column {
    case .grain:
      let style = ink.series(index)
      return StyledText(
        TextWidth.cleaned(rung.id.label), index == state.rungIndex ? style.with([.bold, .underline]) : style)
    case .rows: return amount(rung.rows)
    case .seeds: return seeds(rung.id)
    case .coherent: return coherent(rung.id)
    case .floor: return StyledText(rung.floor(state.shownPart).map(Numbers.score) ?? "", ink.dim)
    case .progress, .windows, .parameters, .multiplyAdds, .prediction, .time, .epoch, .training, .validation, .score,
      .second, .spent:
      if let run = state.record(of: rung.id) { return cell(column, run) }
      guard column == .progress, let obstacle = state.obstacle(to: rung) else {
        return StyledText(Numbers.missing, ink.dim)
      }
      return StyledText(obstacle.brief, ink.bad)
    }
  }

  private func cell(_ column: Column, _ run: LiveRun) -> StyledText {
    let plan = run.plan
    let last = run.epochs.last
    switch column {
    case .progress: return progress(run)
    case .windows: return amount(plan.trainingRows)
    case .parameters: return amount(plan.parameterCount)
    case .multiplyAdds: return amount(plan.multiplyAddsPerExample * (run.isOpenEnded ? 1 : plan.trainingRows))
    case .prediction: return amount(run.predictionCost)
    case .time: return StyledText(run.millisecondsPerEpoch.map { Numbers.loss($0) } ?? Numbers.missing, ink.text)
    case .epoch:
      return StyledText(plan.isClosedForm ? "–" : "\(last?.epoch ?? 0)", HeaderLine.style(of: run.phase, ink))
    // Losses are on each grain's own scale, so that they stand back behind what compares.
    case .training: return StyledText(last.map { Numbers.loss($0.trainingLoss) } ?? Numbers.missing, lossStyle)
    case .validation:
      return StyledText(last?.validationLoss.map { Numbers.loss($0) } ?? Numbers.missing, lossStyle)
    case .score, .second: return score(run, isFirst: column == .score)
    case .spent: return amount(run.scores.last?.multiplyAdds ?? last?.multiplyAdds ?? 0)
    case .grain, .rows, .floor, .coherent, .seeds: return StyledText()
    }
  }

  /// In brackets where it is not ranked.
  private func score(_ run: LiveRun, isFirst: Bool) -> StyledText {
    let scores = comparable[run.plan.rung]?.scores
    let both = scores?.headlines(task)
    let text = isFirst ? both?.first.map(task.text) : both?.second.map(Numbers.score)
    let isBest = preferred == run.plan.rung
    let isRanked = scores?.isRanked ?? true && run.canBeRanked
    let style = isBest ? ink.good.with(.bold) : isRanked ? ink.strong : ink.dim
    guard let text else { return StyledText(Numbers.missing, style) }
    return StyledText(isRanked || !isFirst ? text : "(\(text))", style)
  }

  /// `0.61±.03 @12`: mean and half the interval over seeds, with the epochs that these have had where the run went on; in
  /// brackets where a seed came to nothing, or there are too few origins.
  private func seeds(_ id: RungID) -> StyledText {
    guard let report = state.seedReport, let rung = report.rung(id) else {
      return StyledText(Numbers.missing, ink.dim)
    }
    let mean = task.text(task.score(ofError: rung.mean))
    let half = rung.isUnmoved ? "" : rung.halfWidth.map(task.half) ?? ""
    let isBest = rung.rung == state.tradeoffs.seeds.reports[state.rankedPart]?.best?.rung
    let isRanked = rung.unranked == nil
    return [
      Span(isRanked ? mean : "(\(mean))", isBest ? ink.good.with(.bold) : isRanked ? ink.text : ink.dim),
      Span(half, ink.dim), Span(state.seedEpochs(behind: id).map { " @\($0)" } ?? "", ink.dim),
    ]
  }

  /// What the shown method of reconciling changes of the error at the rung's own grain.
  private func coherent(_ id: RungID) -> StyledText {
    guard let report = state.tradeoffs.reconciliation.report, let method = state.tradeoffs.reconciliation.method,
      let level = report.levels.firstIndex(where: { $0.rung == id }),
      let gain = report.gain(method, at: level, on: state.shownPart)
    else { return StyledText() }
    return StyledText(ReconciliationPanel.percent(gain), ReconciliationPanel(state: state, ink: ink).style(of: gain))
  }

  private func amount(_ value: Int) -> StyledText { StyledText(Numbers.amount(value), ink.dim) }

  // MARK: Progress

  private static let barWidth = 10

  /// `━━━━╸─────  42%`
  private func progress(_ run: LiveRun) -> StyledText {
    let style = HeaderLine.style(of: run.phase, ink)
    if run.isOpenEnded {
      return StyledText(
        HeaderLine.mark(of: run.phase) + " " + (run.isFinished ? Words.streamEnded : Words.streamLive), style)
    }
    if run.plan.isClosedForm { return StyledText(run.isFinished ? Words.headerSolved : Words.sweepSolving, style) }
    if let failure = HeaderLine.briefFailure(of: run.record) {
      return StyledText("✗ " + failure + (run.isFinished ? "" : "  " + Numbers.percent(run.share)), ink.bad)
    }
    let halves = Int((min(max(run.share, 0), 1) * Double(2 * Self.barWidth)).rounded(.down))
    let (full, half, rest) =
      ink.look.isASCII ? ("#", "#", ".") : ("━", "╸", "─")
    var bar: StyledText = [Span(String(repeating: full, count: halves / 2), style)]
    if halves % 2 == 1 { bar.append(half, style) }
    bar.append(String(repeating: rest, count: Self.barWidth - (halves + 1) / 2), ink.look.style(.track))
    let word: String =
      switch run.phase {
      case .finished, .paused: "  \(HeaderLine.mark(of: run.phase)) "
      case .waiting, .running: " " + TextWidth.padded(Numbers.percent(run.share), to: 4, .right)
      }
    return bar + StyledText(TextWidth.padded(word, to: 5, .left), style)
  }
}

extension LiveRun {
  /// Wall-clock milliseconds that an epoch took, on average since the run began, or the run that it is a branch of; nil
  /// before the first has ended.
  var millisecondsPerEpoch: Double? {
    guard let last = record.last, last.epoch > record.firstEpoch, last.seconds > 0 else { return nil }
    return last.seconds * 1000 / Double(last.epoch)
  }
}
