import Basics
import Datasets
import Granularity
import Networks
import Telemetry
import Tensors

/// Early fusion: one row of features for a model that reads all grains together and answers at the finest.
///
/// At each origin of the finest rung stand its own features, then those of every coarser rung at its newest boundary that
/// is not after the origin, and how far that rung's last value lies from the finest one's.
struct FusedWindows: TargetWindows {
  private let finest: RungWindows
  private let coarser: [RungWindows]
  private let zone: Zone

  var lookback: Int { finest.lookback }
  var rungs: [FittedWindows] { [finest.fitted] + coarser.map(\.fitted) }

  /// - Parameter rungs: fine to coarse.
  init(_ rungs: [RungWindows], zone: Zone) {
    finest = rungs[0]
    coarser = Array(rungs.dropFirst())
    self.zone = zone
  }

  func part(_ part: Borders.Part, of borders: Borders) throws -> RungWindows.Part {
    try fused(finest.part(part, of: borders))
  }

  func part(at origins: [Instant]) throws -> RungWindows.Part { try fused(finest.part(at: origins)) }

  /// The finest rung's windows with what stands beside them; those for which another rung lacks values are left out.
  func fused(_ own: RungWindows.Part) throws -> RungWindows.Part {
    let clock = zone.clock
    let others = try coarser.map { rung in
      let boundaries = own.origins.map { rung.grain.floor($0, on: clock) }
      var distinct: [Instant] = []
      for boundary in boundaries where distinct.last != boundary { distinct.append(boundary) }
      let part = try rung.part(at: distinct)
      let places = Dictionary(zip(part.origins, part.origins.indices)) { first, _ in first }
      return (
        part: part, inputs: part.inputs, rows: boundaries.map { places[$0] }, units: rung.fitted.units,
        gappy: Set(part.gappyOrigins), boundaries: boundaries
      )
    }
    let units = finest.fitted.units
    let kept = own.origins.indices.filter { row in others.allSatisfy { $0.rows[row] != nil } }
    // Elsewhere the series begins too late for a coarser rung.
    let gappy = own.origins.indices.filter { row in others.contains { $0.gappy.contains($0.boundaries[row]) } }
    let ownInputs = own.inputs
    var inputs: [Float] = []
    for row in kept {
      inputs.append(contentsOf: ownInputs.row(row))
      for other in others {
        guard let place = other.rows[row] else { continue }
        inputs.append(contentsOf: other.inputs.row(place))
        let level = other.units.scale * other.part.levels[place] + other.units.offset
        inputs.append(Float((level - units.offset) / units.scale - own.levels[row]))
      }
    }
    let examples = Examples(
      inputs: Matrix(
        rows: kept.count, columns: ownInputs.columns + others.reduce(0) { $0 + $1.inputs.columns + 1 },
        values: inputs),
      targets: own.targets.rows(at: kept))
    return RungWindows.Part(
      examples: examples, levels: kept.map { own.levels[$0] }, origins: kept.map { own.origins[$0] },
      newestInput: kept.map { own.newestInput[$0] },
      gappyOrigins: own.gappyOrigins + gappy.map { own.origins[$0] })
  }
}
