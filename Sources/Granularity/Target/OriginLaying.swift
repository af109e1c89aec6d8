import Basics
import Datasets
import Tensors

/// Finds the origins of a part that all compared rungs share, and what is known and what happened there.
struct OriginLaying {
  /// The target at the evaluation grain.
  let view: RungView
  let season: NaiveSeason
  let steps: Int
  let horizon: Grain
  let compared: [Grain]
  let coarsest: Grain
  let borders: Borders

  func origins(in part: ScoredPart) -> OriginSet {
    let clock = view.zone.clock
    let span = borders.span(of: part.ofBorders)
    var found = Found()
    guard span.start < span.end else { return found.set(part, steps: steps) }
    for origin in coarsest.boundaries(from: span.start, through: span.end, on: clock) {
      let end = horizon.end(from: origin, on: clock)
      guard origin >= span.start, end <= span.end else { continue }
      guard compared.allSatisfy({ $0.floor(origin, on: clock) == origin }) else { continue }
      guard (compared + [view.grain]).allSatisfy({ fills($0, from: origin, to: end, clock) }),
        let index = view.boundary(at: origin)
      else {
        found.omitted.clockChanges += 1
        continue
      }
      add(origin, at: index, to: &found)
    }
    return found.set(part, steps: steps)
  }

  /// Whether the usual number of steps leads from the origin to the end of the horizon.
  private func fills(_ grain: Grain, from origin: Instant, to end: Instant, _ clock: ZoneClock) -> Bool {
    guard let steps = horizon.wholeSteps(of: grain) else { return false }
    if clock.constantOffset != nil && grain.unit == .milliseconds { return origin + Int64(steps) * grain.count == end }
    var boundary = origin
    for _ in 0..<steps { boundary = grain.next(after: boundary, on: clock) }
    return boundary == end
  }

  private func add(_ origin: Instant, at index: Int, to found: inout Found) {
    let values = view.columns[0].values
    guard index + steps <= view.count, values[index..<index + steps].allSatisfy({ !$0.isNaN }),
      let last = values[..<index].last(where: { !$0.isNaN })
    else {
      found.omitted.missingValues += 1
      return
    }
    let seasonal: [Double]
    if let length = season.steps {
      seasonal = (index..<index + steps).map { seasonBefore($0, origin: index, length) }
      guard seasonal.allSatisfy({ !$0.isNaN }) else {
        found.omitted.missingValues += 1
        return
      }
    } else {
      seasonal = [Double](repeating: .nan, count: steps)
    }
    found.origins.append(origin)
    found.times += view.starts[index..<index + steps]
    found.actual += values[index..<index + steps]
    found.naive += repeatElement(last, count: steps)
    found.seasonal += seasonal
  }

  /// The newest value that is known at the origin and stands at the same place in the season of `length` steps as bin `bin`;
  /// NaN where there is none.
  private func seasonBefore(_ bin: Int, origin: Int, _ length: Int) -> Double {
    let values = view.columns[0].values
    var seasons = NaiveSeason.lag(of: bin - origin, season: length) / length
    while true {
      let counted = bin - seasons * length
      guard counted >= 0 else { return .nan }
      if let source = sameWallClock(as: bin, seasons: seasons, counted: counted), source < origin,
        !values[source].isNaN
      {
        return values[source]
      }
      seasons += 1
    }
  }

  /// The bin some seasons before `bin`. Where clocks are changed now and then it is found by the wall clock; nil where the
  /// clock skipped it.
  private func sameWallClock(as bin: Int, seasons: Int, counted: Int) -> Int? {
    let clock = view.zone.clock
    guard clock.constantOffset == nil, let length = season.length, length.unit == .days else { return counted }
    let wall = clock.wallClock(at: view.starts[bin]) - Int64(seasons) * length.meanLength
    guard let source = view.boundary(at: clock.firstInstant(atWallClock: wall)),
      clock.wallClock(at: view.starts[source]) == wall
    else { return nil }
    return source
  }

  private struct Found {
    var origins: [Instant] = []
    var times: [Instant] = []
    var actual: [Double] = []
    var naive: [Double] = []
    var seasonal: [Double] = []
    var omitted = OmittedOrigins()

    func set(_ part: ScoredPart, steps: Int) -> OriginSet {
      func matrix(_ values: [Double]) -> DoubleMatrix {
        DoubleMatrix(rows: origins.count, columns: steps, values: values)
      }
      return OriginSet(
        part: part, origins: origins, times: times, actual: matrix(actual), naive: matrix(naive),
        seasonalNaive: matrix(seasonal),
        omitted: omitted)
    }
  }
}
