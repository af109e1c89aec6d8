import Canvas
import Testing

@testable import Dashboard

@Suite("The key table is the only source of keys")
struct KeyTableTests {
  @Test("Every line has a caption and a sentence, and every action a name that the configuration can say")
  func isComplete() {
    for action in Keymap.actions {
      #expect(action.id.allSatisfy { $0.isLowercase || $0 == "-" } && Action(id: action.id) == action, "\(action)")
      // Whoever finds an action in the palette can name it in the configuration.
      let name = action.name.split(whereSeparator: { $0 == " " || $0 == "-" }).joined(separator: "-")
      #expect(name == action.id)
    }
    #expect(Action(id: "fly") == nil)
    for binding in KeyTable.bindings {
      #expect(!binding.keys.isEmpty && !binding.caption.isEmpty)
      #expect(binding.help.hasSuffix("."), "\(binding.action)")
      // Fits the help at 80 columns.
      #expect(binding.help.count <= 67, "\(binding.action) takes \(binding.help.count) columns")
    }
  }

  @Test("No key means two things at once", arguments: Scene.all.map(\.name))
  func isUnambiguous(_ name: String) throws {
    var state = try #require(Scene.all.first { $0.name == name }).state
    for _ in 0..<4 {
      var meanings: [Key: Set<Action>] = [:]
      for binding in KeyTable.bindings where binding.isAvailable(in: state) {
        for key in binding.keys { meanings[key, default: []].insert(binding.action) }
      }
      let doubtful = meanings.filter { $0.value.count > 1 }
      #expect(doubtful.isEmpty)
      _ = reduce(&state, .input(.key(.tab)))
    }
  }

  private static let keys = Array(Set(KeyTable.bindings.flatMap(\.keys))).sorted { "\($0)" < "\($1)" }

  @Test("Any keys in any order keep the screen whole", arguments: 1...12)
  func anyKeysAreSafe(_ seed: Int) {
    var noise = Noise(UInt64(seed))
    let scenes = [Scene.training, .branched, .classification, .closedForm, .diverged, .excluded, .loading]
    let scene = scenes[seed % scenes.count]
    var state = scene.state
    for press in 0..<250 {
      let key = Self.keys[Int(noise.uniform() * Double(Self.keys.count))]
      _ = reduce(&state, .input(.key(key)))
      if press % 10 == 0 {
        let size = Size(1 + Int(noise.uniform() * 170), 1 + Int(noise.uniform() * 55))
        _ = reduce(&state, .input(.resize(size)))
        #expect(render(state, size: size, look: Look(), curves: scene.curves).size == size)
      }
    }
  }

  @Test("The key bar shows only keys that work now, and always help and quit", arguments: Scene.all.map(\.name))
  func barIsTrue(_ name: String) throws {
    let scene = try #require(Scene.all.first { $0.name == name })
    guard scene.state.overlay == nil, scene.state.entry == nil else { return }
    let bar = try #require(scene.surface(160, 50).lines().last)
    #expect(bar.contains("? help") && bar.contains("q quit"))
    for binding in KeyTable.bindings where binding.label.count > 3 && !binding.isScreenKey {
      let sameName = KeyTable.bindings.filter { $0.caption == binding.caption && $0.label == binding.label }
      guard sameName.allSatisfy({ !$0.isAvailable(in: scene.state) }) else { continue }
      #expect(!bar.contains(" \(binding.caption) \(binding.label) "), "\(binding.caption) \(binding.label)")
    }
  }

  @Test("Help lists every line of the table, wherever it is scrolled to")
  func helpIsComplete() {
    var seen = ""
    var state = Scene.help.state
    for _ in KeyTable.bindings {
      seen += render(state, size: Size(80, 24), look: Look(), curves: Scene.help.curves).lines().joined(separator: "\n")
      _ = reduce(&state, .input(.key(.down)))
    }
    for binding in KeyTable.bindings where binding.suits(state.session) {
      #expect(seen.contains(binding.help), "\(binding.action): \(binding.help)")
    }
    _ = reduce(&state, .input(.key(.escape)))
    #expect(!state.isHelpShown)
  }
}
