import Testing

@testable import Canvas

@Suite("Rectangles")
struct LayoutTests {
  @Test("Splits cover the rectangle without overlap", arguments: [0, 1, 2, 7, 40])
  func splitsCover(width: Int) {
    let rect = Rect(x: 3, y: 5, width: width, height: 4)
    let parts = rect.splitColumns([.share(2), .fixed(3), .share(1, minimum: 4)])
    #expect(parts.reduce(0) { $0 + $1.width } == width)
    for (left, right) in zip(parts, parts.dropFirst()) { #expect(left.maxX == right.minX) }
    #expect(parts.allSatisfy { rect.contains($0) })
  }

  @Test("Shares go by weight, minima are kept, gaps are left")
  func shares() {
    let rect = Rect(x: 0, y: 0, width: 50, height: 20)
    #expect(rect.splitColumns([.share(3), .share(1)]).map(\.width) == [37, 13])
    #expect(rect.splitColumns([.share(), .fixed(10), .share()], gap: 1).map(\.width) == [19, 10, 19])
    #expect(rect.splitRows([.share(1, minimum: 15), .share(3)]).map(\.height) == [15, 5])
    #expect(rect.splitRows([.fixed(18), .fixed(18)]).map(\.height) == [18, 2])
  }

  @Test("Insets and halves never leave the rectangle")
  func insets() {
    let rect = Rect(x: 2, y: 2, width: 3, height: 1)
    #expect(rect.inset(by: 2).isEmpty)
    #expect(rect.contains(rect.inset(by: 2)))
    #expect(rect.splitTop(9).top == rect)
    #expect(rect.splitRight(1).right == Rect(x: 4, y: 2, width: 1, height: 1))
    #expect(rect.row(1).isEmpty)
    #expect(rect.centered(Size(9, 9)) == rect)
  }

  @Test("Disjoint rectangles have nothing in common")
  func intersections() {
    let first = Rect(x: 0, y: 0, width: 4, height: 4)
    #expect(!first.intersects(Rect(x: 4, y: 0, width: 2, height: 2)))
    #expect(first.intersection(Rect(x: 2, y: 3, width: 9, height: 9)) == Rect(x: 2, y: 3, width: 2, height: 1))
  }
}
