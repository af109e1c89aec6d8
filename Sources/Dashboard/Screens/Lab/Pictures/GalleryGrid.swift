import Canvas
import Telemetry

/// How many pictures stand in the gallery, and where.
struct GalleryGrid: Equatable {
  /// Cells that a picture takes, the same at every resolution.
  let picture: Size
  /// With its caption and the room to the next.
  let cell: Size
  let across: Int
  let down: Int
  /// Inside the panel.
  let area: Rect

  /// Pictures of a page.
  var count: Int { across * down }

  /// Nil where not one picture has room.
  init?(_ gallery: ClassGallery, in rect: Rect) {
    area = rect.inset(by: 1).inset(x: 1)
    guard area.height >= 3, area.width >= 4 else { return nil }
    let longest = gallery.target.classNames.map { TextWidth.width(of: $0) }.max() ?? 1
    // As `3→5 .98`.
    let caption = min(2 * longest + 5, 13)
    var found: (picture: Size, cell: Size, across: Int, down: Int)?
    for scale in [PixelScale.times(4), .times(3), .times(2), .times(1), .every(2), .every(3), .every(4), .every(6)] {
      let picture = Size(
        scale.length(of: gallery.pictures.width), (scale.length(of: gallery.pictures.height) + 1) / 2)
      let cell = Size(max(picture.width, caption) + 2, picture.height + 1)
      let (across, down) = ((area.width + 2) / cell.width, area.height / cell.height)
      found = (picture, cell, across, down)
      // Smaller than they are only where that is needed to see some of them.
      let wanted = if case .times = scale { 6 } else { 3 }
      if across * down >= wanted || picture.height <= 2 { break }
    }
    guard let found, found.across > 0, found.down > 0 else { return nil }
    (picture, across, down) = (found.picture, found.across, found.down)
    // What is left over goes between the pictures, as long as they stay together.
    let spread = min((area.width + 2) / found.across, found.cell.width + 4)
    cell = Size(spread, found.cell.height)
  }

  /// The cell of a place on the page.
  func rect(at place: Int) -> Rect {
    Rect(
      x: area.x + place % across * cell.width, y: area.y + place / across * cell.height, width: cell.width - 2,
      height: cell.height)
  }

  /// The place under a point.
  func place(at point: Point) -> Int? { (0..<count).first { rect(at: $0).contains(point) } }

  /// The first place of the page on which `place` stands.
  func page(of place: Int) -> Int { place / max(count, 1) * count }
}

extension State {
  /// Where pictures stand now; nil where there is no gallery in sight.
  var galleryGrid: GalleryGrid? {
    guard let gallery, let rect = LabLayout(state: self).forecast else { return nil }
    return GalleryGrid(gallery, in: rect)
  }
}
