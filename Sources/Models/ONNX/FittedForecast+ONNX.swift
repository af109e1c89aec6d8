import Granularity
import Networks

extension FittedForecast {
  /// `window`, the rows of the model's own grain up to an origin as they are in the data, `[batch, lookback, aggregates]`, and
  /// `calendar`, the origin's waves `[batch, waves]`, to `forecast`, `[batch, horizon]`, in the target's own units at the model's own
  /// grain.
  ///
  /// - Returns: what the inputs are, by name.
  func add(to graph: inout ONNXGraph, _ recipe: Recipe) throws(ONNXRefusal) -> [String: String] {
    let member = frame.members[0]
    guard frame.members.count == 1, member.windows.count == 1 else { throw .joined(recipe) }
    let windows = member.windows[0]
    let window = graph.input(.window, .double, [windows.lookback, windows.aggregates.count])
    let (inputs, level, past) = windows.add(to: &graph, reading: window)
    let answers = graph.cast(functions[0].add(to: &graph, reading: inputs), to: .double)
    let outputs = graph.known(answers, .double, from: past)
    let (scale, offset) = windows.units
    graph.output(
      graph.restored(graph.node("Add", [outputs, level]), offsets: [offset], scales: [scale]), as: .forecast, .double,
      [windows.horizon])
    var notes = [
      "grain": windows.grain.label, "target": frame.name(of: windows.target),
      "window": windows.aggregates.map(frame.name).joined(separator: "\n"),
    ]
    if windows.calendar.count > 0 {
      notes["calendar"] = windows.calendar.features.map(\.label).joined(separator: "\n")
    }
    return notes
  }
}

extension ForecastFrame {
  /// As `demand mean`.
  package func name(of aggregate: ColumnAggregate) -> String {
    "\(columns[aggregate.column]) \(aggregate.aggregation.rawValue)"
  }
}

extension FittedWindows {
  /// What a network reads of a window, `[batch, features]` in 32 bits, the last known value of its target on the training scale,
  /// `[batch, 1]` in 64, and so the values that both are made of, `[batch, lags]`.
  fileprivate func add(
    to graph: inout ONNXGraph, reading window: ONNXGraph.Value
  ) -> (inputs: ONNXGraph.Value, level: ONNXGraph.Value, past: ONNXGraph.Value) {
    let place = aggregates.firstIndex(of: target) ?? 0
    let isLevel = aggregates.map { $0.isLevel(of: target) }
    let columns = isLevel.indices.map { isLevel[$0] ? place : $0 }
    let scaled = graph.scaled(
      window, offsets: columns.map { scaler.offsets[$0] }, scales: columns.map { scaler.scales[$0] })
    // Aggregate after aggregate, each from the oldest row to the newest.
    let flat = graph.reshaped(
      graph.node("Transpose", [scaled], ["perm": .integers([0, 2, 1])]), [aggregates.count * lookback])
    let level = graph.node(
      "Gather", [flat, graph.constant([place * lookback + lookback - 1])], ["axis": .integer(1)])
    var (places, counts): ([Int], [Double]) = ([], [])
    for feature in features {
      guard case .lag(let aggregate, let lag) = feature, let column = aggregates.firstIndex(of: aggregate) else {
        continue
      }
      places.append(column * lookback + lookback - lag)
      counts.append(isLevel[column] ? 1 : 0)
    }
    let past = graph.node("Gather", [flat, graph.constant(places)], ["axis": .integer(1)])
    let zero = graph.node("Mul", [level, graph.constant(counts, [1, counts.count])])
    let changes = graph.cast(graph.node("Sub", [past, zero]), to: .float)
    guard calendar.count > 0 else { return (changes, level, past) }
    let waves = graph.cast(graph.input(.calendar, .double, [calendar.count]), to: .float)
    return (graph.node("Concat", [changes, waves], ["axis": .integer(1)]), level, past)
  }
}
