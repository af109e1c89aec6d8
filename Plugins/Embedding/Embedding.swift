import Glibc

/// What the tools that make files part of the program have in common: `TOOL OUTPUT FILE…` writes the files into one Swift
/// file, and a problem ends it with a sentence.
package enum Embedding {
  /// - Parameter code: that of the output, from the files' paths and texts in the order of the arguments.
  package static func run(
    _ tool: String, code: (_ files: [(path: String, text: String)]) throws(Problem) -> String
  ) {
    do throws(Problem) {
      guard let output = CommandLine.arguments.dropFirst().first else { throw Problem(tool, "expected OUTPUT FILE…") }
      var files: [(path: String, text: String)] = []
      for path in CommandLine.arguments.dropFirst(2) { files.append((path, try read(path))) }
      try write(try code(files), to: output)
    } catch {
      print(error.sentence)
      exit(1)
    }
  }

  private static func read(_ path: String) throws(Problem) -> String {
    guard let file = fopen(path, "r") else { throw Problem(path, "the file cannot be read") }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = fread(&buffer, 1, buffer.count, file), count > 0 { bytes += buffer[..<count] }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func write(_ text: String, to path: String) throws(Problem) {
    guard let file = fopen(path, "w") else { throw Problem(path, "the file cannot be written") }
    let isWritten = fputs(text, file) >= 0
    guard fclose(file) == 0, isWritten else { throw Problem(path, "the file could not be written to its end") }
  }
}

/// What is wrong with a file, in one sentence that build tools show as an error.
package struct Problem: Error {
  package let sentence: String

  package init(_ place: String, _ reason: String) { sentence = "\(place): error: \(reason)" }

  package init(_ path: String, _ line: Int, _ reason: String) { self.init("\(path):\(line)", reason) }
}
