import Dispatch
import Models
import Studies
import Synchronization
import Telemetry

extension Laboratory {
  /// Makes the forecasts of some runs, one a rung, add up, away from this thread; ends in ``Event/reconciled(_:)`` or in
  /// ``Event/refused(_:_:)``.
  ///
  /// Running ones continue: each is asked between two of its slices, with the best weights it has found so far.
  ///
  /// - Parameter keepsForecasts: in the report, beside their scores.
  package func reconcile(_ runs: [RunID], keepsForecasts: Bool = false) {
    let gathered = Gathered<NativeForecast>()
    let group = DispatchGroup()
    for trainer in runs.compactMap(trainer) {
      group.enter()
      trainer.withNativeForecast { forecast in
        if let forecast { gathered.add(forecast) }
        group.leave()
      }
    }
    let (experiment, events) = (experiment, events)
    group.notify(queue: .global(qos: .userInitiated)) {
      events.add([experiment.reconciled(gathered.values, keepsForecasts: keepsForecasts)])
    }
  }
}

/// Values that come from several queues.
final class Gathered<Value: Sendable>: Sendable {
  private let found = Mutex<[Value]>([])

  func add(_ value: Value) { found.withLock { $0.append(value) } }
  var values: [Value] { found.withLock { $0 } }
}
