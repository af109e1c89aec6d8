import Basics
import Telemetry

extension TradeoffsScreen {
  /// What a rung is paid for with.
  package enum Cost: CaseIterable, Sendable {
    case multiplyAdds, prediction, parameters, seconds

    var name: String {
      switch self {
      case .multiplyAdds: Words.costSpent
      case .prediction: Words.costPrediction
      case .parameters: Words.costParameters
      case .seconds: Words.costSeconds
      }
    }

    var briefName: String {
      switch self {
      case .multiplyAdds: Words.costSpentBrief
      case .prediction: Words.cascadeCostBrief
      case .parameters: Words.costParameters
      case .seconds: Words.costSecondsBrief
      }
    }

    /// - Parameter epochs: after which it is asked what a run had cost; nil asks what it has come to.
    func value(_ run: LiveRun, epochs: Int? = nil) -> Double? {
      let then = epochs.flatMap { epochs in run.epochs.last { $0.epoch <= epochs } }
      return switch self {
      case .multiplyAdds:
        (then?.multiplyAdds ?? run.scores.last?.multiplyAdds ?? run.end?.multiplyAdds)
          .flatMap { $0 > 0 ? Double($0) : nil }
      case .prediction: run.predictionCost > 0 ? Double(run.predictionCost) : nil
      case .parameters: run.plan.parameterCount > 0 ? Double(run.plan.parameterCount) : nil
      case .seconds:
        (then?.seconds ?? run.end?.seconds ?? run.epochs.last?.seconds).flatMap { $0 > 0 ? $0 : nil }
      }
    }
  }

  /// Where training with several seeds stands.
  package enum Seeds: Sendable {
    case none
    case running(SeedProgress)
    case done([ScoredPart: SeedReport])

    /// By the part that their errors are of; empty until there are any.
    var reports: [ScoredPart: SeedReport] { if case .done(let reports) = self { reports } else { [:] } }
    var isRunning: Bool { if case .running = self { true } else { false } }
  }
}

extension CaseIterable where Self: Equatable {
  /// The case after this one, the first after the last.
  var next: Self {
    let all = Array(Self.allCases)
    let index = all.firstIndex(of: self) ?? 0
    return all[(index + 1) % all.count]
  }
}
