import Tensors

/// The memory of a plan: outputs of all nodes, their gradients, and the room that single nodes need besides.
final class PlanMemory {
  /// What a node needs for itself.
  fileprivate enum Purpose: Hashable {
    case transpose, spill(slot: Int)
    case frame, panels, foldedPanels, foldedTerms, winners, turned, partials, unitGradient
    case map, transposedMap, moments, rowMoments, unusedBias
    case recurrence(GatedRecurrence.Room.Part)
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
  /// For each thread that works on a pass.
  let scratch = SlotScratch()

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
    var largestFrame = 0
    for (index, node) in graph.nodes.enumerated() {
      func reserve(_ purpose: Purpose, rows: Int, columns: Int) {
        rooms[Room(node: index, purpose: purpose)] = layout.reserve(rows: rows, columns: columns)
      }
      let handsDown = isTraining && node.inputs.contains { graph.learning[$0] }
      if node.operation.isProduct, let number = node.operation.parameters {
        let pair = store.pairs[number]
        if case .dense = node.operation, handsDown, !pair.isTransposed {
          reserve(.transpose, rows: Block.padded(pair.weight.columns), columns: pair.weight.rows)
        }
        if isTraining, !pair.hasBias { reserve(.unusedBias, rows: 1, columns: pair.units) }
      }
      if case .normalize(let number, _, _, _) = node.operation {
        reserve(.moments, rows: BatchNormNode.Moments.rows, columns: store.pairs[number].units)
      }
      if case .normalizeRows = node.operation { reserve(.rowMoments, rows: capacity, columns: 2) }
      if case .convolution(_, _, let convolution) = node.operation {
        let isFolded = !isTraining && (node.normalization != nil || convolution.panelCount > 0)
        if isFolded {
          reserve(.foldedPanels, rows: 1, columns: convolution.largestPanelCount)
          reserve(.foldedTerms, rows: 2, columns: convolution.units)
        }
        for need in convolution.needs(isTraining: isTraining, handsDown: handsDown) {
          if need.purpose == .frame, !isTraining {
            largestFrame = max(largestFrame, need.count)
          } else {
            reserve(need.purpose, rows: need.isPerRow ? capacity : 1, columns: need.count)
          }
        }
        scratch.require(convolution.scratchCount(isTraining: isTraining, handsDown: handsDown))
      }
      if case .gru(_, let recurrence) = node.operation {
        for need in recurrence.needs(rows: capacity, isTraining: isTraining, handsDown: handsDown) {
          reserve(.recurrence(need.part), rows: need.rows, columns: need.columns)
        }
      }
      if case .pool(.largest, let windows) = node.operation, isTraining {
        reserve(.winners, rows: capacity, columns: windows.winnerCount)
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
    // Nothing is kept for a way back: all nodes frame their images in the same place.
    if largestFrame > 0 {
      let shared = layout.reserve(rows: capacity, columns: largestFrame)
      for (index, node) in graph.nodes.enumerated() {
        guard case .convolution(_, _, let convolution) = node.operation, convolution.frameCount > 0 else { continue }
        rooms[Room(node: index, purpose: .frame)] = shared.reshaped(rows: capacity, columns: convolution.frameCount)
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
  func frame(of node: Int) -> Block? { room(node, .frame) }
  func panels(of node: Int) -> Block? { room(node, .panels) }
  func folded(of node: Int) -> (panels: Block, terms: Block)? {
    guard let panels = room(node, .foldedPanels), let terms = room(node, .foldedTerms) else { return nil }
    return (panels, terms)
  }
  func winners(of node: Int) -> Block? { room(node, .winners) }
  func turned(of node: Int) -> Block? { room(node, .turned) }
  func partials(of node: Int) -> Block? { room(node, .partials) }
  func unitGradient(of node: Int) -> Block? { room(node, .unitGradient) }
  func spill(of node: Int, slot: Int) -> Block? { room(node, .spill(slot: slot)) }
  func map(of node: Int) -> Block? { room(node, .map) }
  func transposedMap(of node: Int) -> Block? { room(node, .transposedMap) }
  func moments(of node: Int) -> BatchNormNode.Moments? { room(node, .moments).map(BatchNormNode.Moments.init) }
  func rowMoments(of node: Int) -> Block? { room(node, .rowMoments) }
  func recurrence(of node: Int) -> GatedRecurrence.Room? {
    GatedRecurrence.Room { room(node, .recurrence($0)) }
  }
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
    case .input, .dense, .convolution, .gru, .activation, .dropout, .reverse, .pool, .linear, .normalize,
      .normalizeRows, .resample:
      true
    }
  }
}

extension Convolution {
  fileprivate struct Need {
    let purpose: PlanMemory.Purpose
    let count: Int
    let isPerRow: Bool

    init(_ purpose: PlanMemory.Purpose, _ count: Int, perRow: Bool = false) {
      self.purpose = purpose
      self.count = count
      isPerRow = perRow
    }
  }

  fileprivate func needs(isTraining: Bool, handsDown: Bool) -> [Need] {
    var needs = [Need(.frame, frameCount, perRow: true)]
    if isTraining {
      needs += [Need(.panels, panelCount), Need(.partials, partialCount)]
      if isPooled {
        needs.append(Need(.winners, winnerCount, perRow: true))
        if sumsByUnits { needs.append(Need(.unitGradient, unitWeightCount)) }
      }
      if handsDown { needs.append(Need(.turned, isPooled ? unitWeightCount : turnedCount)) }
    }
    return needs.filter { $0.count > 0 }
  }

  fileprivate func scratchCount(isTraining: Bool, handsDown: Bool) -> Int {
    isPooled ? pooledScratch : isTraining && handsDown ? inputGradientScratch : 0
  }
}
