extension Surface {
  /// Writes one line of text and returns the columns that it takes, at most `maxWidth`, whether they lie in the clip or not.
  ///
  /// Control characters and bidirectional overrides are left out; tabs and line ends become spaces. Colours that the
  /// style lacks stay those of the cells.
  @discardableResult
  package mutating func put(
    _ text: String, at origin: Point, style: Style = .plain, maxWidth: Int = .max
  ) -> Int {
    let room = max(0, maxWidth)
    guard origin.y >= clip.minY, origin.y < clip.maxY, origin.x < clip.maxX else {
      return min(room, TextWidth.width(of: text))
    }
    var steps = ClusterSteps()
    var used = 0
    var last = (x: Int.min, width: 0)
    for scalar in text.unicodeScalars {
      switch steps.next(scalar) {
      case .place(let placed, let width):
        guard used + width <= room else { return used }
        last = (origin.x + used, width)
        put(glyph: Glyph(placed), width: width, x: last.x, y: origin.y, style: style)
        used += width
      case .join(let mark):
        if last.width > 0 { join(mark, toGlyphAt: last.x, origin.y, width: last.width) }
      case .drop:
        break
      }
    }
    return used
  }

  /// Writes runs one after the other and returns the columns that they take.
  @discardableResult
  package mutating func put(_ line: StyledText, at origin: Point, maxWidth: Int = .max) -> Int {
    put(line, at: origin, base: .plain, maxWidth: maxWidth)
  }

  /// As `put`, with colours and attributes that the runs lack taken from `base`.
  @discardableResult
  package mutating func put(_ line: StyledText, at origin: Point, base: Style, maxWidth: Int = .max) -> Int {
    var used = 0
    for span in line.spans {
      let style = span.style == .plain ? base : span.style.over(base)
      let taken = put(
        span.text, at: Point(origin.x + used, origin.y), style: style, maxWidth: max(0, maxWidth - used))
      used += taken
      if used >= maxWidth { break }
    }
    return used
  }

  /// Writes a line into a field, cut with an ellipsis where it is too long.
  package mutating func put(
    _ line: StyledText, in field: Rect, alignment: Alignment = .left, base: Style = .plain, ellipsis: String = "…"
  ) {
    guard !field.isEmpty else { return }
    let fitted = line.truncated(to: field.width, ellipsis: ellipsis)
    let spare = field.width - fitted.width
    let x =
      switch alignment {
      case .left: field.x
      case .right: field.x + spare
      case .center: field.x + spare / 2
      }
    put(fitted, at: Point(x, field.y), base: base, maxWidth: field.maxX - x)
  }

  /// Scalars that a terminal prints for a cell: the base and up to `marks` zero-width marks. A joined emoji is cut to its
  /// first part, which takes the same two columns in every terminal.
  package func printableScalars(of cell: Cell, marks: Int = 4) -> [Unicode.Scalar] {
    if let scalar = cell.glyph.scalar { return [scalar] }
    let scalars = Array(text(of: cell).unicodeScalars)
    guard let base = scalars.first else { return [" "] }
    let following = scalars.dropFirst().prefix {
      $0.value != TextWidth.zeroWidthJoiner && TextWidth.width(of: $0) == 0
    }
    return [base] + following.prefix(marks)
  }
}
