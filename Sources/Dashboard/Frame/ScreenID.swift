/// The screens in their order, each with a key of its own: its number.
package enum ScreenID: Int, CaseIterable, Sendable {
  case lab = 1
  case tradeoffs
  case data
  case runs

  /// Where the program begins, and where Esc leads back to.
  static let home = ScreenID.lab

  /// The table of screens; nothing else goes through them.
  var type: any Screen.Type {
    switch self {
    case .lab: LabScreen.self
    case .tradeoffs: TradeoffsScreen.self
    case .data: DataScreen.self
    case .runs: RunsScreen.self
    }
  }

  /// The name of the action that shows it, as the configuration file has it.
  var actionID: String {
    switch self {
    case .lab: "lab"
    case .tradeoffs: "trade-offs"
    case .data: "data"
    case .runs: "runs"
    }
  }

  /// As it stands in the header.
  package var name: String { type.name }
}
