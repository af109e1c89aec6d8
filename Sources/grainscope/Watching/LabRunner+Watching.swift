import Training

extension LabRunner {
  /// Begins to watch a stream in place of a file that is opened.
  func begin(_ watch: WatchOrder) {
    let events = events
    keeping.begin(watch, in: store, report: { events.add([.notice($0)]) }) { events.add([.unkept(.runs, $0)]) }
    let room = WatchRoom(events: events)
    laboratory = room
    room.start(watch.request, recordPath: watch.recordPath, zoneOffset: WatchOrder.zoneOffset, source: watch.source)
  }

  /// Why a stream could not be watched after all is printed after the screen has closed, where it stays to be read.
  func noteEndOfWatch() {
    if watch != nil, let error = (laboratory as? WatchRoom)?.error { failure = .input(error.sentence) }
  }
}
