import Canvas
import Telemetry

/// How the shown rung's network sees: the filters of its first layer, and what comes out of a layer for the chosen picture,
/// while it learns.
struct InsidePanel {
  let state: State
  let ink: Ink
  let gallery: ClassGallery

  private var view: InsideView? { state.shown.flatMap { state.lab.pictures.inside[$0.plan.run] } }

  func draw(on surface: inout Surface, in rect: Rect) {
    var panel = Panel(StyledText(Words.insideTitle, ink.title), isFocused: state.labFocus == .inside)
    panel.topLeft.append(
      StyledText(TextWidth.cleaned(state.rung?.id.label ?? ""), ink.series(state.rungIndex).with(.bold)))
    if let view, view.layers.count > 1 {
      panel.topRight = [
        [Span(Words.insideLayer(layer: view.layer + 1, count: view.layers.count) + " ", ink.dim), Span("↑↓", ink.key)]
      ]
    }
    if let caption { panel.bottomLeft = [caption] }
    if let view { panel.bottomRight = [StyledText(Words.atStep(step: view.step), ink.dim)] }
    panel.draw(on: &surface, in: rect, look: ink.look)
    let inner = panel.interior(of: rect).inset(x: 1)
    guard let view else {
      surface.put(StyledText(waiting, ink.dim), in: inner.row(0), ellipsis: ink.look.ellipsis)
      return
    }
    var parts = Self.parts(of: inner, view)
    if isAlone { parts.maps = drawPicture(on: &surface, in: parts.maps) }
    if let filters = view.filters, let rect = parts.filters {
      draw(filters, named: Words.insideFilters(layer: view.filterName), on: &surface, in: rect)
    }
    draw(view.maps, named: view.layers.isEmpty ? "" : view.layers[view.layer], on: &surface, in: parts.maps)
  }

  /// The gallery is not in sight.
  private var isAlone: Bool { LabLayout(state: state).forecast == nil }

  /// What goes through the network, before what comes out of it; returns the room that is left.
  private func drawPicture(on surface: inout Surface, in rect: Rect) -> Rect {
    guard rect.width >= 34, rect.height >= 6, let sample = state.picture,
      let image = gallery.source(state.rung?.id).image(of: sample)
    else { return rect }
    let size = image.size(in: Size(max(rect.width / 4, 8), rect.height - 1))
    surface.put(StyledText(Words.insidePicture, ink.text), in: rect.row(0))
    image.draw(on: &surface, in: Rect(x: rect.x, y: rect.y + 1, width: size.width, height: size.height), look: ink.look)
    return rect.inset(left: max(size.width, 7) + 2)
  }

  /// Side by side on what is wide and low, else under each other; filters take what they need, maps at least half.
  private static func parts(of inner: Rect, _ view: InsideView) -> (filters: Rect?, maps: Rect) {
    guard let filters = view.filters, inner.height >= 4 else { return (nil, inner) }
    let mosaic = mosaic(filters)
    if inner.width >= 60, inner.width > 3 * inner.height {
      let room = Size(inner.width * 2 / 5, inner.height - 1)
      let taken = mosaic.arrangement(in: room).map { max($0.size.width, 18) } ?? room.width
      let (left, rest) = inner.splitLeft(min(taken, room.width))
      return (left, rest.inset(left: min(3, rest.width)))
    }
    let most = max((inner.height - 1) * 45 / 100, 2)
    let taken = mosaic.arrangement(in: Size(inner.width, most), largest: 3).map(\.size.height) ?? most
    let (above, rest) = inner.splitTop(min(taken, most) + 1)
    return (above, rest.height > 6 ? rest.inset(top: 1) : rest)
  }

  private static func mosaic(_ pictures: InsideView.Pictures) -> PixelMosaic {
    PixelMosaic(
      of: PixelImage(
        width: pictures.width, height: pictures.height, channels: pictures.channels, pixels: pictures.values,
        shade: pictures.isSigned ? .signed : .bright))
  }

  /// A line that names them, and as many as have room.
  private func draw(_ pictures: InsideView.Pictures, named name: String, on surface: inout Surface, in rect: Rect) {
    let (head, field) = rect.splitTop(1)
    let mosaic = Self.mosaic(pictures)
    let shown = mosaic.arrangement(in: field.size)?.shown ?? 0
    let count = StyledText(
      shown < pictures.total ? "  " + Words.placeOf(place: shown, count: pictures.total) : "", ink.dim)
    let first = String(name.prefix { $0 != " " })
    let wordings = [
      StyledText(name, ink.text) + count, StyledText(first, ink.text) + count, StyledText(name, ink.text),
    ]
    surface.put(StyledText.richest(of: wordings, within: head.width), in: head)
    mosaic.draw(on: &surface, in: field, look: ink.look)
  }

  /// Whose picture it is that goes through.
  private var caption: StyledText? {
    guard let sample = state.picture, let classes = state.judged?.classes else { return nil }
    return StyledText(Words.insidePicture + " ", ink.dim)
      + PictureCaption(gallery, classes, ink).text(of: sample, width: 24)
  }

  private var waiting: String {
    guard let run = state.shown else { return Words.noRun }
    if !run.plan.members.isEmpty { return Words.insideSeveral }
    return run.plan.isClosedForm ? Words.insideNoLayers : Words.insideWaiting
  }
}

/// What is to be asked of a run about its network.
package struct InsideWish: Sendable, Hashable {
  package let run: RunID
  package let request: InsideRequest
}

extension State {
  /// What the screen shows of a network's inside; nil while no panel of it is in sight. Whoever runs the screen passes it on
  /// whenever it changes.
  package var insideWish: InsideWish? {
    guard screen == .lab, let run = shown?.plan.run else { return nil }
    let layout = LabLayout(state: self)
    let measuresLayers = canMeasureLayers && layout.layers != nil
    guard canLookInside, layout.inside != nil, let sample = picture else {
      return measuresLayers ? InsideWish(run: run, request: .layers) : nil
    }
    return InsideWish(
      run: run,
      request: InsideRequest(
        sample: sample, of: shownPart, layer: lab.pictures.layer, measuresLayers: measuresLayers))
  }

  /// Whether there is a network that reads pictures.
  var canLookInside: Bool {
    gallery != nil && shown.map { !$0.plan.isClosedForm && $0.plan.members.isEmpty } ?? false
  }

  mutating func take(_ view: InsideView, of run: RunID) {
    // Only what is looked at now is kept.
    lab.pictures.inside = [run: view]
  }

  /// Another layer of those that the network has.
  mutating func moveLayer(by layers: Int) {
    guard let run = shown?.plan.run, let view = lab.pictures.inside[run], !view.layers.isEmpty else { return }
    lab.pictures.layer = min(max(view.layer + layers, 0), view.layers.count - 1)
  }
}
