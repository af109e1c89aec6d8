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
    case .missing(let path): "\(path): there is no such file; check the path."
    case .unreadable(let path, let reason): "\(path): the stream cannot be read (\(reason)); check its permissions."
    case .notAStream(let path, let what):
      "\(path): this is \(what); name a file that grows, or send lines into the watch."
    case .terminal:
      "Standard input is this terminal; send lines into the watch, as: vmstat 1 | grainscope watch --column us, "
        + "or watch this machine with --host."
    case .noColumn(let name, let near, let known):
      "The stream has no column “\(name)”; "
        + (near.isEmpty
          ? known.isEmpty
            ? "it names none, so give a number, as --column 1."
            : "it has \(known.prefix(20).joined(separator: ", "))\(known.count > 20 ? ", …" : "")."
          : "did you mean \(near.joined(separator: " or "))?")
    case .noHostFigures(let reason): "This machine's load cannot be read (\(reason)); --host needs Linux's /proc."
    }
  }
}
