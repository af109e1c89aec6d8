/// What a cell shows: one Unicode scalar, or the name of a cluster of several in its surface's pool.
///
/// A cluster's name is a hash of its text, so equal clusters have equal glyphs in every surface.
package struct Glyph: Hashable, Sendable {
  /// A scalar below `0x8000_0000`, a cluster above.
  package let bits: UInt32

  package init(_ scalar: Unicode.Scalar) { bits = scalar.value }
  init(cluster hash: UInt32) { bits = hash | 0x8000_0000 }

  package static let space = Glyph(" ")
  package var isCluster: Bool { bits & 0x8000_0000 != 0 }
  /// A line, a block or dots: something seen, not read.
  var isDrawing: Bool { (0x2500...0x25FF).contains(bits) || (0x2800...0x28FF).contains(bits) }
  /// Nil for a cluster.
  package var scalar: Unicode.Scalar? { isCluster ? nil : Unicode.Scalar(bits) }
}

/// One cell of a ``Surface``: 16 bytes.
package struct Cell: Hashable, Sendable {
  package var glyph: Glyph
  package var style: Style
  /// 1, or 2 for the left half of a wide glyph, or 0 for its right half.
  package var width: UInt8

  package static let blank = Cell()
  package var isRightHalf: Bool { width == 0 }
}

extension Cell {
  package init(_ scalar: Unicode.Scalar = " ", style: Style = .plain) {
    self.init(glyph: Glyph(scalar), style: style, width: 1)
  }
}
