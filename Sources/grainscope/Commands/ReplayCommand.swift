import ArgumentParser
import Models
import Telemetry
import Tensors
import Training

struct ReplayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay",
    abstract: "Run a journal again and compare the weights bit for bit.",
    discussion: """
      Every command of the recorded session is applied at the step at which it was given. Exit code 0 says that every
      run ended with the same bits, 1 that one did not.
      """)

  @Argument(help: "A .journal file that Grainscope wrote.", completion: .file(extensions: ["journal"]))
  var journal: String

  @Option(
    name: .long, help: ArgumentHelp("Where the data lie now, if they were moved.", valueName: "path"),
    completion: .file())
  var data: String?

  @Flag(name: .long, help: "One JSON object a line.")
  var json = false

  func run() throws {
    do {
      try replay()
    } catch let error as JournalError {
      throw Failure.input(error.sentence)
    } catch let error as ExperimentError {
      throw Failure.input(error.sentence)
    }
  }

  private func replay() throws {
    let (session, lines) = try Journal.read(path: journal)
    var options = session.options
    if let data { options.path = FilePath.absolute(data) }
    let experiment = try Opening.experiment(options)
    let hash = hexadecimal(experiment.dataHash)
    guard hash == session.dataHash else {
      throw JournalError.otherData(
        path: options.path, recorded: session.dataHash, found: hash, version: session.version)
    }
    warnOfOtherKernels(session)
    var outcomes: [Replay.Outcome] = []
    var replay = Replay(lines, on: experiment)
    try replay.run { outcome in
      outcomes.append(outcome)
      report(outcome)
    }
    guard !outcomes.isEmpty else {
      throw Failure.input("No run in \(journal) has ended, so there is nothing to compare; let a run end first.")
    }
    guard outcomes.allSatisfy(\.isIdentical) else {
      throw Failure.failed("The replay differs from the recording; data, program or processor differ.")
    }
  }

  private func warnOfOtherKernels(_ session: SessionLine) {
    let recorded = "\(session.kernel) kernels of OpenBLAS and our own for \(session.level)"
    let here = "\(Opening.kernelName) and \(Kernels.level)"
    guard here != "\(session.kernel) and \(session.level)" else { return }
    Standard.error.write(
      "Note: the journal was made with the \(recorded), this machine uses \(here); the last bits may differ.\n")
  }

  private func report(_ outcome: Replay.Outcome) {
    if json {
      struct Line: Encodable {
        let event = "replayed"
        let run, step: Int
        let rung, recorded, found: String
        let identical: Bool
      }
      let line = Line(
        run: outcome.run.number, step: outcome.step, rung: outcome.rung.label, recorded: outcome.recorded,
        found: outcome.found, identical: outcome.isIdentical)
      if let text = try? JSON.line(line) { Standard.output.write(text + "\n") }
    } else {
      let verdict = outcome.isIdentical ? "identical" : "DIFFERENT (recorded \(outcome.recorded))"
      Standard.output.write(
        "\(outcome.run) at \(outcome.rung): \(outcome.step) steps, weights \(outcome.found), \(verdict)\n")
    }
  }
}
