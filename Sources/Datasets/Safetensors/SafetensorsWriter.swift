import Basics
import Tensors

/// Puts named tensors into the bytes of a safetensors file.
package enum SafetensorsWriter {
  /// A tensor's place in the header, and its values.
  private struct Part {
    let name: String
    let type: SafetensorsType
    let shape: [Int]
    let count: Int
    let append: (inout [UInt8]) -> Void

    init(_ tensor: NamedTensor) {
      (name, shape, count) = (tensor.name, tensor.shape, tensor.values.count)
      type = tensor.isCount ? .i64 : .f32
      append = { bytes in
        if tensor.isCount {
          bytes.append(littleEndian: tensor.values.map { Int64($0) })
        } else {
          bytes.append(littleEndian: tensor.values)
        }
      }
    }

    init(_ tensor: WideTensor) {
      (name, type, shape, count) = (tensor.name, .f64, tensor.shape, tensor.values.count)
      append = { $0.append(littleEndian: tensor.values) }
    }

    /// Counts, numbers of 64 bits, numbers of 32.
    var place: Int { type == .i64 ? 0 : type == .f64 ? 1 : 2 }
  }

  /// Numbers become F32, those of wide tensors F64, counts I64. The header is filled up with spaces to a multiple of 8 bytes;
  /// counts come first, then wide numbers, then the others, each by name, as in files of the format's own package.
  ///
  /// - Parameter metadata: notes by name.
  package static func bytes(
    _ tensors: [NamedTensor], wide: [WideTensor] = [], metadata: [String: String] = [:]
  ) -> [UInt8] {
    let ordered = (tensors.map { Part($0) } + wide.map { Part($0) }).sorted { left, right in
      left.place == right.place ? left.name.utf8.lexicographicallyPrecedes(right.name.utf8) : left.place < right.place
    }
    precondition(Set(ordered.map(\.name)).count == ordered.count, "two tensors of one name")
    var entries: [String] = []
    if !metadata.isEmpty {
      let notes = metadata.sorted { $0.key < $1.key }.map { "\(quoted($0.key)):\(quoted($0.value))" }
      entries.append("\"__metadata__\":{\(notes.joined(separator: ","))}")
    }
    var end = 0
    for part in ordered {
      let start = end
      end += part.count * part.type.size
      let shape = part.shape.map(String.init).joined(separator: ",")
      let type = part.type.rawValue
      entries.append(
        "\(quoted(part.name)):{\"dtype\":\"\(type)\",\"shape\":[\(shape)],\"data_offsets\":[\(start),\(end)]}")
    }
    var header = Array("{\(entries.joined(separator: ","))}".utf8)
    header += [UInt8](repeating: 0x20, count: (8 - header.count % 8) % 8)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(SafetensorsHeader.lengthSize + header.count + end)
    bytes.append(littleEndian: UInt64(header.count))
    bytes += header
    for part in ordered { part.append(&bytes) }
    return bytes
  }

  /// Writes a file whole or not at all.
  package static func write(
    _ tensors: [NamedTensor], wide: [WideTensor] = [], metadata: [String: String] = [:], to path: String
  ) throws(DatasetError) {
    do throws(FileRefusal) {
      try WholeFile.write(bytes(tensors, wide: wide, metadata: metadata), to: path)
    } catch {
      throw .unwritable(path: Clean.text(path, limit: 300), reason: error.reason)
    }
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
