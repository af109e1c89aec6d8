import Basics
import Canvas
import Telemetry

/// Sweeps of the learning rate as text: a line a grain with the loss over the rate as bars, and the rate that is proposed.
struct RatePage {
  let recipe: String
  let info: SessionInfo
  let found: [(RungID, RateReport)]
  private let look: Look

  private static let columns = 42

  init(recipe: String, info: SessionInfo, found: [(RungID, RateReport)], to output: Standard) {
    (self.recipe, self.info, self.found) = (recipe, info, found)
    look = Look(symbols: output.showsUnicode ? .blocks : .ascii)
  }

  var text: String {
    let title = Words.findRateTitle(target: info.targetName, recipe: recipe)
    let heads = [Words.scoreGrain, Words.findRateLoss, Words.findRateRate, Words.findRateRule]
    let rows = found.map { rung, report in
      [
        rung.label, bars(report), report.proposal.map { shortDecimal($0.rate, digits: 2) } ?? "–",
        rule(report.proposal),
      ]
    }
    return title + "\n" + TextTable.aligned([heads] + rows, [.left, .left, .right, .left])
      + info.dataRemarks.map { Words.note(remark: $0) + "\n" }.joined()
  }

  private func rule(_ proposal: RateProposal?) -> String {
    switch proposal?.rule {
    case .steepest: Words.findRateSteepest
    case .belowMinimum:
      Words.findRateBelowMinimum(minimum: proposal.map { shortDecimal($0.minimum, digits: 2) } ?? "")
    case .belowRise: Words.findRateBelowRise
    case nil: Words.findRateNone
    }
  }

  /// The smoothed loss from the smallest to the greatest rate, on a logarithmic scale; where it grew beyond all bounds nothing
  /// follows.
  private func bars(_ report: RateReport) -> String {
    let values = report.smoothed.map { Elementary.log10(max($0, 1e-300)) }
    guard let low = values.min(), let high = values.max() else { return "" }
    let scalars = (0..<Self.columns).map { column -> Unicode.Scalar in
      let place = column * report.planned / Self.columns
      guard values.indices.contains(place) else { return " " }
      let share = high > low ? (values[place] - low) / (high - low) : 0.5
      return Sparkline.glyph(1 + Int((share * 7).rounded()), look)
    }
    return String(String.UnicodeScalarView(scalars))
  }
}

/// The sweep of one grain.
struct RateLine: Encodable {
  let event = "rate"
  let grain, recipe: String
  let proposed: OrNull<Double>
  let rule: OrNull<RateProposal.Rule>
  let steepest, minimum: OrNull<Double>
  let rates, losses, smoothed: [Double]

  init(_ rung: RungID, _ recipe: String, _ report: RateReport) {
    grain = rung.label
    self.recipe = recipe
    proposed = OrNull(report.proposal?.rate)
    rule = OrNull(report.proposal?.rule)
    steepest = OrNull(report.proposal?.steepest)
    minimum = OrNull(report.proposal?.minimum)
    (rates, losses, smoothed) = (report.rates, report.losses, report.smoothed)
  }
}
