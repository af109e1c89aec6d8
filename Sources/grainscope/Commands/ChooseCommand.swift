import ArgumentParser
import Dispatch
import Glibc
import Models
import Studies
import Synchronization
import Telemetry
import Training

struct ChooseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "choose",
    abstract: "Choose the grain that is worth it, and say why.",
    discussion: """
      Every grain is trained on what was known before rolling blocks of origins, with several lookbacks and hidden widths,
      and scored on those blocks at one grain. Of the grains whose mean RMSSE lies within one standard error of the best,
      the coarsest is chosen. The test part of the data is never looked at.

        grainscope choose demand
        grainscope choose demand --recipe ridge --grain 30min,1h,1d --json
      """)

  @OptionGroup var session: SessionArguments

  @Option(name: .long, help: ArgumentHelp("The model of every grain.", valueName: "name"))
  var recipe: Recipe = .mlp

  @OptionGroup(title: "Knobs") var knobs: KnobArguments

  @Flag(name: .long, help: "One JSON object.")
  var json = false

  func run() throws {
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
    let search = GrainSearch(experiment, settings: settings, threads: session.threads ?? Workers.processorCount) {
      latest.put($0)
    }
    let restore = Interrupts.listen()
    let showsBar = Standard.error.isTerminal
    defer {
      restore()
      if showsBar { Standard.error.write("\r\u{1B}[K") }
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
      if showsBar, let progress = latest.value { Standard.error.write("\r\u{1B}[K" + bar(progress)) }
      usleep(50_000)
    }
  }

  private func bar(_ progress: ChoiceProgress) -> String {
    let full = Int(progress.share * 24)
    let left = progress.secondsLeft.map { seconds in
      let whole = Int(seconds.rounded(.up))
      return "  \(whole / 60):\(whole % 60 < 10 ? "0" : "")\(whole % 60) left"
    }
    return "Choosing  [" + String(repeating: "=", count: full) + String(repeating: " ", count: 24 - full)
      + "]  \(progress.done) of \(progress.planned) trainings" + (left ?? "")
  }
}

/// The newest value that another thread has left.
private final class Latest<Value: Sendable>: Sendable {
  private let held = Mutex<Value?>(nil)

  func put(_ value: Value) { held.withLock { $0 = value } }
  var value: Value? { held.withLock { $0 } }
}
