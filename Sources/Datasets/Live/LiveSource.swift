/// Where the lines of a stream come from. Used by one thread.
package protocol LiveSource: AnyObject {
  /// Fit to be shown: `standard input`, a file's name, `this machine`.
  var label: String { get }
  /// Can be waited for with `poll`; nil where one has to look again after ``interval``.
  var descriptor: Int32? { get }
  /// Milliseconds until the next look is worth it.
  var interval: Int { get }
  /// Whether each line holds the moment at which it was read, so that its step is over with it.
  var isSampled: Bool { get }

  /// Takes what is there, and does not wait.
  func read(into bytes: inout [UInt8]) throws(LiveError) -> LivePiece
}

extension LiveSource {
  package var isSampled: Bool { false }
}

/// What a look at a stream gave.
package enum LivePiece: Sendable, Equatable {
  /// So many bytes.
  case bytes(Int)
  /// Nothing new.
  case nothing
  /// A file begins again, and why, as a sentence.
  case restarted(String)
  case ended
}
