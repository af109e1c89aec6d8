/// Rows under a header, in columns that are dropped by priority where they don't fit.
package struct TableView: Widget, Sendable {
  package var columns: [Column]
  /// What is drawn; may be a window of a longer list, whose row number `firstRow` is `rows[0]`.
  package var rows: [Row]
  package var firstRow: Int
  /// Number of the highlighted row in the whole list.
  package var selected: Int?
  /// First row of the whole list to show. The selected row is brought into view from there.
  package var offset: Int
  package var hasHeader: Bool
  package var gap: Int

  package init(
    columns: [Column], rows: [Row], firstRow: Int = 0, selected: Int? = nil, offset: Int = 0, hasHeader: Bool = true,
    gap: Int = 2
  ) {
    self.columns = columns
    self.rows = rows
    self.firstRow = firstRow
    self.selected = selected
    self.offset = offset
    self.hasHeader = hasHeader
    self.gap = gap
  }

  package struct Column: Hashable, Sendable {
    package var title: StyledText
    package var alignment: Alignment
    package var width: Width
    /// Columns of a lower priority are dropped first; of equal ones the last.
    package var priority: Int

    package init(_ title: StyledText, alignment: Alignment = .left, width: Width = .fit(), priority: Int = 0) {
      self.title = title
      self.alignment = alignment
      self.width = width
      self.priority = priority
    }
  }

  package enum Width: Hashable, Sendable {
    case fixed(Int)
    /// As wide as its title and its widest cell, between bounds.
    case fit(minimum: Int = 0, maximum: Int = .max)
    /// As `fit`, and takes a share of the columns that are left over.
    case grow(minimum: Int = 0, weight: Int = 1)
  }

  package struct Row: Hashable, Sendable, ExpressibleByArrayLiteral {
    package var cells: [StyledText]
    /// Under the cells' own styles; nil takes the theme's text.
    package var style: Style?

    package init(_ cells: [StyledText], style: Style? = nil) {
      self.cells = cells
      self.style = style
    }

    package init(arrayLiteral elements: StyledText...) { self.init(elements) }
  }

  /// Rows that fit into a height, under the header.
  package func visibleRows(height: Int) -> Int { max(0, height - (hasHeader ? 1 : 0)) }

  package func draw(on surface: inout Surface, in rect: Rect, look: Look) {
    _ = rect
  }
}
