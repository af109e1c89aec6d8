import Canvas
import Dashboard
import Testing

@Suite("Screens are as they were looked at and accepted")
struct GoldenScreenTests {
  static let sizes = [Size(80, 24), Size(160, 50), Size(120, 36), Size(40, 10)]
  static let scenes = Scene.all.filter { $0.name != "hostile" }

  @Test("Text of every scene at every size", arguments: scenes.map(\.name), sizes)
  func text(of name: String, at size: Size) throws {
    let scene = try #require(Scene.all.first { $0.name == name })
    Golden.check("\(name)-\(size.width)x\(size.height)", Golden.text(scene.surface(size.width, size.height)))
  }

  @Test("Styles of a training screen", arguments: Theme.builtIn.map(\.name), ColorDepth.allCases)
  func styles(theme: String, depth: ColorDepth) throws {
    let theme = try #require(Theme.named(theme))
    let surface = Scene.training.surface(80, 24, Look(theme: theme, depth: depth))
    Golden.check("style-\(theme.name)-\(depth.rawValue)", Golden.styles(surface, depth))
  }

  /// One theme of each class: on dark, on light, with more contrast, for eyes that see fewer colours, without any.
  static let themeClasses = ["dark", "light", "high-contrast", "colour-blind-safe", "monochrome"]

  @Test(
    "Styles of every screen at every size in every class of theme",
    arguments: ["training", "trade-offs", "data", "classification"],
    [Size(40, 10), Size(80, 24), Size(160, 50)])
  func stylesOfScreens(name: String, size: Size) throws {
    let scene = try #require(Scene.all.first { $0.name == name })
    for theme in try Self.themeClasses.map({ try #require(Theme.named($0)) }) {
      let surface = scene.surface(size.width, size.height, Look(theme: theme, depth: .trueColor))
      Golden.check(
        "screen-\(name)-\(size.width)x\(size.height)-\(theme.name)", Golden.styles(surface, .trueColor))
    }
  }

  @Test("Symbols without Braille and without Unicode", arguments: GraphSymbols.allCases)
  func symbols(_ symbols: GraphSymbols) {
    for scene in [Scene.training, .branched, .classification] {
      let surface = scene.surface(80, 24, Look(symbols: symbols))
      Golden.check("symbols-\(scene.name)-\(symbols.rawValue)", Golden.text(surface))
    }
  }
}
