import Tensors

/// Looks for the form and the rates of smoothing that forecast best along a course of training rows: forms are compared on
/// the newest rows, and what is taken is searched for once more on all.
struct SmoothingSearch {
  typealias Candidate = SmoothingCourse.Candidate

  /// More training rows than this are not gone along again and again; the newest are taken.
  static let mostRows = 1 << 16
  /// Forms are compared on so many rows and so many of the longest season, if there are more.
  private static let (roughRows, roughSeasons) = (1 << 13, 12)
  /// A form with one thing more has to lower the mean squared error by this share.
  static let worthwhile = 0.02

  /// All that is learnt from.
  let course: SmoothingCourse
  /// What forms are compared on.
  private let short: SmoothingCourse
  /// Multiply-adds so far.
  private(set) var work = 0

  /// - Parameters:
  ///   - training: bins of the past that may be learnt from.
  ///   - longest: the longest season that will be tried, 0 for none.
  init(_ past: SeriesPast, _ training: Range<Int>, longest: Int, horizon: Int) {
    func course(_ rows: Int) -> SmoothingCourse {
      SmoothingCourse(past, training, longest: longest, horizon: horizon, rows: rows)
    }
    self.course = course(Self.mostRows)
    short = course(min(max(Self.roughRows, Self.roughSeasons * longest), Self.mostRows)).thinned()
  }

  /// The best of forms with these seasons, whether they multiply and with which slope.
  ///
  /// - Parameters:
  ///   - seasons: sets of seasons, each ascending.
  ///   - slopes, multiplies: what may be, the simplest first.
  /// - Returns: nil where no form has an error that is a number.
  mutating func best(
    seasons: [[Int]], slopes: [SmoothingForm.Slope], multiplies: [Bool]
  ) -> Candidate? {
    var best: Candidate?
    for seasons in seasons {
      var form = SmoothingForm(seasons: seasons)
      form.slope = slopes[0]
      form.multiplies = multiplies[0] && !seasons.isEmpty
      take(candidate(form, on: short, .roughly), into: &best)
    }
    for slope in slopes.dropFirst() {
      guard var form = best?.form else { continue }
      form.slope = slope
      take(candidate(form, from: best, on: short, .roughly), into: &best)
    }
    for multiplies in multiplies.dropFirst() {
      guard var form = best?.form, !form.seasons.isEmpty else { continue }
      form.multiplies = multiplies
      take(candidate(form, from: best, on: short, .roughly), into: &best)
    }
    guard let found = best else { return nil }
    return candidate(found.form, from: found, on: course, .finally)
  }

  /// What has more states takes the place of what has fewer where it is worth it.
  private func take(_ candidate: Candidate?, into best: inout Candidate?) {
    guard let candidate else { return }
    guard let own = best else { return best = candidate }
    let isLarger = candidate.form.rateCount > own.form.rateCount || candidate.form.multiplies != own.form.multiplies
    if candidate.error < own.error * (isLarger ? 1 - Self.worthwhile : 1) { best = candidate }
  }

  private mutating func candidate(
    _ form: SmoothingForm, from other: Candidate? = nil, on course: SmoothingCourse, _ effort: SmoothingCourse.Effort
  ) -> Candidate? {
    let found = course.candidate(form, from: other, effort)
    work += found.work
    return found.candidate
  }
}
