import Canvas
import Telemetry
import Testing

@testable import Dashboard

@Suite("The layout")
struct LayoutTests {
  static let subjects: [LabLayout.Subject] = [
    .forecast, .numbers, .classes(10, names: 8, pictures: true), .classes(26),
  ]

  @Test("Panels never overlap and never leave the screen, from 40×10 to 170×55", arguments: subjects)
  func panelsAreApart(_ subject: LabLayout.Subject) {
    for width in 40...170 {
      for height in 10...55 {
        for focus in LabScreen.Panel.allCases {
          let frame = ScreenFrame(size: Size(width, height))
          let panels =
            LabLayout(size: Size(width, height), focus: focus, subject: subject).panels
            + frame.parts.filter { $0 != frame.body }
          for (index, panel) in panels.enumerated() {
            #expect(panel.minX >= 0 && panel.minY >= 0 && panel.maxX <= width && panel.maxY <= height)
            #expect(!panel.isEmpty)
            for other in panels[(index + 1)...] where panel.intersects(other) {
              Issue.record("\(width)×\(height) \(focus): \(panel) overlaps \(other)")
            }
          }
          // Nothing is left over: the panels cover the screen.
          let area = panels.reduce(0) { $0 + $1.width * $1.height }
          #expect(area == width * height, "\(width)×\(height) \(focus) leaves cells empty")
        }
      }
    }
  }

  @Test("Whatever panels are chosen, those that are shown cover the screen and lie apart", arguments: subjects)
  func choicesAreCovered(_ subject: LabLayout.Subject) {
    for bits in 0..<64 {
      let panels = Set(LayoutChoice.Panel.allCases.enumerated().filter { bits >> $0.offset & 1 == 1 }.map(\.element))
      for width in [40, 63, 64, 80, 109, 110, 160, 300] {
        for height in [10, 15, 20, 24, 28, 36, 50, 100] {
          for (knobs, curve) in [(nil, 40), (20, 0), (70, 80)] as [(Int?, Int)] {
            let size = Size(width, height)
            let choice = LayoutChoice(panels: panels, knobsWidth: knobs, curveHeight: curve)
            let layout = LabLayout(size: size, focus: .curve, subject: subject, choice: choice)
            let frame = ScreenFrame(size: size)
            let rects = layout.panels + frame.parts.filter { $0 != frame.body }
            #expect(rects.reduce(0) { $0 + $1.width * $1.height } == width * height, "\(size) \(choice)")
            for (index, rect) in rects.enumerated() {
              #expect(!rect.isEmpty && rects[(index + 1)...].allSatisfy { !$0.intersects(rect) }, "\(size) \(choice)")
            }
            #expect(layout.curve != nil)
            let shown: [(LayoutChoice.Panel, Rect?)] = [
              (.knobs, layout.knobs), (.forecast, layout.forecast), (.predictions, layout.table),
              (.rungs, layout.overview), (.journal, layout.journal), (.inside, layout.inside),
            ]
            for (panel, rect) in shown where !panels.contains(panel) { #expect(rect == nil) }
          }
        }
      }
    }
  }

  @Test("At 80×24 header 1, ladder 1, curve and knobs 9, forecast 5, table 7, keys 1")
  func sketchIsKept() {
    let layout = LabLayout(size: Size(80, 24), focus: .knobs)
    #expect(layout.curve?.height == 9 && layout.knobs?.height == 9)
    #expect(layout.forecast == Rect(x: 0, y: 11, width: 80, height: 5))
    #expect(layout.table == Rect(x: 0, y: 16, width: 80, height: 7))
    let frame = ScreenFrame(size: Size(80, 24))
    #expect(frame.header.height == 1 && frame.keys == Rect(x: 0, y: 23, width: 80, height: 1))
    #expect(frame.message == nil && layout.overview == nil)
  }

  @Test("Where pictures are told apart, gallery and matrix stand side by side, at 80×24 in 13 rows")
  func picturesStandBeside() throws {
    let subject = LabLayout.Subject.classes(10, pictures: true)
    let small = LabLayout(size: Size(80, 24), focus: .knobs, subject: subject)
    let (gallery, matrix) = (try #require(small.forecast), try #require(small.table))
    #expect(gallery.y == matrix.y && gallery.height == 13 && matrix.width == 36 && small.inside == nil)
    let looking = LabLayout(size: Size(80, 24), focus: .inside, subject: subject)
    #expect(looking.inside == Rect(x: 0, y: gallery.y, width: 80, height: 13) && looking.curve == small.curve)
    let large = LabLayout(size: Size(160, 50), focus: .curve, rungs: 3, subject: subject)
    #expect(large.inside != nil && large.journal == nil && large.overview != nil)
    #expect(LabLayout(size: Size(160, 70), focus: .curve, rungs: 3, subject: subject).journal != nil)
  }

  @Test("Panels are dropped in order: table, forecast, knobs; the curve stays", arguments: [Size(80, 1), Size(50, 1)])
  func dropOrder(_ width: Size) {
    var before = 4
    for height in (10...40).reversed() {
      let layout = LabLayout(size: Size(width.width, height), focus: .curve)
      let present = [layout.curve, layout.knobs, layout.forecast, layout.table].map { $0 != nil }
      let count = present.count { $0 }
      #expect(count <= before)
      before = count
      // What is present is always a beginning of the order.
      #expect(Array(present.prefix(count)) == Array(repeating: true, count: count))
    }
  }

  @Test("A dropped panel that gets the focus takes the curve's place", arguments: LabScreen.Panel.allCases)
  func focusBringsForward(_ focus: LabScreen.Panel) {
    let layout = LabLayout(size: Size(40, 10), focus: focus)
    #expect(layout.rect(of: focus) == Rect(x: 0, y: 2, width: 40, height: 7))
  }

  @Test("Below 40×10 a sentence says what is needed")
  func tooSmall() {
    let text = Scene.training.surface(39, 10).lines().joined(separator: " ")
    #expect(text.contains("needs 40×10") && text.contains("39×10"))
  }
}
