import Canvas
import Glibc

/// The themes to choose from: the built-in ones and the `.theme` files in `$XDG_CONFIG_HOME/grainscope/themes`.
struct Themes {
  private let files: [String: String]
  let names: [String]

  init() {
    let files = Self.userThemes()
    self.files = files
    names = Self.names + files.keys.sorted()
  }

  static let names = Theme.builtIn.map(\.name)

  /// A built-in theme, a user's theme, or the btop theme file at a path; without a name what suits the terminal.
  ///
  /// - Throws: ``Failure`` where there is none of that name.
  func theme(named name: String?, depth: ColorDepth) throws -> Theme {
    guard let name else { return depth == .monochrome ? .monochrome : .dark }
    if let theme = Theme.named(name) { return theme }
    guard let path = files[name] ?? (name.contains("/") || name.hasSuffix(".theme") ? name : nil) else {
      throw Failure.input(
        "There is no theme “\(name)”; choose one of \(names.joined(separator: ", ")), or name a .theme file.")
    }
    guard let text = Self.read(path) else {
      throw Failure.input("The theme file \(path) cannot be read; give the path of a btop .theme file.")
    }
    let file = ThemeFile(parsing: text)
    if let fault = file.faults.first, file.palette.colors.isEmpty { throw Failure.input("\(path): \(fault.sentence)") }
    return Theme(name: name, palette: file.palette)
  }

  private static func userThemes() -> [String: String] {
    guard let folder = configurationFolder().map({ $0 + "/themes" }), let stream = opendir(folder) else { return [:] }
    defer { closedir(stream) }
    var found: [String: String] = [:]
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name.hasSuffix(".theme") { found[String(name.dropLast(6))] = "\(folder)/\(name)" }
    }
    return found
  }

  private static func configurationFolder() -> String? {
    if let folder = getenv("XDG_CONFIG_HOME"), folder.pointee != 0 { return String(cString: folder) + "/grainscope" }
    guard let home = getenv("HOME"), home.pointee != 0 else { return nil }
    return String(cString: home) + "/.config/grainscope"
  }

  /// At most a megabyte of text; nil where it cannot be read.
  private static func read(_ path: String) -> String? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: 1 << 20)
    let count = Glibc.read(descriptor, &bytes, bytes.count)
    return count >= 0 ? String(decoding: bytes[..<count], as: UTF8.self) : nil
  }
}
