/// The check sum of zlib, gzip and PNG: `zlib.crc32` in Python. Source: RFC 1952, section 8.
package enum CRC32 {
  private static let table = table(0xEDB8_8320)
  /// Of Castagnoli's polynomial, as TensorFlow and file systems take it. Source: RFC 3720, appendix B.4.
  private static let castagnoli = table(0x82F6_3B78)

  private static func table(_ polynomial: UInt32) -> [UInt32] {
    (0..<256).map { byte in
      (0..<8).reduce(UInt32(byte)) { rest, _ in rest & 1 == 1 ? rest >> 1 ^ polynomial : rest >> 1 }
    }
  }

  package static func sum(_ bytes: some Sequence<UInt8>) -> UInt32 { sum(bytes, table) }

  /// CRC-32C as TensorFlow keeps it beside what it is of: turned and moved. Source: its `crc32c.h`.
  package static func masked(_ bytes: some Sequence<UInt8>) -> UInt32 {
    let sum = sum(bytes, castagnoli)
    return (sum >> 15 | sum << 17) &+ 0xA282_EAD8
  }

  private static func sum(_ bytes: some Sequence<UInt8>, _ table: [UInt32]) -> UInt32 {
    ~bytes.reduce(~UInt32(0)) { sum, byte in sum >> 8 ^ table[Int(UInt8(truncatingIfNeeded: sum) ^ byte)] }
  }

  /// Eight hexadecimal digits.
  package static func text(_ bytes: some Sequence<UInt8>) -> String {
    let digits = String(sum(bytes), radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }
}
