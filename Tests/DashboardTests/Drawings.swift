import Canvas
import Dashboard

/// A way to look at a scene.
struct View {
  var size: Size
  var symbols = GraphSymbols.braille
  var depth = ColorDepth.trueColor
  var roles = RoleTheme.dark
  /// Whether the golden tells what the cells are for, besides what they show.
  var tellsRoles = false

  var look: Look { Look(theme: roles.theme, symbols: symbols, depth: depth) }

  var name: String {
    var words = ["\(size.width)x\(size.height)"]
    if symbols != .braille { words.append(symbols.rawValue) }
    if depth != .trueColor { words.append(depth.rawValue) }
    if !roles.theme.isDark { words.append("on light") }
    return words.joined(separator: " ")
  }

  static let usual = Size(80, 24)
  /// The sizes at which main scenes are kept whole.
  static let whole = [usual, Size(160, 50)].map { View(size: $0, tellsRoles: true) }
  /// Every scene, cut into parts: roles at one size.
  static let everywhere = [usual, Size(160, 50), Size(120, 36), Size(40, 10)].map {
    View(size: $0, tellsRoles: $0 == usual)
  }
  static let symbols = [GraphSymbols.blocks, .ascii].map { View(size: usual, symbols: $0) }
  /// Fewer colours and a light ground change what is drawn, not only in what.
  static let grounds =
    [ColorDepth.indexed256, .sixteen, .monochrome].map { View(size: usual, depth: $0, tellsRoles: true) }
    + [View(size: usual, roles: .light, tellsRoles: true)]
}

/// Everything that is held against golden files.
extension Scene {
  /// The main state of each screen, and of the Lab with pictures and with numbers: kept whole. All else is kept in parts, so that a word
  /// that stands on every screen stands in few files.
  static let main = [training, classification, regression, tradeoffs, data, runs]
  /// Scenes of the plots: looked at with other symbols.
  static let plotted = [training, branched, classification]

  static func isUsual(_ scene: Scene) -> Bool { scene.name != hostile.name }

  private func text(_ surface: Surface, _ rect: Rect, _ view: View) -> String {
    var lines = surface.lines(in: rect)
    if view.tellsRoles { lines += view.roles.rows(surface, in: rect, view.depth) }
    return lines.joined(separator: "\n") + "\n"
  }

  func whole(_ view: View) -> Drawing {
    let surface = surface(view.size.width, view.size.height, view.look)
    return Drawing(
      file: "\(name)-\(view.name)", view: view.name, scene: name, text: text(surface, surface.bounds, view))
  }

  /// Each part once; those that share a file are told apart by their place.
  func drawings(_ view: View) -> [Drawing] {
    let surface = surface(view.size.width, view.size.height, view.look)
    return parts(surface, with: view.roles).map { part in
      let place = part.sharesFile ? " at \(part.rect.x),\(part.rect.y)" : ""
      return Drawing(
        file: part.name, view: view.name + place, scene: name, text: text(surface, part.rect, view))
    }
  }
}

extension Drawing {
  /// All of them, in the order in which files hold them.
  static var all: [Drawing] {
    let whole = Scene.main.flatMap { scene in View.whole.map { scene.whole($0) } }
    let usual = Scene.all.filter(Scene.isUsual)
    let parts = View.everywhere.flatMap { view in usual.flatMap { $0.drawings(view) } }
    let symbols = View.symbols.flatMap { view in Scene.plotted.flatMap { $0.drawings(view) } }
    let grounds = View.grounds.flatMap { view in Scene.main.flatMap { $0.drawings(view) } }
    return whole + parts + symbols + grounds + Theme.builtIn.map(Drawing.init(colorsOf:))
  }

  /// A theme's colours at every depth.
  init(colorsOf theme: Theme) {
    var lines: [String] = []
    for depth in ColorDepth.allCases {
      let look = Look(theme: theme, depth: depth)
      func line(_ name: String, _ style: Style) -> String { "\(name): \(style.reduced(to: depth).words)" }
      lines.append("\(depth.rawValue)")
      lines += Role.allCases.map { line("  \($0)", look.style($0)) }
      lines += (0..<look.theme.seriesCount).map { line("  series \($0)", look.series($0)) }
      lines += Gradient.allCases.map { gradient in
        "  \(gradient): "
          + [0, 0.5, 1].map { look.gradient(gradient, at: $0).reduced(to: depth).words }.joined(separator: " … ")
      }
      lines.append("  ground: \(look.theme.base.reduced(to: depth).words)")
    }
    self.init(
      file: "theme-\(theme.name)", view: "colours", scene: theme.name, text: lines.joined(separator: "\n") + "\n")
  }
}
