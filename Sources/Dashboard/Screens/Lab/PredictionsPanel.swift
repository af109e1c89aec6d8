import Basics
import Canvas
import Telemetry

/// The chosen origin's horizon as numbers: the actual values, what each rung and seasonal naive predict, and the
/// shown rung's residuals, actual − predicted.
struct PredictionsPanel {
  let state: State
  let ink: Ink
  let target: ForecastTarget

  func draw(on surface: inout Surface, in rect: Rect) {
    let room = rect.height - 3
    let first = min(state.lab.firstRow, max(target.steps - room, 0))
    let rows = first..<min(first + max(room, 0), target.steps)
    var panel = Panel(
      StyledText(Words.predictionsTitle, ink.title),
      state.isBeyond ? StyledText(state.futurePlace(), ink.warning) : PartLabel(state: state, ink: ink).counted,
      StyledText(
        Words.predictionsOf(target: TextWidth.cleaned(state.session?.targetName ?? ""), grain: target.grainLabel),
        ink.dim),
      isFocused: state.labFocus == .table)
    panel.bottomLeft = [
      state.isBeyond
        ? StyledText.richest(of: futureBasis, within: rect.width - 16)
        : Verdict(state: state, ink: ink).richest(within: rect.width - 16)
    ]
    if rows.count < target.steps {
      panel.bottomRight = [
        StyledText(
          Words.placeOf(place: rows.upperBound, count: target.steps) + " " + Self.arrow(rows, of: target.steps), ink.dim
        )
      ]
    }
    panel.draw(on: &surface, in: rect, look: ink.look)
    if !state.isBeyond, EmptyPart(state: state, ink: ink).draw(on: &surface, in: panel.interior(of: rect).inset(x: 1)) {
      return
    }
    let columns = columns()
    let table = TableView(
      columns: columns.map(\.column), rows: rows.map { row in TableView.Row(columns.map { $0.cell(row) }) },
      firstRow: first, selected: state.lab.row, offset: first)
    table.draw(on: &surface, in: panel.interior(of: rect).inset(x: 1), look: ink.look)
  }

  private var part: ForecastPart? { target[state.shownPart] }
  private var predicted: [Double] { state.judged?.forecast?.predicted ?? [] }

  /// The whole origin as tab-separated values, under a line of names.
  var lines: [String] {
    let columns = columns()
    let head = columns.map(\.column.title.plainText).joined(separator: "\t")
    return [head]
      + (0..<target.steps).map { row in
        columns.map { $0.cell(row).plainText.plainCell }.joined(separator: "\t")
      }
  }

  /// Of which data, part and origin they are, and which run's and with which weights.
  var caption: String {
    if let future = state.futureForecast {
      let stamp = CivilTime(future.origin, offset: future.zoneOffset).stamp(step: min(target.stepMilliseconds, 60_000))
      let weights = future.weights.map { " " + PartLabel.words($0) } ?? ""
      return Words.caption(
        file: state.session?.fileName ?? "",
        facts: Words.captionFuture(
          target: Words.predictionsOf(target: state.session?.targetName ?? "", grain: target.grainLabel), origin: stamp,
          run: (state.rung?.id.label ?? "") + weights))
    }
    let place = state.lab.origin
    guard let part, part.origins.indices.contains(place) else { return Caption(state).text([]) }
    let stamp = CivilTime(part.origins[place], offset: part.zoneOffset(at: place))
      .stamp(step: min(target.stepMilliseconds, Milliseconds.minute))
    return Caption(state).text([
      Words.predictionsOf(target: state.session?.targetName ?? "", grain: target.grainLabel),
      Words.captionOrigin(origin: stamp, place: place + 1, count: part.origins.count),
    ])
  }

  static func arrow(_ rows: Range<Int>, of count: Int) -> String {
    rows.lowerBound == 0 ? "↓" : rows.upperBound < count ? "↕" : "↑"
  }

  // MARK: Columns

  private struct Column {
    let column: TableView.Column
    let cell: (Int) -> StyledText
  }

  /// In reading order; the priorities say which stay where there is little room.
  private func columns() -> [Column] {
    if state.isBeyond { return futureColumns() }
    let actual = part?.actual ?? []
    let format = NumberColumn(of: actual)
    let tiny = tinyActual
    var columns = [
      Column(column: heading(Words.time, ink.dim, target.timeWidth, .left, 100)) { StyledText(time(of: $0), ink.dim) },
      values(Words.actual, ink.actual, actual, ink.actual, 99, format),
      values(state.rung?.id.label ?? "", ink.series(state.rungIndex).with(.bold), predicted, ink.strong, 98, format),
    ]
    for (place, part) in parts.enumerated() {
      let index = state.rungs.firstIndex { $0.id == part.rung } ?? 0
      columns.append(
        values(
          heading(of: part), ink.series(index), part.predicted, ink.text, place < 2 ? 96 - place : 50 - place, format,
          // A share of 100 % has its room, so that the columns stay where they are.
          width: TextWidth.width(of: TextWidth.cleaned(part.rung.label)) + 5))
    }
    for (place, rung) in others.enumerated() where parts.isEmpty {
      let predicted = state.judged(state.record(of: rung))?.forecast?.predicted ?? []
      let index = state.rungs.firstIndex { $0.id == rung } ?? 0
      // The best of the others before the percentage, the rest after it.
      columns.append(values(rung.label, ink.series(index), predicted, ink.text, place == 0 ? 95 : 50 - place, format))
    }
    if target.hasSeason {
      columns.append(values(Words.seasonal, ink.dim, part?.seasonalNaive ?? [], ink.dim, 96, format))
    }
    columns.append(values(Words.naive, ink.dim, part?.naive ?? [], ink.dim, 1, format))
    let residuals = (0..<target.steps).map { residual(at: $0, tiny) }
    let ofResiduals = format.fitted(to: residuals.lazy.map(\.absolute), width: format.width)
    columns.append(
      Column(column: heading(Words.residual, ink.dim, format.width, .right, 97)) { row in
        StyledText(ofResiduals.text(residuals[row].absolute), style(ofShare: residuals[row].share))
      })
    // As `−99.9`, or as `−1e122`.
    let width = residuals.contains { $0.share.isFinite && $0.share.magnitude >= 1e100 } ? 6 : 5
    let percents = NumberColumn.fixed(decimals: 1, width: 5).fitted(to: residuals.lazy.map(\.share), width: width)
    columns.append(
      Column(column: heading("%", ink.dim, percents.width + 2, .right, 94)) { row in
        let share = residuals[row].share
        guard share.isFinite else { return StyledText(Numbers.missing, ink.dim) }
        return StyledText(percents.text(share) + " %", style(ofShare: share))
      })
    return columns
  }

  /// From where it is forecast, and how much is known behind that.
  private var futureBasis: [StyledText] {
    guard let future = state.futureForecast, !future.actual.isEmpty else {
      return [StyledText(Words.futureNoActual, ink.dim)]
    }
    let origin = CivilTime(future.origin, offset: future.zoneOffset).stamp(step: min(target.stepMilliseconds, 60_000))
    let rows = future.actual.count
    return [
      StyledText(Words.futureRowsBehind(origin: origin, rows: rows), ink.dim),
      StyledText(Words.futureRowsBehindBrief(origin: origin, rows: rows), ink.dim),
    ]
  }

  /// What is predicted where nothing has happened yet, with the ends of its band, and what rows behind the origin hold.
  private func futureColumns() -> [Column] {
    guard let future = state.futureForecast else { return [] }
    let format = NumberColumn(of: future.history)
    var columns = [
      Column(column: heading(Words.time, ink.dim, target.timeWidth, .left, 100)) { row in
        guard future.times.indices.contains(row) else { return StyledText(Numbers.missing, ink.dim) }
        let time = CivilTime(future.times[row], offset: future.zoneOffset)
        return StyledText(time.row(step: target.stepMilliseconds), ink.dim)
      }
    ]
    func add(_ title: String, _ style: Style, _ values: [Double], _ valueStyle: Style, _ priority: Int) {
      guard !values.isEmpty else { return }
      let title = TextWidth.cleaned(title)
      let width = max(format.width, TextWidth.width(of: title))
      let own = format.fitted(to: values, width: width)
      columns.append(
        Column(column: heading(title, style, width, .right, priority)) { row in
          StyledText(values.indices.contains(row) ? own.text(values[row]) : Numbers.missing, valueStyle)
        })
    }
    add(Words.actual, ink.actual, future.actual, ink.actual, 96)
    add(
      state.rung?.id.label ?? "", ink.series(state.rungIndex).with(.bold), future.predicted, ink.strong, 99)
    if future.band.count == future.predicted.count {
      let level = Numbers.share(future.bandLevel)
      add(Words.futureLower(level: level), ink.dim, zip(future.predicted, future.band).map { $0 - $1 }, ink.text, 98)
      add(Words.futureUpper(level: level), ink.dim, zip(future.predicted, future.band).map { $0 + $1 }, ink.text, 97)
    }
    return columns
  }

  private func heading(
    _ title: String, _ style: Style, _ width: Int, _ alignment: Alignment, _ priority: Int
  ) -> TableView.Column {
    TableView.Column(StyledText(title, style), alignment: alignment, width: .fixed(width), priority: priority)
  }

  private func values(
    _ title: String, _ style: Style, _ values: [Double], _ valueStyle: Style, _ priority: Int, _ format: NumberColumn,
    width: Int = 0
  ) -> Column {
    let start = state.lab.origin * target.steps
    let width = max(format.width, width)
    let own = format.fitted(to: values.dropFirst(start).prefix(target.steps), width: width)
    return Column(column: heading(TextWidth.cleaned(title), style, width, .right, priority)) { row in
      let value = values.indices.contains(start + row) ? values[start + row] : .nan
      return StyledText(own.text(value), value.isNaN ? ink.dim : valueStyle)
    }
  }

  /// What each rung of a joined run says by itself.
  private var parts: [PartEvaluation] { state.judged?.parts ?? [] }

  /// As `1d 38%`: the rung and its share in the joined forecast from the origin on view.
  private func heading(of part: PartEvaluation) -> String {
    guard let weight = part.weight(at: state.lab.origin) else { return part.rung.label }
    return "\(part.rung.label) \(Numbers.fixed(weight * 100, 0))%"
  }

  /// The other ranked rungs with a forecast, the best first.
  private var others: [RungID] {
    state.ranking.map(\.rung).filter { $0 != state.rung?.id && state.judged(state.record(of: $0))?.forecast != nil }
  }

  /// Below a hundredth of the usual size an actual value is as good as 0: no share of it is taken.
  private var tinyActual: Double {
    let sizes = (part?.actual ?? []).lazy.filter(\.isFinite).map(\.magnitude)
    return sizes.reduce(0, +) / Double(max(sizes.count, 1)) / 100
  }

  private func residual(at row: Int, _ tiny: Double) -> (absolute: Double, share: Double) {
    let index = state.lab.origin * target.steps + row
    guard predicted.indices.contains(index), let part, part.actual.indices.contains(index) else { return (.nan, .nan) }
    let actual = part.actual[index]
    let difference = actual - predicted[index]
    return (difference, actual.magnitude <= tiny ? .nan : difference / actual.magnitude * 100)
  }

  private func style(ofShare share: Double) -> Style {
    guard share.isFinite else { return ink.dim }
    return share.magnitude < 5 ? ink.text : share.magnitude < 15 ? ink.warning : ink.bad
  }

  private func time(of row: Int) -> String {
    let index = state.lab.origin * target.steps + row
    guard let part, part.times.indices.contains(index) else { return Numbers.missing }
    return CivilTime(part.times[index], offset: part.zoneOffset(at: state.lab.origin)).row(
      step: target.stepMilliseconds)
  }
}

extension ForecastTarget {
  /// Columns of a time in a table.
  fileprivate var timeWidth: Int { stepMilliseconds % Milliseconds.day == 0 ? 10 : 11 }
}

extension ForecastPart {
  func zoneOffset(at origin: Int) -> Int64 { zoneOffsets.indices.contains(origin) ? zoneOffsets[origin] : 0 }
}
