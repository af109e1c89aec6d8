/// Where the names of markers stand: beside, above or below their points, never on another point or name, and of the
/// places that are left on the one that hides the least of the curves. One that stands two rows off hangs on a line.
struct MarkerLabels {
  struct Place: Hashable {
    let marker: Int
    let label: Rect
    /// A cell that leads from the point to a label farther off.
    var leader: Point?
  }

  private let markers: [LineChart.Marker]
  private let layout: ChartLayout
  private let dots: DotGrid
  private var taken: [Rect]

  /// - Parameter boxes: what else stands in the plot.
  init(_ markers: [LineChart.Marker], _ layout: ChartLayout, _ dots: DotGrid, avoiding boxes: [Rect] = []) {
    self.markers = markers
    self.layout = layout
    self.dots = dots
    taken = boxes + markers.compactMap { marker in layout.cell(of: marker).map { Rect(origin: $0, size: Size(1, 1)) } }
  }

  /// In the order of the markers, which is that in which they choose; one without any room is left out.
  func places() -> [Place] {
    var names = self
    return markers.indices.compactMap { index in
      guard !markers[index].label.isEmpty, let cell = layout.cell(of: markers[index]) else { return nil }
      return names.place(index, at: cell)
    }
  }

  private mutating func place(_ marker: Int, at cell: Point) -> Place? {
    let free = candidates(marker, at: cell).filter { place in
      layout.plot.contains(place.label) && !taken.contains { $0.intersects(place.label) }
        && !taken.contains { rect in place.leader.map(rect.contains) ?? false }
    }
    guard let best = free.min(by: { hidden($0) < hidden($1) }) else { return nil }
    // A blank parts two names.
    taken.append(best.label.inset(x: -1))
    if let leader = best.leader { taken.append(Rect(origin: leader, size: Size(1, 1))) }
    return best
  }

  /// Cells of curves under a label; of equally good places the first counts.
  private func hidden(_ place: Place) -> Int {
    dots.count(in: place.label.offset(x: -layout.plot.x, y: -layout.plot.y))
  }

  private func candidates(_ marker: Int, at cell: Point) -> [Place] {
    let width = TextWidth.width(of: markers[marker].label)
    func at(_ x: Int, _ dy: Int) -> Place {
      let leader = dy.magnitude > 1 ? Point(cell.x, cell.y + dy.signum()) : nil
      return Place(marker: marker, label: Rect(x: x, y: cell.y + dy, width: width, height: 1), leader: leader)
    }
    let beside = [at(cell.x + 2, 0), at(cell.x - 1 - width, 0)]
    let around = [-1, 1].flatMap { dy in
      [at(cell.x + 1, dy), at(cell.x - width, dy), at(cell.x - width / 2, dy)]
    }
    let off = [-2, 2].flatMap { dy in [at(cell.x, dy), at(cell.x - width + 1, dy)] }
    return beside + around + off
  }
}

extension ChartLayout {
  /// The cell of a marker's point; nil outside the plot.
  func cell(of marker: LineChart.Marker) -> Point? {
    guard let x = column(of: marker.x), let y = row(of: marker.y) else { return nil }
    return Point(x, y)
  }
}

extension LineChart {
  /// Names first, so that a point is seen whatever stands beside it.
  func drawMarkers(
    on surface: inout Surface, _ layout: ChartLayout, _ dots: DotGrid, avoiding boxes: [Rect], _ look: Look
  ) {
    for place in MarkerLabels(markers, layout, dots, avoiding: boxes).places() {
      let marker = markers[place.marker]
      surface.put(marker.label, at: place.label.origin, style: marker.style)
      if let leader = place.leader {
        surface.put(
          narrow: look.isASCII ? "|" : "│", x: leader.x, y: leader.y, style: look.theme.faded(marker.style, 0.35))
      }
    }
    for marker in markers {
      guard let cell = layout.cell(of: marker) else { continue }
      surface.put(
        narrow: look.isASCII ? marker.asciiSymbol : marker.symbol, x: cell.x, y: cell.y, style: marker.style)
    }
  }
}
