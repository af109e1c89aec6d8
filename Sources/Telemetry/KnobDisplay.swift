import Basics

extension KnobValue {
  /// As on the screen and in marks: `5e-4`, `0.1`, `32`, `64,32`, `adam`.
  package var display: String {
    switch self {
    case .number(let number): shortDecimal(number)
    case .integer(let count): String(count)
    case .list(let widths): widths.isEmpty ? Words.noWidths : widths.map(String.init).joined(separator: ",")
    case .choice(let name): name
    }
  }
}
