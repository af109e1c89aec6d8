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
  /// A line whose comma may be a decimal mark, a separator or neither.
  case comma(line: Int, text: String)
  /// What begins as no text of lines does.
  case notLines(source: String, format: String, remedy: String)

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
    case .comma(let line, let text): Words.liveComma(line: "\(line)", text: text)
    case .notLines(let source, let format, let remedy):
      Words.otherFormat(path: source, format: format, remedy: remedy)
    }
  }

  /// Why what begins so cannot be watched; nil where it may be lines of text.
  package static func refusal(of beginning: ArraySlice<UInt8>, from source: String) -> LiveError? {
    if beginning.starts(with: [0x1F, 0x8B]) {
      return .notLines(source: source, format: Words.liveGzip, remedy: Words.liveGzipRemedy)
    }
    if beginning.starts(with: [0xFF, 0xFE]) || beginning.starts(with: [0xFE, 0xFF]) {
      return .notLines(source: source, format: Words.liveUtf16, remedy: Words.liveUtf16Remedy)
    }
    if OtherFormat.isNothingKnown(beginning) {
      return .notLines(source: source, format: Words.liveBinary, remedy: Words.liveBinaryRemedy)
    }
    return OtherFormat.mark(of: Array(beginning.prefix(32))).map {
      .notLines(source: source, format: $0.format, remedy: $0.remedy)
    }
  }
}
