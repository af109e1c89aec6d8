import Glibc

/// The data sets that come with the program.
struct Sample {
  let name: String
  let explanation: String

  static var all: [Sample] {
    [
      Sample(name: "demand.csv", explanation: Words.samplesDemand),
      Sample(name: "machine-load.csv", explanation: Words.samplesMachineLoad),
      Sample(name: "co2.csv", explanation: Words.samplesCo2),
      Sample(name: "digits.csv", explanation: Words.samplesDigits),
      Sample(name: "generated-waves.csv", explanation: Words.samplesWaves),
    ]
  }

  /// What is opened when no file is named.
  static let first = "demand.csv"

  /// The folder that holds the samples: `GRAINSCOPE_SAMPLES`, or beside the program once installed
  /// (`../share/grainscope/sample-data`), or `sample-data` in a folder above the program, as in a checkout.
  static func folder() -> String? {
    if let named = getenv("GRAINSCOPE_SAMPLES") { return String(cString: named) }
    var folder = executablePath()
    let inCheckout = "sample-data"
    let installed = "share/grainscope/sample-data"
    while let slash = folder.lastIndex(of: "/") {
      folder = String(folder[..<slash])
      for candidate in [installed, inCheckout] where exists("\(folder)/\(candidate)/\(first)") {
        return "\(folder)/\(candidate)"
      }
    }
    return nil
  }

  /// The path of a sample by its name, with or without `.csv`; nil where there is none.
  static func path(_ name: String) -> String? {
    guard let folder = folder() else { return nil }
    for candidate in [name, name + ".csv"] where all.contains(where: { $0.name == candidate }) {
      return "\(folder)/\(candidate)"
    }
    return nil
  }

  private static func exists(_ path: String) -> Bool { access(path, R_OK) == 0 }

  private static func executablePath() -> String {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let length = readlink("/proc/self/exe", &buffer, buffer.count - 1)
    guard length > 0 else { return "" }
    return String(decoding: buffer[..<length].map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
