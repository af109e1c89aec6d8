/// A message of Protocol Buffers while it is written. Source: https://protobuf.dev/programming-guides/encoding/
///
/// A field that is added twice is repeated.
package struct ProtocolMessage: Sendable {
  package private(set) var bytes: [UInt8] = []

  package init() {}

  private enum WireType: Int {
    case varint = 0
    case eightBytes = 1
    case delimited = 2
    case fourBytes = 5
  }

  private mutating func begin(_ field: Int, _ type: WireType) { varint(UInt64(field << 3 | type.rawValue)) }

  private mutating func varint(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  package mutating func add(_ field: Int, _ value: Int) {
    begin(field, .varint)
    varint(UInt64(bitPattern: Int64(value)))
  }

  package mutating func add(_ field: Int, _ value: Float) {
    begin(field, .fourBytes)
    bytes.append(littleEndian: value.bitPattern)
  }

  package mutating func add(_ field: Int, _ value: Double) {
    begin(field, .eightBytes)
    bytes.append(littleEndian: value.bitPattern)
  }

  package mutating func add(_ field: Int, _ value: [UInt8]) {
    begin(field, .delimited)
    varint(UInt64(value.count))
    bytes += value
  }

  package mutating func add(_ field: Int, _ value: String) { add(field, Array(value.utf8)) }

  package mutating func add(_ field: Int, _ message: ProtocolMessage) { add(field, message.bytes) }

  package mutating func add(_ field: Int, _ build: (inout ProtocolMessage) -> Void) {
    var message = ProtocolMessage()
    build(&message)
    add(field, message)
  }
}
