import Basics
import Canvas
import Datasets
import Glibc

/// A theme, and which lines of its file could not be read.
struct FoundTheme {
  let theme: Theme
  /// As sentences that name the file and the line.
  var faults: [String] = []

  /// In one line of the screen; nil where all of it was read.
  var notice: String? {
    faults.first.map { faults.count == 1 ? $0 : Words.themeMoreFaults(fault: $0, more: faults.count - 1) }
  }
}

/// The themes to choose from: the built-in ones and the `.theme` files in `$XDG_CONFIG_HOME/grainscope/themes`.
struct Themes {
  private let files: [String: String]
  let names: [String]

  init() {
    let files = Self.userThemes()
    self.files = files
    names = Self.names + files.keys.sorted()
  }

  static let names = Theme.builtInNames

  /// What suits a terminal of which no more is known.
  static func usual(depth: ColorDepth) -> Theme { depth == .monochrome ? .monochrome : .dark }

  /// A built-in theme, a user's theme, or the btop theme file at a path; without a name what suits the terminal.
  ///
  /// - Throws: ``Failure`` where there is none of that name, or no line of it can be read.
  func theme(named name: String?, depth: ColorDepth) throws -> FoundTheme {
    guard let name else { return FoundTheme(theme: Self.usual(depth: depth)) }
    if let theme = Spelling.name(typed: name, among: Self.names).flatMap(Theme.named) {
      return FoundTheme(theme: theme)
    }
    guard let path = files[name] ?? (name.contains("/") || name.hasSuffix(".theme") ? name : nil) else {
      throw Failure.input(
        Words.themeUnknown(
          theme: Clean.text(name, limit: 60), advice: NamedChoices.advice(String(name.prefix(64)), among: names)))
    }
    guard let text = FilePath.text(path, limit: 1 << 20) else {
      throw Failure.input(Words.themeUnreadable(path: path))
    }
    let file = ThemeFile(parsing: text)
    let faults = file.faults.map { Words.configFault(path: path, fault: $0.sentence) }
    if let fault = faults.first, file.palette.colors.isEmpty { throw Failure.input(fault) }
    return FoundTheme(theme: Theme(name: name, palette: file.palette), faults: faults)
  }

  private static func userThemes() -> [String: String] {
    guard let folder = FilePath.configurationFolder().map({ $0 + "/themes" }), let stream = opendir(folder) else {
      return [:]
    }
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
}
