import CCurses
import Canvas

/// The ncurses attributes and colour pair of each style in use.
///
/// Pairs are made as they are needed. When they run out the table is emptied and the frame painted anew.
struct StyleTable {
  struct Entry {
    var attributes: attr_t
    var pair: Int32
  }

  private let depth: ColorDepth
  private let colors: Int
  /// Colours that stand for "none": −1 where ncurses can use the terminal's own.
  private let none: (foreground: Int32, background: Int32)
  private let limit: Int32
  private var entries: [Style: Entry] = [:]
  private var pairs: [UInt64: Int32] = [:]
  private var last: (style: Style, entry: Entry)
  /// No pair was left for a style since the table was emptied.
  private(set) var isExhausted = false

  /// To be made after `newterm`; starts colour unless `depth` has none.
  init(depth: ColorDepth) {
    last = (.plain, Entry(attributes: 0, pair: 0))
    guard depth != .monochrome, start_color() == OK else {
      (self.depth, colors, none, limit) = (.monochrome, 0, (-1, -1), 0)
      return
    }
    none = use_default_colors() == OK ? (-1, -1) : (7, 0)
    colors = Int(cc_color_count())
    limit = min(cc_pair_count(), 0x7FFF)
    self.depth = depth
  }

  mutating func entry(for style: Style) -> Entry {
    if style == last.style { return last.entry }
    let result: Entry
    if let known = entries[style] {
      result = known
    } else {
      result = make(style)
      // Bounded, though gradients may make many styles of few colours.
      if entries.count > 1 << 14 { entries.removeAll(keepingCapacity: true) }
      if !isExhausted { entries[style] = result }
    }
    last = (style, result)
    return result
  }

  mutating func empty() {
    entries.removeAll(keepingCapacity: true)
    pairs.removeAll(keepingCapacity: true)
    last = (.plain, Entry(attributes: 0, pair: 0))
    isExhausted = false
  }

  private mutating func make(_ style: Style) -> Entry {
    var attributes = attr_t(0)
    if style.attributes.contains(.bold) { attributes |= cc_bold }
    if style.attributes.contains(.dim) { attributes |= cc_dim }
    if style.attributes.contains(.italic) { attributes |= cc_italic }
    if style.attributes.contains(.underline) { attributes |= cc_underline }
    if style.attributes.contains(.reverse) { attributes |= cc_reverse }
    var (foreground, background) = indices(of: style)
    if depth == .sixteen, colors < 16 {
      // Eight colours: bold makes the bright ones.
      if let bright = foreground, bright >= 8 {
        foreground = bright - 8
        attributes |= cc_bold
      }
      background = background.map { $0 & 7 }
      if foreground != nil, foreground == background { foreground = background == 0 ? 7 : 0 }
    }
    guard foreground != nil || background != nil else { return Entry(attributes: attributes, pair: 0) }
    return Entry(attributes: attributes, pair: pair(foreground ?? none.foreground, background ?? none.background))
  }

  private func indices(of style: Style) -> (Int32?, Int32?) {
    if depth == .trueColor {
      return (style.foreground.map { Int32($0.hex) }, style.background.map { Int32($0.hex) })
    }
    let (foreground, background) = style.indices(depth)
    return (foreground.map { Int32($0) }, background.map { Int32($0) })
  }

  private mutating func pair(_ foreground: Int32, _ background: Int32) -> Int32 {
    let key = UInt64(UInt32(bitPattern: foreground)) << 32 | UInt64(UInt32(bitPattern: background))
    if let known = pairs[key] { return known }
    let number = Int32(pairs.count + 1)
    guard number < limit, init_extended_pair(number, foreground, background) == OK else {
      isExhausted = true
      return 0
    }
    pairs[key] = number
    return number
  }
}
