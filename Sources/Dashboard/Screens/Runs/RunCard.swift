import Canvas
import Telemetry

/// What is to be known of one run: where it comes from, what it is, and its settings.
struct RunCard {
  let ink: Ink
  let run: RunRecord
  /// Itself and the others.
  let book: RunBook
  /// What it learns from, in the plural.
  let exampleName: String
  /// Of a run that is known by more than the session has of it; nil otherwise.
  var kept: Kept?

  /// What the store adds.
  struct Kept {
    let name: String
    /// Half a sentence; nil leaves it to the record.
    let origin: String?
    /// What the user said of it, and what its test part says where that may be seen.
    let remarks: [StyledText]
    /// Knobs in which listed runs differ.
    let distinctive: Set<Knob>
    /// Of this session, so that what the session knows of a run of its number is of this one.
    let isLive: Bool
    /// What ⏎ does with it; nil where it does nothing.
    let opening: String?
  }

  func draw(on surface: inout Surface, in rect: Rect) {
    let index = book.index(of: run.plan.rung)
    var panel = Panel(
      StyledText(Words.runTitle(number: kept?.name ?? "\(run.plan.run.number)"), ink.title),
      StyledText(TextWidth.cleaned(run.plan.rung.label), ink.series(index).with(.bold)))
    let opening = kept == nil ? Words.keyOpensInLab : kept?.opening
    if let opening { panel.topRight = [ink.hint(ink.enterKey, opening)] }
    panel.draw(on: &surface, in: rect, look: ink.look)
    let inner = panel.interior(of: rect).inset(x: 1)
    var lines = facts(width: inner.width)
    if let kept, !kept.remarks.isEmpty { lines += [StyledText()] + kept.remarks }
    lines += [StyledText()] + settings
    if !run.interventions.isEmpty {
      lines += [StyledText()]
      lines += run.interventions.map {
        [Span("\(step($0.step))  ", ink.dim), Span(TextWidth.cleaned($0.summary), ink.mark)]
      }
    }
    for (row, line) in lines.prefix(inner.height).enumerated() {
      surface.put(line, in: inner.row(row), ellipsis: ink.look.ellipsis)
    }
  }

  /// As half a sentence: `branched from run 1 at step 810`.
  static func origin(of run: RunRecord) -> String {
    guard let parent = run.plan.parent else {
      return run.plan.forkStep.map { Words.runBranchedElsewhere(step: $0) } ?? Words.runTrained
    }
    return parent.step == 0
      ? Words.runBegunAgain(run: "\(parent.run)")
      : Words.runBranchedFrom(run: "\(parent.run)", step: parent.step)
  }

  private func facts(width: Int) -> [StyledText] {
    let plan = run.plan
    let layers = Wrapping.pieces(TextWidth.cleaned(plan.summary), between: " → ")
    var lines = Wrapping.joined(layers, separator: " → ", width: width).map { StyledText($0, ink.text) }
    var facts = [Words.parameters(parameters: plan.parameterCount), Words.seed(seed: "\(plan.seed)")]
    facts.append(Words.examples(training: plan.trainingRows, validation: plan.validationRows, what: exampleName))
    lines += Wrapping.joined(facts, separator: " · ", width: width).map { StyledText($0, ink.dim) }
    lines.append(StyledText(kept?.origin ?? Self.origin(of: run), ink.dim))
    let isOfSession = kept?.isLive ?? true
    if isOfSession, let remark = book.modelRemark(run) {
      lines += Wrapping.lines(remark, width: width).map { StyledText($0, ink.warning) }
    }
    if isOfSession, let step = book.testSeenAt[plan.run] {
      lines.append(StyledText(Words.testSeenAt(step: step), ink.warning))
    }
    if let best = run.bestBeforeDivergence {
      let words = Words.scoredBeforeDivergence(epoch: "\(best.epoch)", loss: Numbers.loss(Double(best.validationLoss)))
      lines += Wrapping.lines(words, width: width).map { StyledText($0, ink.warning) }
    }
    if let failure = run.failure {
      lines += Wrapping.lines(TextWidth.cleaned(failure), width: width).map { StyledText($0, ink.bad) }
    }
    return lines
  }

  /// A line a knob; what differs from other runs of its grain stands out.
  private var settings: [StyledText] {
    let distinctive = kept?.distinctive ?? Set(RunBook.distinctiveKnobs(of: book.recordsOfRung[run.plan.rung] ?? []))
    let width = (run.plan.knobs.map { TextWidth.width(of: $0.knob.title) }.max() ?? 0) + 2
    return run.plan.knobs.compactMap { entry in
      guard let value = run.text(of: entry.knob) else { return nil }
      let isSpecial = distinctive.contains(entry.knob)
      return [
        Span(TextWidth.padded(entry.knob.title, to: width, .left), isSpecial ? ink.strong.with(.bold) : ink.dim),
        Span(value, isSpecial ? ink.strong.with(.bold) : ink.text),
      ]
    }
  }

  private func step(_ step: Int) -> String { TextWidth.padded(Numbers.group(step), to: 8, .right) }
}
