import Canvas
import Dashboard
import Testing

@Suite("Screens are as they were looked at and accepted", .disabled(if: Golden.isRecording))
struct GoldenScreenTests {
  static let sizes = View.everywhere.map(\.size)

  /// The scenes of one kind, so that each test tells how long that kind takes.
  static func scenes(_ screen: ScreenID, overlay: Bool = false, classes: Bool? = nil) -> [Scene] {
    Scene.all.filter(Scene.isUsual).filter { scene in
      scene.state.screen == screen && (scene.state.overlay != nil) == overlay
        && (classes == nil || (scene.state.session?.classes != nil) == classes)
    }
  }

  private func check(_ scene: Scene, _ views: [View]) {
    for drawing in views.flatMap({ scene.drawings($0) }) { Golden.check(drawing) }
  }

  @Test("Main states as a whole, with the roles of their cells", arguments: Scene.main, View.whole)
  func whole(_ scene: Scene, _ view: View) { Golden.check(scene.whole(view)) }

  @Test("Parts of the Lab without classes", arguments: scenes(.lab, classes: false))
  func lab(_ scene: Scene) { check(scene, View.everywhere) }

  @Test("Parts of the Lab with classes", arguments: scenes(.lab, classes: true))
  func classes(_ scene: Scene) { check(scene, View.everywhere) }

  @Test("Parts of Trade-offs", arguments: scenes(.tradeoffs))
  func tradeoffs(_ scene: Scene) { check(scene, View.everywhere) }

  @Test("Parts of Data", arguments: scenes(.data))
  func data(_ scene: Scene) { check(scene, View.everywhere) }

  @Test("Parts of Runs", arguments: scenes(.runs))
  func runs(_ scene: Scene) { check(scene, View.everywhere) }

  @Test("What lies above a screen", arguments: ScreenID.allCases.flatMap { scenes($0, overlay: true) })
  func overlays(_ scene: Scene) { check(scene, View.everywhere) }

  @Test("Without Braille and without Unicode", arguments: Scene.plotted)
  func symbols(_ scene: Scene) { check(scene, View.symbols) }

  @Test("With fewer colours, and on a light ground", arguments: Scene.main)
  func grounds(_ scene: Scene) { check(scene, View.grounds) }

  @Test("A theme's colours, at every depth", arguments: Theme.builtIn)
  func colors(_ theme: Theme) { Golden.check(Drawing(colorsOf: theme)) }

  @Test("Nothing is recorded that is not drawn")
  func nothingIsLeftOver() {
    let files = Dictionary(grouping: Drawing.all, by: \.file)
    let drawn = files.mapValues { Set($0.map(\.label)) }
    for (file, drawings) in files { #expect(drawn[file]?.count == drawings.count, "\(file) has a label twice") }
    for (file, sections) in Golden.files {
      let orphans = Set(sections.keys).subtracting(drawn[file] ?? [])
      #expect(orphans.isEmpty, "\(file) has what no test draws; run make goldens")
    }
  }
}

@Suite("Goldens are recorded where that is asked for", .enabled(if: Golden.isRecording))
struct GoldenRecording {
  @Test("All of them, and none besides")
  func record() throws { try Golden.record(Drawing.all) }
}

@Suite("Goldens leave nothing out")
struct GoldenCoverageTests {
  @Test("The parts of a screen lie apart and cover it", arguments: Scene.all)
  func partsCover(_ scene: Scene) {
    guard scene.state.overlay == nil else { return }
    for width in [40, 63, 64, 80, 110, 160] {
      for height in [10, 16, 24, 28, 36, 50] {
        let surface = scene.surface(width, height, View(size: View.usual).look)
        let rects = scene.parts(surface).map(\.rect)
        #expect(rects.reduce(0) { $0 + $1.width * $1.height } == width * height, "\(width)×\(height)")
        for (index, rect) in rects.enumerated() {
          #expect(surface.bounds.contains(rect) && rects[(index + 1)...].allSatisfy { !$0.intersects(rect) })
        }
      }
    }
  }

  @Test("What lies above a screen is found, with its border", arguments: Scene.all.filter { $0.state.overlay != nil })
  func overlaysAreFound(_ scene: Scene) throws {
    for size in GoldenScreenTests.sizes {
      let surface = scene.surface(size.width, size.height, View(size: size).look)
      let box = try #require(scene.parts(surface).last?.rect)
      let lines = surface.lines(in: box)
      #expect(lines.first?.first == "╭" && lines.first?.last == "╮")
      #expect(lines.last?.first == "╰" && lines.last?.last == "╯")
    }
  }

  @Test("No two roles share a colour, on dark as on light", arguments: [RoleTheme.dark, .light])
  func rolesAreApart(_ roles: RoleTheme) {
    for role in Role.allCases {
      let style = roles.theme.style(role)
      #expect(
        roles.name(role == .badge ? style.on(roles.theme.background) : style).hasPrefix(
          role == .badge ? "ground" : "\(role)"))
    }
    for index in 0..<roles.theme.seriesCount {
      #expect(roles.name(roles.theme.series(index)) == "series \(index) on default")
    }
  }
}
