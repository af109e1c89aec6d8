import Basics
import Canvas

extension Histogram {
  /// As a run of bars a row high: a blank where a bin is empty.
  func glyphs(columns: Int, _ look: Look) -> String {
    let bins = bins(columns)
    let most = max(bins.max() ?? 0, 1)
    return String(
      String.UnicodeScalarView(
        bins.map { $0 == 0 ? " " : Sparkline.glyph(1 + ($0 * 7 - 1) / most, look) }))
  }

  /// The columns of a field that its bars take: as many a bin as fit.
  func columns(in width: Int) -> Int { width < counts.count ? width : width / max(counts.count, 1) * counts.count }

  /// As bars in a field.
  func draw(on surface: inout Surface, in rect: Rect, style: Style, look: Look) {
    let columns = columns(in: rect.width)
    let bins = bins(columns)
    let values = (0..<columns).map { column in
      let count = bins[column * bins.count / columns]
      return count == 0 ? Double.nan : Double(count)
    }
    let field = Rect(x: rect.x, y: rect.y, width: columns, height: rect.height)
    Sparkline(values, range: 0...Double(max(bins.max() ?? 0, 1)), style: style).draw(
      on: &surface, in: field, look: look)
  }
}
