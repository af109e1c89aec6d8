import Basics

/// What was found, for whoever trains: form and rates, without a full stop.
extension FittedSmoothing {
  var finding: String {
    let rates = smoothing.rates
    func digits(_ value: Double) -> String { shortDecimal(value, digits: 3) }
    let (count, lengths) = (form.seasons.count, Listing.all(form.seasons.map(String.init)))
    let seasons =
      count == 0
      ? Words.foundNoSeason
      : form.multiplies
        ? Words.foundSeasonsMultiplied(count: count, steps: lengths)
        : Words.foundSeasonsAdded(count: count, steps: lengths)
    let slope =
      switch form.slope {
      case .none: Words.foundNoSlope
      case .straight: Words.foundStraightSlope
      case .damped: Words.foundDampedSlope(damping: digits(rates.damping))
      }
    let ofSlope = form.slope == .none ? [] : ["β \(digits(rates.slope))"]
    let ofSeasons = zip(["γ₁", "γ₂"], [rates.first, rates.second]).prefix(form.seasons.count).map {
      "\($0) \(digits($1))"
    }
    let all = ["α \(digits(rates.level))"] + ofSlope + ofSeasons
    guard let refit else {
      let listed = (all + ["ρ \(digits(rates.error))"]).joined(separator: ", ")
      return Words.foundSmoothing(seasons: seasons, slope: slope, rates: listed)
    }
    let listed = all.joined(separator: ", ")
    return refit.isRelative
      ? Words.foundRelativeRefit(seasons: seasons, slope: slope, rates: listed)
      : Words.foundRefit(seasons: seasons, slope: slope, rates: listed)
  }
}
