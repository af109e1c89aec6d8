import CZlib

/// Bytes as `gzip` packs them.
func gzipped(_ bytes: [UInt8]) -> [UInt8] {
  let check = bytes.withUnsafeBufferPointer { UInt32(truncatingIfNeeded: crc32_z(0, $0.baseAddress, $0.count)) }
  return [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3] + deflated(bytes) + littleEndian(check)
    + littleEndian(UInt32(truncatingIfNeeded: bytes.count))
}

func gzipped(_ text: String) -> [UInt8] { gzipped(Array(text.utf8)) }

/// A raw deflate stream.
func deflated(_ bytes: [UInt8]) -> [UInt8] {
  var size = compressBound(UInt(bytes.count))
  var packed = [UInt8](repeating: 0, count: Int(size))
  _ = compress2(&packed, &size, bytes, UInt(bytes.count), 6)
  // Without zlib's own header and check sum.
  return Array(packed[2..<Int(size) - 4])
}

func littleEndian<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
  withUnsafeBytes(of: number.littleEndian, Array.init)
}

/// A zip archive of stored or deflated entries, as `numpy.savez` writes it.
func zipped(_ entries: [(name: String, bytes: [UInt8])], deflates: Bool = false) -> [UInt8] {
  var archive: [UInt8] = []
  var directory: [UInt8] = []
  for entry in entries {
    let packed = deflates ? deflated(entry.bytes) : entry.bytes
    let check = entry.bytes.withUnsafeBufferPointer {
      UInt32(truncatingIfNeeded: crc32_z(0, $0.baseAddress, $0.count))
    }
    let common =
      littleEndian(UInt16(20)) + [0, 0] + littleEndian(UInt16(deflates ? 8 : 0)) + [0, 0, 0, 0] + littleEndian(check)
      + littleEndian(UInt32(packed.count)) + littleEndian(UInt32(entry.bytes.count))
      + littleEndian(UInt16(entry.name.utf8.count)) + [0, 0]
    directory +=
      [0x50, 0x4B, 1, 2, 20, 0] + common + [UInt8](repeating: 0, count: 10) + littleEndian(UInt32(archive.count))
      + entry.name.utf8
    archive += [0x50, 0x4B, 3, 4] + common + entry.name.utf8 + packed
  }
  let count = littleEndian(UInt16(entries.count))
  return archive + directory + [0x50, 0x4B, 5, 6, 0, 0, 0, 0] + count + count + littleEndian(UInt32(directory.count))
    + littleEndian(UInt32(archive.count)) + [0, 0]
}

/// An NPY file with this header and these values.
func npy(_ header: String, _ values: [UInt8]) -> [UInt8] {
  let padded = header + String(repeating: " ", count: 63 - (header.utf8.count + 10) % 64) + "\n"
  return [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59, 1, 0] + littleEndian(UInt16(padded.utf8.count)) + padded.utf8 + values
}
