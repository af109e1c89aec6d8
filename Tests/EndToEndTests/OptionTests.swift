import Foundation
import Testing

@Suite("Every option says what it may be, and none is taken and ignored")
struct OptionTests {
  @Test(
    "Names are read with capitals; one that is nearly a choice is answered with that",
    arguments: [
      (["--recipe", "RIDGE"], nil), (["--optimizer", "AdamW", "--epochs", "1"], nil),
      (["--loss", "MSE", "--epochs", "1"], nil), (["--activation", "Leaky-ReLU", "--epochs", "1"], nil),
      (["--scaler", "minmax"], "did you mean min-max?"), (["--schedule", "onecycle"], "did you mean one-cycle?"),
      (["--activation", "leakyRelu", "--epochs", "1"], nil),
      (["--activation", "leakyrel"], "did you mean leaky-relu?"),
    ])
  func spellings(arguments: [String], answer: String?) throws {
    let outcome = try Program.run(["train", Program.sample("demand.csv"), "--grain", "1d"] + arguments)
    if let answer {
      #expect(outcome.code == 2 && outcome.error.contains(answer), "\(outcome.error)")
    } else {
      #expect(outcome.code == 0, "\(outcome.error)")
    }
  }

  @Test(
    "What is nearly one of an option's names is answered with that, whatever the option",
    arguments: [
      (["train", "--recipe", "mpl"], "mlp"), (["train", "--task", "clases"], "classes"),
      (["train", "--split", "stratifed"], "stratified"), (["train", "--as", "tabel"], "table"),
      (["train", "--separator", "semicolom"], "semicolon"), (["train", "--header", "yess"], "yes"),
      (["train", "--decimal", "coma"], "comma"), (["lab", "--symbols", "brailel"], "braille"),
      (["lab", "--colors", "tru-color"], "true-color"), (["evaluate", "--measure", "RMSEE"], "RMSSE"),
      (["reconcile", "--method", "olss"], "ols"), (["adapt", "--policy", "evn"], "even"),
      (["picture", "--screen", "labb", "--output", "-"], "lab"), (["picture", "--part", "tets"], "test"),
      (["picture", "--theme", "drak", "--output", "-"], "dark"), (["forecast", "--layout", "widee"], "wide"),
      (["protocol", "--recipe", "rigde"], "ridge"), (["protocol", "--set", "ett-hours"], "ett-hour"),
    ])
  func nearlyNamed(arguments: [String], meant: String) throws {
    let outcome = try Program.run([arguments[0], Program.sample("demand.csv")] + arguments.dropFirst())
    #expect(outcome.code == 2 && outcome.error.contains("did you mean \(meant)? Choose one of "), "\(outcome.error)")
  }

  @Test("The columns of runs are asked back too, and what is near nothing is answered with all names")
  func otherNames() throws {
    let near = try Program.run(["runs", "list", "--sort", "validaton"])
    #expect(near.code == 2 && near.error.contains("did you mean validation? Choose one of "), "\(near.error)")
    let far = try Program.run(["train", Program.sample("demand.csv"), "--split", "somehow"])
    #expect(far.code == 2 && far.error.contains(": choose one of stratified or file-order."), "\(far.error)")
  }

  @Test("The manual names the commands that take knobs, all of them and no other")
  func knobCommands() throws {
    let manual = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../docs/command-line.md")
    let text = try String(contentsOf: manual.standardized, encoding: .utf8)
    let line = try #require(text.split(separator: "\n").first { $0.hasPrefix("Every knob is an option, here and of ") })
    let named = line.matches(of: /`([a-z][a-z-]*)`/).map { String($0.output.1) }
    let help = try Program.run(["--help"]).output
    let commands = help.split(separator: "\n").compactMap {
      $0.prefixMatch(of: /\ \ ([a-z-]+)\ .*[a-z]/).map { String($0.output.1) }
    }
    #expect(commands.contains("sharing") && commands.contains("replay"))
    let taking = try commands.filter { command in
      try command != "grainscope" && Self.options(of: command, section: "KNOBS").count > 20
    }
    #expect(Set(named + ["train"]) == Set(taking))
  }

  /// Commands with the options of a session; what is said of one is said by all.
  static let sessions = ["train", "lab", "evaluate", "choose", "adapt", "reconcile", "picture", "audit", "inspect"]

  /// A number, the commands that take it, values below, above and none at all, and the range that is said.
  struct Number: Sendable, CustomTestStringConvertible {
    let command: String
    let option: String
    let refused: [String]
    let range: String
    var testDescription: String { "\(command) \(option)" }
  }

  static let numbers: [Number] = [
    number("train", "--seed", ["-1", "1.5", "many"], "give a whole number from 0 to 2⁶⁴ − 1."),
    number("train", "--threads", ["0", "1025", "all"], "give a whole number from 1 to 1024."),
    number("train", "--patience", ["-1", "1000001", "long"], "give a whole number from 0 to 1000000."),
    number("lab", "--patience", ["-1", "1000001", "long"], "give a whole number from 0 to 1000000."),
    number("train", "--band", ["0", "100", "150", "nan"], "give a number from 1 to 99.9."),
    number("train", "--validation-split", ["0", "1", "-0.5", "half"], "give a number from 1e-3 to 0.999."),
    number("train", "--clip-outliers", ["0", "-1", "1001", "k"], "give a number from 1 to 1000."),
    number("train", "--select-features", ["0", "-1", "100001", "2.5"], "give a whole number from 1 to 100000."),
    number("evaluate", "--seeds", ["0", "1001", "five"], "give a whole number from 1 to 1000."),
    number("adapt", "--seeds", ["0", "1001", "five"], "give a whole number from 1 to 1000."),
    number("adapt", "--grants", ["0", "100001", "x"], "give a whole number from 1 to 100000."),
    number("sharing", "--seeds", ["0", "1001", "five"], "give a whole number from 1 to 1000."),
    number("sharing", "--epochs", ["0", "1000001", "x"], "give a whole number from 1 to 1000000."),
    number("sharing", "--lookback", ["0", "10001", "x"], "give a whole number from 1 to 10000."),
    number("sharing", "--threads", ["0", "1025", "x"], "give a whole number from 1 to 1024."),
    number("protocol", "--seed", ["-1", "x"], "give a whole number from 0 to 2⁶⁴ − 1."),
    number("protocol", "--threads", ["0", "1025"], "give a whole number from 1 to 1024."),
    number("watch", "--seed", ["-1", "x"], "give a whole number from 0 to 2⁶⁴ − 1."),
    number("watch", "--window", ["9", "1001", "x"], "give a whole number from 10 to 1000."),
    number("watch", "--until", ["0", "-3", "x"], "give a whole number from 1 up."),
    // Of the knobs those stand here that are taken wrongly most easily; the table of knobs is tested as a whole.
    number("train", "--dropout", ["1.7", "-0.1", "x"], "give a number from 0 to 0.9."),
    number("train", "--learning-rate", ["0", "-1", "11", "x"], "give a number from 1e-6 to 10."),
    number("train", "--batch", ["-1", "1000000", "x"], "give a whole number from 0 to 4096."),
    number("train", "--epochs", ["0", "-5", "1000001", "x"], "give a whole number from 1 to 1000000."),
    number("train", "--units", ["0", "100000", "x"], "give at most 8 whole numbers from 1 to 4096, as 64,32."),
    number("train", "--weight-decay", ["-1", "5", "x"], "give a number from 1e-6 to 1, or 0."),
    number("watch", "--memory", ["9", "100001", "x"], "give a whole number from 10 to 100000."),
    number("watch", "--lookback", ["0", "201", "-1", "x", "1e19"], "give a whole number of bins from 1 to 200."),
    // Lists and lengths of time, of which each number has a range.
    number("sharing", "--days", ["0", "14,", "36526", "9223372036854775807", "x"], "whole numbers from 2 to 36525"),
    number("sharing", "--units", ["0", "4097", "x"], "--units: units"),
    number("sharing", "--alpha", ["-1", "2", "nan"], "give a number from 0 to 1, or auto."),
    number("protocol", "--lookback", ["1", "96,", "1000000001", "x"], "row counts from 2 to 1000000000;"),
    number("protocol", "--horizons", ["0", "9223372036854775807"], "row counts from 1 to 1000000000;"),
    number("protocol", "--borders", ["-1", "1,2,9223372036854775807"], "row counts from 1 to 1000000000;"),
    number("adapt", "--budget", ["0", "-1", "1e19", "nan", "x"], "a number of multiply-adds from 1 to 1e18"),
    number("picture", "--size", ["0", "80", "1001x10", "10x0", "9223372036854775807x1"], "each from 1 to 1000,"),
    number("train", "--horizon", ["0h", "-1h", "1e19h", "101y", "1.5h", "x"], "a whole number from 1 up and a unit"),
    number("train", "--grain", ["0h", "1h,0h", "9223372036854775807d"], "a whole number from 1 up and a unit"),
    number("train", "--evaluate-at", ["0min", "nan"], "a whole number from 1 up and a unit"),
    number("train", "--checkpoint-every", ["0", "-1", "1e9", "often"], "a number from 0.01 to 86400"),
    number("watch", "--every", ["0s", "-1s", "101y"], "a whole number from 1 up and a unit"),
  ]

  private static func number(_ command: String, _ option: String, _ refused: [String], _ range: String) -> Number {
    Number(command: command, option: option, refused: refused, range: range)
  }

  @Test("A number that is out of range or none is refused with the range", arguments: numbers)
  func range(number: Number) throws {
    for value in number.refused {
      // Of `sharing` a single grain is refused before anything else.
      let grains = number.command == "sharing" ? ["--grain", "1h,3h"] : []
      let outcome = try Program.run([number.command, Program.sample("demand.csv")] + grains + [number.option, value])
      #expect(outcome.code == 2, "\(value): \(outcome.error)")
      #expect(outcome.error.contains(number.range), "\(value): \(outcome.error)")
      #expect(outcome.output.isEmpty)
    }
  }

  /// What takes no number but a name, a path, a text or a list, each of which says by itself what it may be.
  static let others: Set = [
    "--as", "--separator", "--decimal", "--thousands", "--header", "--encoding", "--time-column", "--day-first",
    "--zone",
    "--label-column", "--missing", "--gaps", "--columns", "--without", "--target", "--horizon", "--grain",
    "--evaluate-at", "--split", "--init", "--recipe", "--journal", "--save-weights", "--save-model", "--store",
    "--theme",
    "--symbols",
    "--colors", "--measure", "--method", "--policy", "--budget", "--screen", "--size", "--output", "--keys", "--column",
    "--every", "--season", "--record", "--data", "--days", "--alpha", "--set", "--borders", "--horizons", "--task",
    "--part",
  ]

  @Test("No option with a value is left out here", arguments: sessions + ["watch", "sharing", "protocol", "replay"])
  func isWhole(command: String) throws {
    let knobs = try Self.options(of: "train", section: "KNOBS")
    let named = Self.others.union(Self.numbers.map(\.option)).union(knobs)
    #expect(knobs.count > 20)
    #expect(try Self.options(of: command).subtracting(named) == [])
  }

  /// The options that have a value, as the help lists them.
  private static func options(of command: String, section: String? = nil) throws -> Set<String> {
    let help = try Program.run([command, "--help"], environment: ["COLUMNS": "80"])
    var isIn = section == nil
    var found: Set<String> = []
    for line in help.output.split(separator: "\n") {
      if !line.hasPrefix(" "), let section { isIn = line.uppercased().hasPrefix(section) }
      guard isIn, let match = line.prefixMatch(of: /\ \ (--[a-z0-9-]+) </) else { continue }
      found.insert(String(match.output.1))
    }
    return found
  }

  /// Options that one of the two commands has alone, and why.
  static let exempt: [String: String] = [
    "--json": "the Lab is a screen", "--no-test": "the Lab shows test scores by a key",
    "--predictions": "they go into what --json prints",
    "--save-weights": "a run of the Lab has no one end at which it could be written",
    "--save-model": "as the weights",
    "--paused": "train has nobody who would let it go on",
    "--no-journal": "train keeps none unless it is asked for",
    "--theme": "train shows no screen", "--symbols": "train shows no screen",
    "--colors": "train shows no screen", "--no-mouse": "train shows no screen",
  ]

  @Test("lab takes what train takes, and the other way round")
  func parity() throws {
    func all(_ command: String) throws -> Set<String> {
      let lines = try Program.run([command, "--help"]).output.split(separator: "\n")
      return Set(lines.compactMap { $0.prefixMatch(of: /\ \ (--[a-z0-9-]+)/).map { String($0.output.1) } })
    }
    let (train, lab) = (try all("train"), try all("lab"))
    #expect(train.count > 60)
    #expect(train.symmetricDifference(lab) == Set(Self.exempt.keys))
  }

  /// What is asked for in vain, and what is said.
  static let vain: [(arguments: [String], sentence: String)] = [
    (["train", "TABLE", "--horizon", "1d"], "--horizon does nothing on a table; it acts on a series. Leave it out."),
    (
      ["inspect", "TABLE", "--grain", "1h"],
      "--grain does nothing on a table; it acts on a series or images. Leave it out."
    ),
    (["audit", "TABLE", "--evaluate-at", "1h"], "--evaluate-at does nothing on a table; it acts on a series."),
    (["train", "TABLE", "--band", "80"], "--band does nothing on a table; it acts on a series."),
    (["train", "TABLE", "--zone", "UTC"], "--zone does nothing on a table; it acts on a series."),
    (["train", "TABLE", "--day-first", "yes"], "--day-first does nothing on a table; it acts on a series."),
    (["train", "TABLE", "--label-column", "y"], "--label-column does nothing on a table; it acts on images."),
    (["train", "TABLE", "--lookback", "5"], "--lookback does nothing on a table; it acts on a series or a stream."),
    (["train", "TABLE", "--inputs", "all"], "--inputs does nothing on a table; it acts on a series."),
    (["evaluate", "TABLE", "--measure", "MASE"], "--measure names scores of forecasts at every grain"),
    (["evaluate", "demand", "--measure", "MASE", "--json"], "--json writes every measure. Leave it out."),
    (["train", "digits", "--band", "80"], "--band does nothing on images; it acts on a series."),
    (["train", "digits", "--horizon", "1d"], "--horizon does nothing on images; it acts on a series."),
    (["train", "demand", "--split", "stratified"], "--split does nothing on a series; it acts on a table or images."),
    (["train", "demand", "--validation-split", ".2"], "--validation-split does nothing on a series"),
    (["train", "demand", "--augment", "flip"], "--augment does nothing on a series; it acts on images."),
    (["train", "demand", "--tau", ".5"], "--tau does nothing on a series; it acts on images."),
    (["train", "demand", "--memory", "50"], "--memory does nothing on a series; it acts on a stream."),
    (["train", "demand", "--init", "./w"], "w: there is no such file"),
    (["train", "demand", "--patience", "3", "--recipe", "ridge"], "--patience does nothing with ridge"),
    (["evaluate", "demand", "--epochs", "9", "--recipe", "naive"], "--epochs does nothing with naive"),
    (
      ["choose", "demand", "--peak", ".3", "--schedule", "cosine"],
      "--peak does nothing with --schedule cosine; it acts with one-cycle. Leave it out."
    ),
    (["watch", "demand", "--recipe", "mlp", "--schedule", "step"], "--schedule does nothing on a stream"),
    (["watch", "demand", "--recipe", "mlp", "--scaler", "robust"], "--scaler does nothing on a stream"),
    (["watch", "demand", "--recipe", "mlp", "--epochs", "3"], "--epochs does nothing on a stream"),
    (["watch", "demand", "--json", "--theme", "dark"], "--json does not show. Leave them out."),
    (["picture", "demand", "--output", "p.gif"], "p.gif: a picture is written as .svg, .png or .txt"),
    (["picture", "demand", "--no-mouse"], "--no-mouse does nothing in a picture."),
    (["protocol", "demand", "--set", "ett-hour", "--borders", "1,2,3"], "give one of the two."),
    (["lab", "demand", "--journal", "j", "--no-journal"], "give one of the two."),
    (["train", "digits", "--recipe", "conv", "--kernel", "4"], "give an odd number from 1 to 15."),
  ]

  @Test("What would do nothing is refused, with the reason", arguments: vain)
  func idle(arguments: [String], sentence: String) throws {
    let table = try Program.temporaryFolder().appending(path: "samples.csv")
    let rows = (0..<60).map { "\($0 % 7),\($0 * 13 % 11),\($0 % 3)" }
    try ("a,b,y\n" + rows.joined(separator: "\n") + "\n").write(to: table, atomically: true, encoding: .utf8)
    let files = ["TABLE": table.path, "demand": Program.sample("demand.csv"), "digits": Program.sample("digits.csv")]
    let outcome = try Program.run(arguments.map { files[$0] ?? $0 })
    #expect(outcome.code == 2 && outcome.output.isEmpty, "\(outcome.output)")
    #expect(outcome.error.contains(sentence), "\(outcome.error)")
  }
}
