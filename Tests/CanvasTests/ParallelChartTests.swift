import Testing

@testable import Canvas

@Suite("Parallel coordinates")
struct ParallelChartTests {
  private func chart(_ lines: [[Double?]]) -> ParallelChart {
    var chart = ParallelChart(
      axes: [("rate", "0.1", "1e-3"), ("score", "0.5", "0.9")].map {
        ParallelChart.Axis(title: StyledText($0.0), top: $0.1, bottom: $0.2)
      })
    chart.lines = lines.map { ParallelChart.Line(positions: $0, style: .plain) }
    return chart
  }

  @Test("Titles above, ends at the ends, lines between")
  func drawing() {
    let lines = drawn(chart([[1, 0], [0, 0]]), 24, 8, look: .ascii)
    #expect(lines.first == "  rate           score  " && lines[1] == "   0.1            0.5   ", "\(lines)")
    #expect(lines.last == "  1e-3            0.9   ", "\(lines)")
    #expect(lines.dropFirst(2).dropLast().allSatisfy { Array($0)[4] == "|" && Array($0)[19] == "|" }, "\(lines)")
    // One falls all the way, the other runs along the bottom.
    let marks = lines[2...6].map { $0.count { $0 != " " } - 2 }
    #expect(marks.allSatisfy { $0 > 1 } && marks[4] == 14 && marks[0] < 6, "\(lines)")
  }

  @Test("A line without a value is broken there")
  func broken() {
    #expect(drawn(chart([[1, nil]]), 24, 8) == drawn(chart([]), 24, 8))
  }

  @Test("What is in front clears its cells, what stands back is dotted and gives way")
  func ranks() {
    var chart = chart([[0.5, 0.5], [0.5, 0.5], [0.5, 0.5]])
    chart.lines[0].rank = .back
    chart.lines[0].style = .bold
    chart.lines[2].rank = .front
    chart.lines[2].symbol = 1
    var surface = Surface(size: Size(24, 8))
    chart.draw(on: &surface, in: surface.bounds, look: .plain)
    let layout = ParallelChart.Layout(axes: 2, in: surface.bounds)
    #expect(surface.lines()[layout.row(of: 0.5)].contains("◆"))
    #expect(!surface.bounds.columns.contains { surface[$0, layout.row(of: 0.5)].style == .bold })
    chart.lines.removeLast(2)
    let dotted = drawn(chart, 24, 8).joined().unicodeScalars.filter { (0x2801...0x28FF).contains($0.value) }
    #expect(!dotted.isEmpty && dotted.count < 14)
  }

  @Test("Rows and positions are each other's inverse; the nearest axis is found")
  func layout() {
    let layout = ParallelChart.Layout(axes: 4, in: Rect(x: 3, y: 2, width: 60, height: 14))
    #expect(layout.columns == [8, 24, 41, 57] || layout.columns == [8, 24, 40, 57], "\(layout.columns)")
    for row in layout.plot.rows { #expect(layout.row(of: layout.position(of: row)) == row) }
    #expect(layout.position(of: -5) == 1 && layout.position(of: 99) == 0)
    #expect(layout.axis(nearest: 0) == 0 && layout.axis(nearest: 39) == 2 && layout.axis(nearest: 80) == 3)
  }
}
