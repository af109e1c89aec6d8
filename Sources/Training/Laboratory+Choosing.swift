import Dispatch
import Models
import Telemetry

extension Laboratory {
  /// Chooses a grain away from this thread and beside all runs; tells how far it is and ends in ``Event/chosen(_:)`` or in
  /// a notice that says why not. A choosing that goes on already is stopped first.
  package func choose(settings: Settings) {
    stopChoosing()
    let events = events
    let search = GrainSearch(experiment, settings: settings, threads: threads) { events.add([.choosing($0)]) }
    choosing.withLock { $0 = search }
    DispatchQueue.global(qos: .utility).async {
      do throws(ChoosingError) {
        events.add([.chosen(try search.run())])
      } catch {
        events.add([.notice(error.sentence)])
      }
    }
  }

  /// The settings of a run, as they are now; nil where it has not begun.
  package func settings(of run: RunID) -> Settings? { trainer(run)?.checkpoint(atOrBefore: .max)?.settings }

  package func stopChoosing() {
    choosing.withLock { search in
      search?.stop()
      search = nil
    }
  }
}
