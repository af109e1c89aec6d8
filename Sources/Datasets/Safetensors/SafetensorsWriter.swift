import Basics
import Tensors

/// Puts named tensors into the bytes of a safetensors file.
package enum SafetensorsWriter {
  /// Numbers become F32, counts I64. The header is filled up with spaces to a multiple of 8 bytes; counts come first, then
  /// numbers, each by name, as in files of the format's own package.
  ///
  /// - Parameter metadata: notes by name.
  package static func bytes(_ tensors: [NamedTensor], metadata: [String: String] = [:]) -> [UInt8] {
    let ordered = tensors.sorted { left, right in
      left.isCount == right.isCount ? left.name.utf8.lexicographicallyPrecedes(right.name.utf8) : left.isCount
    }
    precondition(Set(ordered.map(\.name)).count == ordered.count, "two tensors of one name")
    var parts: [String] = []
    if !metadata.isEmpty {
      let notes = metadata.sorted { $0.key < $1.key }.map { "\(quoted($0.key)):\(quoted($0.value))" }
      parts.append("\"__metadata__\":{\(notes.joined(separator: ","))}")
    }
    var end = 0
    for tensor in ordered {
      let type: SafetensorsType = tensor.isCount ? .i64 : .f32
      let start = end
      end += tensor.values.count * type.size
      let shape = tensor.shape.map(String.init).joined(separator: ",")
      parts.append(
        "\(quoted(tensor.name)):{\"dtype\":\"\(type.rawValue)\",\"shape\":[\(shape)],\"data_offsets\":[\(start),\(end)]}"
      )
    }
    var header = Array("{\(parts.joined(separator: ","))}".utf8)
    header += [UInt8](repeating: 0x20, count: (8 - header.count % 8) % 8)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(SafetensorsHeader.lengthSize + header.count + end)
    append(UInt64(header.count), to: &bytes)
    bytes += header
    for tensor in ordered {
      for value in tensor.values {
        if tensor.isCount { append(Int64(value), to: &bytes) } else { append(value.bitPattern, to: &bytes) }
      }
    }
    return bytes
  }

  /// Writes a file whole or not at all.
  package static func write(
    _ tensors: [NamedTensor], metadata: [String: String] = [:], to path: String
  ) throws(DatasetError) {
    do throws(WholeFile.Refusal) { try WholeFile.write(bytes(tensors, metadata: metadata), to: path) } catch {
      throw .unwritable(path: Clean.text(path, limit: 300), reason: error.reason)
    }
  }

  private static func append(_ value: some FixedWidthInteger, to bytes: inout [UInt8]) {
    withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": result += "\\\(scalar)"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case "\r": result += "\\r"
      case "\u{8}": result += "\\b"
      case "\u{C}": result += "\\f"
      case "\u{0}"..<" ":
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
