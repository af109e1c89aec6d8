/// Rows under a header, in columns that are dropped by priority where they don't fit.
package struct TableView: Widget, Sendable {
  package var columns: [Column]
  /// What is drawn; may be a window of a longer list, whose row number `firstRow` is `rows[0]`.
  package var rows: [Row]
  package var firstRow: Int
  /// Number of the highlighted row in the whole list.
  package var selected: Int?
  /// First row of the whole list to show; moved where the selected row would not be seen.
  package var offset: Int
  package var hasHeader: Bool
  /// Columns between columns; more, up to `maximumGap`, where there is room.
  package var gap: Int
  package var maximumGap: Int

  package init(
    columns: [Column], rows: [Row], firstRow: Int = 0, selected: Int? = nil, offset: Int = 0, hasHeader: Bool = true,
    gap: Int = 2, maximumGap: Int = 5
  ) {
    self.columns = columns
    self.rows = rows
    self.firstRow = firstRow
    self.selected = selected
    self.offset = offset
    self.hasHeader = hasHeader
    self.gap = gap
    self.maximumGap = max(gap, maximumGap)
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

  /// The first row to show so that the selected one is seen.
  package func firstVisibleRow(height: Int) -> Int {
    let visible = visibleRows(height: height)
    guard let selected, visible > 0 else { return max(0, offset) }
    return max(0, min(max(offset, selected - visible + 1), selected))
  }

  package func draw(on surface: inout Surface, in rect: Rect, look: Look) {
    guard !rect.isEmpty, !columns.isEmpty else { return }
    let places = placedColumns(width: rect.width)
    surface.clipped(to: rect) { surface in
      var y = rect.y
      if hasHeader {
        for (column, start, width) in places {
          put(
            columns[column].title, column, Rect(x: rect.x + start, y: y, width: width, height: 1),
            look.style(.header), on: &surface, look)
        }
        y += 1
      }
      let first = firstVisibleRow(height: rect.height)
      for number in first..<first + visibleRows(height: rect.height) {
        if let row = row(number) { draw(row, number, y, places, on: &surface, in: rect, look) }
        y += 1
      }
    }
  }

  private func row(_ number: Int) -> Row? {
    let index = number - firstRow
    return rows.indices.contains(index) ? rows[index] : nil
  }

  private func draw(
    _ row: Row, _ number: Int, _ y: Int, _ places: [Place], on surface: inout Surface, in rect: Rect, _ look: Look
  ) {
    let base = row.style.map { $0.over(look.style(.text)) } ?? look.style(.text)
    for (column, start, width) in places where column < row.cells.count {
      put(
        row.cells[column], column, Rect(x: rect.x + start, y: y, width: width, height: 1), base, on: &surface, look)
    }
    if number == selected {
      surface.select(Rect(x: rect.x, y: y, width: rect.width, height: 1), look: look)
    }
  }

  private func put(
    _ text: StyledText, _ column: Int, _ field: Rect, _ base: Style, on surface: inout Surface, _ look: Look
  ) {
    surface.put(text, in: field, alignment: columns[column].alignment, base: base, ellipsis: look.ellipsis)
  }
}

extension TableView {
  package typealias Place = (column: Int, start: Int, width: Int)

  /// Which columns fit, where each starts and how wide it is.
  package func placedColumns(width: Int) -> [Place] {
    var natural = columns.indices.map { naturalWidth($0) }
    var kept = Array(columns.indices)
    func total() -> Int { kept.reduce(0) { $0 + natural[$1] } + gap * max(0, kept.count - 1) }
    while total() > width, kept.count > 1, let lowest = kept.map({ columns[$0].priority }).min() {
      guard let index = kept.lastIndex(where: { columns[$0].priority == lowest }) else { break }
      kept.remove(at: index)
    }
    let gaps = max(1, kept.count - 1)
    let wideGap = min(maximumGap, gap + max(0, width - total()) / gaps)
    grow(kept, by: width - total() - (wideGap - gap) * (kept.count - 1), &natural)
    var start = 0
    return kept.map { column in
      let place = (column: column, start: start, width: min(natural[column], max(0, width - start)))
      start += natural[column] + wideGap
      return place
    }
  }

  private func naturalWidth(_ index: Int) -> Int {
    let column = columns[index]
    func content() -> Int {
      rows.reduce(hasHeader ? column.title.width : 0) { widest, row in
        index < row.cells.count ? max(widest, row.cells[index].width) : widest
      }
    }
    switch column.width {
    case .fixed(let width): return max(0, width)
    case .fit(let minimum, let maximum): return min(max(content(), minimum), maximum)
    case .grow(let minimum, _): return max(content(), minimum)
    }
  }

  private func grow(_ kept: [Int], by spare: Int, _ widths: inout [Int]) {
    let growing: [(column: Int, weight: Int)] = kept.compactMap { column in
      if case .grow(_, let weight) = columns[column].width, weight > 0 { (column, weight) } else { nil }
    }
    let weights = growing.reduce(0) { $0 + $1.weight }
    guard spare > 0, weights > 0 else { return }
    var seen = 0
    var used = 0
    for (column, weight) in growing {
      seen += weight
      let end = spare * seen / weights
      widths[column] += end - used
      used = end
    }
  }
}
