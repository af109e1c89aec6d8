/// A run of text in one style.
package struct Span: Hashable, Sendable {
  package var text: String
  package var style: Style

  package init(_ text: String, _ style: Style = .plain) {
    self.text = text
    self.style = style
  }

  package var width: Int { TextWidth.width(of: text) }
}

/// A line of runs in styles of their own.
package struct StyledText: Hashable, Sendable, ExpressibleByStringInterpolation, ExpressibleByArrayLiteral {
  package var spans: [Span]

  package init(_ spans: [Span] = []) { self.spans = spans }
  package init(_ text: String, _ style: Style = .plain) { spans = text.isEmpty ? [] : [Span(text, style)] }
  package init(stringLiteral value: String) { self.init(value) }
  package init(arrayLiteral elements: Span...) { spans = elements }

  package var isEmpty: Bool { spans.allSatisfy { $0.text.isEmpty } }
  package var width: Int { spans.reduce(0) { $0 + $1.width } }
  package var plainText: String { spans.reduce(into: "") { $0 += $1.text } }

  package mutating func append(_ text: String, _ style: Style = .plain) { spans.append(Span(text, style)) }
  package mutating func append(_ other: StyledText) { spans += other.spans }
  package static func + (left: StyledText, right: StyledText) -> StyledText { StyledText(left.spans + right.spans) }

  /// The longest beginning that fits, ended by `ellipsis` where something was cut off.
  package func truncated(to columns: Int, ellipsis: String = "…") -> StyledText {
    guard width > columns else { return self }
    var left = max(0, columns)
    var result: [Span] = []
    for (index, span) in spans.enumerated() {
      let rest = spans[(index + 1)...].reduce(0) { $0 + $1.width }
      let taken = span.width
      if taken + min(rest, 1) <= left {
        result.append(span)
        left -= taken
      } else {
        // One column more than fits makes the run end in the ellipsis.
        let cut = taken <= left ? span.text + ellipsis : span.text
        result.append(Span(TextWidth.truncated(cut, to: left, ellipsis: ellipsis), span.style))
        break
      }
    }
    return StyledText(result)
  }
}
