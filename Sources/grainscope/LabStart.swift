import Datasets
import Models

/// How a Lab begins: a file, and what was asked for besides.
struct LabStart {
  var options: SessionOptions
  /// As the command line names the file; nil where it names none.
  var fileName: String?
  /// Nil leaves it to the configuration.
  var recipe: Recipe?
  var knobs = KnobArguments()
  /// Nil leaves it to the recipe.
  var patience: Int?
  var threads = Opening.defaultThreads
  var isPaused = false
  var keepsJournal = true
  /// Nil puts the journal beside those of other sessions.
  var journalPath: String?
  var look = LookChoice()
  var store = StoreOrder()
  /// A run of the store with which it begins; nil begins runs of its own.
  var opened: Continuation?

  init(_ options: SessionOptions) { self.options = options }

  /// The Lab that a command line asks for which names a file or nothing; nil where it says more.
  ///
  /// This is how the Lab is mostly begun, and making the parser's options takes a quarter of the time to the first screen.
  ///
  /// - Throws: ``Failure`` where no file was named and the samples are missing.
  init?(plain arguments: [String]) throws {
    guard arguments.count <= 1, arguments.first?.hasPrefix("-") != true, arguments.first != "" else { return nil }
    self.init(SessionOptions(path: try SessionArguments.path(arguments.first)))
    fileName = arguments.first
  }

  /// - Throws: ``Failure`` where the file is missing, a knob takes no such value on any data, or the Lab ends with one.
  func run() throws {
    if opened != nil || !StandardInput.isMeant(by: options.path) { try Self.checkFile(options) }
    // What cannot be a knob's value on any data is reported before a screen takes the terminal.
    try knobs.check()
    let runner = try LabRunner(
      options: options, fileName: fileName, recipe: recipe, knobs: knobs, patience: patience, threads: threads,
      startsPaused: isPaused,
      journalPath: keepsJournal ? journalPath ?? FilePath.newJournal(for: options.path) : nil, look: look,
      store: store, opening: opened)
    try runner.run()
  }

  /// - Throws: ``Failure`` where the file is missing, or came through a pipe and is gone.
  static func checkFile(_ options: SessionOptions) throws(Failure) {
    guard !StandardInput.isMeant(by: options.path), FilePath.exists(options.path) else {
      throw Failure.input(Words.fileMissing(path: options.path))
    }
  }
}
