import Dispatch
import Models
import Studies
import Telemetry

extension Laboratory {
  /// Chooses a grain away from this thread and beside all runs; reports how far it is and ends in ``Event/chosen(_:)`` or in
  /// ``Event/refused(_:_:)``. A choosing under way is stopped first.
  package func choose(settings: Settings) {
    stopChoosing()
    let events = events
    let search = GrainSearch(experiment, settings: settings, threads: threads) { events.add([.choosing($0)]) }
    choosing.withLock { $0 = search }
    DispatchQueue.global(qos: .utility).async {
      do throws(ChoosingError) {
        events.add([.chosen(try search.run())])
      } catch {
        // Whoever stopped it knows.
        if error != .stopped { events.add([.refused(.choice, error.sentence)]) }
      }
    }
  }

  /// As ``choose(settings:)``, with a run's settings as they are now.
  package func choose(like run: RunID) {
    if let settings = trainer(run)?.settings { choose(settings: settings) }
  }

  package func stopChoosing() {
    choosing.withLock { search in
      search?.stop()
      search = nil
    }
  }
}
