import Basics

/// Why a stream cannot be watched.
package enum LiveError: Error, Sendable, Hashable {
  case missing(path: String)
  case unreadable(path: String, reason: String)
  /// Something that neither grows nor flows.
  case notAStream(path: String, what: String)
  case terminal
  case noColumn(name: String, near: [String], known: [String])
  case noHostFigures(reason: String)

  /// Where, what was found, what was expected, what to do.
  package var sentence: String {
    switch self {
    case .missing(let path): Words.missingFile(path: path)
    case .unreadable(let path, let reason): Words.liveUnreadable(path: path, reason: reason)
    case .notAStream(let path, let what): Words.liveNotAStream(path: path, what: what)
    case .terminal: Words.liveTerminal
    case .noColumn(let name, let near, _) where !near.isEmpty:
      Words.liveNoColumnNear(name: name, near: Listing.choice(near))
    case .noColumn(let name, _, let known):
      known.isEmpty
        ? Words.liveNoColumnNames(name: name) : Words.liveNoColumn(name: name, known: Listing.some(known, most: 20))
    case .noHostFigures(let reason): Words.liveNoHostFigures(reason: reason)
    }
  }
}
