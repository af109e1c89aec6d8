import ArgumentParser
import Basics
import Granularity
import Models
import Telemetry
import Training

struct AdaptCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(commandName: "adapt", abstract: Words.adaptAbstract, discussion: Words.adaptDiscussion)
  }

  @OptionGroup var session: SessionArguments

  @Option(
    name: .long,
    help: ArgumentHelp(
      Words.choicesOrAll(choices: AllocationPolicy.allCases.map(\.rawValue).joined(separator: ", ")),
      valueName: Words.valueName))
  var policy = "all"

  @Option(name: .long, help: ArgumentHelp(Words.recipeOnRungs, valueName: Words.valueName))
  var recipe: Recipe = .mlp

  @OptionGroup(title: Words.knobsTitle) var knobs: KnobArguments

  @Option(name: .long, help: ArgumentHelp(Words.adaptBudget, valueName: Words.valueAmount))
  var budget: String?

  @Option(
    name: .long, help: ArgumentHelp(Words.adaptGrants, valueName: Words.valueCount),
    transform: NumberOption.grants.parse)
  var grants = 60

  @Option(
    name: .long, help: ArgumentHelp(Words.adaptSeeds, valueName: Words.valueCount),
    transform: NumberOption.seeds.parse)
  var seeds = 5

  @OptionGroup var parts: PartArguments

  @Flag(name: .long, help: ArgumentHelp(Words.jsonLines))
  var json = false

  func run() throws {
    let experiment = try Opening.experiment(try session.options(knobs))
    guard let target = experiment.info.forecast else {
      throw Failure.input(Words.adaptNoSeries(file: experiment.info.fileName))
    }
    try Opening.requireValidation(experiment.info)
    guard recipe.hasSteps, !recipe.joins else {
      throw Failure.input(Words.adaptNoSteps(recipe: recipe.rawValue))
    }
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
      if !json { Standard.output.write(experiment.info.notes(parts.shown)) }
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
    return AdaptReport(
      policy, rungs, outcomes.compactMap { $0 }, experiment.info, against: even, shown: parts.shown)
  }

  private func policies() throws -> [AllocationPolicy] {
    let one = try NamedChoices.one(
      policy, of: "--policy", among: AllocationPolicy.allCases.map(Optional.some) + [nil]
    ) { $0?.rawValue ?? "all" }
    guard let chosen = one else { return AllocationPolicy.allCases }
    // What a policy gains can only be seen beside the even split.
    return chosen == .even ? [.even] : [.even, chosen]
  }

  /// - Throws: ``ExperimentError`` or ``Failure``.
  private func budget(_ rungs: [RungID], _ experiment: any Experiment, _ settings: Settings) throws -> Int {
    if let budget {
      guard let amount = Self.amount(budget) else {
        throw Failure.input(Words.adaptBudgetInvalid(budget: budget))
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
    Words.adaptTitle(
      target: info.targetName, horizon: target.horizonLabel, grain: target.grainLabel,
      amount: NumberFormat.shortCount(amount), grants: grants, seeds: seeds) + "\n"
  }
}
