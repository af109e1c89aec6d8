import ArgumentParser
import Basics
import Canvas
import Dashboard
import Glibc
import Models
import Studies
import Telemetry
import Training

struct PictureCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(commandName: "picture", abstract: Words.pictureAbstract, discussion: Words.pictureDiscussion)
  }

  @OptionGroup var session: SessionArguments
  @OptionGroup var look: LookArguments

  /// As `lab, trade-offs or data`.
  private static var screens: String { Listing.choice(ScreenID.allCases.map { $0.name.lowercased() }) }

  @Option(name: .long, help: ArgumentHelp(Words.pictureScreen(screens: screens), valueName: Words.valueName))
  var screen: String = "lab"

  @Option(name: .long, help: ArgumentHelp(Words.pictureSize, valueName: "WxH"))
  var size: String = "120x36"

  @Option(name: .long, help: ArgumentHelp(Words.pictureOutput, valueName: Words.valuePath))
  var output: String = "-"

  @Option(name: .long, help: ArgumentHelp(Words.recipeOnRungs, valueName: Words.valueName))
  var recipe: Recipe?

  @OptionGroup(title: Words.knobsTitle) var knobs: KnobArguments

  private static let longestSide = 1000

  /// To train before drawing, where nothing else was asked for.
  private static let epochs = 60

  @Option(name: .long, help: ArgumentHelp(Words.picturePart, valueName: Words.valueName))
  var part: ScoredPart = .validation

  @Option(name: .long, help: ArgumentHelp(Words.pictureKeys, valueName: Words.valueKeys))
  var keys: String = ""

  @Flag(name: .long, help: ArgumentHelp(Words.pictureBare))
  var bare = false

  /// Pixels of a PNG to one of an SVG.
  private static let scale = 2.0

  /// How a picture is written, by the ending of its name.
  private enum Form: String, CaseIterable { case svg, png, txt }

  private var form: Form? { Form.allCases.first { output.lowercased().hasSuffix("." + $0.rawValue) } }

  func validate() throws {
    if look.leavesMouse { throw ValidationError(Words.pictureNoMouse) }
    guard output == "-" || form != nil else {
      throw ValidationError(
        Words.pictureForm(path: output, endings: Listing.choice(Form.allCases.map { "." + $0.rawValue })))
    }
  }

  func run() throws {
    try Standard.check(outputs: output)
    let raster = form == .png ? RasterPicture() : nil
    guard form != .png || raster != nil else { throw Failure.failed(Words.picturePngMissing(path: output)) }
    let shown = try NamedChoices.one(screen, of: "--screen", among: ScreenID.allCases) { $0.name.lowercased() }
    let size = try parsedSize()
    let themes = Themes()
    let depth = look.colors ?? .trueColor
    let theme = try themes.theme(named: self.look.theme, depth: depth)
    for fault in theme.faults { Standard.error.report(fault) }
    let look = Look(
      theme: theme.theme, symbols: self.look.symbols ?? .braille,
      depth: depth)
    let options = try session.options(knobs)
    let opened = try Opening.opened(try Opening.dataset(options), options)
    let experiment = opened.experiment
    let events = EventQueue()
    let laboratory = Laboratory(
      experiment: experiment, threads: session.threads ?? Opening.defaultThreads, events: events)
    var state = State()
    _ = reduce(&state, .themes(themes.names, current: look.theme.name))
    _ = reduce(&state, .input(.resize(size)))
    _ = reduce(&state, .session(experiment.info))
    let recipe = recipe ?? experiment.usualRecipe
    let settings = try knobs.settings(for: recipe, on: experiment, seed: session.seed, epochs: Self.epochs)
    try InitialWeights.check(settings, options)
    if recipe.joins { _ = reduce(&state, .joining) }
    for rung in experiment.rungs(for: recipe) { laboratory.start(rung, settings: settings) }
    laboratory.waitUntilEnded()
    for event in events.drain() { _ = reduce(&state, .event(event)) }
    _ = reduce(&state, .progress(laboratory.progress))
    let report = DataReporter(opened.dataset, options, opened: opened).report()
    _ = reduce(&state, .report(report))
    _ = reduce(&state, .sources(DataSources.beside(options.path)))
    _ = reduce(&state, .input(.key(.character(Character(String(shown.rawValue))))))
    switch part {
    case .validation: break
    case .test: _ = reduce(&state, .revealTest)
    }
    for key in try parsedKeys() {
      for effect in reduce(&state, .input(.key(key))) {
        switch effect {
        case .join(let rungs, let recipe): try join(rungs, recipe: recipe, laboratory)
        case .reconcile(let runs): laboratory.reconcile(runs)
        case .chooseGrain(let run): laboratory.choose(like: run)
        case .findRate(let run): _ = laboratory.findRate(for: run)
        case .stopFindingRate, .send, .branch, .close, .allocate, .reopen, .repeatSeeds, .stopSeeds, .stopChoosing,
          .noteReveal,
          .setTheme, .setMouse, .copy, .copyCommand, .markKept, .openKept, .exportKept, .copyKeptCommand, .suspend,
          .quit,
          .redraw:
          continue
        }
        laboratory.waitUntilEnded()
        repeat {
          usleep(1_000)
          for event in events.drain() { _ = reduce(&state, .event(event)) }
        } while state.awaitsAnswer
      }
    }
    // What the Lab looks for in the background would stand there as still being looked for.
    if state.screen == .data, let audit = opened.audit(options, isThorough: false) {
      _ = reduce(&state, .audit(audit))
    }
    lookInside(&state, laboratory, events)
    if let wish = state.futureWish { _ = reduce(&state, .future(wish, laboratory.future(wish))) }
    let surface = render(state, size: size, look: look, curves: laboratory)
    try write(surface, raster, look: look, title: experiment.info.fileName)
  }

  /// What the screen shows of a network's inside; the runs have ended, so that one answer is enough.
  private func lookInside(_ state: inout State, _ laboratory: Laboratory, _ events: EventQueue) {
    guard let wish = state.insideWish else { return }
    laboratory.look(wish.request, into: wish.run)
    var (awaitsView, awaitsLayers) = (wish.request.sample != nil, wish.request.measuresLayers)
    for _ in 0..<10_000 where awaitsView || awaitsLayers {
      usleep(1_000)
      for event in events.drain() {
        _ = reduce(&state, .event(event))
        if case .inside = event { awaitsView = false }
        if case .layers = event { awaitsLayers = false }
      }
    }
  }

  private func join(_ rungs: [RungID], recipe name: String, _ laboratory: Laboratory) throws {
    guard let recipe = Recipe(rawValue: name) else { return }
    let settings = try knobs.settings(
      for: recipe, on: laboratory.experiment, seed: session.seed, epochs: Self.epochs)
    laboratory.start(RungID(joining: rungs), settings: settings)
  }

  private func write(_ surface: Surface, _ raster: RasterPicture?, look: Look, title: String) throws {
    let options = bare ? .bare : SVG.Options(title: "\(Grainscope.name) \(title)")
    switch form {
    case .txt, nil: try Standard.write(surface.lines().joined(separator: "\n") + "\n", to: output)
    case .svg: try Standard.write(SVG.render(surface, look: look, options: options), to: output)
    case .png:
      guard let bytes = raster?.png(SVG.render(surface, look: look, options: options), scale: Self.scale) else {
        throw Failure.failed(Words.picturePngTooLarge(path: output, size: size))
      }
      try Standard.write(bytes, to: output)
    }
  }

  private func parsedSize() throws -> Size {
    let parts = size.split(separator: "x").map { Int($0) }
    let sides = 1...Self.longestSide
    guard parts.count == 2, let width = parts[0], let height = parts[1], sides.contains(width), sides.contains(height)
    else { throw Failure.input(Words.pictureSizeInvalid(size: size, most: "\(Self.longestSide)")) }
    return Size(width: width, height: height)
  }

  private func parsedKeys() throws -> [Key] {
    try keys.split(separator: " ").map { word in
      guard let key = Key(named: String(word)) else {
        throw Failure.input(Words.pictureKeyUnknown(key: String(word), keys: Key.nameExplanation))
      }
      return key
    }
  }
}

extension ScoredPart: NamedChoice {}
