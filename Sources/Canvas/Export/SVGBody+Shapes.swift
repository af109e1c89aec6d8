/// Glyphs that are drawn, not written.
extension SVGBody {
  func isShape(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x2581...0x259F, 0x2800...0x28FF: true
    default: BoxArms.of(scalar) != nil || Sign(rawValue: scalar) != nil
    }
  }

  /// True where the glyph was drawn.
  mutating func addShape(_ scalar: Unicode.Scalar, _ column: Int, _ row: Int, _ ink: Color) -> Bool {
    let value = scalar.value
    switch value {
    case 0x2800...0x28FF: addBraille(UInt8(value - 0x2800), column, row, ink)
    case 0x2580...0x259F: addBlock(value, column, row, ink)
    default:
      if let arms = BoxArms.of(scalar) {
        addBox(arms, column, row, ink)
      } else if let sign = Sign(rawValue: scalar) {
        add(sign, column, row, ink)
      } else {
        return false
      }
    }
    return true
  }

  private mutating func addBraille(_ bits: UInt8, _ column: Int, _ row: Int, _ ink: Color) {
    let places: [(Int, Int)] = [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (0, 3), (1, 3)]
    var path = ""
    for (bit, place) in places.enumerated() where bits >> UInt8(bit) & 1 == 1 {
      let dotX = x(column) + frame.cellWidth * (0.25 + 0.5 * Double(place.0))
      let dotY = y(row) + frame.cellHeight * (0.125 + 0.25 * Double(place.1))
      path += "M\(SVG.number(dotX)) \(SVG.number(dotY))h0"
    }
    add(path, .dots, ink)
  }

  // MARK: Blocks

  private mutating func addBlock(_ value: UInt32, _ column: Int, _ row: Int, _ ink: Color) {
    switch value {
    case 0x2580: addPart(0, 0, 1, 0.5, column, row, ink)
    case 0x2581...0x2588:
      let height = Double(value - 0x2580) / 8
      addPart(0, 1 - height, 1, height, column, row, ink)
    case 0x2589...0x258F: addPart(0, 0, Double(0x2590 - value) / 8, 1, column, row, ink)
    case 0x2590: addPart(0.5, 0, 0.5, 1, column, row, ink)
    case 0x2591...0x2593:
      let share = Double(value - 0x2590) / 4
      addPart(0, 0, 1, 1, column, row, frame.ground.blended(with: ink, share))
    case 0x2594: addPart(0, 0, 1, 0.125, column, row, ink)
    case 0x2595: addPart(0.875, 0, 0.125, 1, column, row, ink)
    default:
      // Quadrants by glyph: bits 1 upper left, 2 upper right, 4 lower left, 8 lower right.
      let quadrants: [Int] = [4, 8, 1, 13, 9, 7, 11, 2, 6, 14]
      let bits = quadrants[Int(value - 0x2596)]
      for (bit, place) in [(0.0, 0.0), (0.5, 0), (0, 0.5), (0.5, 0.5)].enumerated() where bits >> bit & 1 == 1 {
        addPart(place.0, place.1, 0.5, 0.5, column, row, ink)
      }
    }
  }

  /// A part of a cell, in fractions of it.
  mutating func addPart(
    _ left: Double, _ top: Double, _ width: Double, _ height: Double, _ column: Int, _ row: Int, _ ink: Color
  ) {
    let startX = x(column) + left * frame.cellWidth
    let startY = y(row) + top * frame.cellHeight
    // A hair more on the far edges closes the seams between neighbours.
    let across = SVG.number(width * frame.cellWidth + (left + width >= 1 ? 0.3 : 0))
    let down = SVG.number(height * frame.cellHeight + (top + height >= 1 ? 0.3 : 0))
    add("M\(SVG.number(startX)) \(SVG.number(startY))h\(across)v\(down)h-\(across)z", .fill, ink)
  }

  // MARK: Boxes

  private mutating func addBox(_ arms: BoxArms, _ column: Int, _ row: Int, _ ink: Color) {
    let (left, top) = (x(column), y(row))
    let (right, bottom) = (left + frame.cellWidth, top + frame.cellHeight)
    let (middleX, middleY) = ((left + right) / 2, (top + bottom) / 2)
    func at(_ x: Double, _ y: Double) -> String { "\(SVG.number(x)) \(SVG.number(y))" }
    switch arms.form {
    case .dashed(let pieces):
      let isHorizontal = arms.reach.contains(.left)
      for piece in 0..<pieces {
        let from = (Double(piece) + 0.2) / Double(pieces)
        let length = 0.6 / Double(pieces)
        let path =
          isHorizontal
          ? "M\(at(left + from * frame.cellWidth, middleY))h\(SVG.number(length * frame.cellWidth))"
          : "M\(at(middleX, top + from * frame.cellHeight))v\(SVG.number(length * frame.cellHeight))"
        add(path, arms.kind, ink)
      }
    case .round:
      let radius = frame.cellWidth / 2
      let endX = arms.reach.contains(.right) ? right : left
      let endY = arms.reach.contains(.down) ? bottom : top
      let beforeY = endY > middleY ? middleY + radius : middleY - radius
      add("M\(at(middleX, endY))L\(at(middleX, beforeY))Q\(at(middleX, middleY)) \(at(endX, middleY))", arms.kind, ink)
    case .straight:
      let half = arms.reach.isSuperset(of: [.up, .down]) || arms.reach.isSuperset(of: [.left, .right]) ? 0 : 0.5
      let startX = arms.reach.contains(.left) ? left : middleX - half
      let endX = arms.reach.contains(.right) ? right : middleX + half
      let startY = arms.reach.contains(.up) ? top : middleY - half
      let endY = arms.reach.contains(.down) ? bottom : middleY + half
      var path = ""
      if !arms.reach.isDisjoint(with: [.left, .right]) { path += "M\(at(startX, middleY))H\(SVG.number(endX))" }
      if !arms.reach.isDisjoint(with: [.up, .down]) { path += "M\(at(middleX, startY))V\(SVG.number(endY))" }
      add(path, arms.kind, ink)
    }
  }
}

/// Which edges of its cell a box glyph reaches, and how.
struct BoxArms {
  struct Reach: OptionSet {
    let rawValue: Int
    static let left = Reach(rawValue: 1)
    static let right = Reach(rawValue: 2)
    static let up = Reach(rawValue: 4)
    static let down = Reach(rawValue: 8)
  }

  enum Form {
    case straight, round
    case dashed(Int)
  }

  let reach: Reach
  let form: Form
  let kind: SVGBody.Paint.Kind

  static func of(_ scalar: Unicode.Scalar) -> BoxArms? {
    func box(_ reach: Reach, _ form: Form = .straight, _ kind: SVGBody.Paint.Kind = .thin) -> BoxArms {
      BoxArms(reach: reach, form: form, kind: kind)
    }
    switch scalar {
    case "─": return box([.left, .right])
    case "│": return box([.up, .down])
    case "┌": return box([.right, .down])
    case "┐": return box([.left, .down])
    case "└": return box([.right, .up])
    case "┘": return box([.left, .up])
    case "├": return box([.right, .up, .down])
    case "┤": return box([.left, .up, .down])
    case "┬": return box([.left, .right, .down])
    case "┴": return box([.left, .right, .up])
    case "┼": return box([.left, .right, .up, .down])
    case "╭": return box([.right, .down], .round)
    case "╮": return box([.left, .down], .round)
    case "╯": return box([.left, .up], .round)
    case "╰": return box([.right, .up], .round)
    case "━": return box([.left, .right], .straight, .heavy)
    case "┃": return box([.up, .down], .straight, .heavy)
    case "╸": return box([.left], .straight, .heavy)
    case "╺": return box([.right], .straight, .heavy)
    case "╌": return box([.left, .right], .dashed(2))
    case "╍": return box([.left, .right], .dashed(2), .heavy)
    case "┄": return box([.left, .right], .dashed(3))
    case "┅": return box([.left, .right], .dashed(3), .heavy)
    case "┈": return box([.left, .right], .dashed(4))
    case "╎": return box([.up, .down], .dashed(2))
    case "┆": return box([.up, .down], .dashed(3))
    case "┊": return box([.up, .down], .dashed(4))
    default: return nil
    }
  }
}
