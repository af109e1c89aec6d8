import ArgumentParser

struct SamplesCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(commandName: "samples", abstract: Words.samplesAbstract)
  }

  @Flag(name: .long, help: ArgumentHelp(Words.jsonObject))
  var json = false

  func run() throws {
    let folder = Sample.folder()
    if json {
      struct Entry: Encodable { let name, explanation: String; let path: String? }
      struct Listing: Encodable { let samples: [Entry] }
      let entries = Sample.all.map { sample in
        Entry(name: sample.name, explanation: sample.explanation, path: folder.map { "\($0)/\(sample.name)" })
      }
      Standard.output.write(try JSON.line(Listing(samples: entries)) + "\n")
      return
    }
    let width = Sample.all.map(\.name.count).max() ?? 0
    for sample in Sample.all {
      let padding = String(repeating: " ", count: width - sample.name.count)
      Standard.output.write("\(sample.name)\(padding)  \(sample.explanation)\n")
    }
    Standard.output.write("\n" + Words.samplesOpen(sample: Sample.first) + "\n")
    if let folder { Standard.output.write(Words.samplesFolder(folder: folder) + "\n") }
  }
}
