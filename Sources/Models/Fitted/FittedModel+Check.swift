import Datasets
import Granularity

/// What a model that comes from outside is held against before anything is asked of it. Each part names the first thing
/// that does not fit; nil where all does.
extension FittedModel {
  var fault: String? {
    switch subject {
    case .forecast(let forecast): forecast.fault
    case .samples(let samples): samples.fault
    }
  }
}

extension FittedForecast {
  fileprivate var fault: String? {
    if let fault = frame.fault { return fault }
    guard functions.count == frame.members.count else { return Words.faultFunctions(count: functions.count) }
    for (function, member) in zip(functions, frame.members) {
      guard function.isSound, function.outputs == member.horizon,
        function.readsPast ? member.windows.count == 1 : function.inputs == member.inputs
      else {
        return Words.faultWindowFunction(grain: member.grain.label)
      }
    }
    guard weights.count == functions.count, weights.allSatisfy(\.isFinite), combination != nil || functions.count == 1
    else { return Words.faultWeights }
    guard errors?.isSound(steps: frame.steps) ?? true else { return Words.faultBand }
    return nil
  }
}

extension BandErrors {
  fileprivate func isSound(steps: Int) -> Bool {
    switch self {
    case .track(let track): track.isSound(steps: steps)
    case .sorted(let errors): errors.isSound(steps: steps)
    }
  }
}

extension ErrorTrack {
  fileprivate func isSound(steps: Int) -> Bool {
    self.steps == steps && count <= Self.most && zip(origins, origins.dropFirst()).allSatisfy { $0 < $1 }
      && zip(ends, ends.dropFirst()).allSatisfy { $0 <= $1 } && zip(origins, ends).allSatisfy { $0 <= $1 }
      && magnitudes.values.allSatisfy { $0 >= 0 && $0.isFinite }
  }
}

extension CalibrationErrors {
  fileprivate func isSound(steps: Int) -> Bool {
    guard origins >= 0 else { return false }
    guard origins > 0 else { return magnitudes.rows == 0 }
    guard magnitudes.rows == steps, magnitudes.columns == Self.kept(of: origins) else { return false }
    return (0..<steps).allSatisfy { step in
      (0..<magnitudes.columns).allSatisfy { place in
        let value = magnitudes[step, place]
        return value >= (place > 0 ? magnitudes[step, place - 1] : 0) && value.isFinite
      }
    }
  }
}

extension ForecastFrame {
  fileprivate var fault: String? {
    guard Set(columns).count == columns.count, preparation.bounds.count == columns.count,
      columns.indices.contains(target.column), target.aggregation.canBeTarget
    else { return Words.faultColumns }
    if case .named(let name) = zone, (try? Zone.find(name)) == nil { return Words.faultZone(zone: Clean.text(name)) }
    guard !members.isEmpty else { return Words.faultNoMembers }
    guard (originGrains + [evaluationGrain]).allSatisfy({ $0.isPhased(like: base) }) else { return Words.faultBins }
    for member in members {
      guard !member.windows.isEmpty, member.windows.allSatisfy(fits) else { return Words.faultWindows }
      guard isSound(member.refinement, from: member, to: evaluationGrain) else {
        return Words.faultWay(from: member.grain.label, to: evaluationGrain.label)
      }
    }
    guard Set(members.map(\.refinement.steps)).count == 1 else { return Words.faultHorizons }
    guard descents.isEmpty || descents.count == members.count - 1 else { return Words.faultSomeWays }
    for (index, descent) in descents.enumerated()
    where !isSound(descent, from: members[index + 1], to: members[index].grain) {
      return Words.faultWay(from: members[index + 1].grain.label, to: members[index].grain.label)
    }
    return nil
  }

  private func fits(_ windows: FittedWindows) -> Bool {
    windows.target == target && windows.calendar.zone == zone && base.canMake(windows.grain)
      && windows.grain.isPhased(like: base)
      && windows.aggregates.allSatisfy { columns.indices.contains($0.column) }
  }

  private func isSound(_ refinement: TimeRefinement, from member: Member, to grain: Grain) -> Bool {
    refinement.from == member.grain && refinement.to == grain && refinement.base == base && refinement.zone == zone
      && refinement.aggregation == target.aggregation && (1...FittedWindows.longest).contains(refinement.steps)
      && refinement.isSound(ownSteps: member.horizon, horizon: horizon)
  }
}

extension ForecastFrame.Member {
  /// Values of a row: those of each rung, and how far each coarser rung's last value lies from the first's.
  fileprivate var inputs: Int { windows.reduce(0) { $0 + $1.features.count } + windows.count - 1 }
}

extension FittedSamples {
  fileprivate var fault: String? {
    guard frame.isSound else { return Words.faultSamples }
    guard functions.count == frame.members.count else { return Words.faultFunctions(count: functions.count) }
    for (function, member) in zip(functions, frame.members) {
      guard function.isSound, !function.readsPast, function.inputs == member.scaler.offsets.count,
        function.outputs == frame.target.outputs
      else { return Words.faultSampleFunction(rung: Clean.text(member.rung, limit: 40)) }
    }
    return nil
  }
}

extension SampleFrame {
  fileprivate var isSound: Bool {
    guard !members.isEmpty, target.outputs > 0 else { return false }
    if case .numbers(let columns, let scaler) = target {
      guard members.count == 1, scaler.isSound(columns: columns.count) else { return false }
    }
    switch source {
    case .table(let columns, let bounds):
      return columns.count == bounds.count && members.count == 1 && members[0].grain == nil
        && members[0].scaler.isSound(columns: columns.count)
    case .images(let height, let width, let channels, let white):
      let sides = 1...65_536
      guard sides.contains(height), sides.contains(width), (1...1024).contains(channels), white > 0 else {
        return false
      }
      return members.allSatisfy { member in
        let (rows, columns) = (member.grain?.height ?? height, member.grain?.width ?? width)
        return rows <= height && columns <= width && member.scaler.isSound(columns: rows * columns * channels)
      }
    }
  }
}

extension FittedFunction {
  /// A network's weights were held against its layers when they were read.
  fileprivate var isSound: Bool {
    switch self {
    case .network: true
    case .linear(let weights): weights.rows > 1
    case .copy(let copied, let inputs): copied.allSatisfy { $0.map { (0..<inputs).contains($0) } ?? true }
    case .smoothing(let smoothing): smoothing.isSound
    case .hybrid(let hybrid): hybrid.isSound
    case .theta(let theta): theta.isSound
    }
  }
}
