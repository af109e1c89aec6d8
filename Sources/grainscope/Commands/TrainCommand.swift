import ArgumentParser
import Datasets
import Glibc
import Models
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

  @Option(
    name: .long, help: ArgumentHelp("Stop after so many epochs without a better validation loss.", valueName: "epochs"))
  var patience: Int?

  @OptionGroup(title: "Knobs") var knobs: KnobArguments
  @OptionGroup(title: "What a composite leaves") var composite: CompositeArguments

  @Option(name: .long, help: ArgumentHelp("Write the journal here.", valueName: "path"), completion: .file())
  var journal: String?

  @Flag(name: .long, help: "One JSON object a line.")
  var json = false

  func validate() throws {
    guard composite.saveWeights == nil || recipe.hasBaseNetwork else {
      throw ValidationError(
        "--save-weights writes the base network of the recipe composite; name that, or leave it out.")
    }
  }

  func run() throws {
    let options = try session.options()
    let experiment = try Opening.experiment(options)
    let settings = try settings(for: experiment)
    let journal = try self.journal.map { path in try Opening.journal(path, experiment: experiment, options: options) }
    let data = DataIdentity(experiment, options)
    let reporter = reporter(experiment.info, data)
    let events = EventQueue()
    let laboratory = Laboratory(
      experiment: experiment, threads: session.threads ?? Workers.processorCount, events: events, journal: journal,
      data: data, evaluationInterval: .seconds(1))
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

  private func reporter(_ info: SessionInfo, _ data: DataIdentity) -> any TrainReporter {
    if json { return JSONReporter(info: info, data: data) }
    return Standard.output.isTerminal ? ProgressReporter(info: info) : PlainReporter(info: info)
  }

  private func settings(for experiment: any Experiment) throws -> Settings {
    var settings = try knobs.settings(for: recipe, on: experiment, seed: session.seed)
    settings.patience = patience ?? settings.patience
    return settings
  }
}

extension Recipe: ExpressibleByArgument {}
