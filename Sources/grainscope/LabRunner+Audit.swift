import Dispatch
import Models
import Studies
import Telemetry
import Terminal

extension LabRunner {
  /// Looks for leaks away from the screen and after all that a person waits for; data that are no longer open are let go.
  static func audit(_ data: OpenData, _ reported: Reported, _ waker: Waker) {
    DispatchQueue.global(qos: .background).async {
      let audit = data.opened.audit(data.options, isThorough: false) { reported.expects(data.number) }
      guard let audit else { return }
      reported.put(audit, of: data.number)
      waker.wake()
    }
  }
}
