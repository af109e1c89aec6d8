import Canvas
import Telemetry

/// In the gallery's place when a picture is enlarged: the picture as the shown rung sees it, and what the rung takes it
/// for.
struct PicturePanel {
  let state: State
  let ink: Ink
  let gallery: ClassGallery
  let sample: Int

  private var target: ClassTarget { gallery.target }

  func draw(on surface: inout Surface, in rect: Rect) {
    let source = gallery.source(state.rung?.id)
    let size = "\(source.height)×\(source.width)"
    var panel = Panel(
      StyledText(Words.pictureTitle, ink.title), PartLabel(state: state, ink: ink).name,
      StyledText(
        gallery.pictures.channels == 3 ? Words.pictureInColour(size: size) : size,
        ink.series(state.rungIndex).with(.bold)),
      isFocused: state.labFocus == .forecast)
    let order = state.pictureOrder
    if state.lab.pictures.held != nil {
      panel.topRight = [StyledText(Words.placeOf(place: state.lab.origin + 1, count: order.count), ink.dim)]
    }
    panel.bottomLeft = [verdict]
    panel.bottomRight = [ink.hint("Esc", Words.keyGallery)]
    panel.draw(on: &surface, in: rect, look: ink.look)
    let inner = panel.interior(of: rect).inset(x: 1)
    guard let image = source.image(of: sample) else { return }
    let (list, field) = (min(max(inner.width / 2, 18), 44), inner)
    let left = field.inset(right: min(list + 2, field.width))
    let drawn = image.size(in: left.size)
    image.draw(on: &surface, in: left, look: ink.look)
    drawProbabilities(on: &surface, in: inner.inset(left: min(drawn.width + 2, inner.width)))
  }

  /// Right or wrong, in words.
  private var verdict: StyledText {
    guard let guess, let actual else { return "" }
    return actual == guess
      ? [Span("✓ ", ink.good), Span(name(actual), ink.good)]
      : [Span(name(actual), ink.strong), Span(" \(Words.pictureTakenFor) ", ink.dim), Span(name(guess), ink.bad)]
  }

  private var actual: Int? { gallery.actual.indices.contains(sample) ? gallery.actual[sample] : nil }
  private var classes: ClassPredictions? { state.judged?.classes }
  private var guess: Int? {
    classes.flatMap { $0.predicted.indices.contains(sample) ? $0.predicted[sample] : nil }
  }

  private func name(_ index: Int) -> String {
    target.classNames.indices.contains(index) ? target.classNames[index] : "?"
  }

  /// In the order of the classes where all have room; else the likeliest.
  private func drawProbabilities(on surface: inout Surface, in rect: Rect) {
    let count = target.classNames.count
    guard rect.width >= 10, let classes else { return }
    guard classes.probabilities.count >= (sample + 1) * count else {
      guard let guess, classes.probability.indices.contains(sample) else { return }
      surface.put(
        [
          Span(name(guess) + " ", ink.strong),
          Span(Numbers.short(Double(classes.probability[sample]), decimals: 2), ink.text),
        ], in: rect.row(0))
      return
    }
    let values = Array(classes.probabilities[sample * count..<(sample + 1) * count])
    var shown = Array(0..<count)
    if count > rect.height {
      shown = Array(shown.sorted { (values[$1], $0) < (values[$0], $1) }.prefix(rect.height))
    }
    let items = shown.map { index in
      let isTrue = index == actual
      let style = isTrue ? ink.good : index == guess ? ink.bad : ink.dim
      let mark = isTrue ? "✓" : index == guess ? "✗" : " "
      return BarList.Item(
        [Span(mark + " ", style), Span(name(index), isTrue || index == guess ? ink.strong : ink.text)],
        Double(values[index]),
        value: StyledText(Numbers.short(Double(values[index]), decimals: 3), index == guess ? ink.strong : ink.dim),
        style: style)
    }
    BarList(items).draw(on: &surface, in: rect.inset(right: max(rect.width - 56, 0)), look: ink.look)
  }
}
