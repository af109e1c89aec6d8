import Glibc

// embed-themes OUTPUT FILE…: writes the theme files into one Swift file.

func read(_ path: String) throws(Problem) -> String {
  guard let file = fopen(path, "r") else { throw Problem(path, "the theme cannot be read") }
  defer { fclose(file) }
  var bytes: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 1 << 16)
  while case let count = fread(&buffer, 1, buffer.count, file), count > 0 { bytes += buffer[..<count] }
  return String(decoding: bytes, as: UTF8.self)
}

func write(_ text: String, to path: String) throws(Problem) {
  guard let file = fopen(path, "w") else { throw Problem(path, "the file cannot be written") }
  let isWritten = fputs(text, file) >= 0
  guard fclose(file) == 0, isWritten else { throw Problem(path, "the file could not be written to its end") }
}

do throws(Problem) {
  guard let output = CommandLine.arguments.dropFirst().first else {
    throw Problem("embed-themes", "expected OUTPUT FILE…")
  }
  var themes: [ThemeSource] = []
  for path in CommandLine.arguments.dropFirst(2) { themes.append(try ThemeSource(path: path, text: try read(path))) }
  try write(ThemeSource.code(themes), to: output)
} catch {
  print(error.sentence)
  exit(1)
}
