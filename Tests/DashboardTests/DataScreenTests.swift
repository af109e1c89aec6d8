import Canvas
import Telemetry
import Testing

@testable import Dashboard

@Suite("The Data screen")
struct DataScreenTests {
  private func press(_ state: inout State, _ keys: Key...) -> [Effect] {
    keys.flatMap { reduce(&state, .input(.key($0))) }
  }

  private func lines(_ state: State, _ width: Int = 80, _ height: Int = 24) -> [String] {
    var state = state
    _ = reduce(&state, .input(.resize(Size(width, height))))
    return render(state, size: Size(width, height), look: Look(), curves: Scene.data.curves).lines()
  }

  /// Without runs, so that nothing asks back.
  private var quiet: State {
    var state = State()
    _ = reduce(&state, .input(.resize(Size(80, 24))))
    for message in Scene.dataMessages {
      if case .event = message { continue }
      _ = reduce(&state, message)
    }
    _ = press(&state, .character("3"))
    return state
  }

  @Test("The auditor's findings count as leaks; what the report tells already is not told twice")
  func audit() {
    var state = Scene.data.state
    func text() -> String {
      render(state, size: Size(160, 120), look: Look(), curves: FixedCurves()).lines().joined(separator: "\n")
    }
    _ = reduce(&state, .audit(DataStory.audit))
    let leaks = DataStory.report.leaks.count + 1
    #expect(text().contains("glatt is the mean of 7 rows") && text().contains("\(leaks) leaks"))
    #expect(!text().contains("told in the report"))
    #expect(text().contains("\(Numbers.group(1_637_659)) comparisons for leaks"))
    #expect(
      text().contains("! moving means: 1 finding in \(Numbers.group(5_120)) comparisons (columns and means ahead)"))
    _ = reduce(&state, .audit(DataStory.cleanAudit))
    #expect(text().contains("✓ no leaks from the future: \(Numbers.group(1_637_659)) comparisons"))
    #expect(
      text().contains(
        "✓ moving means: nothing found in \(Numbers.group(5_120)) comparisons (columns and means ahead)"))
    #expect(text().contains("· scaled before: nothing to compare in these data (all rows and training rows)"))
    _ = reduce(&state, .session(Scene.story.session))
    #expect(state.data.audit == nil)
  }

  @Test("At 80×24 everything named is in sight")
  func complete() {
    let text = lines(Scene.data.state).joined(separator: "\n")
    for part in [
      "Columns", "电力负荷", "Temperatu", "Last kWh", "Options", "semicolon", "Grains", "30min", "1w ✗",
      "Autocorrelation", "1 d", "1 w", "Findings", "1 leak", "3 gaps", "3 odd", "longest 40 before", "Files",
      "需求-😀.csv",
      "training 60 %", "valid 15 %", "test 25 %", "1-4 screens",
    ] { #expect(text.contains(part), "“\(part)” is missing in\n\(text)") }
    let larger = lines(Scene.data.state, 160, 50).joined(separator: "\n")
    for part in ["mean", "kaputt", "duplicate", "from 2021-05-30", "horizon 1d", "windows that touch"] {
      #expect(larger.contains(part), "“\(part)” is missing in\n\(larger)")
    }
  }

  @Test("Parts stay inside the body and apart at every size, whatever has the focus")
  func layout() {
    for focus in DataScreen.Panel.allCases {
      for width in [1, 2, 20, 39, 40, 50, 75, 76, 80, 100, 120, 200, 300] {
        for height in 1...100 {
          let body = ScreenFrame(size: Size(width, height)).body
          for (rows, choices) in [(0, 0), (3, 12), (400, 13)] {
            let layout = DataLayout(body: body, focus: focus, rows: rows, choices: choices)
            let parts = layout.parts
            #expect(parts.allSatisfy { body.contains($0) && !$0.isEmpty }, "\(width)×\(height)")
            for (index, part) in parts.enumerated() {
              #expect(parts[(index + 1)...].allSatisfy { !$0.intersects(part) }, "\(width)×\(height)")
            }
            if width >= 40, height >= 10 { #expect(layout.rect(of: focus) != nil, "\(focus) at \(width)×\(height)") }
          }
        }
      }
    }
  }

  @Test("Wide signs and emoji keep every column and every border aligned", arguments: [(80, 24), (120, 36), (200, 60)])
  func alignment(width: Int, height: Int) {
    let text = lines(Scene.data.state, width, height)
    for line in text { #expect(TextWidth.width(of: line) == width, "\(line)") }
    // The missing shares end in one column.
    let rows = text.filter { $0.contains(" %") && $0.contains("▁") || $0.contains("0.0 %") }
    let ends = Set(
      rows.compactMap { row in row.firstRange(of: " %").map { TextWidth.width(of: String(row[..<$0.lowerBound])) } })
    #expect(ends.count <= 1, "\(rows)")
  }

  @Test("A column is chosen as target; the target itself, and text, are not")
  func target() {
    var state = quiet
    #expect(state.dataFocus == .columns)
    #expect(press(&state, .enter).isEmpty)
    #expect(state.note?.text.contains("target already") == true)
    #expect(press(&state, .down, .enter) == [.reopen(Reopening(target: "Temperatur °C"))])
    // It takes time; a second ⏎ waits.
    #expect(press(&state, .enter).isEmpty && state.note?.text.contains("still being opened") == true)
  }

  @Test("Options are wanted first, and carried out together; Esc forgets them before it leaves")
  func options() {
    var state = quiet
    _ = press(&state, .tab)
    #expect(state.dataFocus == .options)
    #expect(press(&state, .enter).isEmpty)
    #expect(press(&state, .right).isEmpty && state.data.drafts == [.kind: "table"])
    _ = press(&state, .left)
    #expect(state.data.drafts.isEmpty)
    _ = press(&state, .down, .down, .right, .down, .down, .down, .right)
    let wanted: [DataOption: String] = [.decimal: "point", .gaps: "interpolate:3"]
    #expect(state.data.drafts == wanted)
    #expect(lines(state).joined().contains("point ⟳") || lines(state, 120, 36).joined().contains("point ⟳"))
    var left = state
    _ = press(&left, .escape)
    #expect(left.data.drafts.isEmpty && left.screen == .data)
    #expect(press(&state, .enter) == [.reopen(Reopening(values: wanted))])
  }

  @Test("Another file is opened; while runs train it is asked first")
  func files() {
    var state = quiet
    _ = press(&state, .tab, .tab, .tab)
    #expect(state.dataFocus == .files && state.data.source == 0)
    #expect(press(&state, .down, .down, .enter) == [.reopen(Reopening(path: "/samples/demand.csv"))])

    var busy = Scene.data.state
    _ = press(&busy, .tab, .tab, .tab, .down)
    #expect(busy.isTraining)
    #expect(press(&busy, .enter).isEmpty && busy.confirming == .choose)
    var stayed = busy
    #expect(press(&stayed, .escape).isEmpty && stayed.confirming == nil && stayed.screen == .data)
    #expect(press(&busy, .enter) == [.reopen(Reopening(path: "/data/zähler.csv"))])
  }

  @Test("A new session is shown where it was asked for; one that fails changes nothing but the message")
  func reopened() throws {
    var state = quiet
    _ = press(&state, .down, .enter)
    var failed = state
    _ = reduce(&failed, .notReopened("The file is gone."))
    #expect(failed.note?.text == "The file is gone." && failed.data.opening == nil && failed.data.report != nil)
    _ = reduce(&state, .session(Scene.story.session))
    #expect(state.screen == .data && state.data.report == nil && state.data.opening == nil)
    #expect(lines(state).joined().contains("looking through the columns"))
    #expect(state.data.sources == DataStory.sources)
    _ = reduce(&state, .report(DataStory.report))
    #expect(lines(state).joined().contains("电力负荷"))
  }

  @Test("Findings scroll to their last line and no further")
  func findings() {
    var state = quiet
    _ = press(&state, .tab, .tab)
    #expect(state.dataFocus == .findings)
    for _ in 0..<100 { _ = press(&state, .down) }
    #expect(state.data.finding == FindingsPanel.hiddenLines(state) && state.data.finding > 0)
    #expect(lines(state).joined().contains("scaled before"))
  }

  @Test("The mouse chooses, and acts on what is chosen")
  func mouse() throws {
    var state = quiet
    let columns = try #require(DataScreen.rect(of: .columns, state))
    let third = Point(columns.x + 4, columns.y + 4)
    #expect(reduce(&state, .input(.mouse(MouseEvent(action: .press, position: third)))).isEmpty)
    #expect(state.data.column == 2)
    #expect(
      reduce(&state, .input(.mouse(MouseEvent(action: .press, position: third))))
        == [.reopen(Reopening(target: "Last kWh"))])
    let findings = try #require(DataScreen.rect(of: .findings, state))
    _ = reduce(&state, .input(.mouse(MouseEvent(action: .wheelDown, position: Point(findings.x + 2, findings.y + 2)))))
    #expect(state.data.finding == 1)
  }

  @Test("What is done to the data stands in the header")
  func header() {
    var state = quiet
    var session = Scene.story.session
    session.policies = [
      PolicyReport(name: "gaps", value: "interpolate:3", effect: "", isDefault: false),
      PolicyReport(name: "outliers", value: "6σ", effect: "", isDefault: false),
    ]
    _ = reduce(&state, .session(session))
    #expect(lines(state, 140, 40)[0].contains("gaps interpolate:3 · outliers 6σ"))
    #expect(lines(state, 80, 24)[0].contains("gaps interpolate:3"))
  }
}
