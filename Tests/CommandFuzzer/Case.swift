/// One call of the program with all that it reads: a pure function of the seed and the number.
struct Case: Sendable {
  enum Ending: Sendable, Equatable {
    case byItself
    /// Ctrl-C after so many milliseconds.
    case interrupted(Int)
    /// Whoever reads its output goes away at once.
    case unread
  }

  struct Terminal: Sendable {
    var columns: Int
    var rows: Int
    var keys: [[UInt8]]
  }

  let number: Int
  let words: [String]
  var arguments: [String] = []
  /// By their paths in the folder that the program runs in.
  var files: [SeedFiles.File] = []
  /// Those of the files that have to be as they were afterwards.
  var inputs: Set<String> = []
  var standardInput: [UInt8] = []
  var ending = Ending.byItself
  var terminal: Terminal?
  /// Whether options get values of their own alone: only then does a command often get on.
  private var isMild = false

  /// How often a command comes, where it is not once in a while; what is quick comes often.
  private static let weights: [String: Int] = [
    "train": 16, "inspect": 10, "picture": 10, "watch": 9, "forecast": 8, "predict": 7, "replay": 7, "config": 7,
    "lab": 2,
    "samples": 1, "evaluate": 4, "audit": 4,
  ]

  /// The commands that show a screen.
  private static let screens: Set = ["lab", "watch", "runs open"]

  init(seed: UInt64, number: Int, table: CommandTable, seeds: SeedFiles) {
    var draw = Draw(seed: seed, number: number)
    let commands = table.commands.flatMap { command in
      Array(repeating: command, count: Self.weights[command.words[0]] ?? 3)
    }
    let command = draw.one(commands)
    isMild = draw.chance(50)
    self.number = number
    words = command.words
    let name = command.words.joined(separator: " ")
    if Self.screens.contains(name), draw.chance(60) {
      let keys = (0..<draw.below(14)).map { _ in Keys.pressed(&draw) }
      let sizes = [(80, 24), (120, 36), (200, 50), (40, 10), (1, 1), (500, 3), (20, 200)]
      let size = draw.one(sizes)
      terminal = Terminal(columns: size.0, rows: size.1, keys: keys)
    } else if draw.chance(2) {
      ending = draw.chance(50) ? .unread : .interrupted(draw.below(400))
    }
    addArguments(command, seeds, &draw)
    addConfiguration(seeds, &draw)
  }

  private mutating func addArguments(_ command: CommandTable.Command, _ seeds: SeedFiles, _ draw: inout Draw) {
    for argument in command.arguments where argument.kind == .positional && !draw.chance(3) {
      arguments.append(positional(argument.name, command, seeds, &draw))
    }
    if draw.chance(2) { arguments.append(draw.one(OptionValues.edges)) }
    let options = command.arguments.filter { $0.kind != .positional && !["help", "version", "host"].contains($0.name) }
    var given: Set<String> = []
    for _ in 0..<draw.below(draw.chance(80) ? 4 : 10) where !options.isEmpty {
      let option = draw.one(options)
      if option.name == "store", words[0] == "runs", draw.chance(90) { continue }
      // Twice now and then, which is refused or the last counts.
      guard given.insert(option.name).inserted || draw.chance(20) else { continue }
      add(option, seeds, &draw)
    }
    if draw.chance(1) { arguments.append("--" + draw.one(OptionValues.edges)) }
    if draw.chance(1), let last = options.last(where: { $0.kind == .option }) { arguments.append("--" + last.name) }
    addUsual(command, given, seeds, &draw)
    if command.has("store"), command.words[0] == "runs" || draw.chance(10) { addStore(command, given, seeds, &draw) }
    if draw.chance(3) { arguments.shuffle(using: &draw) }
  }

  /// What keeps a case short, where no other value was drawn.
  private mutating func addUsual(
    _ command: CommandTable.Command, _ given: Set<String>, _ seeds: SeedFiles, _ draw: inout Draw
  ) {
    let usual = [
      "epochs": "1", "seeds": "1", "output": "out.\(draw.one(["svg", "txt", "png", "csv"]))", "budget": "20k",
      "days": "3",
      "units": "4", "until": "60",
    ]
    let asked = [
      "output": command.words == ["picture"], "units": false,
      "epochs": !["runs", "watch", "reconcile", "protocol"].contains(command.words[0]),
    ]
    for (option, value) in usual.sorted(by: { $0.key < $1.key })
    where command.has(option) && !given.contains(option) && asked[option] ?? true {
      // Some recipes have no epochs, and say so.
      if !(option == "epochs" && draw.chance(15)) { arguments += ["--\(option)", value] }
    }
    if command.words == ["replay"] || command.words == ["runs", "import"], !given.contains("data"), draw.chance(95) {
      arguments += ["--data", place(.series, seeds, &draw)]
    }
    if command.words == ["predict"], !given.contains("model"), draw.chance(95) {
      arguments += ["--model", place(.model, seeds, &draw)]
    }
    if command.words == ["watch"], terminal == nil, !given.contains("json"), draw.chance(80) {
      arguments.append("--json")
    }
  }

  private mutating func positional(
    _ name: String, _ command: CommandTable.Command, _ seeds: SeedFiles, _ draw: inout Draw
  ) -> String {
    if draw.chance(3) { return draw.one(OptionValues.edges) }
    switch name {
    case "run":
      let run = draw.one(seeds.runs)
      return draw.chance(70) ? run : draw.one([String(run.prefix(1)), run + "x", run.uppercased(), ""])
    case "journal": return place(.journal, seeds, &draw)
    case "text", "name": return draw.one(OptionValues.edges)
    default: break
    }
    let kinds: [SeedFiles.Kind]
    switch command.words[0] {
    case "config": kinds = [.configuration, .configuration, .configuration, .theme]
    case "predict": kinds = [.table, .table, .images, .other]
    case "watch":
      let stream = seeds.drawn(.stream, &draw)
      standardInput = draw.chance(30) ? stream.bytes : FileChanges.drawn(.stream, stream.bytes, &draw)
      return "-"
    case "train", "inspect", "audit", "picture", "evaluate", "find-rate", "lab":
      kinds = [.series, .series, .series, .table, .table, .images, .other, draw.chance(20) ? .model : .series]
    default: kinds = [.series, .series, .series, .table, .other]
    }
    if draw.chance(4) {
      let stream = seeds.drawn(draw.one(kinds), &draw)
      standardInput = FileChanges.drawn(.series, stream.bytes, &draw)
      return "-"
    }
    return place(draw.one(kinds), seeds, &draw)
  }

  /// Puts a file of that kind into the case, changed or not.
  ///
  /// - Returns: its path.
  private mutating func place(_ kind: SeedFiles.Kind, _ seeds: SeedFiles, _ draw: inout Draw) -> String {
    let seed = seeds.drawn(kind, &draw)
    // The first of a name counts, as it is an input already.
    guard !inputs.contains(seed.name) else { return seed.name }
    let bytes = draw.chance(55) ? seed.bytes : FileChanges.drawn(kind, seed.bytes, &draw)
    files.append(.init(name: seed.name, bytes: bytes))
    inputs.insert(seed.name)
    return seed.name
  }

  private mutating func add(_ option: CommandTable.Argument, _ seeds: SeedFiles, _ draw: inout Draw) {
    guard option.kind == .option else {
      arguments.append("--" + option.name + (draw.chance(1) ? "=x" : ""))
      return
    }
    let value = value(of: option, seeds, &draw)
    arguments += draw.chance(50) ? ["--\(option.name)=\(value)"] : ["--" + option.name, value]
  }

  private mutating func value(
    of option: CommandTable.Argument, _ seeds: SeedFiles, _ draw: inout Draw
  ) -> String {
    switch option.name {
    case "init": return draw.chance(60) ? place(.model, seeds, &draw) : draw.one(seeds.runs)
    case "model":
      return draw.chance(90) ? place(.model, seeds, &draw) : OptionValues.drawn(option, isMild: isMild, &draw)
    case "theme" where draw.chance(60): return place(.theme, seeds, &draw)
    case "data" where words[0] == "replay" || words.last == "import": return place(.series, seeds, &draw)
    case "keys": return Keys.named(&draw)
    case "recipe" where words[0] == "protocol" || words[0] == "watch" || words[0] == "lab":
      return draw.one(["naive", "ridge", "linear2", "mlp", "seasonal-naive", "ridge,naive", "gru"])
    case "output", "journal", "save-weights", "save-model", "record", "onnx", "numpy", "safetensors", "csv",
      "tensorboard", "mlflow", "store":
      return destination(&draw)
    default: return OptionValues.drawn(option, isMild: isMild, &draw)
    }
  }

  /// Where something is to be written: a new place mostly, or an input, or a place that takes nothing.
  private func destination(_ draw: inout Draw) -> String {
    switch draw.below(10) {
    case 0: inputs.sorted().first ?? "new"
    case 1: draw.one(["/dev/null/x", "/dev/full", "/dev/null", "", ".", "-", "new/", "a/b/c", "/proc/self/mem"])
    case 2:
      draw.one(OptionValues.edges.filter { !$0.isEmpty && $0.utf8.count < 200 && !$0.hasPrefix("/") && $0 != ".." })
    default: draw.one(["out.svg", "out.png", "out.txt", "out.csv", "out.safetensors", "out.journal", "new"])
    }
  }

  /// A store with a changed shard or model in it, or an unchanged one.
  private mutating func addStore(
    _ command: CommandTable.Command, _ given: Set<String>, _ seeds: SeedFiles, _ draw: inout Draw
  ) {
    guard !given.contains("store"), !given.contains("no-store") else { return }
    var store = seeds.store
    for _ in 0..<draw.below(3) {
      let place = draw.below(store.count)
      var mutation = FileChanges.mutation(&draw)
      store[place].bytes =
        store[place].name.hasSuffix(".ndjson") && draw.chance(75)
        ? FileChanges.summed(store[place].bytes, &mutation) : FileChanges.drawn(.model, store[place].bytes, &draw)
    }
    if draw.chance(5) { store.remove(at: draw.below(store.count)) }
    files += store.map { .init(name: "store/" + $0.name, bytes: $0.bytes) }
    arguments += ["--store", "store"]
    // What only looks at runs leaves their files alone.
    if command.words[0] == "runs", ["list", "show", "diff", "export", "command", "disk"].contains(command.words[1]),
      !arguments.contains("--test")
    {
      inputs.formUnion(store.map { "store/" + $0.name }.filter { $0.hasSuffix("run.ndjson") })
    }
  }

  private mutating func addConfiguration(_ seeds: SeedFiles, _ draw: inout Draw) {
    guard draw.chance(words[0] == "config" ? 40 : 12) else { return }
    let seed = seeds.drawn(.configuration, &draw)
    let path = "config/grainscope/config.toml"
    files.append(.init(name: path, bytes: FileChanges.drawn(.configuration, seed.bytes, &draw)))
    inputs.insert(path)
    guard draw.chance(40) else { return }
    let theme = seeds.drawn(.theme, &draw)
    let name = "config/grainscope/themes/" + theme.name
    files.append(.init(name: name, bytes: FileChanges.drawn(.theme, theme.bytes, &draw)))
    inputs.insert(name)
  }

  /// How many bytes it reads.
  var size: Int { files.reduce(standardInput.count) { $0 + $1.bytes.count } }
}
