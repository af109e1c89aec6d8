import Tensors

/// The memory of a plan: outputs of all nodes, their gradients, and the room that single nodes need besides.
final class PlanMemory {
  /// What a node needs for itself.
  private enum Purpose: Hashable {
    case transpose, unfolded, packed, spill(slot: Int)
    case map, transposedMap, moments, unusedBias
  }

  private struct Room: Hashable {
    let node: Int
    let purpose: Purpose
  }

  private let buffer: Buffer
  private let places: [BlockPlace]
  private let targetPlace: BlockPlace
  private let gradients: [Int: BlockPlace]
  private let rooms: [Room: BlockPlace]

  /// Floats that a matrix of windows may take: what stays in a second-level cache.
  private static let unfoldedCount = 1 << 18

  init(_ graph: Graph, store: ParameterStore, capacity: Int, isTraining: Bool) {
    var layout = BufferLayout()
    // Where a node's output lies; a node that falls away passes its input's on.
    var places: [BlockPlace] = []
    for node in graph.nodes {
      if case .dropout = node.operation, !isTraining {
        places.append(places[node.inputs[0]])
      } else {
        places.append(layout.reserve(rows: capacity, columns: node.columns))
      }
    }
    let last = graph.nodes.count - 1
    targetPlace = layout.reserve(rows: capacity, columns: graph.nodes[last].columns)
    var gradients: [Int: BlockPlace] = [:]
    for index in graph.nodes.indices where index == last || (isTraining && graph.learning[index]) {
      gradients[index] = layout.reserve(rows: capacity, columns: graph.nodes[index].columns)
    }
    var rooms: [Room: BlockPlace] = [:]
    for (index, node) in graph.nodes.enumerated() {
      func reserve(_ purpose: Purpose, rows: Int, columns: Int) {
        rooms[Room(node: index, purpose: purpose)] = layout.reserve(rows: rows, columns: columns)
      }
      let handsDown = isTraining && node.inputs.contains { graph.learning[$0] }
      if node.operation.isProduct, let number = node.operation.parameters {
        let pair = store.pairs[number]
        if handsDown, !pair.isTransposed {
          reserve(.transpose, rows: Block.padded(pair.weight.columns), columns: pair.weight.rows)
        }
        if isTraining, !pair.hasBias { reserve(.unusedBias, rows: 1, columns: pair.units) }
      }
      if case .normalize(let number, _, _, _) = node.operation {
        reserve(.moments, rows: BatchNormNode.Moments.rows, columns: store.pairs[number].units)
      }
      if case .convolution(let number, _, let windows) = node.operation {
        let units = store.pairs[number].units
        let room = Self.unfoldedCount / (windows.places * Block.padded(windows.windowCount))
        let rows = min(max(room, 1), capacity) * windows.places
        reserve(.unfolded, rows: rows, columns: windows.windowCount)
        if units % 16 != 0 { reserve(.packed, rows: rows, columns: units) }
      }
      if case .linear(let map) = node.operation {
        reserve(.map, rows: map.weights.rows, columns: map.weights.columns)
        if handsDown { reserve(.transposedMap, rows: map.weights.columns, columns: map.weights.rows) }
      }
      guard isTraining else { continue }
      for (slot, input) in node.inputs.enumerated()
      where graph.learning[input] && graph.accumulates(node: index, slot: slot)
        && node.operation.spills(input, in: graph)
      {
        reserve(.spill(slot: slot), rows: capacity, columns: graph.nodes[input].columns)
      }
    }
    buffer = Buffer(layout)
    self.places = places
    self.gradients = gradients
    self.rooms = rooms
    for (index, node) in graph.nodes.enumerated() {
      guard case .linear(let map) = node.operation else { continue }
      self.map(of: index)?.load(map.weights, first: 0, count: map.weights.rows)
      transposedMap(of: index)?.load(map.weights.transposed, first: 0, count: map.weights.columns)
    }
  }

  var target: Block { buffer.block(targetPlace) }
  func output(of node: Int) -> Block { buffer.block(places[node]) }
  /// Absent where none is wanted.
  func gradient(of node: Int) -> Block? { gradients[node].map(buffer.block) }

  func transpose(of node: Int) -> Block? { room(node, .transpose) }
  func unfolded(of node: Int) -> Block? { room(node, .unfolded) }
  func packed(of node: Int) -> Block? { room(node, .packed) }
  func spill(of node: Int, slot: Int) -> Block? { room(node, .spill(slot: slot)) }
  func map(of node: Int) -> Block? { room(node, .map) }
  func transposedMap(of node: Int) -> Block? { room(node, .transposedMap) }
  func moments(of node: Int) -> BatchNormNode.Moments? { room(node, .moments).map(BatchNormNode.Moments.init) }
  func unusedBias(of node: Int) -> Block? { room(node, .unusedBias) }

  private func room(_ node: Int, _ purpose: Purpose) -> Block? {
    rooms[Room(node: node, purpose: purpose)].map(buffer.block)
  }
}

extension Graph {
  /// Whether another use of the same input goes backward before this one and so begins its gradient: that of a later
  /// node, or an earlier one of this node.
  func accumulates(node: Int, slot: Int) -> Bool {
    let input = nodes[node].inputs[slot]
    return readers[input].contains { $0 > node } || nodes[node].inputs[..<slot].contains(input)
  }
}

extension Graph.Operation {
  /// Whether the node overwrites the gradient of that input and cannot add to it.
  fileprivate func spills(_ input: Int, in graph: Graph) -> Bool {
    switch self {
    case .concatenate, .slice, .blend: false
    case .sum: graph.nodes[input].columns == 1
    default: true
    }
  }
}
