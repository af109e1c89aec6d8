/// Where a run stands, in one word: `queued`, `running` and `paused`, then why it ended.
extension Phase: Codable, RawRepresentable {
  package init?(rawValue word: String) {
    switch word {
    case "queued": self = .waiting
    case "running": self = .running
    case "paused": self = .paused
    default:
      guard let reason = EndReason(rawValue: word) else { return nil }
      self = .finished(reason)
    }
  }

  package var rawValue: String {
    switch self {
    case .waiting: "queued"
    case .running: "running"
    case .paused: "paused"
    case .finished(let reason): reason.rawValue
    }
  }
}
