import ArgumentParser
import Datasets
import Glibc
import Models
import Networks
import Telemetry
import Training

struct TrainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train",
    abstract: "Train a recipe on every grain and score all on one common target.",
    discussion: """
      On a terminal it shows progress and the time left; into a pipe it writes plain lines; with --json one object a
      line, each with "event", the last one "end" with every rung's final scores.

        grainscope train demand --grain 1h,1d --recipe mlp --horizon 1d
        grainscope train digits.csv --grain 8x8,4x4,2x2 --epochs 60 --json
        grainscope train demand --grain 1h,1d --recipe coupled --coupling 1
      """)

  @OptionGroup var session: SessionArguments

  @Option(
    name: .long,
    help: ArgumentHelp("The model: \(Recipe.allCases.map(\.rawValue).joined(separator: ", ")).", valueName: "name"))
  var recipe: Recipe = .mlp

  @Option(name: .long, help: ArgumentHelp("Passes over the training windows.", valueName: "count"))
  var epochs: Int?

  @Option(name: .customLong("learning-rate"), help: ArgumentHelp("Length of a step.", valueName: "rate"))
  var learningRate: Float?

  @Option(
    name: .customLong("batch"), help: ArgumentHelp("Examples in a step; 1 per sample, 0 all.", valueName: "count"))
  var batch: Int?

  @Option(name: .long, help: ArgumentHelp("Share of hidden units silenced in a step.", valueName: "share"))
  var dropout: Float?

  @Option(
    name: .customLong("weight-decay"), help: ArgumentHelp("Pull of the weights towards zero.", valueName: "strength"))
  var weightDecay: Float?

  @Option(
    name: .long, help: ArgumentHelp("\(Scaling.allCases.map(\.rawValue).joined(separator: ", ")).", valueName: "name"))
  var scaler: Scaling?

  @Option(
    name: .customLong("augment"),
    help: ArgumentHelp(
      "How training images are varied: \(Augmentation.allCases.map(\.rawValue).joined(separator: ", ")).",
      valueName: "name"))
  var augmentation: Augmentation?

  @Option(name: .long, help: ArgumentHelp("Hidden widths, as 64,32.", valueName: "widths"))
  var units: String?

  @Option(name: .long, help: ArgumentHelp("Rows of a rung's own grain behind each forecast.", valueName: "rows"))
  var lookback: Int?

  @Option(
    name: .long,
    help: ArgumentHelp("\(Optimizer.allCases.map(\.rawValue).joined(separator: ", ")).", valueName: "name"))
  var optimizer: Optimizer?

  @Option(
    name: .long,
    help: ArgumentHelp("\(Schedule.named.map(\.name).joined(separator: ", ")).", valueName: "name"))
  var schedule: String?

  @Option(
    name: .long, help: ArgumentHelp("Stop after so many epochs without a better validation loss.", valueName: "epochs"))
  var patience: Int?

  @Option(
    name: .long, help: ArgumentHelp("Read the target's own past (target) or every column's (all).", valueName: "choice")
  )
  var inputs: InputChoice?

  @OptionGroup(title: "How grains are joined (per-grain, fused, coupled, shared, cascade)") var joining:
    JoiningArguments
  @OptionGroup(title: "What a composite is made of") var composite: CompositeArguments

  @Option(name: .long, help: ArgumentHelp("Write the journal here.", valueName: "path"), completion: .file())
  var journal: String?

  @Flag(name: .long, help: "One JSON object a line.")
  var json = false

  func validate() throws {
    guard composite.saveWeights == nil || recipe == .composite else {
      throw ValidationError(
        "--save-weights writes the base network of the recipe composite; name that, or leave it out.")
    }
  }

  func run() throws {
    let options = try session.options()
    let experiment = try Opening.experiment(options)
    let settings = try settings(for: experiment)
    let journal = try self.journal.map { path in try Opening.journal(path, experiment: experiment, options: options) }
    let reporter = reporter(experiment.info)
    let events = EventQueue()
    let laboratory = Laboratory(
      experiment: experiment, threads: session.threads ?? Workers.processorCount, events: events, journal: journal,
      evaluationInterval: .seconds(1))
    reporter.begin()
    let rungs = experiment.rungs(for: recipe)
    let runs = rungs.map { laboratory.start($0, settings: settings) }
    var tally = TrainTally(info: experiment.info, runCount: rungs.count)
    while !tally.isComplete {
      usleep(json ? 5_000 : 30_000)
      for event in events.drain() {
        tally.note(event)
        reporter.report(event, tally)
      }
      reporter.refresh(laboratory.progress, tally)
    }
    reporter.end(tally)
    if let line = try composite.save(runs.first, of: laboratory), !json { print(line) }
    if tally.runs.values.allSatisfy({ $0.end == nil || $0.end?.reason == .diverged }) {
      throw Failure.failed("No rung could be trained to its end; see the lines above.")
    }
  }

  private func reporter(_ info: SessionInfo) -> any TrainReporter {
    if json { return JSONReporter(info: info) }
    return Standard.output.isTerminal ? ProgressReporter(info: info) : PlainReporter(info: info)
  }

  private func settings(for experiment: any Experiment) throws -> Settings {
    var settings = experiment.defaultSettings(recipe)
    var turns: [(Knob, KnobValue)] = []
    if let optimizer { turns.append((.optimizer, .choice(optimizer.rawValue))) }
    if let schedule { turns.append((.schedule, .choice(schedule))) }
    if let epochs { turns.append((.epochs, .integer(epochs))) }
    if let learningRate { turns.append((.learningRate, .number(Double(learningRate)))) }
    if let batch { turns.append((.batchSize, .integer(batch))) }
    if let dropout { turns.append((.dropout, .number(Double(dropout)))) }
    if let weightDecay { turns.append((.weightDecay, .number(Double(weightDecay)))) }
    if let scaler { turns.append((.scaler, .choice(scaler.rawValue))) }
    if let augmentation { turns.append((.augmentation, .choice(augmentation.rawValue))) }
    if let lookback { turns.append((.lookback, .integer(lookback))) }
    if let inputs { turns.append((.inputs, .choice(inputs.rawValue))) }
    if let units { turns.append((.units, .list(try Widths.parsed(units)))) }
    turns += joining.turns + composite.turns
    for (knob, value) in turns {
      do { try settings.set(knob, to: value) } catch { throw Failure.input(error.sentence) }
    }
    settings.seed = session.seed
    settings.patience = patience ?? settings.patience
    return settings
  }
}

extension Recipe: ExpressibleByArgument {}
extension Optimizer: ExpressibleByArgument {}
extension Augmentation: ExpressibleByArgument {}
extension Scaling: ExpressibleByArgument {}
extension InputChoice: ExpressibleByArgument {}
