import Canvas

/// The settings of a TOML file with the lines that they stand on.
///
/// Each statement is read by itself: so a wrong one leaves all others as they are, and its line is known.
struct TOMLDocument {
  struct Setting {
    let section: String
    let name: String
    let value: TOMLValue
    /// From 1.
    let line: Int
  }

  private(set) var settings: [Setting] = []
  private(set) var faults: [ConfigurationFault] = []
  private var section = ""
  /// The lines of settings by section and name.
  private var places: [[String]: Int] = [:]

  init(_ text: String) {
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map { line in
      String(line.unicodeScalars.filter { $0.value != 0 })
    }
    var next = 0
    while next < lines.count {
      guard faults.count < ConfigurationFault.limit else {
        faults.append(ConfigurationFault(line: next + 1, reason: .tooMany(faults.count)))
        return
      }
      let first = next
      var statement = TOMLStatement(lines[first])
      next += 1
      // A list may take several lines; one that is never closed takes none of them.
      var last = next
      while statement.isOpen, last < lines.count {
        statement.append(lines[last])
        last += 1
      }
      if !statement.isOpen { next = last }
      do throws(TOMLStatement.Refusal) {
        try take(statement, line: first + 1)
      } catch {
        faults.append(ConfigurationFault(line: first + 1, reason: .syntax(error.reason)))
      }
    }
  }

  private mutating func take(_ statement: TOMLStatement, line: Int) throws(TOMLStatement.Refusal) {
    switch try statement.parsed() {
    case .nothing: break
    case .section(let name):
      section = name
      if !Schema.sections.contains(name) {
        faults.append(ConfigurationFault(line: line, reason: .unknownSection(named: name)))
      }
    case .setting(let path, let value):
      let place = section.isEmpty && path.count == 2 ? path[0] : section
      let name = path.count == 2 && place == path[0] ? path[1] : path.joined(separator: ".")
      if let earlier = places[[place, name]] {
        throw TOMLStatement.Refusal(Words.tomlRepeated(name: TextWidth.cleaned(name), line: "\(earlier)"))
      }
      places[[place, name]] = line
      settings.append(Setting(section: place, name: name, value: value, line: line))
    }
  }
}
