import ArgumentParser
import Configuration

struct ConfigCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config",
    abstract: "Print, find or check the configuration file.",
    discussion: """
      Keys, theme, layout and what a session begins with. To begin with a file that says all defaults:

        mkdir -p "$(dirname "$(grainscope config --path)")"
        grainscope config --default > "$(grainscope config --path)"
      """)

  @Flag(name: .customLong("default"), help: "Print a file that changes nothing and explains everything.")
  var printsDefault = false

  @Flag(name: .customLong("path"), help: "Print where the file is looked for.")
  var printsPath = false

  @Flag(name: .customLong("check"), help: "Say which lines of the file do not hold, and why; the usual without a flag.")
  var checks = false

  @Argument(help: ArgumentHelp("The file to check, in place of the usual one.", valueName: "file"), completion: .file())
  var file: String?

  mutating func validate() throws {
    guard [printsDefault, printsPath, checks].filter({ $0 }).count < 2 else {
      throw ValidationError("Give one of --default, --path and --check.")
    }
    if file != nil, printsDefault || printsPath { throw ValidationError("Only --check takes a file.") }
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
      throw Failure.failed("Neither XDG_CONFIG_HOME nor HOME is set, so there is no place for a configuration file.")
    }
    return path
  }

  private func check() throws {
    let path = try file ?? usualPath()
    guard FilePath.exists(path) else {
      if file != nil { throw Failure.input("There is no file \(path).") }
      Standard.output.write("There is no \(path): the defaults hold.\n")
      return
    }
    guard FilePath.text(path, limit: ConfigurationFile.sizeLimit) != nil else {
      throw Failure.input("\(path) cannot be read as a text of at most a megabyte.")
    }
    var configuration = ConfigurationFile(path: path)
    let faults = configuration.read().faults
    guard !faults.isEmpty else {
      Standard.output.write("\(path): every line holds.\n")
      return
    }
    for fault in faults { Standard.output.write("\(path), \(fault.sentence)\n") }
    throw Failure.input("\(path): \(faults.count) \(faults.count == 1 ? "line does" : "lines do") not hold.")
  }
}
