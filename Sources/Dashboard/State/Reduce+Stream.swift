import Basics
import Telemetry

/// A stream that continues: the target's origins move, and with them what is looked at.
extension State {
  /// The rung that has the star: the best, or of a stream the one that is as good and coarser.
  var preferred: RungID? {
    switch session?.content {
    case .stream(let stream, _): stream.preferred
    case .series, .table, .images, nil: ranking.first?.rung
    }
  }

  /// Takes what is open as it is now. The newest origin stays in sight if it was; another that was chosen stays chosen as
  /// long as it is held.
  mutating func roll(_ session: SessionInfo) {
    guard case .stream(let before, let earlier) = self.session?.content,
      case .stream(let stream, let target) = session.content
    else {
      open(session)
      lab.origin = max(originCount - 1, 0)
      return
    }
    let wasNewest = lab.origin >= originCount - 1
    let chosen = earlier.test.origins.indices.contains(lab.origin) ? earlier.test.origins[lab.origin] : nil
    opening = .open(session)
    if let preferred = stream.preferred, preferred != before.preferred, let reason = stream.reason {
      note = Note(text: Words.rungPreferred(rung: "\(preferred)", reason: reason))
    }
    let origins = target.test.origins
    if wasNewest {
      lab.origin = max(origins.count - 1, 0)
    } else if let chosen {
      lab.origin = origins.partitioningIndex { $0 >= chosen }
    }
    lab.origin = min(lab.origin, max(origins.count - 1, 0))
  }
}
