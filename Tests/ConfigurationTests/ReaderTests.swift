import Basics
import Canvas
import Dashboard
import TestMutations
import Testing

@testable import Configuration

private let recipes = ["auto", "mlp", "linear2", "ridge"]

private func read(_ text: String) -> ConfigurationReader { ConfigurationReader(parsing: text, recipes: recipes) }

@Suite("The configuration file")
struct ReaderTests {
  @Test("The printed default parses to the defaults, without a fault")
  func roundTrip() {
    let reader = read(DefaultText.make(recipes: recipes))
    #expect(reader.faults.isEmpty, "\(reader.faults.map(\.sentence))")
    #expect(reader.preferences == Preferences())
  }

  @Test("The printed default names every setting and every action")
  func defaultIsComplete() {
    let lines = DefaultText.make(recipes: recipes).split(separator: "\n")
    for action in Keymap.actions { #expect(lines.contains { $0.hasPrefix("\(action.id) = [") }) }
    for rule in Schema.rules(recipes: recipes) { #expect(lines.contains { $0.hasPrefix("\(rule.name) = ") }) }
  }

  @Test("Every name that a setting takes is in small letters with hyphens, and is read with capitals")
  func names() {
    let settings: [(section: String, name: String, values: [String])] = [
      ("look", "symbols", GraphSymbols.allCases.map(\.rawValue)),
      ("look", "colors", ColorDepth.allCases.map(\.rawValue)),
      ("start", "recipe", recipes), ("start", "smoothing", Smoothing.allCases.map(\.name)),
    ]
    for (section, name, values) in settings {
      for value in values {
        #expect(value.wholeMatch(of: /[a-z]+[0-9]*(-[a-z0-9]+)*/) != nil, "\(value)")
        let readings = [value, value.uppercased()].map { read("[\(section)]\n\(name) = \"\($0)\"\n") }
        #expect(readings.allSatisfy { $0.faults.isEmpty }, "\(value)")
        #expect(readings[0].preferences == readings[1].preferences, "\(value)")
      }
    }
    for panel in LayoutChoice.Panel.allCases {
      let reader = read("[layout]\npanels = [\"\(panel.rawValue.uppercased())\"]\n")
      #expect(reader.faults.isEmpty && reader.preferences.layout.panels == [panel])
    }
    for action in Keymap.actions {
      let reader = read("[keys]\n\(action.id) = [\"f9\"]\n")
      #expect(!reader.faults.contains { if case .unknownAction = $0.reason { true } else { false } }, "\(action)")
    }
  }

  @Test("What earlier versions called a colour depth or a panel is read")
  func earlierNames() {
    let reader = read(
      "[look]\ncolors = \"trueColor\"\n[layout]\npanels = [\"table\", \"overview\"]\n")
    #expect(reader.faults.isEmpty && reader.preferences.colors == .trueColor)
    #expect(reader.preferences.layout.panels == [.predictions, .rungs])
  }

  @Test("Every setting changes what it says")
  func settingsHold() {
    let reader = read(
      """
      [look]
      theme = "light"
      symbols = "blocks"
      colors = "indexed256"
      rounded-corners = false
      mouse = false
      [start]
      recipe = "ridge"
      epochs = 12
      smoothing = "strong"
      log-scale = false
      [layout]
      panels = ["knobs", "table"]
      knobs-width = 33
      curve-height = 70
      [runs]
      store = "/data/runs"
      limit = "1.5 GB"
      [keys]
      pause = ["p", "f5"]
      next-rung = "ctrl-g"
      """)
    #expect(reader.faults.isEmpty, "\(reader.faults.map(\.sentence))")
    var wanted = Preferences()
    wanted.theme = "light"
    wanted.symbols = .blocks
    wanted.colors = .indexed256
    wanted.hasRoundedCorners = false
    wanted.usesMouse = false
    wanted.recipe = "ridge"
    wanted.epochs = 12
    wanted.smoothing = .strong
    wanted.isLogarithmic = false
    wanted.layout = LayoutChoice(panels: [.knobs, .predictions], knobsWidth: 33, curveHeight: 70)
    wanted.store = .folder("/data/runs")
    wanted.storeLimit = 1_500_000_000
    wanted.keys = [
      Preferences.KeyChoice(action: .pause, keys: [.character("p"), .function(5)]),
      Preferences.KeyChoice(action: .nextRung, keys: [.control("g")]),
    ]
    #expect(reader.preferences == wanted)
  }

  @Test(
    "A wrong line is told with its number, and the rest holds",
    arguments: [
      ("theme = light", "line 3 is not valid TOML"),
      ("theme = \"light", "line 3 is not valid TOML"),
      ("colour = \"none\"", "line 3: [look] has no “colour”; did you mean colors? It is ignored."),
      ("zzz = 1", "line 3: [look] has no “zzz”; it is ignored."),
      ("mouse = \"yes\"", "line 3: mouse is “yes”; give true or false."),
      ("symbols = 3", "line 3: symbols is 3; give one of \"braille\", \"blocks\", \"ascii\", \"auto\"."),
      ("theme = [1, }", "line 3 is not valid TOML (a list is not closed); it is ignored."),
      ("theme = [}]", "line 3 is not valid TOML (no setting has braces); it is ignored."),
      ("theme = \"\"\"", "line 3 is not valid TOML (no setting has several lines of text); it is ignored."),
      ("theme =", "line 3 is not valid TOML (there is no value); it is ignored."),
      ("theme = [\"a\",", "line 3 is not valid TOML (a list is not closed); it is ignored."),
      ("a. = 1", "line 3 is not valid TOML (a name has letters, digits and - only); it is ignored."),
      ("nothing", "line 3 is not valid TOML (there is no =); it is ignored."),
      ("rounded-corners = true", "line 4 is not valid TOML (rounded-corners is already set on line 3); it is ignored."),
      ("theme = []", "line 3: theme is []; give a theme's name or a file's path in quotes, or \"auto\"."),
    ])
  func wrongLines(_ line: String, _ sentence: String) throws {
    let reader = read("# first\n[look]\n\(line)\nrounded-corners = false\n[start]\nepochs = 7\n")
    #expect(reader.faults.count == 1)
    #expect(try #require(reader.faults.first).sentence.hasPrefix(sentence), "\(reader.faults.map(\.sentence))")
    #expect(reader.preferences.epochs == 7)
    #expect(reader.preferences.hasRoundedCorners == line.hasPrefix("rounded"))
  }

  @Test(
    "A wrong key is told with its number, and keeps its own",
    arguments: [
      ("puase = [\"p\"]", "line 2: there is no action “puase”; did you mean pause? The palette lists them all."),
      ("pause = [\"hyper-x\"]", "line 2: pause: “hyper-x” is not a key; give "),
      ("pause = [3]", "line 2: pause: “3” is not a key; give "),
      (
        "pause = \"g\"",
        "line 2: pause: g belongs to next-rung; take another key, or give next-rung another one as well."
      ),
      ("decrease = \"h\"", "line 2: decrease: h belongs to pan-back; "),
      ("help = []", "line 2: help needs a key; it keeps its own."),
    ])
  func wrongKeys(_ line: String, _ sentence: String) throws {
    let reader = read("[keys]\n\(line)\nquit = \"Q\"\n")
    #expect(reader.faults.count == 1)
    #expect(try #require(reader.faults.first).sentence.hasPrefix(sentence), "\(reader.faults.map(\.sentence))")
    #expect(reader.preferences.keys == [Preferences.KeyChoice(action: .quit, keys: [.character("Q")])])
  }

  @Test("Two lines that swap keys hold; two that want the same key do not")
  func swaps() {
    #expect(read("[keys]\nnext-rung = \"G\"\nprevious-rung = \"g\"\n").faults.isEmpty)
    let twice = read("[keys]\npause = \"p\"\nstep = \"p\"\n")
    #expect(twice.faults.map(\.line) == [3])
    #expect(twice.preferences.keys.map(\.action) == [.pause])
  }

  @Test("Keys of panels that never have the arrows together may be the same")
  func panelsShareKeys() {
    let reader = read("[keys]\ndecrease = [\"left\", \"H\"]\nread-back = [\"left\", \"H\"]\n")
    #expect(reader.faults.isEmpty, "\(reader.faults.map(\.sentence))")
  }

  @Test("Lists go on over lines, names may have their section with them")
  func forms() {
    let reader = read(
      "keys.pause = [ # two\n  \"p\", # one\n\n  'f5',\n]\n[look]  # colours\n\"theme\" = 'light' # \"\n")
    #expect(reader.faults.isEmpty, "\(reader.faults.map(\.sentence))")
    #expect(reader.preferences.theme == "light")
    #expect(reader.preferences.keys.first?.keys == [.character("p"), .function(5)])
  }

  @Test("Sections that do not exist, settings outside of one, and several faults at once")
  func strangers() {
    let reader = read("mouse = false\n[lok]\ntheme = \"light\"\n[keys]\nstep = \"%%\"\nx y = 3\n")
    #expect(reader.faults.map(\.line) == [1, 2, 5, 6])
    #expect(reader.faults.map(\.sentence)[0].contains("did you mean [look] mouse"))
    #expect(reader.faults.map(\.sentence)[1].contains("did you mean [look]?"))
    #expect(reader.preferences == Preferences())
  }

  @Test("What comes from the file is clean in every sentence")
  func sentencesAreClean() {
    let reader = read(
      "[keys]\n\"a\\u001b[2Jb\" = 1\n[look]\ntheme = 1\n\u{1B}]0;x\u{7} = 2\nsymbols = \"\\u001b[31m\"\n")
    #expect(!reader.faults.isEmpty)
    for fault in reader.faults {
      #expect(fault.sentence.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }, "\(fault)")
    }
  }

  @Test(
    "Lists within lists have a bound, whether they are closed or not, on one line or on many",
    arguments: [
      String(repeating: "[", count: 200_000) + String(repeating: "]", count: 200_000),
      String(repeating: "[", count: 200_000), String(repeating: "[\n", count: 20_000), "[[[[[[[[[1]]]]]]]]]",
    ])
  func deepLists(written: String) throws {
    let reader = read("[look]\ntheme = \(written)\nrounded-corners = false\n")
    let first = try #require(reader.faults.first).sentence
    #expect(first == "line 2 is not valid TOML (lists within lists, more than 8 deep); it is ignored.")
    #expect(read("[look]\ntheme = [[[[[[[[1]]]]]]]]\n").faults.map(\.sentence)[0].hasPrefix("line 2: theme is [["))
    if !written.contains("\n") { #expect(!reader.preferences.hasRoundedCorners) }
  }

  @Test(
    "A file of wrong lines alone is left after the first hundred, and what stands before holds",
    arguments: [
      "theme = [\n", "theme = \n", "[nowhere]\nx = 1\n", "k$ = 1\n", "[keys]\nk$ = 1\n", "[look]\nk$ = 1\n",
    ])
  func bounded(line: String) throws {
    let lines = (0..<20_000).map { line.replacing("$", with: "\($0)") }
    let reader = read("[start]\nepochs = 7\n" + lines.joined())
    #expect(reader.preferences.epochs == 7)
    #expect(reader.faults.count == 101)
    let last = try #require(reader.faults.last)
    #expect(last.sentence.hasSuffix(": 100 lines before it are not valid; from here on nothing is read."))
  }

  @Test("No text makes the reader fall, and no fault points outside it", arguments: 1...200)
  func anyTextIsSafe(_ seed: Int) {
    var random = SplitMix64(UInt64(seed))
    var characters = Array(DefaultText.make(recipes: recipes))
    for _ in 0..<(1 + seed % 40) where !characters.isEmpty {
      let place = Int.random(in: 0..<characters.count, using: &random)
      switch Int.random(in: 0..<4, using: &random) {
      case 0: characters.remove(at: place)
      case 1: characters.insert("[]\"'=#\n\u{0}\u{1B}é{}".randomElement(using: &random) ?? "x", at: place)
      case 2: characters.swapAt(place, Int.random(in: 0..<characters.count, using: &random))
      default: characters.removeSubrange(place..<min(place + 30, characters.count))
      }
    }
    let text = String(characters)
    let reader = read(text)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).count
    for fault in reader.faults { #expect((1...lines).contains(fault.line)) }
  }

  @Test(
    "Distances between words",
    arguments: [("pause", "puase", 1), ("", "abc", 3), ("kitten", "sitting", 3), ("mlp", "mpl", 1)])
  func distances(_ left: String, _ right: String, _ distance: Int) {
    #expect(Nearest.distance(left, right) == distance)
    #expect(Nearest.distance(right, left) == distance)
  }
}
