import Basics

/// A graph of ONNX operators while it is written: IR version 8, operator set 17, which every runtime of the last years reads.
/// Source: https://github.com/onnx/onnx/blob/main/docs/IR.md and `onnx.proto`.
package struct ONNXGraph {
  /// Numbers of `TensorProto.DataType`.
  package enum Element: Int, Sendable {
    case float = 1
    case integer = 7
    case double = 11
  }

  /// A tensor of the graph by its name.
  package struct Value: Hashable, Sendable { let name: String }

  package enum Attribute: Sendable {
    case integer(Int)
    case integers([Int])
    case number(Float)
  }

  private static let version = (representation: 8, operators: 17)
  /// What is fed or comes out for many samples at once.
  private static let batch = "batch"

  private var nodes: [ProtocolMessage] = []
  private var constants: [ProtocolMessage] = []
  private var inputs: [ProtocolMessage] = []
  private var outputs: [ProtocolMessage] = []
  private var count = 0

  package init() {}

  private mutating func newValue() -> Value {
    count += 1
    return Value(name: "v\(count)")
  }

  // MARK: Constants

  package mutating func constant(_ values: [Float], _ shape: [Int]) -> Value {
    constant(.float, shape) { $0.append(littleEndian: values) }
  }

  package mutating func constant(_ values: [Double], _ shape: [Int]) -> Value {
    constant(.double, shape) { $0.append(littleEndian: values) }
  }

  package mutating func constant(_ values: [Int]) -> Value {
    constant(.integer, [values.count]) { $0.append(littleEndian: values.map { Int64($0) }) }
  }

  private mutating func constant(_ element: Element, _ shape: [Int], append: (inout [UInt8]) -> Void) -> Value {
    let value = newValue()
    var bytes: [UInt8] = []
    append(&bytes)
    var tensor = ProtocolMessage()
    for side in shape { tensor.add(1, side) }
    tensor.add(2, element.rawValue)
    tensor.add(8, value.name)
    tensor.add(9, bytes)
    constants.append(tensor)
    return value
  }

  // MARK: Operators

  /// - Returns: the first output.
  package mutating func node(
    _ operation: String, _ inputs: [Value?], _ attributes: KeyValuePairs<String, Attribute> = [:]
  ) -> Value { node(operation, inputs, attributes, outputs: 1)[0] }

  /// - Parameter inputs: nil is one that is left out.
  package mutating func node(
    _ operation: String, _ inputs: [Value?], _ attributes: KeyValuePairs<String, Attribute> = [:], outputs count: Int
  ) -> [Value] {
    let outputs = (0..<count).map { _ in newValue() }
    var node = ProtocolMessage()
    for input in inputs { node.add(1, input?.name ?? "") }
    for output in outputs { node.add(2, output.name) }
    node.add(3, "\(operation.lowercased())\(nodes.count)")
    node.add(4, operation)
    for (name, attribute) in attributes { node.add(5) { $0.add(name, attribute) } }
    nodes.append(node)
    return outputs
  }

  // MARK: What is fed, and what comes out

  /// - Parameter shape: of one sample.
  package mutating func input(_ name: String, _ element: Element, _ shape: [Int]) -> Value {
    inputs.append(Self.described(name, element, shape))
    return Value(name: name)
  }

  package mutating func output(_ value: Value, as name: String, _ element: Element, _ shape: [Int]) {
    var node = ProtocolMessage()
    node.add(1, value.name)
    node.add(2, name)
    node.add(4, "Identity")
    nodes.append(node)
    outputs.append(Self.described(name, element, shape))
  }

  private static func described(_ name: String, _ element: Element, _ shape: [Int]) -> ProtocolMessage {
    var described = ProtocolMessage()
    described.add(1, name)
    described.add(2) { type in
      type.add(1) { tensor in
        tensor.add(1, element.rawValue)
        tensor.add(2) { sides in
          sides.add(1) { $0.add(2, batch) }
          for side in shape { sides.add(1) { $0.add(1, side) } }
        }
      }
    }
    return described
  }

  /// The bytes of a model's file.
  ///
  /// - Parameter notes: texts by name, which travel with it.
  package func bytes(name: String, producer: (name: String, version: String), notes: [String: String]) -> [UInt8] {
    var model = ProtocolMessage()
    model.add(1, Self.version.representation)
    model.add(2, producer.name)
    model.add(3, producer.version)
    model.add(7) { graph in
      for node in nodes { graph.add(1, node) }
      graph.add(2, name)
      for constant in constants { graph.add(5, constant) }
      for input in inputs { graph.add(11, input) }
      for output in outputs { graph.add(12, output) }
    }
    model.add(8) { $0.add(2, Self.version.operators) }
    for (key, text) in notes.sorted(by: { $0.key < $1.key }) {
      model.add(14) { note in
        note.add(1, key)
        note.add(2, text)
      }
    }
    return model.bytes
  }
}

extension ProtocolMessage {
  /// As `AttributeProto`.
  fileprivate mutating func add(_ name: String, _ attribute: ONNXGraph.Attribute) {
    add(1, name)
    switch attribute {
    case .number(let number):
      add(2, number)
      add(20, 1)
    case .integer(let integer):
      add(3, integer)
      add(20, 2)
    case .integers(let integers):
      for integer in integers { add(8, integer) }
      add(20, 7)
    }
  }
}
