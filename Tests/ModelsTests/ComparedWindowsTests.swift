import Basics
import Datasets
import Granularity
import Models
import Telemetry
import Testing

@Suite("Runs of a rung choose penalty and epoch by the same validation windows")
struct ComparedWindowsTests {
  private static let hole = 1700..<1705

  /// A hundred days of hours; validation lies from hour 1440 to hour 1800. A column has a hole there.
  private func experiment(inTarget: Bool, asked: InputChoice? = nil) throws -> ForecastExperiment {
    var values = (0..<2400).map { (row: Int) -> Double in Double(row * 37 % 24 + row * row % 11) }
    var others = (0..<2400).map { (row: Int) -> Double in Double(row * 13 % 50) }
    for row in Self.hole { if inTarget { values[row] = .nan } else { others[row] = .nan } }
    let series = TimeSeries(
      name: "hourly", step: Milliseconds.hour, start: 4 * Milliseconds.day,
      columns: [Column(name: "value", values: values), Column(name: "other", values: others)])
    var options = SessionOptions(path: "hourly", horizon: "6h", grains: ["1h", "3h", "6h"])
    options.inputs = asked
    return try Experiments.forecast(series, options)
  }

  private func outline(
    _ experiment: ForecastExperiment, _ recipe: Recipe, lookback: Int, _ inputs: InputChoice
  ) throws -> LearnerOutline {
    var settings = Settings(recipe)
    settings.lookback = lookback
    settings.inputs = inputs
    return try experiment.learner(for: "1h", settings: settings).outline
  }

  /// Windows of the finest rung that have no hour of the hole among those that they read, or forecast where it is the target's.
  private func counted(lookback: Int, inTarget: Bool) -> Int {
    (1440...1794).count { origin in
      !Self.hole.overlaps(origin - lookback..<(inTarget ? origin + 6 : origin))
    }
  }

  @Test("Whatever is read, and however far back, the windows are those at the lookback that the rung begins with")
  func sameWindows() throws {
    for (inTarget, asked) in [(true, nil), (true, InputChoice.all), (false, .all)] as [(Bool, InputChoice?)] {
      let experiment = try experiment(inTarget: inTarget, asked: asked)
      let lookback = experiment.target.suggestedLookback(.hours(1), horizon: 6)
      let count = counted(lookback: lookback, inTarget: inTarget)
      #expect(count < 355 && count < counted(lookback: 12, inTarget: inTarget))
      for recipe in [Recipe.mlp, .ridge, .naive] {
        for (rows, inputs) in [(0, InputChoice.target), (0, .all), (12, .target), (12, .all)] {
          let outline = try outline(experiment, recipe, lookback: rows, inputs)
          #expect(outline.validationRows == count, "\(recipe) \(rows) \(inputs)")
          #expect(outline.remarks.isEmpty, "\(outline.remarks)")
        }
      }
    }
  }

  @Test("A column that no run was asked to read takes no window; a run that reads it nevertheless says what it lacks")
  func unread() throws {
    let experiment = try experiment(inTarget: false)
    for recipe in [Recipe.mlp, .ridge, .naive] {
      for rows in [0, 12] {
        let own = try outline(experiment, recipe, lookback: rows, .target)
        #expect(own.validationRows == 355 && own.remarks.isEmpty, "\(recipe) \(rows): \(own.remarks)")
      }
    }
    let found = counted(lookback: 12, inTarget: false)
    let all = try outline(experiment, .mlp, lookback: 12, .all)
    #expect(all.validationRows == found && found < 355)
    #expect(all.remarks.first?.hasPrefix("validation losses are of \(found) of 355 windows") == true, "\(all.remarks)")
  }

  @Test("A run that reads further back lacks some of the windows, and says so")
  func fewer() throws {
    let experiment = try experiment(inTarget: true)
    let lookback = experiment.target.suggestedLookback(.hours(1), horizon: 6)
    let outline = try outline(experiment, .mlp, lookback: lookback + 20, .target)
    let (all, found) = (counted(lookback: lookback, inTarget: true), counted(lookback: lookback + 20, inTarget: true))
    #expect(outline.validationRows == found && found < all)
    #expect(
      outline.remarks == [
        "validation losses are of \(found) of \(all) windows: at the others values are missing that it reads, so that they "
          + "cannot be held against losses of other runs"
      ])
  }
}
