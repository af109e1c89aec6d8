import Canvas
import Telemetry

extension State {
  /// The card of the chosen run of the store; nil on a line of several, and until all of it was read.
  func keptCard(_ ink: Ink) -> RunCard? {
    guard let listing = kept.listing, let run = kept.run, let record = record(run.id) else { return nil }
    var remarks: [StyledText] = []
    if let scores = (record.bestScores ?? record.newestScores)?.validation?.scores {
      remarks.append(headlines(Words.partValidation, scores, ink.strong, ink))
    }
    if showsTest(of: run.id), let scores = (record.bestScores ?? record.newestScores)?.test {
      remarks.append(headlines(Words.partTest, scores.scores, ink.warning, ink))
    }
    if let reveals = kept.records[run.id]?.reveals, reveals > 0 {
      remarks.append(StyledText(Words.testShown(times: reveals), ink.warning))
    }
    if let tag = run.tag { remarks.append(StyledText("#" + TextWidth.cleaned(tag), ink.accent)) }
    if let note = run.note { remarks.append(StyledText(TextWidth.cleaned(note), ink.text)) }
    return RunCard(
      ink: ink, run: record, book: runBook, exampleName: exampleName,
      kept: RunCard.Kept(
        name: listing.name(of: run.id), origin: kept.records[run.id]?.fork, remarks: remarks,
        distinctive: Set(listing.columns.map(\.knob)), isLive: live(run.id) != nil, opening: openingWords(of: run)))
  }

  /// What ⏎ does with a run; nil where it does nothing.
  func openingWords(of run: KeptRun) -> String? {
    if live(run.id) != nil { return Words.keyOpensInLab }
    guard canOpen(run) else { return nil }
    guard run.isOfOpenData, run.hasOpenOrigins else { return Words.keyOpensWithData }
    return run.isInterrupted ? Words.keyGoesOn : Words.keyOpensInLab
  }

  /// Whether nobody trains it just now.
  func canOpen(_ run: KeptRun) -> Bool {
    switch run.phase {
    case .finished: live(run.id) == nil
    case .waiting, .running, .paused: false
    }
  }

  private func headlines(_ part: String, _ scores: Scores, _ style: Style, _ ink: Ink) -> StyledText {
    let task = task ?? .forecast
    let (names, values) = (task.headlineNames, scores.headlines(task))
    func value(_ value: Double?) -> String { value.map { task.text($0) } ?? Numbers.missing }
    return [
      Span(part + "  ", ink.dim), Span(names.first + " ", ink.dim), Span(value(values.first) + "  ", style),
      Span(names.second + " ", ink.dim), Span(value(values.second), style),
    ]
  }
}
