/// How much of a length a part of a layout takes.
package enum Extent: Hashable, Sendable {
  /// Exactly so many cells.
  case fixed(Int)
  /// A share of what the fixed parts leave, by weight, and never less than the minimum while there is room.
  case share(_ weight: Int = 1, minimum: Int = 0)
}

extension Rect {
  package func inset(by amount: Int) -> Rect { inset(x: amount, y: amount) }

  /// Takes `dx` columns off the left and the right and `dy` rows off the top and the bottom.
  package func inset(x dx: Int = 0, y dy: Int = 0) -> Rect { inset(left: dx, top: dy, right: dx, bottom: dy) }

  package func inset(left: Int = 0, top: Int = 0, right: Int = 0, bottom: Int = 0) -> Rect {
    Rect(
      x: x + min(left, width), y: y + min(top, height), width: width - left - right, height: height - top - bottom)
  }

  /// The upper `rows` rows and what is left below them.
  package func splitTop(_ rows: Int) -> (top: Rect, rest: Rect) {
    let taken = min(max(0, rows), height)
    return (
      Rect(x: x, y: y, width: width, height: taken),
      Rect(x: x, y: y + taken, width: width, height: height - taken)
    )
  }

  /// The lower `rows` rows and what is left above them.
  package func splitBottom(_ rows: Int) -> (bottom: Rect, rest: Rect) {
    let (rest, bottom) = splitTop(height - min(max(0, rows), height))
    return (bottom, rest)
  }

  package func splitLeft(_ columns: Int) -> (left: Rect, rest: Rect) {
    let taken = min(max(0, columns), width)
    return (
      Rect(x: x, y: y, width: taken, height: height),
      Rect(x: x + taken, y: y, width: width - taken, height: height)
    )
  }

  package func splitRight(_ columns: Int) -> (right: Rect, rest: Rect) {
    let (rest, right) = splitLeft(width - min(max(0, columns), width))
    return (right, rest)
  }

  /// Row number `index` as a rectangle one row high; empty outside.
  package func row(_ index: Int) -> Rect {
    guard index >= 0, index < height else { return Rect(x: x, y: y, width: width, height: 0) }
    return Rect(x: x, y: y + index, width: width, height: 1)
  }

  /// Parts from left to right, with `gap` columns between them; they never overlap or leave the rectangle.
  package func splitColumns(_ extents: [Extent], gap: Int = 0) -> [Rect] {
    spans(of: extents, over: width, gap: gap).map { Rect(x: x + $0.start, y: y, width: $0.length, height: height) }
  }

  /// Parts from top to bottom, with `gap` rows between them; they never overlap or leave the rectangle.
  package func splitRows(_ extents: [Extent], gap: Int = 0) -> [Rect] {
    spans(of: extents, over: height, gap: gap).map { Rect(x: x, y: y + $0.start, width: width, height: $0.length) }
  }

  /// A rectangle of `size` in the middle, made smaller where it does not fit.
  package func centered(_ size: Size) -> Rect {
    let fitted = Size(min(size.width, width), min(size.height, height))
    return Rect(origin: Point(x + (width - fitted.width) / 2, y + (height - fitted.height) / 2), size: fitted)
  }
}

/// Where each part starts and how long it is. Earlier parts win where there is too little room.
private func spans(of extents: [Extent], over length: Int, gap: Int) -> [(start: Int, length: Int)] {
  let gaps = max(0, gap) * max(0, extents.count - 1)
  var lengths = extents.map { extent in
    switch extent {
    case .fixed(let cells): max(0, cells)
    case .share(_, let minimum): max(0, minimum)
    }
  }
  shareOut(length - gaps - lengths.reduce(0, +), to: extents, in: &lengths)
  var position = 0
  return zip(extents.indices, lengths).map { index, wanted in
    let start = min(length, position + (index > 0 ? gap : 0))
    let taken = max(0, min(wanted, length - start))
    position = start + taken
    return (start, taken)
  }
}

/// Raises the shares above their minima until the whole length is used in proportion to the weights.
private func shareOut(_ spare: Int, to extents: [Extent], in lengths: inout [Int]) {
  guard spare > 0 else { return }
  var open: [(index: Int, weight: Int)] = extents.enumerated().compactMap { index, extent in
    if case .share(let weight, _) = extent, weight > 0 { (index, weight) } else { nil }
  }
  var total = spare + open.reduce(0) { $0 + lengths[$1.index] }
  while !open.isEmpty {
    let weights = open.reduce(0) { $0 + $1.weight }
    // A part whose minimum exceeds its share keeps the minimum; the others share the rest.
    if let kept = open.firstIndex(where: { lengths[$0.index] * weights > total * $0.weight }) {
      total -= lengths[open[kept].index]
      open.remove(at: kept)
      continue
    }
    var used = 0
    var seen = 0
    for part in open {
      seen += part.weight
      let end = total * seen / weights
      lengths[part.index] = end - used
      used = end
    }
    return
  }
}
