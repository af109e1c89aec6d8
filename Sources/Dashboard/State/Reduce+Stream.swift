import Basics
import Telemetry

/// A stream that goes on: the target's origins move, and with them what is looked at.
extension State {
  /// The rung that has the star: the best, or of a stream the one that is as good and coarser.
  var preferred: RungID? {
    guard let stream = session?.stream else { return ranking.first?.rung }
    return stream.preferred
  }

  /// Takes what is open as it is now. The newest origin stays in sight if it was; another that was chosen stays chosen as
  /// long as it is held.
  mutating func roll(_ session: SessionInfo) {
    guard let before = self.session, before.stream != nil else {
      open(session)
      lab.origin = max(originCount - 1, 0)
      return
    }
    let wasNewest = lab.origin >= originCount - 1
    let chosen = before.target.flatMap { $0.origins.indices.contains(lab.origin) ? $0.origins[lab.origin] : nil }
    opening = .open(session)
    if let stream = session.stream, let preferred = stream.preferred, preferred != before.stream?.preferred,
      let reason = stream.reason
    {
      note = Note(text: "\(preferred) is preferred now: \(reason)")
    }
    let origins = session.target?.origins ?? []
    if wasNewest {
      lab.origin = max(origins.count - 1, 0)
    } else if let chosen {
      lab.origin = origins.partitioningIndex { $0 >= chosen }
    }
    lab.origin = min(lab.origin, max(origins.count - 1, 0))
  }
}
