import Canvas
import Configuration
import Dashboard
import Models
import Telemetry
import Terminal
import Training

/// Runs the Lab: feeds input and engine events to the reducer, carries out its effects, draws frames.
///
/// This thread alone touches the terminal. Files are read and windows are built elsewhere.
final class LabRunner {
  var options: SessionOptions
  /// The data as the command line names them; nil where it names none.
  let fileName: String?
  /// Where they lie.
  let firstPath: String
  let recipe: Recipe
  /// Whether the command line names it: another one of `config.toml` gives way where it does not suit the data.
  let isRecipeAsked: Bool
  let knobs: KnobArguments
  /// Epochs without a better validation loss after which a run stops; nil leaves it to the recipe.
  let patience: Int?
  let arguments: LookChoice
  var configuration: ConfigurationFile
  var preferences: Preferences
  /// What in the configuration file is not valid, shown once there is a screen.
  var fault: String?
  var nextCheck: ContinuousClock.Instant
  let threads: Int
  let startsPaused: Bool
  let journalPath: String?
  /// Of the open session, without its folders; nil where none is kept.
  var journalPlace: String?
  /// Where runs are kept; of a stream none are.
  let store: StoreOrder
  let keeping = LabKeeping()
  let screen: Screen
  let themes: Themes
  var look: Look
  var state = State()
  var laboratory: (any RunHost)?
  /// The runs on a file's data; nil where they learn from a stream.
  var fileLaboratory: Laboratory? { laboratory as? Laboratory }
  /// What was asked last about the inside of a run's network.
  var lookedInto: InsideWish?
  /// What was asked last about the future, and who answers.
  var futureAsked: FutureWish?
  var futureDesk = FutureDesk()
  /// Who answers about the store; nil where nothing is kept.
  var runsDesk: RunsDesk?
  /// What happened to runs of the store since the data were opened: the list is asked for again with it.
  var runsRevision = 0
  /// What the open data are; nil where nothing is kept.
  var openIdentity: DataIdentity?
  /// The run of the store for which data are being opened.
  var awaited: Continuation?
  /// The newest training under several seeds.
  var seedStudy: SeedStudy?
  var rateSearch: RateSearch?
  /// What is watched instead of a file.
  let watch: WatchOrder?
  var events: EventQueue
  let opened = Opened()
  let reported = Reported()
  /// Sessions begun; each has a journal of its own.
  var sessionCount = 0
  let isIdle: IdleFlag
  let clock = ContinuousClock()
  var hasQuit = false
  /// Why the file could not be opened; it is printed after the screen has closed, where it stays to be read.
  var failure: Failure?

  /// Time between two looks at the configuration file.
  static let checkInterval = Duration.seconds(1)

  /// Time between two frames while something is training.
  private static let frame = Duration.milliseconds(33)

  init(
    options: SessionOptions, fileName: String? = nil, recipe: Recipe?, knobs: KnobArguments, patience: Int? = nil,
    threads: Int,
    startsPaused: Bool, journalPath: String?, look arguments: LookChoice, watch: WatchOrder? = nil,
    store: StoreOrder = StoreOrder(keepsNothing: true), opening awaited: Continuation? = nil
  ) throws {
    var configuration = ConfigurationFile()
    let reader = configuration.read()
    let preferences = reader.preferences
    self.configuration = configuration
    self.preferences = preferences
    self.arguments = arguments
    fault = configuration.refusal(naming: ConfigurationFile.name) ?? reader.notice(file: ConfigurationFile.name)
    nextCheck = clock.now + Self.checkInterval
    self.options = options
    self.fileName = fileName
    firstPath = options.path
    self.recipe = recipe ?? Recipe(rawValue: preferences.recipe) ?? .auto
    isRecipeAsked = recipe != nil
    self.knobs = knobs
    self.patience = patience
    self.threads = threads
    self.startsPaused = startsPaused
    self.journalPath = journalPath
    self.watch = watch
    self.store = store
    self.awaited = awaited
    do {
      screen = try Screen(
        Screen.Options(
          colorDepth: arguments.colors ?? preferences.colors, symbols: arguments.symbols ?? preferences.symbols,
          usesMouse: preferences.usesMouse && !arguments.leavesMouse))
    } catch {
      // Without a terminal, a file that cannot be opened is still the first thing to say.
      if watch == nil { _ = try Opening.experiment(options) }
      throw Failure.failed(error.sentence)
    }
    themes = Themes()
    let depth = screen.capabilities.colorDepth
    var found = try themes.theme(named: arguments.theme, depth: depth)
    if arguments.theme == nil, let name = preferences.theme {
      do { found = try themes.theme(named: name, depth: depth) } catch { fault = (error as? Failure)?.sentence }
    }
    fault = fault ?? found.notice
    look = Look(
      theme: found.theme, symbols: screen.capabilities.symbols, depth: depth,
      hasRoundedCorners: preferences.hasRoundedCorners)
    let isIdle = IdleFlag()
    self.isIdle = isIdle
    let waker = screen.waker
    events = Self.eventQueue(isIdle, waker, keeping)
  }

  static func eventQueue(_ isIdle: IdleFlag, _ waker: Waker, _ keeping: LabKeeping) -> EventQueue {
    EventQueue(
      wake: { if isIdle.isSet { waker.wake() } }, record: { keeping.record($0) }, secure: { keeping.secure($0, $1) })
  }

  func run() throws {
    perform(reduce(&state, .themes(themes.names, current: look.theme.name)))
    perform(reduce(&state, .settings(preferences.screen)))
    perform(reduce(&state, .mouse(screen.usesMouse)))
    perform(reduce(&state, .input(.resize(screen.size))))
    perform(reduce(&state, .loading(watch?.label ?? FilePath.name(options.path))))
    draw()
    if let watch { begin(watch) } else { open(options) }
    loop()
    finish()
    if let failure { throw failure }
  }

  private func loop() {
    var nextFrame = clock.now + Self.frame
    while !hasQuit, failure == nil, screen.stopReason == nil {
      // A stream wakes the screen when something has come.
      let isTraining = state.isTraining && watch == nil
      isIdle.set(!isTraining)
      // At rest, nothing but the configuration file can change without waking the screen.
      let inputs = screen.poll(timeoutMilliseconds: milliseconds(until: isTraining ? nextFrame : nextCheck))
      for input in inputs { perform(reduce(&state, .input(input))) }
      let isAsked = screen.takeWishToKeep()
      if isAsked { keepNow() }
      let isFrameDue = clock.now >= nextFrame || !isTraining
      let hasNews = isFrameDue && collect()
      let hasSettings = checkConfiguration()
      askInside()
      askFuture()
      askRuns()
      if !inputs.isEmpty || isAsked || hasNews || hasSettings { draw() }
      if isFrameDue { nextFrame = clock.now + Self.frame }
    }
  }

  /// Keeps the states of all runs, as SIGUSR1 asks for, and says so.
  private func keepNow() {
    let count = keeping.keepNow()
    perform(reduce(&state, .note(count == nil ? Words.trainNoCheckpoints : Words.labKeptNow(count: count ?? 0))))
  }

  /// Asks the engine for what the screen shows of a network's inside, whenever that changes.
  private func askInside() {
    let wish = state.insideWish
    guard wish != lookedInto else { return }
    if let before = lookedInto, before.run != wish?.run { laboratory?.look(nil, into: before.run) }
    if let wish { laboratory?.look(wish.request, into: wish.run) }
    lookedInto = wish
  }

  /// Asks for the forecast beyond the data, whenever what the screen shows of it changes.
  private func askFuture() {
    guard let wish = state.futureWish, let laboratory = fileLaboratory else {
      futureAsked = nil
      return
    }
    let waker = screen.waker
    if wish != futureAsked, futureDesk.ask(wish, laboratory, wake: { waker.wake() }) { futureAsked = wish }
  }

  /// Takes in what the engine reported; true where the screen may have changed.
  private func collect() -> Bool {
    var hasNews = false
    if laboratory == nil, let percent = opened.takeProgress() {
      perform(reduce(&state, .loading("\(FilePath.name(options.path)), \(percent) %")))
      hasNews = true
    }
    if let result = opened.take() {
      begin(result)
      hasNews = true
    }
    if let report = reported.take() {
      perform(reduce(&state, .report(report)))
      hasNews = true
    }
    if let audit = reported.takeAudit() {
      perform(reduce(&state, .audit(audit)))
      hasNews = true
    }
    for event in events.drain() {
      keeping.note(event)
      noteRuns(event)
      perform(reduce(&state, .event(event)))
      hasNews = true
    }
    if let (wish, answer) = futureDesk.take() {
      perform(reduce(&state, .future(wish, answer)))
      hasNews = true
    }
    for answer in runsDesk?.take() ?? [] {
      perform(reduce(&state, .kept(answer)))
      hasNews = true
    }
    // What happened to a paused run, as a turned knob, changes its next step.
    if let laboratory, hasNews || state.isTraining && watch == nil {
      perform(reduce(&state, .progress(laboratory.progress)))
      hasNews = true
    }
    keeping.keepWhereDue()
    noteEndOfWatch()
    return hasNews
  }

  private func milliseconds(until instant: ContinuousClock.Instant) -> Int {
    let left = clock.now.duration(to: instant).components
    return max(0, Int(left.seconds) * 1000 + Int(left.attoseconds / 1_000_000_000_000_000) + 1)
  }

  private func draw() { screen.draw(surface) }

  /// The screen as it is to be now.
  private var surface: Surface {
    guard let laboratory else { return render(state, size: screen.size, look: look, curves: NoCurves()) }
    return render(state, size: screen.size, look: look, curves: laboratory)
  }

  func copy(_ source: CopySource) {
    let (text, name) = source.resolved(on: surface)
    let isTaken = screen.copy(text)
    _ = reduce(&state, .note(isTaken ? Words.labCopied(what: name) : Words.labNoClipboard))
  }
}
