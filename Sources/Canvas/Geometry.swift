/// A cell position; x grows to the right and y downwards, both from 0.
package struct Point: Hashable, Sendable {
  package var x: Int
  package var y: Int

  package init(_ x: Int, _ y: Int) {
    self.x = x
    self.y = y
  }

  package static let zero = Point(0, 0)
}

/// A number of columns and rows, never negative.
package struct Size: Hashable, Sendable {
  package let width: Int
  package let height: Int

  package init(_ width: Int, _ height: Int) {
    self.width = max(0, width)
    self.height = max(0, height)
  }

  package init(width: Int, height: Int) { self.init(width, height) }
  package static let zero = Size(0, 0)
  package var isEmpty: Bool { width == 0 || height == 0 }
}

/// A rectangle of cells; may be empty and never has a negative size.
package struct Rect: Hashable, Sendable {
  package let x: Int
  package let y: Int
  package let width: Int
  package let height: Int

  package init(x: Int, y: Int, width: Int, height: Int) {
    self.x = x
    self.y = y
    self.width = max(0, width)
    self.height = max(0, height)
  }

  package init(origin: Point = .zero, size: Size) {
    self.init(x: origin.x, y: origin.y, width: size.width, height: size.height)
  }

  package static let zero = Rect(x: 0, y: 0, width: 0, height: 0)

  package var origin: Point { Point(x, y) }
  package var size: Size { Size(width, height) }
  package var isEmpty: Bool { width == 0 || height == 0 }
  package var minX: Int { x }
  package var minY: Int { y }
  /// One past the last column.
  package var maxX: Int { x + width }
  /// One past the last row.
  package var maxY: Int { y + height }
  package var columns: Range<Int> { x..<maxX }
  package var rows: Range<Int> { y..<maxY }

  package func contains(_ point: Point) -> Bool { columns.contains(point.x) && rows.contains(point.y) }

  package func contains(_ other: Rect) -> Bool {
    other.isEmpty || (other.x >= x && other.y >= y && other.maxX <= maxX && other.maxY <= maxY)
  }

  package func intersection(_ other: Rect) -> Rect {
    let left = max(x, other.x)
    let top = max(y, other.y)
    return Rect(x: left, y: top, width: min(maxX, other.maxX) - left, height: min(maxY, other.maxY) - top)
  }

  package func intersects(_ other: Rect) -> Bool { !intersection(other).isEmpty }

  package func offset(x dx: Int = 0, y dy: Int = 0) -> Rect {
    Rect(x: x + dx, y: y + dy, width: width, height: height)
  }
}
