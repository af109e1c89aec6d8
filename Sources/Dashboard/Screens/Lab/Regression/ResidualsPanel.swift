import Basics
import Canvas
import Telemetry

/// In the table's place where numbers are predicted: each sample's actual value, what the shown rung predicts, and the
/// residual, actual − predicted.
struct ResidualsPanel {
  let state: State
  let ink: Ink
  let target: NumberTarget

  /// Columns that all of the table takes, with its border.
  static let width = 48

  func draw(on surface: inout Surface, in rect: Rect) {
    let count = actual.count
    let room = max(rect.height - 3, 0)
    let first = min(state.lab.firstRow, max(count - room, 0))
    let rows = first..<min(first + room, count)
    var panel = Panel(
      StyledText(Words.residualsTitle, ink.title), PartLabel(state: state, ink: ink).counted,
      StyledText(TextWidth.cleaned(state.session?.targetName ?? ""), ink.dim),
      isFocused: state.labFocus == .table)
    if rows.count < count {
      panel.bottomRight = [
        StyledText(
          Words.placeOf(place: rows.upperBound, count: count) + " " + PredictionsPanel.arrow(rows, of: count), ink.dim)
      ]
    }
    panel.draw(on: &surface, in: rect, look: ink.look)
    if EmptyPart(state: state, ink: ink).draw(on: &surface, in: panel.interior(of: rect).inset(x: 1)) { return }
    let columns = columns(isCut: true)
    let table = TableView(
      columns: columns.map(\.column), rows: rows.map { row in TableView.Row(columns.map { $0.cell(row) }) },
      firstRow: first, selected: state.lab.row, offset: first)
    table.draw(on: &surface, in: panel.interior(of: rect).inset(x: 1), look: ink.look)
  }

  /// All samples of the part as tab-separated values, under a line of names.
  var lines: [String] {
    let columns = columns(isCut: false)
    return [columns.map(\.column.title.plainText).joined(separator: "\t")]
      + actual.indices.map { row in
        columns.map { $0.cell(row).plainText.plainCell }.joined(separator: "\t")
      }
  }

  /// What they are of.
  var shown: String { state.session?.targetName ?? "" }

  private var actual: [Double] { target[state.shownPart]?.actual ?? [] }

  private typealias Column = (column: TableView.Column, cell: (Int) -> StyledText)

  /// - Parameter isCut: they have the width of the table's columns alone.
  private func columns(isCut: Bool) -> [Column] {
    let format = NumberColumn(of: actual)
    let predicted = state.judged?.numbers?.predicted ?? []
    let usual = state.judged?.scores.rmse ?? .infinity
    func value(_ values: [Double], _ row: Int) -> Double { values.indices.contains(row) ? values[row] : .nan }
    let residuals = zip(actual, predicted).lazy.map { $0 - $1 }
    let ofPredicted = isCut ? format.fitted(to: predicted, width: format.width) : format
    let ofResiduals = isCut ? format.fitted(to: residuals, width: format.width + 1) : format
    func number(_ value: Double, _ style: Style, _ format: NumberColumn) -> StyledText {
      StyledText(format.text(value), value.isFinite ? style : ink.dim)
    }
    return [
      (heading(Words.sample, ink.dim, 6, 95), { StyledText(Numbers.group($0 + 1), ink.dim) }),
      (heading(Words.actual, ink.actual, format.width, 99), { number(value(actual, $0), ink.actual, format) }),
      (
        heading(TextWidth.cleaned(state.rung?.id.label ?? ""), rungStyle, format.width, 98),
        { number(value(predicted, $0), ink.strong, ofPredicted) }
      ),
      (
        heading(Words.residual, ink.dim, format.width + 1, 97),
        { row in
          let residual = value(actual, row) - value(predicted, row)
          return number(residual, style(of: residual, beside: usual), ofResiduals)
        }
      ),
    ]
  }

  private var rungStyle: Style { ink.series(state.rungIndex).with(.bold) }

  /// Of normal residuals one in three is beyond the RMSE, and one in twenty beyond twice as much.
  private func style(of residual: Double, beside usual: Double) -> Style {
    residual.magnitude < usual ? ink.text : residual.magnitude < 2 * usual ? ink.warning : ink.bad
  }

  private func heading(_ title: String, _ style: Style, _ width: Int, _ priority: Int) -> TableView.Column {
    TableView.Column(StyledText(title, style), alignment: .right, width: .fixed(width), priority: priority)
  }
}
