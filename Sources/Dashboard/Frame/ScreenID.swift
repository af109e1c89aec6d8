/// The screens, each with a key of its own: its number.
package enum ScreenID: Int, CaseIterable, Sendable {
  case lab = 1
  case tradeoffs = 2
  case data = 3

  /// As it stands in the header.
  package var name: String {
    switch self {
    case .lab: "Lab"
    case .tradeoffs: "Trade-offs"
    case .data: "Data"
    }
  }

  /// Its panels in the order in which Tab goes through them.
  package var panels: [State.Focus] {
    switch self {
    case .lab: [.curve, .knobs, .forecast, .table, .inside]
    case .tradeoffs: TradeoffsScreen.panels
    case .data: DataScreen.panels
    }
  }

  var show: Action {
    switch self {
    case .lab: .showLab
    case .tradeoffs: .showTradeoffs
    case .data: .showData
    }
  }
}
