import ArgumentParser

struct SamplesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "samples", abstract: "List the data sets that come with the program.")

  @Flag(name: .long, help: "Print one JSON object.")
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
    Standard.output.write("\nOpen one by its name, as: grainscope \(Sample.first)\n")
    if let folder { Standard.output.write("They lie in \(folder)\n") }
  }
}
