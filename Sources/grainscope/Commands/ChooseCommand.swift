import ArgumentParser
import Dispatch
import Glibc
import Models
import Studies
import Synchronization
import Telemetry
import Training

struct ChooseCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(commandName: "choose", abstract: Words.chooseAbstract, discussion: Words.chooseDiscussion)
  }

  @OptionGroup var session: SessionArguments

  @Option(name: .long, help: ArgumentHelp(Words.recipeOfGrains, valueName: Words.valueName))
  var recipe: Recipe = .mlp

  @OptionGroup(title: Words.knobsTitle) var knobs: KnobArguments

  @OptionGroup var predictions: PredictionArguments

  @Flag(name: .long, help: ArgumentHelp(Words.jsonObject))
  var json = false

  func validate() throws { try predictions.check(json: json) }

  func run() throws {
    guard !knobs.isGiven(.lookback) else { throw Failure.input(Words.chooseLookbackIdle) }
    let experiment = try Opening.experiment(try session.options())
    let settings = try knobs.settings(for: recipe, on: experiment, seed: session.seed)
    let report = try search(experiment, settings)
    if json {
      Standard.output.write(try JSON.line(ChoiceLine(report, info: experiment.info)) + "\n")
    } else {
      Standard.output.write(ChoicePage(report: report, info: experiment.info, to: .output).text)
    }
  }

  /// Waits for the search with a bar on standard error, where that is a terminal; Ctrl-C stops it.
  private func search(_ experiment: any Experiment, _ settings: Settings) throws -> ChoiceReport {
    let latest = Latest<ChoiceProgress>()
    let outcome = Latest<Result<ChoiceReport, ChoosingError>>()
    let search = GrainSearch(
      experiment, settings: settings, threads: session.threads ?? Workers.processorCount,
      keepsPredictions: predictions.areWritten
    ) { latest.put($0) }
    let restore = Interrupts.listen()
    let showsBar = Standard.error.isTerminal
    defer {
      restore()
      if showsBar { Standard.error.erase() }
    }
    DispatchQueue.global().async {
      outcome.put(Result { () throws(ChoosingError) in try search.run() })
    }
    while true {
      if let result = outcome.value {
        do {
          return try result.get()
        } catch {
          guard error != .stopped else { throw Failure(sentence: error.sentence, exitCode: 130) }
          throw Failure.input(error.sentence)
        }
      }
      if Interrupts.came { search.stop() }
      if showsBar, let progress = latest.value { Standard.error.show(bar(progress)) }
      usleep(50_000)
    }
  }

  private func bar(_ progress: ChoiceProgress) -> String {
    let full = Int(progress.share * 24)
    let bar = String(repeating: "=", count: full) + String(repeating: " ", count: 24 - full)
    guard let seconds = progress.secondsLeft else {
      return Words.chooseProgress(bar: bar, done: progress.done, planned: progress.planned)
    }
    let whole = Int(seconds.rounded(.up))
    return Words.chooseProgressLeft(
      bar: bar, done: progress.done, planned: progress.planned,
      time: "\(whole / 60):\(whole % 60 < 10 ? "0" : "")\(whole % 60)")
  }
}

/// The newest value that another thread has left.
private final class Latest<Value: Sendable>: Sendable {
  private let held = Mutex<Value?>(nil)

  func put(_ value: Value) { held.withLock { $0 = value } }
  var value: Value? { held.withLock { $0 } }
}
