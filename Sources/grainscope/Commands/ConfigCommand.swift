import ArgumentParser
import Configuration

struct ConfigCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(commandName: "config", abstract: Words.configAbstract, discussion: Words.configDiscussion)
  }

  @Flag(name: .customLong("default"), help: ArgumentHelp(Words.configDefault))
  var printsDefault = false

  @Flag(name: .customLong("path"), help: ArgumentHelp(Words.configPath))
  var printsPath = false

  @Flag(name: .customLong("check"), help: ArgumentHelp(Words.configCheck))
  var checks = false

  @Argument(help: ArgumentHelp(Words.configFile, valueName: Words.valueFile), completion: .file())
  var file: String?

  mutating func validate() throws {
    guard [printsDefault, printsPath, checks].filter({ $0 }).count < 2 else {
      throw ValidationError(Words.configOneFlag)
    }
    if file != nil, printsDefault || printsPath { throw ValidationError(Words.configFileNotChecked) }
  }

  func run() throws {
    if printsDefault {
      Standard.output.write(DefaultText.make(recipes: ConfigurationFile.recipes))
    } else if printsPath {
      Standard.output.write(try usualPath() + "\n")
    } else {
      try check()
    }
  }

  private func usualPath() throws -> String {
    guard let path = ConfigurationFile().path else {
      throw Failure.failed(Words.configNoPlace)
    }
    return path
  }

  private func check() throws {
    let path = try file ?? usualPath()
    guard FilePath.exists(path) else {
      if file != nil { throw Failure.input(Words.configNoFile(path: path)) }
      Standard.output.write(Words.configDefaults(path: path) + "\n")
      return
    }
    var configuration = ConfigurationFile(path: path)
    let reader = configuration.read()
    if let refusal = configuration.refusal() { throw Failure.input(refusal) }
    let faults =
      reader.faults.map { Words.configFault(path: path, fault: $0.sentence) } + themeFaults(reader.preferences)
    guard !faults.isEmpty else {
      Standard.output.write(Words.configValid(path: path) + "\n")
      return
    }
    for fault in faults { Standard.output.write(fault + "\n") }
    throw Failure.input(Words.configFaults(path: path, count: faults.count))
  }

  /// What is wrong with the theme that the file names.
  private func themeFaults(_ preferences: Preferences) -> [String] {
    do { return try Themes().theme(named: preferences.theme, depth: .trueColor).faults } catch {
      return [(error as? Failure)?.sentence ?? Words.themeNotSet(theme: preferences.theme ?? "")]
    }
  }
}
