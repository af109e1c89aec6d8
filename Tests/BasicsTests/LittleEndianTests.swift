import Basics
import Testing

@Suite("Bytes of numbers, the lowest first")
struct LittleEndianTests {
  @Test("One number and many, whole and not")
  func numbers() {
    var bytes: [UInt8] = []
    bytes.append(littleEndian: UInt32(0x0102_0304))
    #expect(bytes == [4, 3, 2, 1])
    bytes = []
    bytes.append(littleEndian: [Int64(-2), 258])
    #expect(bytes == [0xFE] + [UInt8](repeating: 0xFF, count: 7) + [2, 1, 0, 0, 0, 0, 0, 0])
    bytes = [9]
    bytes.append(littleEndian: [Float(1), -0.5])
    #expect(bytes == [9, 0, 0, 0x80, 0x3F, 0, 0, 0, 0xBF])
    bytes = []
    bytes.append(littleEndian: [Double(1)])
    #expect(bytes == [0, 0, 0, 0, 0, 0, 0xF0, 0x3F])
  }
}
