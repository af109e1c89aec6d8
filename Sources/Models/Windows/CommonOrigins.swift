import Basics
import Datasets
import Granularity
import Telemetry

/// The origins at which models of all rungs can be held against each other, and which rungs had no say in them.
///
/// A rung counts that can learn and be judged with what it begins with: it has enough complete training windows, and complete
/// inputs at a test origin. Another would take from all the rest what it cannot use itself. Where gaps leave no rung that
/// counts, origins are those that half of the lookbacks serve, or a quarter, and so on, for models that are asked to read less.
struct CommonOrigins {
  /// At the origins that are left; a part may have none.
  let target: CommonTarget
  /// The rungs that do not count, fine to coarse.
  let passedOver: [Grain]
}

extension SeriesTreatment {
  /// The common target at the origins at which every rung that counts has complete inputs.
  ///
  /// - Parameter lookbacks: of rungs of which models with several lookbacks will be compared, the longest first. The first
  ///   with which a rung can learn is taken, and has to have a test origin.
  /// - Throws: ``GranularityError`` or ``WindowError``; ``TargetError`` where no test origin is left.
  func commonOrigins(
    _ target: CommonTarget, _ settings: Settings, lookbacks: [RungID: [Int]] = [:]
  ) throws -> CommonOrigins {
    let tried = Dictionary(
      uniqueKeysWithValues: target.compared.compactMap { grain in
        target.ownSteps(of: grain).map {
          (grain, lookbacks[RungID(grain.label)] ?? [target.suggestedLookback(grain, horizon: $0)])
        }
      })
    let longest = tried.values.joined().max() ?? 1
    var divisor = 1
    repeat {
      var services: [Service] = []
      for grain in target.compared {
        let rows = (tried[grain] ?? []).map { max($0 / divisor, 1) }
        guard let service = try service(grain, rows, settings, target) else { continue }
        if target.test.origins.contains(where: service.origins.contains) {
          services.append(service)
        } else if !lookbacks.isEmpty {
          throw TargetError.noServedOrigins(horizon: target.question.horizon, count: target.test.count)
        }
      }
      if !services.isEmpty {
        let kept = Service.common(services, of: target.validation).union(Service.common(services, of: target.test))
        let left = target.keeping(kept.contains)
        guard left.test.count > 0 else {
          throw TargetError.noServedOrigins(horizon: target.question.horizon, count: target.test.count)
        }
        // With less than they begin with, no rung has had a say as it is.
        let counted = divisor == 1 ? Set(services.map(\.grain)) : []
        return CommonOrigins(target: left, passedOver: target.compared.filter { !counted.contains($0) })
      }
      divisor *= 2
    } while divisor <= longest && lookbacks.isEmpty
    throw TargetError.noRungServed(horizon: target.question.horizon, needed: ForecastExperiment.leastWindows)
  }

  /// What a rung serves with the first of some lookbacks with which it can learn; nil where it can with none.
  private func service(
    _ grain: Grain, _ lookbacks: [Int], _ settings: Settings, _ target: CommonTarget
  ) throws -> Service? {
    guard let horizon = target.ownSteps(of: grain) else { return nil }
    let origins = target.validation.origins + target.test.origins
    var settings = settings
    for lookback in lookbacks {
      settings.lookback = lookback
      guard mayLack(origins, grain, lookback, settings, target) else {
        return Service(grain: grain, origins: Set(origins))
      }
      let windows = try windows(grain, horizon: horizon, settings, target)
      guard try windows.count(of: .training, target.question.borders) >= ForecastExperiment.leastWindows else {
        continue
      }
      return Service(grain: grain, origins: Set(try windows.served(origins)))
    }
    return nil
  }

  /// Whether a window at one of the origins can be incomplete: a value is missing or was filled in what is read, or the
  /// series begins too late for the first. Most series answer no, and need not be coarsened for it.
  private func mayLack(
    _ origins: [Instant], _ grain: Grain, _ lookback: Int, _ settings: Settings, _ target: CommonTarget
  ) -> Bool {
    let read = settings.inputs == .all ? series.columns : [series.columns[target.question.target.column]]
    guard prepared == nil, read.allSatisfy({ $0.missingCount == 0 }), let first = origins.min() else {
      return true
    }
    return first - Int64(lookback) * grain.meanLength - grain.meanLength < series.start
  }
}

/// The origins of both parts at which a rung has complete inputs.
private struct Service {
  let grain: Grain
  let origins: Set<Instant>

  /// Those of a part that all serve which serve any there.
  static func common(_ services: [Service], of part: OriginSet) -> Set<Instant> {
    let serving = services.filter { part.origins.contains(where: $0.origins.contains) }
    guard !serving.isEmpty else { return [] }
    return Set(part.origins.filter { origin in serving.allSatisfy { $0.origins.contains(origin) } })
  }
}
