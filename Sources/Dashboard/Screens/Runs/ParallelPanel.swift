import Basics
import Canvas
import Telemetry

/// Listed runs across an axis a setting and one for the score, with what is brushed of them.
struct ParallelPanel {
  let state: State
  let ink: Ink

  /// More lines are a surface; of a longer list the first are drawn, which is said.
  private static let mostLines = 2000
  private static let shades = 6

  func draw(on surface: inout Surface, in rect: Rect) {
    let isFocused = state.isOnParallel
    var panel = Panel(StyledText(Words.parallelTitle, ink.title), isFocused: isFocused)
    let inner = panel.interior(of: rect)
    guard let listing = state.kept.listing, let parallel = state.kept.parallel, !parallel.lines.isEmpty else {
      panel.draw(on: &surface, in: rect, look: ink.look)
      let words = state.kept.parallel == nil ? Words.parallelComing : Words.notNowNoRunListed
      surface.put(StyledText(words, ink.dim), in: inner.inset(x: 1).row(0), ellipsis: ink.look.ellipsis)
      return
    }
    let brush = state.kept.brush
    let within = parallel.lines.count { brush.holds($0, in: parallel) }
    let count = parallel.lines.count
    panel.topLeft.append(
      StyledText(brush.isEmpty ? Words.runs(runs: count) : Words.keptFound(found: within, total: count), ink.strong))
    if parallel.others > 0 { panel.topRight.append(StyledText(Words.parallelOthers(runs: parallel.others), ink.dim)) }
    if count > Self.mostLines {
      panel.topRight.append(StyledText(Words.parallelDrawn(count: "\(Self.mostLines)"), ink.dim))
    }
    if let run = state.kept.run { panel.bottomLeft = [caption(run, listing, parallel)] }
    let view = ParallelView(parallel, chosen: brush.place(in: parallel), width: inner.width)
    let hidden = parallel.axes.count - view.places.count
    if hidden > 0 { panel.bottomRight = [StyledText(Words.keptHidden(count: hidden), ink.dim)] }
    panel.draw(on: &surface, in: rect, look: ink.look)
    let chart = chart(parallel, listing, view)
    chart.draw(on: &surface, in: inner, look: ink.look)
  }

  /// On the axis that has the arrows.
  func placeCursor(on surface: inout Surface, in rect: Rect) {
    guard let parallel = state.kept.parallel, !parallel.lines.isEmpty else { return }
    let inner = Canvas.Panel().interior(of: rect)
    let view = ParallelView(parallel, chosen: state.kept.brush.place(in: parallel), width: inner.width)
    let layout = ParallelChart.Layout(axes: view.places.count, in: inner)
    surface.cursor = Point(layout.columns[view.chosen], layout.titles)
  }

  /// The chosen run and what it came to.
  private func caption(_ run: KeptRun, _ listing: KeptListing, _ parallel: KeptParallel) -> StyledText {
    let score = run.isRanked ? run.error.map { parallel.task.text(parallel.task.score(ofError: $0)) } : nil
    let sign = ink.look.symbol("◉", ascii: "O")
    return [
      Span(sign + " ", ink.strong), Span(listing.name(of: run.id) + " ", ink.strong),
      Span(parallel.task.headlineNames.first + " ", ink.dim), Span(score ?? Numbers.missing, ink.strong),
    ]
  }

  private func chart(_ parallel: KeptParallel, _ listing: KeptListing, _ view: ParallelView) -> ParallelChart {
    let brush = state.kept.brush
    var chart = ParallelChart(
      axes: view.places.map { place in
        axis(parallel.axes[place], parallel.task, isChosen: state.isOnParallel && place == brush.place(in: parallel))
      })
    let chosen = Set(state.kept.runs.map(\.id))
    // The best lie on top.
    let score = parallel.axes.count - 1
    let drawn = parallel.lines.prefix(Self.mostLines).sorted { left, right in
      (left.positions[score] ?? -1) < (right.positions[score] ?? -1)
    }
    var front: [ParallelChart.Line] = []
    for run in drawn {
      let positions = view.places.map { run.positions[$0] }
      let isWithin = brush.holds(run, in: parallel)
      var line = ParallelChart.Line(
        positions: positions, style: isWithin ? shade(of: run.positions[score]) : ink.faint)
      line.rank = isWithin ? .middle : .back
      if let mark = state.kept.color(of: run.id) {
        (line.rank, line.style, line.symbol) = (.front, ink.series(mark), mark)
      }
      if chosen.contains(run.id) {
        line.rank = .front
        line.style = line.symbol == nil ? ink.strong.with(.bold) : line.style.with(.bold)
        line.symbol = line.symbol ?? KeptView.mostMarked
        front.append(line)
      } else if line.rank == .front {
        front.insert(line, at: 0)
      } else {
        chart.lines.append(line)
      }
    }
    chart.lines += front
    return chart
  }

  /// Bright and dim as the theme's graphs have high and low.
  private func shade(of position: Double?) -> Style {
    guard let position else { return ink.dim }
    let step = (position * Double(Self.shades - 1)).rounded() / Double(Self.shades - 1)
    return ink.look.gradient(.cpu, at: 0.15 + 0.85 * (1 - step))
  }

  private func axis(_ axis: KeptParallel.Axis, _ task: PredictionTask, isChosen: Bool) -> ParallelChart.Axis {
    let title: String =
      switch axis.quantity {
      case .grain: Words.headGrain
      case .recipe: Words.headRecipe
      case .knob(let knob): knob.abbreviation
      case .score: task.headlineNames.first
      }
    var (top, bottom) = ("", "")
    switch axis.scale {
    case .numbers(let scale):
      func text(_ number: Double) -> String {
        switch axis.quantity {
        case .score: task.text(task.score(ofError: number))
        case .knob, .grain, .recipe: NumberFormat.exact(number)
        }
      }
      (bottom, top) = (
        text(scale.isReversed ? scale.upper : scale.lower), text(scale.isReversed ? scale.lower : scale.upper)
      )
      if scale.lower == scale.upper { top = "" }
    case .names: break
    }
    var drawn = ParallelChart.Axis(
      title: StyledText(TextWidth.cleaned(title), isChosen ? ink.chosen : ink.strong), top: top, bottom: bottom)
    if case .names(let names) = axis.scale {
      drawn.places = names.compactMap { name in axis.scale.position(name).map { ($0, TextWidth.cleaned(name)) } }
    }
    drawn.brush = state.kept.brush.ranges[axis.quantity]
    drawn.isChosen = isChosen
    return drawn
  }
}

/// Which axes are in sight: the score's always, and of the others those around the chosen one.
struct ParallelView {
  /// In the order of all.
  let places: [Int]
  /// Among those in sight.
  let chosen: Int

  init(_ parallel: KeptParallel, chosen: Int, width: Int) {
    let count = parallel.axes.count
    let most = ParallelChart.Layout.mostAxes(width: width)
    if count <= most {
      places = Array(0..<count)
    } else {
      let first = min(max(chosen - (most - 1) / 2, 0), count - most)
      places = Array(first..<first + most - 1) + [count - 1]
    }
    self.chosen = places.firstIndex(of: chosen) ?? places.count - 1
  }
}

extension State {
  /// The parallel coordinates have the arrows.
  var isOnParallel: Bool {
    screen == .runs && kept.panel == .parallel && runsScreen.chosenPanel == .parallel && kept.parallel != nil
  }

  /// Where axes stand under the pointer; nil where none are in sight.
  private var parallelPlace: (parallel: KeptParallel, view: ParallelView, layout: ParallelChart.Layout, rect: Rect)? {
    guard kept.panel == .parallel, let parallel = kept.parallel, !parallel.lines.isEmpty,
      let rect = RunsScreen.rect(of: .parallel, self)
    else { return nil }
    let inner = Canvas.Panel().interior(of: rect)
    let view = ParallelView(parallel, chosen: kept.brush.place(in: parallel), width: inner.width)
    return (parallel, view, ParallelChart.Layout(axes: view.places.count, in: inner), rect)
  }

  /// The button goes down on the panel: the nearest axis is chosen, and a brush may begin there.
  ///
  /// - Returns: false beside the panel.
  mutating func pressParallel(at point: Point) -> Bool {
    kept.brush.anchor = nil
    guard let place = parallelPlace, place.rect.contains(point) else { return false }
    runsScreen.chosenPanel = .parallel
    guard let axis = place.layout.axis(nearest: point.x) else { return true }
    let quantity = place.parallel.axes[place.view.places[axis]].quantity
    kept.brush.axis = quantity
    if place.layout.plot.rows.contains(point.y) { kept.brush.anchor = place.layout.position(of: point.y) }
    return true
  }

  mutating func dragParallel(to point: Point) {
    guard let anchor = kept.brush.anchor, let place = parallelPlace, let quantity = kept.brush.axis else { return }
    kept.brush.set(anchor, place.layout.position(of: point.y), of: quantity)
  }
}
