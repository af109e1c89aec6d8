/// Signs that fonts draw at very different sizes.
enum Sign {
  case disc, circle, diamond, openDiamond, square, openSquare
  case triangleUp, triangleDown, triangleLeft, triangleRight
  case openTriangleUp
  case smallLeft, smallRight, smallUp, smallDown

  init?(rawValue scalar: Unicode.Scalar) {
    switch scalar {
    case "●": self = .disc
    case "○": self = .circle
    case "◆": self = .diamond
    case "◇": self = .openDiamond
    case "■": self = .square
    case "□": self = .openSquare
    case "▲": self = .triangleUp
    case "△": self = .openTriangleUp
    case "▼": self = .triangleDown
    case "◀": self = .triangleLeft
    case "▶": self = .triangleRight
    case "◂": self = .smallLeft
    case "▸": self = .smallRight
    case "▴": self = .smallUp
    case "▾": self = .smallDown
    default: return nil
    }
  }

  /// Corners in units of half a cell's width around the middle of the cell; nil for round signs.
  fileprivate var corners: [(Double, Double)]? {
    switch self {
    case .disc, .circle: nil
    case .diamond, .openDiamond: [(0, -0.95), (0.85, 0), (0, 0.95), (-0.85, 0)]
    case .square, .openSquare: [(-0.72, -0.72), (0.72, -0.72), (0.72, 0.72), (-0.72, 0.72)]
    case .triangleUp, .openTriangleUp: [(0, -0.85), (0.9, 0.7), (-0.9, 0.7)]
    case .triangleDown: [(0, 0.85), (0.9, -0.7), (-0.9, -0.7)]
    case .triangleLeft: [(-0.85, 0), (0.75, -0.95), (0.75, 0.95)]
    case .triangleRight: [(0.85, 0), (-0.75, -0.95), (-0.75, 0.95)]
    case .smallLeft: [(-0.55, 0), (0.45, -0.6), (0.45, 0.6)]
    case .smallRight: [(0.55, 0), (-0.45, -0.6), (-0.45, 0.6)]
    case .smallUp: [(0, -0.55), (0.6, 0.45), (-0.6, 0.45)]
    case .smallDown: [(0, 0.55), (0.6, -0.45), (-0.6, -0.45)]
    }
  }

  fileprivate var isOpen: Bool {
    switch self {
    case .circle, .openDiamond, .openSquare, .openTriangleUp: true
    case .disc, .diamond, .square, .triangleUp, .triangleDown, .triangleLeft, .triangleRight, .smallLeft, .smallRight,
      .smallUp, .smallDown:
      false
    }
  }
}

extension SVGBody {
  mutating func add(_ sign: Sign, _ column: Int, _ row: Int, _ ink: Color) {
    let half = frame.cellWidth / 2
    let (middleX, middleY) = (x(column) + half, y(row) + frame.cellHeight / 2)
    func at(_ x: Double, _ y: Double) -> String {
      "\(SVG.number(middleX + x * half)) \(SVG.number(middleY + y * half))"
    }
    if let corners = sign.corners {
      let path = corners.enumerated().map { ($0.offset == 0 ? "M" : "L") + at($0.element.0, $0.element.1) }
      add(path.joined() + "z", sign.isOpen ? .thin : .fill, ink)
    } else {
      let radius = 0.8
      let arc = "a\(SVG.number(radius * half)) \(SVG.number(radius * half)) 0 1 0 "
      let across = SVG.number(2 * radius * half)
      add("M\(at(-radius, 0))\(arc)\(across) 0\(arc)-\(across) 0z", sign.isOpen ? .thin : .fill, ink)
    }
  }
}
