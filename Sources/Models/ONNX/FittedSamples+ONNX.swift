import Datasets
import Granularity
import Networks

extension FittedSamples {
  /// `rows`, `[batch, columns]` as they are in the file, or `images`, `[batch, height, width, channels]` as shares of white, to
  /// `probabilities`, `[batch, classes]`, or `numbers`, `[batch, targets]` in their own units.
  ///
  /// - Returns: what inputs and outputs are, by name.
  func add(to graph: inout ONNXGraph) throws(ONNXRefusal) -> [String: String] {
    let member = frame.members[0]
    var notes: [String: String] = [:]
    let (read, raw): (ONNXGraph.Value, ONNXGraph.Value)
    switch frame.source {
    case .table(let columns, let bounds):
      notes["rows"] = columns.joined(separator: "\n")
      read = graph.input(.rows, .double, [columns.count])
      raw = graph.clipped(read, bounds)
    case .images(let height, let width, let channels, _):
      let images = graph.input(.images, .float, [height, width, channels])
      let coarse: ONNXGraph.Value
      do { coarse = try graph.coarse(images, member.grain, (height, width, channels)) } catch {
        throw .unreadable(reason: error.sentence)
      }
      raw = graph.cast(graph.reshaped(coarse, [member.scaler.offsets.count]), to: .double)
      read = raw
    }
    let scaled = graph.scaled(raw, offsets: member.scaler.offsets, scales: member.scaler.scales)
    let outputs = graph.known(
      functions[0].add(to: &graph, reading: graph.cast(scaled, to: .float)), .float, from: read)
    switch frame.target {
    case .classes(let column, let names):
      (notes["target"], notes["classes"]) = (column, names.joined(separator: "\n"))
      graph.output(outputs, as: .probabilities, .float, [names.count])
    case .numbers(let columns, let scaler):
      notes["target"] = columns.joined(separator: "\n")
      graph.output(
        graph.restored(graph.cast(outputs, to: .double), offsets: scaler.offsets, scales: scaler.scales), as: .numbers,
        .double, [columns.count])
    }
    return notes
  }
}

extension ONNXGraph {
  /// Each column within its bounds, where it has some.
  fileprivate mutating func clipped(_ rows: Value, _ bounds: [OutlierBounds?]) -> Value {
    guard bounds.contains(where: { $0 != nil }) else { return rows }
    let lower = constant(bounds.map { $0?.lower ?? -.infinity }, [bounds.count])
    let upper = constant(bounds.map { $0?.upper ?? .infinity }, [bounds.count])
    return node("Min", [node("Max", [rows, lower]), upper])
  }

  /// Images averaged to a grain: lines first, then columns.
  fileprivate mutating func coarse(
    _ images: Value, _ grain: SpatialGrain?, _ shape: (height: Int, width: Int, channels: Int)
  ) throws(GranularityError) -> Value {
    guard let grain, (grain.height, grain.width) != (shape.height, shape.width) else { return images }
    let (lines, columns) = try SpatialCoarsening(grain).weights(height: shape.height, width: shape.width)
    let flat = reshaped(images, [shape.height, shape.width * shape.channels])
    let low = node("MatMul", [constant(lines.values, [lines.rows, lines.columns]), flat])
    let wide = reshaped(low, [grain.height, shape.width, shape.channels])
    return node("MatMul", [constant(columns.values, [columns.rows, columns.columns]), wide])
  }
}
