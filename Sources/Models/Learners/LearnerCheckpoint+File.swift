import Datasets
import Networks
import Tensors

/// A learner's checkpoint in a file: its large arrays are tensors, all else is a description.
extension LearnerCheckpoint {
  package struct Description: Hashable, Sendable, Codable {
    enum Form: String, Codable { case network, joint, cascade, closedForm }

    /// Of joint training, the steps of all together.
    struct Joint: Hashable, Codable {
      let step, epoch, cursor: Int
      let sums: JointCheckpoint.Sums?
    }

    struct Part: Hashable, Codable {
      let architecture: Architecture
      let optimizer: Optimizer
      let seed: UInt64
      let step, epoch, cursor: Int
      /// Nil where all layers were moved in every step.
      let groupSteps: [Int]?
    }

    let form: Form
    let parts: [Part]
    var joint: Joint?
    /// Of a cascade.
    var sums: CascadeCheckpoint.Sums?
  }

  private var networks: [NetworkCheckpoint] {
    switch self {
    case .network(let network): [network]
    case .joint(let joint): joint.parts
    case .cascade(let cascade): cascade.parts
    case .closedForm: []
    }
  }

  package var description: Description {
    let parts = networks.map { network in
      Description.Part(
        architecture: network.architecture, optimizer: network.optimizer, seed: network.seed, step: network.step,
        epoch: network.epoch, cursor: network.cursor, groupSteps: network.groupSteps)
    }
    switch self {
    case .network: return Description(form: .network, parts: parts)
    case .joint(let joint):
      return Description(
        form: .joint, parts: parts,
        joint: .init(step: joint.step, epoch: joint.epoch, cursor: joint.cursor, sums: joint.sums))
    case .cascade(let cascade): return Description(form: .cascade, parts: parts, sums: cascade.sums)
    case .closedForm: return Description(form: .closedForm, parts: [])
    }
  }

  /// Of each network parameters `[count]`, moments `[moments, count]`, running statistics `[count]`, and the moving average of
  /// its parameters `[count]` where there is one.
  ///
  /// - Parameter name: before the names of all.
  package func tensors(_ name: String) -> [NamedTensor] {
    networks.enumerated().flatMap { index, network -> [NamedTensor] in
      let place = Self.place(name, index)
      let all = [
        NamedTensor(name: place + Self.parameters, shape: [network.parameters.count], values: network.parameters),
        NamedTensor(
          name: place + Self.moments, shape: [network.moments.count, network.moments.first?.count ?? 0],
          values: network.moments.flatMap { $0 }),
        NamedTensor(name: place + Self.statistics, shape: [network.statistics.count], values: network.statistics),
        NamedTensor(
          name: place + Self.average, shape: [network.average?.count ?? 0], values: network.average ?? []),
      ]
      return all.filter { !$0.values.isEmpty }
    }
  }

  /// - Parameter name: before the names of all tensors.
  /// - Throws: ``DatasetError``, or ``ArchitectureFault`` where description and tensors do not fit each other.
  package init(_ description: Description, _ name: String, in file: SafetensorsFile) throws {
    let networks = try description.parts.enumerated().map { index, part in
      let place = Self.place(name, index)
      let moments = try file.tensor(place + Self.moments)
      let width = max(moments?.shape.last ?? 0, 1)
      let all = moments?.values ?? []
      return try NetworkCheckpoint(
        checking: part.architecture, optimizer: part.optimizer, seed: part.seed,
        parameters: try file.tensor(place + Self.parameters)?.values ?? [],
        moments: stride(from: 0, to: all.count, by: width).map { Array(all[$0..<min($0 + width, all.count)]) },
        statistics: try file.tensor(place + Self.statistics)?.values ?? [],
        average: try file.tensor(place + Self.average)?.values, groupSteps: part.groupSteps, step: part.step,
        epoch: part.epoch,
        cursor: part.cursor)
    }
    switch description.form {
    case .network:
      guard let only = networks.first, networks.count == 1 else { throw ArchitectureFault(Words.faultNetworks) }
      self = .network(only)
    case .joint:
      guard let joint = description.joint else { throw ArchitectureFault(Words.faultNetworks) }
      self = .joint(
        JointCheckpoint(
          parts: networks, step: joint.step, epoch: joint.epoch, cursor: joint.cursor, sums: joint.sums))
    case .cascade: self = .cascade(CascadeCheckpoint(parts: networks, sums: description.sums))
    case .closedForm: self = .closedForm
    }
  }

  private static let parameters = "parameters"
  private static let moments = "moments"
  private static let statistics = "statistics"
  private static let average = "average"
  private static func place(_ name: String, _ index: Int) -> String { "\(name).\(index)." }
}
