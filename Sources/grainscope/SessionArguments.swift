import ArgumentParser
import Datasets
import Models

/// What every command that opens a file understands.
struct SessionArguments: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "A series, a table or images: a \(FileFormat.choice) file, each also with gzip, or a folder of pictures.",
      discussion: "The name of a sample works too, as demand or digits; - is standard input."),
    completion: .file(extensions: FileFormat.extensions()))
  var file: String?

  @Option(name: .long, help: ArgumentHelp("Column to forecast or to classify.", valueName: "name"))
  var target: String?

  @Option(
    name: .long,
    help: ArgumentHelp("How far ahead every grain is judged, as 1h, 1d or 2w.", valueName: "duration"))
  var horizon: String?

  @Option(
    name: .long,
    help: ArgumentHelp("The ladder, as 30min,1h,1d (series) or 8x8,4x4 (images).", valueName: "grains"))
  var grain: String?

  @Option(
    name: .customLong("evaluate-at"),
    help: ArgumentHelp("The grain at which all are scored; the finest if not said.", valueName: "grain"))
  var evaluationGrain: String?

  @Option(
    name: .long,
    help: ArgumentHelp("Percent of actual values that the band around a forecast is to hold.", valueName: "percent"))
  var band: Double?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "How samples are split: \(SplitRule.allCases.map(\.rawValue).joined(separator: ", ")).", valueName: "rule"))
  var split: SplitRule?

  @Option(
    name: .customLong("validation-split"),
    help: ArgumentHelp("Share of the samples beside the test part that validation takes, as 0.1.", valueName: "share"))
  var validationShare: Double?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Weights of a base network of images, by torchvision's names, for the recipe composite.",
      valueName: "safetensors"), completion: .file(extensions: ["safetensors"]))
  var weights: String?

  @Option(name: .long, help: ArgumentHelp("Seed of everything that is random.", valueName: "number"))
  var seed: UInt64 = 1

  @Option(
    name: .long,
    help: ArgumentHelp("Rungs that compute at the same time; the result is the same.", valueName: "count"))
  var threads: Int?

  @OptionGroup(title: "How to read the file") var reading: ReadArguments
  @OptionGroup(title: "What is done to the data") var preparation: PreparationArguments

  mutating func validate() throws {
    if let band, !(band >= 1 && band <= 99.9) {
      throw ValidationError("--band \(band): give a percentage from 1 to 99.9, as 80.")
    }
    if let share = validationShare, !(share > 0 && share < 1) {
      throw ValidationError("--validation-split \(share): give a share between 0 and 1, as 0.1.")
    }
    if let threads, threads < 1 { throw ValidationError("--threads \(threads): give a number from 1 up.") }
  }

  /// The options with the file found: a path, else a sample's name, else the first sample.
  func options() throws -> SessionOptions {
    var options = SessionOptions(path: try Self.path(file))
    options.target = target
    options.horizon = horizon
    options.grains = grain.map { $0.split(separator: ",").map { String($0).trimmingSpaces } }
    options.evaluationGrain = evaluationGrain
    options.zone = reading.zone
    options.reading = try reading.options()
    options.preparation = try preparation.preparation()
    options.band = band.map { $0 / 100 }
    options.split = split
    options.validationShare = validationShare
    options.weights = weights.map(FilePath.absolute)
    options.seed = seed
    return options
  }

  /// A path as it stands, the path of a sample by its name, or without a word the first sample.
  static func path(_ file: String?) throws -> String {
    guard let file else {
      guard let path = Sample.path(Sample.first) else {
        throw Failure.input("The samples were not found beside the program; name a file, as: grainscope demand.csv.")
      }
      return path
    }
    if StandardInput.isMeant(by: file) { return file }
    if !file.contains("/"), !FilePath.exists(file), let sample = Sample.path(file) { return sample }
    return FilePath.absolute(file)
  }
}

extension SplitRule: ExpressibleByArgument {}

extension String {
  var trimmingSpaces: String {
    let kept = drop { $0 == " " }
    return String(kept.reversed().drop { $0 == " " }.reversed())
  }
}
