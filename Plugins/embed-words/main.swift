import Glibc

// embed-words OUTPUT FILE…: writes the catalogues of a module, one a language, into one Swift file.

func read(_ path: String) throws(Problem) -> String {
  guard let file = fopen(path, "r") else { throw Problem("\(path): error: the words cannot be read") }
  defer { fclose(file) }
  var bytes: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 1 << 16)
  while case let count = fread(&buffer, 1, buffer.count, file), count > 0 { bytes += buffer[..<count] }
  return String(decoding: bytes, as: UTF8.self)
}

func write(_ text: String, to path: String) throws(Problem) {
  guard let file = fopen(path, "w") else { throw Problem("\(path): error: the file cannot be written") }
  let isWritten = fputs(text, file) >= 0
  guard fclose(file) == 0, isWritten else { throw Problem("\(path): error: the file could not be written to its end") }
}

do throws(Problem) {
  guard let output = CommandLine.arguments.dropFirst().first else {
    throw Problem("embed-words: error: expected OUTPUT FILE…")
  }
  var catalogues: [Catalogue] = []
  for path in CommandLine.arguments.dropFirst(2) { catalogues.append(try Catalogue(path: path, text: try read(path))) }
  try write(try Catalogue.code(catalogues), to: output)
} catch {
  print(error.sentence)
  exit(1)
}
