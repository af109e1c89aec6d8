import Canvas
import Telemetry

/// In the forecast's place where pictures are classified: those of the part on view as the shown rung sees them, with their true and
/// their predicted class.
struct GalleryPanel {
  let state: State
  let ink: Ink
  let gallery: ClassGallery

  private var target: ClassTarget { gallery.target }

  func draw(on surface: inout Surface, in rect: Rect) {
    let panel = panel(width: rect.width)
    panel.draw(on: &surface, in: rect, look: ink.look)
    if EmptyPart(state: state, ink: ink).draw(on: &surface, in: panel.interior(of: rect).inset(x: 1)) { return }
    guard let grid = GalleryGrid(gallery, in: rect), let run = state.shown, let classes = state.judged(run)?.classes
    else {
      surface.put(
        StyledText(state.shown?.evaluation == nil ? Words.notEvaluated : Words.galleryNoRoom, ink.dim),
        in: panel.interior(of: rect).inset(x: 1).row(0))
      return
    }
    let source = gallery.source(run.plan.rung)
    let order = state.pictureOrder
    let first = grid.page(of: state.lab.origin)
    for (place, sample) in order.dropFirst(first).prefix(grid.count).enumerated() {
      let cell = grid.rect(at: place)
      source.image(of: sample)?.draw(on: &surface, in: cell.splitTop(grid.picture.height).top, look: ink.look)
      let caption = PictureCaption(gallery, classes, ink).text(of: sample, width: cell.width)
      surface.put(caption, in: cell.row(grid.picture.height), ellipsis: ink.look.ellipsis)
      let taken = min(max(caption.width, grid.picture.width), cell.width)
      if sample == state.picture { mark(cell.splitLeft(taken).left, grid, on: &surface) }
    }
    if order.isEmpty {
      surface.put(StyledText(Words.galleryEmpty, ink.dim), in: grid.area.row(0))
    }
  }

  /// A frame at both sides, and the caption on a bar.
  private func mark(_ cell: Rect, _ grid: GalleryGrid, on surface: inout Surface) {
    let style = state.labFocus == .forecast ? ink.accent.with(.bold) : ink.dim
    for y in cell.y..<cell.y + grid.picture.height {
      surface.put(ink.look.symbol("▐", ascii: "|"), at: Point(cell.x - 1, y), style: style)
      surface.put(ink.look.symbol("▌", ascii: "|"), at: Point(cell.x + grid.picture.width, y), style: style)
    }
    surface.select(cell.row(grid.picture.height), look: ink.look)
    if state.labFocus == .forecast { surface.cursor = Point(cell.x, cell.y + grid.picture.height) }
  }

  private func panel(width: Int) -> Panel {
    let label = PartLabel(state: state, ink: ink)
    var panel = Panel(StyledText(Words.galleryTitle, ink.title), label.name, isFocused: state.labFocus == .forecast)
    let order = state.pictureOrder
    if let filter = state.lab.pictures.filter {
      panel.topLeft.append(
        StyledText(Words.galleryOnly(class: name(filter.actual), guess: name(filter.guess)), ink.warning))
    } else {
      // Where it is held and there is little room, it matters which of them is chosen.
      let isNarrow = width < 60
      let order = isNarrow ? state.lab.pictures.held == nil ? Words.galleryOrderBrief : "" : Words.galleryOrder
      panel.topLeft.append(StyledText(order, ink.dim))
    }
    if state.lab.pictures.held == nil {
      panel.topRight = [StyledText(order.isEmpty ? "" : Numbers.group(order.count), ink.dim)]
    } else {
      panel.topRight = [StyledText(Words.placeOf(place: state.lab.origin + 1, count: order.count), ink.dim)]
      panel.bottomRight = [ink.hint("Esc", Words.keyFollows)]
    }
    panel.bottomLeft = [tally]
    return panel
  }

  /// How many of the pictures are classified wrongly.
  private var tally: StyledText {
    guard let classes = state.judged?.classes else { return "" }
    let wrong = zip(classes.predicted, gallery.actual).count { $0 != $1 }
    let text: StyledText = [
      Span(Numbers.group(wrong), wrong == 0 ? ink.good : ink.strong), Span(" " + Words.galleryWrong, ink.dim),
    ]
    return state.lab.pictures.held == nil ? text : text + StyledText(" · " + Words.galleryHeld, ink.warning)
  }

  private func name(_ index: Int) -> String {
    target.classNames.indices.contains(index) ? TextWidth.truncated(target.classNames[index], to: 8) : "?"
  }
}

/// `3→5 .98` under a picture that is classified wrongly, `✓ 5 .99` under one that is classified rightly.
struct PictureCaption {
  let gallery: ClassGallery
  let classes: ClassPredictions
  let ink: Ink

  init(_ gallery: ClassGallery, _ classes: ClassPredictions, _ ink: Ink) {
    self.gallery = gallery
    self.classes = classes
    self.ink = ink
  }

  func text(of sample: Int, width: Int) -> StyledText {
    guard classes.predicted.indices.contains(sample), gallery.actual.indices.contains(sample) else { return "" }
    let (actual, guess) = (gallery.actual[sample], classes.predicted[sample])
    var probability = StyledText()
    if classes.probability.indices.contains(sample) {
      probability = [Span(" " + Numbers.short(Double(classes.probability[sample]), decimals: 2), ink.dim)]
    }
    let room = max(width - probability.width, 1)
    if actual == guess { return StyledText("✓ \(name(actual, max(room - 2, 1)))", ink.good) + probability }
    let each = max((room - 1) / 2, 1)
    return StyledText("\(name(actual, each))→\(name(guess, each))", ink.bad) + probability
  }

  private func name(_ index: Int, _ width: Int) -> String {
    gallery.target.classNames.indices.contains(index)
      ? TextWidth.truncated(gallery.target.classNames[index], to: width, ellipsis: "") : "?"
  }
}
