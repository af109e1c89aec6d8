import Basics
import Datasets
import Granularity
import Telemetry

/// The origins at which models of all rungs can be held against each other, and which rungs had no say in them.
///
/// A rung counts that can learn and be judged with what it begins with, or with the lookback that was asked for where that is
/// longer: it has enough complete training windows, and complete inputs at a test origin. One that can only with a shorter
/// lookback that was asked for counts with that. Another would take from all the rest what it cannot use itself. Where gaps
/// leave no rung that counts, origins are those that half of the lookbacks serve, or a quarter, and so on, for models that are
/// asked to read less.
struct CommonOrigins {
  /// Rows of a rung's own grain before an origin.
  struct Rows: Equatable {
    let grain: Grain
    let count: Int
  }

  /// At the origins that are left; a part may have none.
  let target: CommonTarget
  /// What is known before each origin that is left, of the rungs that count, fine to coarse.
  let known: [Rows]
  /// What the rungs that do not count would read, fine to coarse.
  let passedOver: [Rows]
  /// Whether no rung counts with what it begins with, so that less than that is known.
  let isShortened: Bool
  /// Of which columns it is known.
  let inputs: InputChoice
  /// What is done about missing values.
  let gaps: GapPolicy
  /// Of what is known, what took all those origins from a part that were taken: no more rungs than that needs.
  let cutting: [ScoredPart: [Rows]]
}

extension SeriesTreatment {
  /// The common target without those rungs that have too few rows to learn from and would take origins from the others, as
  /// forecasts of all rungs begin where a bin of each begins.
  ///
  /// - Parameters:
  ///   - asked, lookbacks: as for ``commonOrigins(_:_:asked:lookbacks:)``.
  ///   - make: makes the target of another question.
  func comparing(
    _ target: CommonTarget, _ settings: Settings, asked: Int?, lookbacks: [RungID: [Int]],
    _ make: (TargetQuestion) throws -> CommonTarget
  ) throws -> CommonTarget {
    var question = target.question
    for grain in target.compared {
      guard let horizon = target.ownSteps(of: grain) else { continue }
      let rows =
        lookbacks[RungID(grain.label)] ?? [asked ?? target.suggestedLookback(grain, horizon: horizon)]
      // With one of them it can learn, or could if nothing were missing.
      let refusals = try rows.map { lookback -> Int? in
        guard case .refused(.fewWindows(let found, let gappy)) = try standing(grain, lookback, settings, target),
          found + gappy < ForecastExperiment.leastWindows
        else { return nil }
        return found
      }
      guard let lookback = rows.last, let found = refusals.last, refusals.allSatisfy({ $0 != nil }) else { continue }
      let reason = Words.refusalFewWindows(
        found: found ?? 0, lookback: lookback, needed: ForecastExperiment.leastWindows)
      question.leftOut.append(Exclusion(grain: grain, reason: reason))
    }
    guard !question.leftOut.isEmpty, !question.comparable.isEmpty else { return target }
    let others = try make(question)
    let gains = ScoredPart.allCases.contains { others.origins(of: $0).count > target.origins(of: $0).count }
    return gains ? others : target
  }

  /// The common target at the origins at which every rung that counts has complete inputs.
  ///
  /// - Parameters:
  ///   - settings: decide which columns are read.
  ///   - asked: the lookback of all models; nil leaves it to each rung.
  ///   - lookbacks: of rungs of which models with several lookbacks will be compared, the longest first, whatever was asked.
  ///     The first with which a rung can learn is taken, and has to have a test origin.
  /// - Throws: ``GranularityError`` or ``WindowError``; ``TargetError`` where no test origin is left.
  func commonOrigins(
    _ target: CommonTarget, _ settings: Settings, asked: Int? = nil, lookbacks: [RungID: [Int]] = [:]
  ) throws -> CommonOrigins {
    let asked = lookbacks.isEmpty ? asked ?? 0 : 0
    let begun = Dictionary(
      uniqueKeysWithValues: target.compared.compactMap { grain in
        target.ownSteps(of: grain).map {
          (grain, lookbacks[RungID(grain.label)] ?? [target.suggestedLookback(grain, horizon: $0)])
        }
      })
    let longest = begun.values.joined().max() ?? 1
    var divisor = 1
    repeat {
      var services: [Service] = []
      var passedOver: [CommonOrigins.Rows] = []
      for grain in target.compared {
        let rows = (begun[grain] ?? []).map { max($0 / divisor, asked, 1) }
        let shorter = rows.filter { 0 < asked && asked < $0 }.map { _ in asked }
        switch try standing(grain, rows + shorter, settings, target, isAmongSeveral: !lookbacks.isEmpty) {
        case .serves(let service): services.append(service)
        case .refused(let refusal):
          // With too few rows for any window there is nothing that gaps took.
          guard refusal.isForGaps, let rows = (rows + shorter).last else { continue }
          passedOver.append(CommonOrigins.Rows(grain: grain, count: rows))
        }
      }
      if !services.isEmpty || passedOver.isEmpty {
        let common = CommonOrigins(
          target, services, passedOver: passedOver, isShortened: divisor > 1, inputs: settings.inputs, gaps: gaps)
        guard common.target.test.count > 0 else {
          throw TargetError.noServedOrigins(horizon: target.question.horizon, count: target.test.count)
        }
        return common
      }
      divisor *= 2
    } while divisor <= longest && lookbacks.isEmpty
    throw TargetError.noRungServed(horizon: target.question.horizon, needed: ForecastExperiment.leastWindows)
  }

  /// What a rung does with the first of some lookbacks with which it can learn and be judged; why not, with the last, where
  /// it can with none.
  ///
  /// - Parameter isAmongSeveral: refuses a lookback with which it can learn and not be judged, as all are to be compared.
  private func standing(
    _ grain: Grain, _ lookbacks: [Int], _ settings: Settings, _ target: CommonTarget, isAmongSeveral: Bool
  ) throws -> Standing {
    var standing = Standing.refused(.fewWindows(found: 0, gappy: 0))
    for lookback in lookbacks {
      standing = try self.standing(grain, lookback, settings, target)
      switch standing {
      case .serves: return standing
      case .refused(.fewWindows): continue
      case .refused(.noTestOrigins):
        guard isAmongSeveral else { continue }
        throw TargetError.noServedOrigins(horizon: target.question.horizon, count: target.test.count)
      }
    }
    return standing
  }

  /// Whether models of a rung can learn with a lookback, and at which origins they can be judged.
  ///
  /// - Throws: ``GranularityError`` or ``WindowError``.
  func standing(
    _ grain: Grain, _ lookback: Int, _ settings: Settings, _ target: CommonTarget
  ) throws -> Standing {
    guard let horizon = target.ownSteps(of: grain) else { return .refused(.fewWindows(found: 0, gappy: 0)) }
    let borders = target.question.borders
    let origins = target.validation.origins + target.test.origins
    let rows = CommonOrigins.Rows(grain: grain, count: lookback)
    var settings = settings
    settings.lookback = lookback
    let spare = (borders.trainEnd - borders.trainStart) / grain.meanLength - Int64(lookback + horizon)
    // Most series lack nothing and are long, and need not be coarsened to be known as such.
    if spare > Self.ample, !mayLack(origins, grain, lookback, settings, target) {
      return .serves(Service(rows: rows, origins: Set(origins)))
    }
    let windows = try windows(grain, horizon: horizon, settings, target)
    let (found, gappy) = try windows.counts(of: .training, borders)
    guard found >= ForecastExperiment.leastWindows else { return .refused(.fewWindows(found: found, gappy: gappy)) }
    let served = Set(try windows.served(origins))
    return target.test.origins.contains(where: served.contains)
      ? .serves(Service(rows: rows, origins: served)) : .refused(.noTestOrigins)
  }

  /// Whether models of a rung with a lookback can learn, and be judged at every test origin of a target.
  func servesAll(_ grain: Grain, _ lookback: Int, _ settings: Settings, _ target: CommonTarget) throws -> Bool {
    switch try standing(grain, lookback, settings, target) {
    case .serves(let service): service.origins.isSuperset(of: target.test.origins)
    case .refused: false
    }
  }

  /// More windows than this, by mean lengths, are enough whatever the calendar does.
  private static let ample = Int64(4 * ForecastExperiment.leastWindows)

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

/// What models of a rung can do with a lookback.
enum Standing {
  case serves(Service)
  case refused(Refusal)

  /// Why a rung cannot be trained.
  enum Refusal {
    /// Training windows that are complete, and those that gaps cost.
    case fewWindows(found: Int, gappy: Int)
    /// At no test origin is all known that is read.
    case noTestOrigins

    /// Whether it could be trained without gaps.
    var isForGaps: Bool {
      switch self {
      case .fewWindows(let found, let gappy): found + gappy >= ForecastExperiment.leastWindows
      case .noTestOrigins: true
      }
    }
  }
}

/// The origins of both parts at which a rung has complete inputs.
struct Service {
  let rows: CommonOrigins.Rows
  let origins: Set<Instant>
}

extension CommonOrigins {
  /// At those origins of each part that all serve which serve any there; at all of them where there are no services.
  fileprivate init(
    _ target: CommonTarget, _ services: [Service], passedOver: [Rows], isShortened: Bool, inputs: InputChoice,
    gaps: GapPolicy
  ) {
    guard !services.isEmpty else {
      self.init(
        target: target, known: [], passedOver: passedOver, isShortened: isShortened, inputs: inputs, gaps: gaps,
        cutting: [:])
      return
    }
    var kept: Set<Instant> = []
    var cutting: [ScoredPart: [Rows]] = [:]
    for part in ScoredPart.allCases {
      let origins = target.origins(of: part).origins
      let serving = services.filter { origins.contains(where: $0.origins.contains) }
      // Where none serves any, all have taken what there was.
      cutting[part] = Self.cutting(serving.isEmpty ? services : serving, of: origins)
      guard !serving.isEmpty else { continue }
      kept.formUnion(origins.filter { origin in serving.allSatisfy { $0.origins.contains(origin) } })
    }
    self.init(
      target: target.keeping(kept.contains), known: services.map(\.rows), passedOver: passedOver,
      isShortened: isShortened, inputs: inputs, gaps: gaps, cutting: cutting)
  }

  /// Those that take most first; who then takes none besides is not named.
  private static func cutting(_ services: [Service], of origins: [Instant]) -> [Rows] {
    var left = Set(origins)
    let ordered = services.map { (rows: $0.rows, taken: left.subtracting($0.origins)) }
      .enumerated().sorted { ($1.element.taken.count, $0.offset) < ($0.element.taken.count, $1.offset) }
    return ordered.map(\.element).filter { _, taken in
      defer { left.subtract(taken) }
      return !left.isDisjoint(with: taken)
    }.map(\.rows)
  }
}
