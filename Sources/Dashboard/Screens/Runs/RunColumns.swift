import Canvas
import Telemetry

/// The columns of the list of runs: how far each is, the best it came to, its score on the part on view, and how it differs from
/// others of its grain.
struct RunColumns {
  private enum Column: CaseIterable {
    case run, grain, recipe, origin, epochs, score, epoch, loss, seen, difference
  }

  private let list: RunList
  private let ink: Ink
  private let columns: [Column]
  /// How the runs of a rung differ.
  private let knobs: [RungID: [Knob]]
  /// The best run of each grain that has several.
  private let best: [RungID: RunID]

  // Columns on the screen, the same for every row, so that nothing moves while the list scrolls.
  private let digits: Int
  private let tree: RunTree
  private let grainWidth: Int
  private let recipeWidth: Int
  private let originWidth: Int
  private let epochsWidth: Int
  private let lossWidth: Int
  private let scoreWidth: Int
  private let seenWidth: Int
  private let isNarrow: Bool

  private static let narrow = 88

  /// - Parameter width: that there is room for; a narrow list with branches or divergences leaves out the loss, which
  ///   compares least.
  init(_ list: RunList, ink: Ink, width: Int = .max) {
    let (book, records) = (list.book, list.book.records)
    let recordsOfRung = book.recordsOfRung
    let knobs = recordsOfRung.mapValues(RunBook.distinctiveKnobs)
    let hasBranches = records.contains { $0.plan.parent != nil }
    let hasFailures = records.contains { $0.bestBeforeDivergence != nil }
    let isNarrow = width < Self.narrow
    self.isNarrow = isNarrow
    self.list = list
    self.ink = ink
    self.knobs = knobs
    columns = Column.allCases.filter { column in
      switch column {
      case .origin: hasBranches
      case .difference:
        knobs.contains { !$0.value.isEmpty }
          || records.contains { HeaderLine.failure(of: $0) != nil || !book.othersModelled(by: $0).isEmpty }
      case .seen: !book.testSeenAt.isEmpty
      case .loss: !isNarrow || !hasBranches && !hasFailures
      case .run, .grain, .recipe, .epochs, .score, .epoch: true
      }
    }
    best = book.bestOfRung
    // A star stands before the best.
    scoreWidth = max(TextWidth.width(of: book.task.headlineNames.first), 2 + book.task.textWidths.alone)
    lossWidth = columns.contains(.loss) ? 8 : 0
    seenWidth = columns.contains(.seen) ? TextWidth.width(of: Words.seen) : 0
    digits = String(records.map(\.plan.run.number).max() ?? 0).count
    tree = RunTree(deepest: list.lines.map(\.depth).max() ?? 0)
    grainWidth = min((book.rungs.map { TextWidth.width(of: $0.label) } + [5]).max() ?? 5, 14)
    recipeWidth = min((records.map { TextWidth.width(of: $0.plan.recipe) } + [6]).max() ?? 6, 12)
    originWidth = min((records.map { TextWidth.width(of: Self.origin(of: $0)) } + [4]).max() ?? 4, 16)
    epochsWidth = max(
      (records.map { 3 + "\(max($0.completedEpochs, $0.plannedEpochs))\($0.plannedEpochs)".count }).max() ?? 0, 6)
  }

  // MARK: Headings

  func headings(width: Int) -> [TableView.Column] {
    columns.map { column in
      TableView.Column(
        StyledText(title(of: column), ink.dim), alignment: Self.alignment(of: column),
        width: self.width(of: column, in: width),
        priority: Self.priority(of: column))
    }
  }

  private func title(of column: Column) -> String {
    switch column {
    case .run: Words.headRun
    case .grain: Words.headGrain
    case .recipe: Words.headRecipe
    case .origin: Words.headFrom
    case .epochs: Words.headEpochs
    case .loss: Words.headLoss
    case .epoch: Words.headAt
    case .score: list.book.task.headlineNames.first
    case .seen: Words.partTest
    case .difference: Words.headDifference
    }
  }

  private static func alignment(of column: Column) -> Alignment {
    switch column {
    case .origin, .epochs, .loss, .epoch, .score: .right
    case .run, .grain, .recipe, .seen, .difference: .left
    }
  }

  /// Columns of the least are dropped first where there is no room.
  private static func priority(of column: Column) -> Int {
    switch column {
    case .run: 10
    case .grain: 9
    case .score: 8
    case .loss: 7
    case .seen: 6
    case .epochs: 5
    case .recipe: 4
    case .difference: 3
    case .origin: 2
    case .epoch: 1
    }
  }

  private func width(of column: Column, in width: Int) -> TableView.Width {
    switch column {
    case .run: .fixed(2 + digits + max(tree.width, 1))
    case .grain: .fixed(grainWidth)
    case .recipe: .fixed(recipeWidth)
    case .origin: .fixed(originWidth)
    case .epochs: .fixed(epochsWidth)
    case .loss: .fixed(lossWidth)
    case .epoch: .fixed(4)
    case .score: .fixed(scoreWidth)
    case .seen: .fixed(seenWidth)
    // Its text is cut before it drives the others away; the best's epoch alone gives way.
    case .difference:
      .fit(
        minimum: 12,
        maximum: max(
          width - 2 - digits - max(tree.width, 1) - grainWidth - recipeWidth - originWidth - epochsWidth
            - lossWidth - scoreWidth - seenWidth - 2 * (columns.count - 2), 12))
    }
  }

  // MARK: Rows

  func row(_ line: RunList.Line) -> TableView.Row {
    guard let run = list.book[line.run] else { return [] }
    return TableView.Row(
      columns.map { column in
        let text = StyledText(text(of: column, run), style(of: column, run))
        return column == .run ? branch(line, run) + text : text
      })
  }

  /// The rows as lines of tab-separated values, with their heading.
  var lines: [String] {
    [columns.map(title).joined(separator: "\t")]
      + list.lines.compactMap { list.book[$0.run] }.map { run in
        columns.map { text(of: $0, run) }.joined(separator: "\t")
      }
  }

  /// Whether the run stands for its rung, and where it branched off.
  private func branch(_ line: RunList.Line, _ run: RunRecord) -> StyledText {
    [Span(list.book.stands(run) ? "● " : "  ", ink.good), Span(tree.branch(line.depth), ink.faint)]
  }

  /// As `1 at 810`: the run that it left and the step at which it did.
  private static func origin(of run: RunRecord) -> String {
    run.plan.parent.map { Words.fromRun(run: "\($0.run.number)", step: $0.step) } ?? ""
  }

  private func text(of column: Column, _ run: RunRecord) -> String {
    switch column {
    case .run: return String(run.plan.run.number)
    case .grain: return TextWidth.cleaned(run.plan.rung.label)
    case .recipe: return TextWidth.cleaned(run.plan.recipe)
    case .origin: return Self.origin(of: run)
    case .epochs:
      let done = run.plan.isClosedForm ? Numbers.missing : "\(run.completedEpochs)/\(run.plannedEpochs)"
      return HeaderLine.mark(of: run.phase) + " " + done
    case .loss: return run.bestValidation.map { Numbers.loss($0.loss) } ?? Numbers.missing
    case .epoch: return run.plan.isClosedForm ? "" : run.bestValidation?.epoch.map { String($0) } ?? ""
    case .score:
      return (isBest(run) ? "★ " : "")
        + (list.book.scores(run)?.headlines(list.book.task).first.map(list.book.task.text) ?? Numbers.missing)
    case .seen: return list.book.testSeenAt[run.plan.run] == nil ? "" : Words.seen
    case .difference:
      let differing = (knobs[run.plan.rung] ?? []).compactMap { knob in
        run.text(of: knob).map { "\(knob.abbreviation) \($0)" }
      }
      return (story(of: run) + differing).joined(separator: ", ")
    }
  }

  /// What went wrong and what is scored for all that, and what else than its rungs sets a joined run apart.
  private func story(of run: RunRecord) -> [String] {
    let models = list.book.othersModelled(by: run).isEmpty ? nil : Words.otherModelsBrief
    guard let best = run.bestBeforeDivergence, let failure = HeaderLine.failure(of: run) else {
      return [HeaderLine.failure(of: run), models].compactMap(\.self)
    }
    let words =
      isNarrow
      ? Words.scoredThenDiverged(epoch: "\(best.epoch)")
      : Words.scoredBeforeFailure(epoch: "\(best.epoch)", failure: failure)
    return [words, models].compactMap(\.self)
  }

  private func style(of column: Column, _ run: RunRecord) -> Style {
    switch column {
    case .run: return list.book.stands(run) ? ink.strong : ink.text
    case .grain:
      let index = list.book.index(of: run.plan.rung)
      return list.book.rung == run.plan.rung ? ink.series(index).with([.bold, .underline]) : ink.series(index)
    case .recipe, .difference: return ink.text
    case .score:
      return isBest(run) ? ink.good.with(.bold) : list.book.scores(run)?.isRanked ?? true ? ink.strong : ink.dim
    case .seen: return ink.warning
    case .origin, .epoch: return ink.dim
    case .epochs: return HeaderLine.style(of: run.phase, ink)
    case .loss: return ink.text
    }
  }

  private func isBest(_ run: RunRecord) -> Bool { best[run.plan.rung] == run.plan.run }
}
