import Embedding

/// A message: its name and what it is made of.
struct Message {
  let name: String
  let line: Int
  let pieces: [Piece]

  /// An argument and whether it is a whole number.
  struct Argument: Equatable {
    let name: String
    var isNumber: Bool
  }

  /// In the order in which they are first named.
  var arguments: [Argument] {
    var arguments: [Argument] = []
    func take(_ name: String, isNumber: Bool) {
      if let index = arguments.firstIndex(where: { $0.name == name }) {
        arguments[index].isNumber = arguments[index].isNumber || isNumber
      } else {
        arguments.append(Argument(name: name, isNumber: isNumber))
      }
    }
    func visit(_ pieces: [Piece]) {
      for piece in pieces {
        switch piece {
        case .text, .reference: break
        case .argument(let name): take(name, isNumber: false)
        case .number(let name): take(name, isNumber: true)
        case .choice(let name, let variants, let other):
          take(name, isNumber: variants.contains(where: \.isCount))
          for variant in variants { visit(variant.pieces) }
          visit(other)
        }
      }
    }
    visit(pieces)
    return arguments
  }

  /// With the words of what it refers to in the place of references.
  ///
  /// - Throws: ``Problem`` where there is no such message, or one that leads back to itself.
  func resolved(in entries: [String: Message], path: String, depth: Int = 0) throws(Problem) -> Message {
    func resolve(_ pieces: [Piece]) throws(Problem) -> [Piece] {
      var result: [Piece] = []
      for piece in pieces {
        switch piece {
        case .text, .argument, .number: result.append(piece)
        case .choice(let name, let variants, let other):
          var resolvedVariants: [Piece.Variant] = []
          for variant in variants {
            resolvedVariants.append(Piece.Variant(key: variant.key, pieces: try resolve(variant.pieces)))
          }
          result.append(.choice(name, variants: resolvedVariants, other: try resolve(other)))
        case .reference(let name):
          guard let message = entries[name] else { throw Problem(path, line, "there is no message “\(name)”") }
          guard depth < 8 else { throw Problem(path, line, "“\(name)” leads back to itself") }
          result += try message.resolved(in: entries, path: path, depth: depth + 1).pieces
        }
      }
      return result
    }
    return Message(name: name, line: line, pieces: try resolve(pieces))
  }
}
