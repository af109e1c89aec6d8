import Tensors

/// The order in which an epoch goes through joint examples: a function of seed and epoch alone.
///
/// Examples that more sub-models have come in runs of their own, which are mixed with the runs of the others: most batches
/// are then of one kind, so that a coarse sub-model, which has few examples, takes its steps on whole batches too.
struct JointShuffle {
  /// Examples in a run; two batches of the usual size.
  static let runLength = 64

  /// The examples by the number of sub-models that have them, descending; those that none has are left out.
  private let groups: [[Int32]]
  private let seed: UInt64

  init(presence: [Int], seed: UInt64) {
    var groups = [[Int32]](repeating: [], count: (presence.max() ?? 0) + 1)
    for (example, count) in presence.enumerated() { groups[count].append(Int32(example)) }
    self.groups = groups.dropFirst().reversed().filter { !$0.isEmpty }
    self.seed = seed
  }

  var count: Int { groups.reduce(0) { $0 + $1.count } }

  /// Allocates nothing once `order` has its room.
  func fill(_ order: inout [Int32], epoch: Int) {
    order.removeAll(keepingCapacity: true)
    let runs = groups.reduce(0) { $0 + ($1.count + Self.runLength - 1) / Self.runLength }
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: count) { examples in
      var first = 0
      for (number, group) in groups.enumerated() {
        let places = UnsafeMutableBufferPointer(rebasing: examples[first..<first + group.count])
        for index in places.indices { places.initializeElement(at: index, to: Int32(index)) }
        // The permutation counts from 0: it says which of the group's examples come in which place.
        key(epoch, layer: number).permute(places)
        for index in places.indices { places[index] = group[Int(places[index])] }
        first += group.count
      }
      guard groups.count > 1 else { return order.append(contentsOf: examples) }
      withUnsafeTemporaryAllocation(of: Int32.self, capacity: runs) { turns in
        for index in turns.indices { turns.initializeElement(at: index, to: Int32(index)) }
        key(epoch, layer: groups.count).permute(turns)
        for turn in turns { order.append(contentsOf: examples[run(Int(turn))]) }
      }
    }
  }

  /// The places of a run among all examples, group after group.
  private func run(_ number: Int) -> Range<Int> {
    var (number, first) = (number, 0)
    for group in groups {
      let runs = (group.count + Self.runLength - 1) / Self.runLength
      if number < runs {
        let start = first + number * Self.runLength
        return start..<min(start + Self.runLength, first + group.count)
      }
      number -= runs
      first += group.count
    }
    preconditionFailure("a run beyond the last")
  }

  private func key(_ epoch: Int, layer: Int) -> RandomKey {
    RandomKey(seed: seed, stream: .permutation, step: UInt64(epoch), layer: UInt32(layer))
  }
}
