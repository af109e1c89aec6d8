/// How many columns text takes in a terminal.
///
/// Marks, joiners and controls take none, East Asian wide and fullwidth characters and emoji take two. Variation
/// selectors are dropped, so that a character takes the width of its base in every terminal.
package enum TextWidth {
  /// 0, 1 or 2 columns.
  package static func width(of scalar: Unicode.Scalar) -> Int {
    let value = scalar.value
    if value < 0x300 { return isPrintableLatin(value) ? 1 : 0 }
    if isChartSymbol(value) { return 1 }
    if isSymbol(value) { return isWide(value) ? 2 : 1 }
    if isConjoiningJamo(value) || isDropped(scalar) { return 0 }
    if isWide(value) { return isMark(scalar) ? 0 : 2 }
    return isMark(scalar) || value == zeroWidthJoiner ? 0 : 1
  }

  /// Columns of a grapheme cluster.
  package static func width(of character: Character) -> Int { width(of: String(character)) }

  /// Columns that ``Surface/put(_:at:style:maxWidth:)`` uses for the text.
  package static func width(of text: String) -> Int {
    var fast = 0
    // Most text is ASCII: its bytes are its columns.
    for byte in text.utf8 {
      guard byte >= 0x20, byte < 0x7F else { return slowWidth(of: text) }
      fast += 1
    }
    return fast
  }

  private static func slowWidth(of text: String) -> Int {
    var steps = ClusterSteps()
    var total = 0
    for scalar in text.unicodeScalars {
      if case .place(_, let width) = steps.next(scalar) { total += width }
    }
    return total
  }

  /// The longest beginning of the text that fits, ended by `ellipsis` where something was cut off.
  package static func truncated(_ text: String, to columns: Int, ellipsis: String = "…") -> String {
    guard columns > 0 else { return "" }
    guard width(of: text) > columns else { return text }
    let tail = width(of: ellipsis) <= columns ? ellipsis : ""
    var left = columns - width(of: tail)
    var result = ""
    for character in text {
      let taken = width(of: character)
      guard taken <= left else { break }
      left -= taken
      result.append(character)
    }
    return result + tail
  }

  /// The longest ending of the text that fits, begun by `ellipsis` where something was cut off: for paths.
  package static func truncatedAtStart(_ text: String, to columns: Int, ellipsis: String = "…") -> String {
    guard columns > 0 else { return "" }
    guard width(of: text) > columns else { return text }
    let head = width(of: ellipsis) <= columns ? ellipsis : ""
    var left = columns - width(of: head)
    var kept: [Character] = []
    for character in text.reversed() {
      let taken = width(of: character)
      guard taken <= left else { break }
      left -= taken
      kept.append(character)
    }
    return head + String(kept.reversed())
  }

  /// The text filled with spaces to `columns`, or cut.
  package static func padded(_ text: String, to columns: Int, _ alignment: Alignment = .left) -> String {
    let fitted = truncated(text, to: columns)
    let spare = max(0, columns - width(of: fitted))
    let before =
      switch alignment {
      case .left: 0
      case .right: spare
      case .center: spare / 2
      }
    return String(repeating: " ", count: before) + fitted + String(repeating: " ", count: spare - before)
  }

  /// The text without control characters, bidirectional overrides and other invisible format characters; tabs and
  /// line ends become spaces. What untrusted text goes through before it is stored for the screen.
  package static func cleaned(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if isBlankControl(scalar.value) {
        result.append(" ")
      } else if scalar.value == zeroWidthJoiner || !isDropped(scalar) {
        result.append(scalar)
      }
    }
    return String(result)
  }
}

/// Where text stands in a field that is wider than it.
package enum Alignment: Hashable, Sendable { case left, right, center }

/// Walks through scalars and says for each whether it takes columns of its own.
struct ClusterSteps {
  enum Step {
    /// Its own cell, or two.
    case place(Unicode.Scalar, width: Int)
    /// Belongs to the glyph before it.
    case join(Unicode.Scalar)
    case drop
  }

  private var previousWidth = 0
  private var afterJoiner = false

  mutating func next(_ scalar: Unicode.Scalar) -> Step {
    let value = scalar.value
    if value >= 0x20, value < 0x7F { return place(scalar, 1) }
    if TextWidth.isBlankControl(value) { return place(" ", 1) }
    if value == TextWidth.zeroWidthJoiner {
      // Joins emoji alone; between letters it is invisible and may be left out.
      afterJoiner = previousWidth == 2
      return afterJoiner ? .join(scalar) : .drop
    }
    let width = TextWidth.width(of: scalar)
    if afterJoiner, width > 0 {
      afterJoiner = false
      return .join(scalar)
    }
    if width == 0 {
      return previousWidth > 0 && !TextWidth.isDropped(scalar) ? .join(scalar) : .drop
    }
    if TextWidth.isSkinTone(value), previousWidth == 2 { return .join(scalar) }
    return place(scalar, width)
  }

  private mutating func place(_ scalar: Unicode.Scalar, _ width: Int) -> Step {
    previousWidth = width
    afterJoiner = false
    return .place(scalar, width: width)
  }
}
