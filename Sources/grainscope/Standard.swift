import Basics
import Glibc

/// Standard output and standard error, written at once and without buffers.
///
/// No other code writes to them, so that nothing that comes from outside acts on a terminal: see ``SafeText``.
struct Standard: Sendable {
  static let output = Standard(descriptor: STDOUT_FILENO)
  static let error = Standard(descriptor: STDERR_FILENO)

  let descriptor: Int32

  /// Writes all of `text`. What standard output does not take is said (``OutputEnd``); of standard error nobody could be told.
  ///
  /// - Parameter keepsTabs: for formats in which a tab is part of a cell.
  func write(_ text: String, keepsTabs: Bool = false) { write(SafeText.bytes(of: text, keepsTabs: keepsTabs)) }

  func write(_ bytes: [UInt8]) {
    guard !Descriptor.write(bytes, to: descriptor), descriptor == STDOUT_FILENO else { return }
    OutputEnd.note(errno)
  }

  /// Shows one line in place of the one that it showed before: on a terminal alone.
  func show(_ line: String) {
    write(Array("\r".utf8) + SafeText.bytes(of: String(line.prefix(columns - 1))) + Self.restErased)
  }

  /// Takes the line that it showed away.
  func erase() { write(Array("\r".utf8) + Self.restErased) }

  /// Erases from the cursor to the end of the line.
  private static let restErased = Array("\u{1B}[K".utf8)

  /// Writes a text into a file, or to standard output where the path is `-`.
  static func write(_ text: String, to path: String) throws(Failure) {
    guard path != "-" else { return output.write(text, keepsTabs: true) }
    try write(Array(text.utf8), to: path)
  }

  /// Writes a file whole or not at all.
  static func write(_ bytes: [UInt8], to path: String) throws(Failure) { try write([(path, bytes)]) }

  /// Writes files, of which none takes its place before all are written.
  static func write(_ files: [(path: String, bytes: [UInt8])]) throws(Failure) {
    do throws(WholeFile.SeveralRefusal) { try WholeFile.write(files) } catch {
      throw .failed(Words.fileNotWritten(path: error.path, reason: error.refusal.reason))
    }
  }

  /// Looks at a command's outputs before it begins what takes long. Nil is one that was not asked for.
  ///
  /// - Throws: ``Failure`` where one cannot be written, or two have the same place.
  static func check(outputs: String?...) throws(Failure) {
    try check(outputs: outputs.compactMap { path in path.map { ($0, false) } })
  }

  /// - Parameter outputs: with whether their folders are made where they are missing.
  static func check(outputs: [(path: String, makesFolders: Bool)]) throws(Failure) {
    do throws(WholeFile.SeveralRefusal) { try OutputPlace.look(at: outputs) } catch {
      throw .input(Words.fileNotWritten(path: error.path, reason: error.refusal.reason))
    }
  }

  /// Writes a sentence as a line that says which program it comes from. It may name what comes from outside.
  func report(_ sentence: String) {
    write("\(Grainscope.name): \(SafeText.line(PathBytes.shown(sentence)))\n")
  }

  var isTerminal: Bool { isatty(descriptor) == 1 }

  /// Whether signs beyond ASCII can be read: in a file always, on a terminal where the locale says so.
  var showsUnicode: Bool {
    guard isTerminal else { return true }
    setlocale(LC_CTYPE, "")
    return nl_langinfo(nl_item(CODESET)).map { String(cString: $0).uppercased().hasPrefix("UTF") } ?? false
  }

  /// Columns of the terminal, 80 where unknown.
  var columns: Int {
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }
}
