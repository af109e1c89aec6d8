import ArgumentParser
import Models
import Telemetry
import Training

struct FindRateCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "find-rate", abstract: Words.findRateAbstract, discussion: Words.findRateDiscussion)
  }

  @OptionGroup var session: SessionArguments

  @Option(name: .long, help: ArgumentHelp(Words.recipeOnRungs, valueName: Words.valueName))
  var recipe: Recipe = .mlp

  @OptionGroup(title: Words.knobsTitle) var knobs: KnobArguments

  @Flag(name: .long, help: ArgumentHelp(Words.jsonLines))
  var json = false

  func run() throws {
    guard recipe.hasSteps else { throw Failure.input(Words.findRateNoSteps(recipe: recipe.rawValue)) }
    let experiment = try Opening.experiment(try session.options(knobs))
    let settings = try knobs.settings(for: recipe, on: experiment, seed: session.seed)
    let restore = Interrupts.listen()
    defer { restore() }
    do {
      let rungs = experiment.rungs(for: recipe)
      let found = try SideBySide.map(rungs.count, threads: session.threads ?? Workers.processorCount) { index in
        (rungs[index], try Self.sweep(rungs[index], experiment, settings))
      }
      guard json else {
        Standard.output.write(
          RatePage(recipe: recipe.rawValue, info: experiment.info, found: found, to: .output).text)
        return
      }
      for (rung, report) in found {
        Standard.output.write(try JSON.line(RateLine(rung, recipe.rawValue, report)) + "\n")
      }
    } catch let error as ExperimentError {
      throw Failure.input(error.sentence)
    }
  }

  /// From fresh weights to the end of the sweep.
  private static func sweep(_ rung: RungID, _ experiment: any Experiment, _ settings: Settings) throws -> RateReport {
    let sweep = RateSweep(try experiment.learner(for: rung, settings: settings), settings: settings)
    while sweep.advance(limit: 1) {
      guard !Interrupts.came else { throw Failure(sentence: Words.trainingStopped, exitCode: 130) }
    }
    return sweep.report
  }
}
