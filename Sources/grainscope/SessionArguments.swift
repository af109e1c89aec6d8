import ArgumentParser
import Datasets
import Models

/// The options of every command that opens a file.
struct SessionArguments: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      Words.sessionFile(formats: FileFormat.choice), discussion: Words.sessionFileSamples, valueName: Words.valueFile),
    completion: .file(extensions: FileFormat.extensions()))
  var file: String?

  @Option(name: .long, help: ArgumentHelp(Words.sessionTarget, valueName: Words.valueName))
  var target: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      Words.sessionTask(tasks: SampleTask.allCases.map(\.rawValue).joined(separator: ", ")),
      valueName: Words.valueChoice))
  var task: SampleTask?

  @Option(name: .long, help: ArgumentHelp(Words.sessionHorizon, valueName: Words.valueDuration))
  var horizon: String?

  @Option(name: .long, help: ArgumentHelp(Words.sessionGrain, valueName: Words.valueGrains))
  var grain: String?

  @Option(
    name: .customLong("evaluate-at"),
    help: ArgumentHelp(Words.sessionEvaluationGrain, valueName: Words.valueGrain))
  var evaluationGrain: String?

  @Option(
    name: .long, help: ArgumentHelp(Words.sessionBand, valueName: Words.valuePercent),
    transform: NumberOption.band.parse)
  var band: Double?

  @Option(
    name: .long,
    help: ArgumentHelp(
      Words.sessionSplit(rules: SplitRule.allCases.map(\.rawValue).joined(separator: ", ")),
      valueName: Words.valueRule))
  var split: SplitRule?

  @Option(
    name: .customLong("validation-split"),
    help: ArgumentHelp(Words.sessionValidationShare, valueName: Words.valueShare),
    transform: NumberOption.share.parse)
  var validationShare: Double?

  @Option(
    name: .customLong("init"), help: ArgumentHelp(Words.sessionInitial, valueName: Words.valueModel),
    completion: .file(extensions: ["safetensors"]))
  var initial: String?

  @Option(
    name: .long, help: ArgumentHelp(Words.seed, valueName: Words.valueNumber), transform: NumberOption.seed.parse)
  var seed: UInt64 = 1

  @Option(
    name: .long, help: ArgumentHelp(Words.sessionThreads, valueName: Words.valueCount),
    transform: NumberOption.threads.parse)
  var threads: Int?

  @OptionGroup(title: Words.readingTitle) var reading: ReadArguments
  @OptionGroup(title: Words.preparationTitle) var preparation: PreparationArguments

  /// Refuses weights where nothing is trained.
  func refuseInitial() throws {
    if initial != nil { throw ValidationError(Words.initialIdle) }
  }

  /// The first option that was given of those that decide what a model learns; nil where none was.
  var firstOfTraining: String? {
    let given: [(option: String, isGiven: Bool)] = [
      ("--target", target != nil), ("--task", task != nil), ("--horizon", horizon != nil), ("--grain", grain != nil),
      ("--evaluate-at", evaluationGrain != nil), ("--split", split != nil),
      ("--validation-split", validationShare != nil), ("--init", initial != nil),
      ("--gaps", preparation.gaps != nil), ("--clip-outliers", preparation.clip != nil),
      ("--columns", preparation.columns != nil), ("--without", preparation.without != nil),
      ("--select-features", preparation.features != nil),
    ]
    return given.first(where: \.isGiven)?.option
  }

  /// The options with the file found: a path, else a sample's name, else the first sample.
  ///
  /// - Parameters:
  ///   - knobs: what is asked of all models.
  ///   - store: the folder of the store in which runs are looked for that are named; nil takes the usual one.
  func options(
    _ knobs: KnobArguments = KnobArguments(), store: String? = nil
  ) throws -> SessionOptions {
    var options = SessionOptions(path: try Self.path(file))
    options.target = target
    options.task = task
    options.horizon = horizon
    options.grains = grain.map { $0.split(separator: ",").map { String($0).trimmingSpaces } }
    options.evaluationGrain = evaluationGrain
    options.zone = reading.zone
    options.reading = try reading.options()
    options.preparation = try preparation.preparation()
    if preparation.gaps == nil { options.suitsGaps = true }
    options.band = band.map { $0 / 100 }
    options.split = split
    options.validationShare = validationShare
    options.lookback = knobs.lookback
    options.inputs = knobs.inputs
    options.seed = seed
    if let initial { try InitialWeights(initial, in: store).apply(to: &options) }
    return options
  }

  /// A path as it is, the path of a sample by its name, or that of the first sample for none.
  static func path(_ file: String?) throws -> String {
    guard let file else {
      guard let path = Sample.path(Sample.first) else {
        throw Failure.input(Words.samplesMissing)
      }
      return path
    }
    if StandardInput.isMeant(by: file) { return file }
    if !file.contains("/"), !FilePath.exists(file), let sample = Sample.path(file) { return sample }
    return FilePath.absolute(file)
  }
}

extension SplitRule: NamedChoice {}
extension SampleTask: NamedChoice {}

extension String {
  var trimmingSpaces: String {
    let kept = drop { $0 == " " }
    return String(kept.reversed().drop { $0 == " " }.reversed())
  }
}
