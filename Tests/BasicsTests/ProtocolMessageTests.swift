import Testing

@testable import Basics

@Suite("Messages of Protocol Buffers")
struct ProtocolMessageTests {
  @Test("Bytes as in the examples of the format's own description")
  func examples() {
    var message = ProtocolMessage()
    message.add(1, 150)
    #expect(message.bytes == [0x08, 0x96, 0x01])
    message = ProtocolMessage()
    message.add(2, "testing")
    #expect(message.bytes == [0x12, 0x07] + Array("testing".utf8))
    message = ProtocolMessage()
    message.add(3) { $0.add(1, 150) }
    #expect(message.bytes == [0x1A, 0x03, 0x08, 0x96, 0x01])
  }

  @Test("Negative whole numbers take ten bytes; fractions lie lowest byte first")
  func numbers() {
    var message = ProtocolMessage()
    message.add(1, -2)
    #expect(message.bytes == [0x08, 0xFE] + [UInt8](repeating: 0xFF, count: 8) + [0x01])
    message = ProtocolMessage()
    message.add(16, Float(1.5))
    message.add(2, 1.5)
    #expect(message.bytes == [0x85, 0x01, 0, 0, 0xC0, 0x3F, 0x11, 0, 0, 0, 0, 0, 0, 0xF8, 0x3F])
  }
}
