import Datasets
import Synchronization

/// The ways of all compared rungs to one grain, fitted when the first is asked for: shapes of a long series take time, and who
/// looks at the data alone asks for none.
final class ForecastWays: Sendable {
  /// What the ways are made of.
  struct Request {
    let rungs: [Grain]
    /// Where they lead, and its steps in the horizon.
    let grain: Grain
    let steps: Int
    /// The finest grain at which forecasts are seen.
    let finest: Grain
    /// Grain and steps of the common target whose forecasts are seen at ``grain``; nil where that is its own.
    let seen: (grain: Grain, steps: Int)?
    /// Of the target; the grains that are needed can be made of its rows.
    var views: TargetViews

    fileprivate mutating func ways() -> [Grain: ForecastWay] {
      var ways: [Grain: ForecastWay] = [:]
      for rung in rungs {
        do {
          ways[rung] = try ForecastWay(from: rung, to: grain, steps: steps, finest: finest, seen: seen, &views)
        } catch {
          preconditionFailure("\(rung) to \(grain): \(error.sentence)")
        }
      }
      return ways
    }
  }

  private enum State {
    case requested(Request)
    case known([Grain: ForecastWay])
  }

  private let state: Mutex<State>

  init(_ request: Request) { state = Mutex(.requested(request)) }

  /// Nil for a rung that is not compared.
  subscript(rung: Grain) -> ForecastWay? {
    state.withLock { state in
      switch state {
      case .known(let ways): return ways[rung]
      case .requested(var request):
        let ways = request.ways()
        state = .known(ways)
        return ways[rung]
      }
    }
  }
}
