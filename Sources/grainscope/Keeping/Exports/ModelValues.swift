import Basics
import Datasets
import Granularity
import Models

/// What goes into a model and comes out of it, as pieces of a page of Markdown: names, shapes, order and units.
struct ModelValues {
  private let model: FittedModel

  init(_ model: FittedModel) { self.model = model }

  // MARK: Of a graph, which takes raw values

  var graph: [String] {
    switch model.subject {
    case .forecast(let forecast): return graph(of: forecast.frame, forecast.frame.members[0].windows[0])
    case .samples(let samples): return graph(of: samples.frame)
    }
  }

  private func graph(of frame: ForecastFrame, _ windows: FittedWindows) -> [String] {
    var inputs = [
      value(
        .window, "float64", [windows.lookback, windows.aggregates.count],
        Words.readmeWindow(
          lookback: windows.lookback, grain: windows.grain.label,
          columns: Markdown.codes(windows.aggregates.map(frame.name))))
    ]
    if windows.calendar.count > 0 {
      inputs.append(
        value(
          .calendar, "float64", [windows.calendar.count],
          Words.readmeCalendar(
            zone: frame.zone.label, waves: Markdown.codes(windows.calendar.features.map(\.label)))))
    }
    let output = value(
      .forecast, "float64", [windows.horizon],
      Words.readmeForecast(target: Markdown.code(frame.name(of: windows.target)), grain: windows.grain.label))
    return sections(inputs, output, [raw(windows.scaler)] + preparation(frame))
  }

  private func graph(of frame: SampleFrame) -> [String] {
    let input: [String]
    switch frame.source {
    case .table(let columns, _):
      input = value(
        .rows, "float64", [columns.count], Words.readmeRows(columns: Markdown.codes(columns)))
    case .images(let height, let width, let channels, let white):
      input = value(
        .images, "float32", [height, width, channels], Words.readmeImages(white: exactDecimal(white)))
    }
    let output =
      switch frame.target {
      case .classes(_, let names):
        value(
          .probabilities, "float32", [names.count], Words.readmeProbabilities(classes: Markdown.codes(names)))
      case .numbers(let columns, _):
        value(.numbers, "float64", [columns.count], Words.readmeNumbers(columns: Markdown.codes(columns)))
      }
    return sections([input], output, [raw(frame.members[0].scaler)])
  }

  private func value(_ name: GraphValue, _ type: String, _ shape: [Int], _ meaning: String) -> [String] {
    let sides = (["batch"] + shape.map { "\($0)" }).joined(separator: ", ")
    return [Markdown.code(name.rawValue), type, Markdown.code("[\(sides)]"), meaning]
  }

  private func sections(_ inputs: [[String]], _ output: [String], _ notes: [String]) -> [String] {
    let heads = [Words.readmeName, Words.readmeType, Words.readmeShape, Words.readmeMeaning]
    return ["## " + Words.readmeInputs, Markdown.table(heads, inputs)] + notes
      + ["## " + Words.readmeOutput, Markdown.table(heads, [output])]
  }

  private func raw(_ scaler: Scaler) -> String { Words.readmeRaw(scaling: scaler.scaling.rawValue) }

  /// What was done to rows before they became bins.
  private func preparation(_ frame: ForecastFrame) -> [String] {
    let read = Set(frame.members.flatMap { $0.windows.flatMap(\.aggregates) }.map(\.column))
    let bounds = zip(frame.columns, frame.preparation.bounds).enumerated().compactMap { place, column -> String? in
      guard read.contains(place), let bounds = column.1 else { return nil }
      return "\(Markdown.code(column.0)) \(exactDecimal(bounds.lower))…\(exactDecimal(bounds.upper))"
    }
    let gaps = frame.preparation.gaps
    return (bounds.isEmpty ? [] : [Words.readmeClips(bounds: bounds.joined(separator: ", "))])
      + [gaps == .leaveOut ? Words.readmeHoles : Words.readmeGaps(policy: Markdown.code(gaps.label))]
  }

  // MARK: Of networks, which take values on the training scale

  var network: [String] {
    switch model.subject {
    case .forecast(let forecast):
      let members = zip(forecast.frame.members, forecast.functions).enumerated().flatMap { number, own in
        let (member, function) = own
        return heading(number, member.windows.map(\.grain.label))
          + (function.readsPast ? [past(forecast.frame, member)] : network(of: forecast.frame, member))
      }
      return members + joining(forecast) + preparation(forecast.frame)
    case .samples(let samples):
      let members = samples.frame.members.enumerated().flatMap { number, member in
        heading(number, [member.rung]) + network(of: samples.frame, member)
      }
      let cascade =
        samples.functions.count > 1 ? [Words.readmeCascade(threshold: shortDecimal(Double(samples.threshold)))] : []
      return members + cascade
    }
  }

  private func heading(_ number: Int, _ grains: [String]) -> [String] {
    guard model.functions.count > 1 else { return ["## " + Words.readmeNetwork] }
    return ["## " + Words.readmeMember(number: "\(number)", grains: grains.joined(separator: ", "))]
  }

  private static var heads: [String] {
    [Words.readmeCount, Words.readmeMeaning, Words.readmeOffset, Words.readmeScale]
  }

  private func past(_ frame: ForecastFrame, _ member: ForecastFrame.Member) -> String {
    Words.readmePast(
      target: Markdown.code(frame.name(of: frame.target)), grain: member.grain.label, count: member.horizon)
  }

  private func network(of frame: ForecastFrame, _ member: ForecastFrame.Member) -> [String] {
    let rows = member.windows.flatMap { windows -> [[String]] in
      let blocks = windows.blocks.map { block in
        [
          "\(block.rows)",
          Words.readmeLags(aggregate: Markdown.code(frame.name(of: block.aggregate)), grain: windows.grain.label),
          block.isFromLastValue ? Words.readmeNewest : exactDecimal(block.offset),
          exactDecimal(block.scale),
        ]
      }
      let waves = windows.calendar.features.map(\.label)
      return blocks + (waves.isEmpty ? [] : [["\(waves.count)", Markdown.codes(waves), "0", "1"]])
    }
    let own = member.windows[0]
    return [
      Words.readmeScaled, Markdown.table(Self.heads, rows),
      Words.readmeNetworkForecast(
        count: own.horizon, grain: own.grain.label, target: Markdown.code(frame.name(of: own.target)),
        scale: exactDecimal(own.units.scale)),
    ]
  }

  private func network(of frame: SampleFrame, _ member: SampleFrame.Member) -> [String] {
    let scaler = member.scaler
    let rows: [[String]]
    switch frame.source {
    case .table(let columns, let bounds):
      rows = columns.indices.map { place in
        let clip = bounds[place].map {
          " " + Words.readmeClipped(lower: exactDecimal($0.lower), upper: exactDecimal($0.upper))
        }
        return [
          "1", Markdown.code(columns[place]) + (clip ?? ""), exactDecimal(scaler.offsets[place]),
          exactDecimal(scaler.scales[place]),
        ]
      }
    case .images:
      // Hundreds of them stand in the model's file.
      let elsewhere = Words.readmeInNotes
      rows = [["\(scaler.offsets.count)", Words.readmePixels(grain: member.rung), elsewhere, elsewhere]]
    }
    let answer =
      switch frame.target {
      case .classes(_, let names): Words.readmeLogits(classes: Markdown.codes(names))
      case .numbers(let columns, let scaler):
        Words.readmeNetworkNumbers(
          columns: Markdown.codes(columns),
          offsets: scaler.offsets.map { exactDecimal($0) }.joined(separator: ", "),
          scales: scaler.scales.map { exactDecimal($0) }.joined(separator: ", "))
      }
    return [Words.readmeScaled, Markdown.table(Self.heads, rows), answer]
  }

  private func joining(_ forecast: FittedForecast) -> [String] {
    guard let combination = forecast.combination else { return [] }
    let weights = forecast.weights.map { shortDecimal($0) }.joined(separator: ", ")
    return [
      "## " + Words.readmeJoining,
      Words.readmeJoined(
        grain: forecast.frame.evaluationGrain.label, combination: Markdown.code(combination.rawValue), weights: weights),
    ]
  }
}
