import Canvas
import Telemetry

/// How a stream stands, for the header: whether points come, how many came, how fast.
struct StreamStatus {
  let stream: StreamInfo
  let run: LiveRun
  let ink: Ink

  /// From the richest wording to the barest.
  var wordings: [StyledText] {
    let state = StyledText(mark + " " + word + " ", style)
    let count: StyledText = [Span(Numbers.group(stream.points), ink.strong), Span(" \(Words.streamPoints) ", ink.dim)]
    var rate = StyledText()
    if stream.phase == .flowing, stream.pointsPerSecond > 0 {
      rate = [Span(Numbers.rate(stream.pointsPerSecond), ink.text), Span("\(Words.streamPerSecond) ", ink.dim)]
    }
    let recipe: StyledText = [Span(run.plan.recipe + "  ", ink.text)]
    let skipped: StyledText =
      stream.skipped == 0 ? "" : [Span(Words.streamSkipped(points: Numbers.amount(stream.skipped)) + "  ", ink.warning)]
    return [
      recipe + skipped + count + rate + state, recipe + count + rate + state, recipe + count + state, count + state,
      state,
    ]
  }

  private var mark: String {
    if run.phase == .paused { return HeaderLine.mark(of: .paused) }
    return switch stream.phase {
    case .flowing: HeaderLine.mark(of: .running)
    case .stalled: "…"
    case .ended: HeaderLine.mark(of: .finished(.completed))
    }
  }

  private var word: String {
    if case .finished(.diverged) = run.phase { return Words.phaseDiverged }
    if run.phase == .paused, stream.phase == .flowing { return Words.streamNotLearning }
    return switch stream.phase {
    case .flowing: Words.streamLive
    case .stalled(let seconds): Words.streamSilent(seconds: seconds)
    case .ended: Words.streamEnded
    }
  }

  private var style: Style {
    if run.phase == .paused { return ink.warning }
    return switch stream.phase {
    case .flowing, .ended: ink.good
    case .stalled: ink.warning
    }
  }
}
