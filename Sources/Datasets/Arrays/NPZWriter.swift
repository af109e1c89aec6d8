import Basics
import CZlib
import Tensors

/// Writes an archive of NumPy's arrays, as `numpy.load` reads it: a zip of `.npy` files, stored as they are.
///
/// Sources: NumPy's `numpy.lib.format` (version 1.0) and PKWARE's APPNOTE 6.3, sections 4.3.7, 4.3.12 and 4.3.16.
package enum NPZWriter {
  /// Numbers become `<f4`, counts `<i8`.
  package static func bytes(_ tensors: [NamedTensor]) -> [UInt8] {
    var (archive, directory): ([UInt8], [UInt8]) = ([], [])
    for tensor in tensors {
      let (name, content) = (Array("\(tensor.name).npy".utf8), array(tensor))
      let sum = content.withUnsafeBufferPointer { crc32(0, $0.baseAddress, UInt32($0.count)) }
      // Version 2.0, names in UTF-8, stored, on the first day that the format knows.
      let common =
        little(20, 2) + little(0x0800, 2) + little(0, 2) + little(0, 2) + little(0x21, 2) + little(Int(sum), 4)
        + little(content.count, 4) + little(content.count, 4) + little(name.count, 2) + little(0, 2)
      directory += little(0x0201_4B50, 4) + little(20, 2) + common + little(0, 2) + little(0, 2) + little(0, 2)
      directory += little(0, 4) + little(archive.count, 4) + name
      archive += little(0x0403_4B50, 4) + common + name + content
    }
    let count = little(tensors.count, 2)
    return archive + directory + little(0x0605_4B50, 4) + little(0, 4) + count + count + little(directory.count, 4)
      + little(archive.count, 4) + little(0, 2)
  }

  /// An `.npy` file; values begin at a multiple of 64 bytes.
  private static func array(_ tensor: NamedTensor) -> [UInt8] {
    let shape = tensor.shape.map(String.init).joined(separator: ", ") + (tensor.shape.count == 1 ? "," : "")
    let type = tensor.isCount ? "<i8" : "<f4"
    var header = "{'descr': '\(type)', 'fortran_order': False, 'shape': (\(shape)), }"
    header += String(repeating: " ", count: 63 - (10 + header.utf8.count) % 64) + "\n"
    var bytes = [0x93] + Array("NUMPY".utf8) + [1, 0] + little(header.utf8.count, 2) + Array(header.utf8)
    if tensor.isCount {
      bytes.append(littleEndian: tensor.values.map { Int64($0) })
    } else {
      bytes.append(littleEndian: tensor.values)
    }
    return bytes
  }

  private static func little(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }
}
