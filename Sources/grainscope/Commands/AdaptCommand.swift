import ArgumentParser
import Basics
import Granularity
import Models
import Telemetry
import Training

struct AdaptCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "adapt",
    abstract: "Train all grains while a bandit gives the next compute to the one that looks most promising.",
    discussion: """
      Every rung learns; after each grant of multiply-adds its score at the validation origins decides who gets the next.
      Each way of sharing out is compared with an even split of the same budget, from several seeds; the rung with the
      best validation score is then scored on the test part. Costs are multiply-adds, never seconds, so that the choices
      are the same on every machine.

        grainscope adapt demand --policy ucb
        grainscope adapt demand --seeds 20 --json
      """)

  @OptionGroup var session: SessionArguments

  @Option(
    name: .long,
    help: ArgumentHelp(
      "\(AllocationPolicy.allCases.map(\.rawValue).joined(separator: ", ")), or all.", valueName: "name"))
  var policy = "all"

  @Option(name: .long, help: ArgumentHelp("The model on every rung.", valueName: "name"))
  var recipe: Recipe = .mlp

  @OptionGroup(title: "Knobs") var knobs: KnobArguments

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Multiply-adds in all, as 500M or 2G; as many as ten epochs of the whole ladder if not said.",
      valueName: "amount"))
  var budget: String?

  @Option(name: .long, help: ArgumentHelp("Parts into which the budget is cut.", valueName: "count"))
  var grants = 60

  @Option(name: .long, help: ArgumentHelp("Seeds, from --seed on.", valueName: "count"))
  var seeds = 5

  @Flag(name: .long, help: "One JSON object a line.")
  var json = false

  func run() throws {
    let experiment = try Opening.experiment(try session.options())
    guard let target = experiment.info.forecast else {
      throw Failure.input("\(experiment.info.fileName) is no series; compute is shared out among grains of time.")
    }
    guard recipe.hasSteps, !recipe.joins else {
      throw Failure.input("The recipe \(recipe.rawValue) has no steps to share out; choose mlp or linear2.")
    }
    guard grants > 0, seeds > 0 else { throw Failure.input("--grants and --seeds take numbers from 1 up.") }
    let policies = try policies()
    let rungs = experiment.rungs(for: recipe)
    let settings = try knobs.settings(for: recipe, on: experiment, seed: session.seed)
    do {
      let amount = try budget(rungs, experiment, settings)
      if !json { Standard.output.write(title(experiment.info, target, amount)) }
      var even: AdaptReport?
      for policy in policies {
        let report = try report(policy, rungs, experiment, settings, amount, against: even)
        if policy == .even { even = report }
        if json {
          if let line = try? JSON.line(report) { Standard.output.write(line + "\n") }
        } else {
          Standard.output.write(report.text)
        }
      }
    } catch let error as ExperimentError {
      throw Failure.input(error.sentence)
    }
  }

  private func report(
    _ policy: AllocationPolicy, _ rungs: [RungID], _ experiment: any Experiment, _ settings: Settings,
    _ amount: Int, against even: AdaptReport?
  ) throws -> AdaptReport {
    let first = session.seed
    let grants = grants
    let outcomes = try SideBySide.map(seeds, threads: session.threads ?? Workers.processorCount) { index in
      var settings = settings
      settings.seed = first + UInt64(index)
      let allocator = Allocator(policy, rungs: rungs, budget: amount, grant: max(1, amount / grants))
      return try AllocatedTraining(experiment, rungs: rungs, settings: settings, allocator: allocator).run()
    }
    return AdaptReport(policy, rungs, outcomes.compactMap { $0 }, against: even)
  }

  private func policies() throws -> [AllocationPolicy] {
    if policy == "all" { return AllocationPolicy.allCases }
    guard let chosen = AllocationPolicy(rawValue: policy) else {
      throw Failure.input(
        "--policy “\(policy)” is unknown; choose \(AllocationPolicy.allCases.map(\.rawValue).joined(separator: ", ")) "
          + "or all.")
    }
    // What a policy gains can only be told beside the even split.
    return chosen == .even ? [.even] : [.even, chosen]
  }

  /// - Throws: ``ExperimentError`` or ``Failure``.
  private func budget(_ rungs: [RungID], _ experiment: any Experiment, _ settings: Settings) throws -> Int {
    if let budget {
      guard let amount = Self.amount(budget) else {
        throw Failure.input("--budget “\(budget)” is no amount; give a number, as 500M or 2G.")
      }
      return amount
    }
    return try rungs.reduce(0) { sum, rung in
      let outline = try experiment.learner(for: rung, settings: settings).outline
      return sum + 10 * outline.trainingRows * outline.multiplyAddsPerExample
    }
  }

  /// As `500M`: k, M, G or T after a number.
  static func amount(_ text: String) -> Int? {
    let units: [Character: Double] = ["k": 1e3, "K": 1e3, "M": 1e6, "G": 1e9, "T": 1e12]
    let unit = text.last.flatMap { units[$0] }
    guard let number = Double(unit == nil ? text : String(text.dropLast())), number.isFinite else { return nil }
    let amount = number * (unit ?? 1)
    return amount >= 1 && amount < 1e18 ? Int(amount) : nil
  }

  private func title(_ info: SessionInfo, _ target: ForecastTarget, _ amount: Int) -> String {
    "\(info.targetName): the next \(target.horizonLabel) at grain \(target.grainLabel), "
      + "\(NumberFormat.shortCount(amount)) multiply-adds in \(grants) grants, \(seeds) \(seeds == 1 ? "seed" : "seeds")\n"
  }
}
