/// Many small pictures of one size, close together with a pixel between them: filters, feature maps.
package struct PixelMosaic: Widget, Hashable, Sendable {
  /// The pixels of one after those of the other, `[pictures, height, width, channels]`.
  package var pictures: PixelImage

  package init(of pictures: PixelImage) { self.pictures = pictures }

  package var count: Int { pictures.pixels.count / max(pictures.pixelCount, 1) }

  /// Where pictures stand in a rectangle.
  package struct Arrangement: Hashable, Sendable {
    package let scale: PixelScale
    package let across: Int
    package let down: Int
    /// Pictures that are drawn.
    package let shown: Int
    /// Cells that they take.
    package let size: Size
  }

  /// The largest pictures with which all fit, up to `largest` times their size; smaller ones than their own only where
  /// not even eight would be seen. Nil where nothing fits.
  package func arrangement(in room: Size, largest: Int = 4) -> Arrangement? {
    guard count > 0, !room.isEmpty else { return nil }
    var scale = PixelScale.times(max(largest, 1))
    while true {
      let (own, high) = (scale.length(of: pictures.width), scale.length(of: pictures.height))
      let across = min((room.width + 1) / (own + 1), count)
      let down = (2 * room.height + 1) / (high + 1)
      let shown = min(across * down, count)
      let enough = if case .times(let times) = scale, times > 1 { count } else { min(count, 8) }
      let isLast = own <= 2 || high <= 2
      if shown >= enough || isLast {
        guard shown > 0 else { return nil }
        let rows = (shown + across - 1) / across
        return Arrangement(
          scale: scale, across: across, down: rows, shown: shown,
          size: Size(across * (own + 1) - 1, (rows * (high + 1)) / 2))
      }
      scale = scale.smaller
    }
  }

  package func draw(on surface: inout Surface, in rect: Rect, look: Look) {
    guard let arrangement = arrangement(in: rect.size) else { return }
    let scale = arrangement.scale
    let (own, high) = (scale.length(of: pictures.width), scale.length(of: pictures.height))
    var sheet = PixelSheet(
      width: arrangement.across * (own + 1) - 1, height: arrangement.down * (high + 1) - 1)
    for index in 0..<arrangement.shown {
      let (row, column) = (index / arrangement.across, index % arrangement.across)
      pictures.put(index, on: &sheet, at: (column * (own + 1), row * (high + 1)), scale, look)
    }
    sheet.draw(on: &surface, in: rect, look: look)
  }
}
