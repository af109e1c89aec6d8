import Tensors

/// Named tensors in a file, of which each is read when it is asked for.
package final class SafetensorsFile {
  /// Fit to be shown.
  package let path: String
  /// In the order in which their values lie.
  package let names: [String]
  /// Notes of whoever wrote the file.
  package let metadata: [String: String]
  private let stream: FileStream
  private let entries: [String: SafetensorsHeader.Entry]
  private let dataOffset: Int

  /// Reads the header.
  ///
  /// - Throws: where there is no such file, or where header and size contradict each other or the format.
  package init(path: String) throws(DatasetError) {
    stream = try FileStream(path: path)
    self.path = stream.path
    guard stream.fileSize > 0 else { throw .empty(path: stream.path) }
    do throws(SafetensorsHeader.Failure) {
      let size = SafetensorsHeader.lengthSize
      let first = try Self.bytes(stream, 0..<min(size, stream.fileSize))
      let length = try SafetensorsHeader.length(first, fileSize: stream.fileSize)
      dataOffset = size + length
      let header = try SafetensorsHeader(
        try Self.bytes(stream, size..<dataOffset)[...], dataSize: stream.fileSize - dataOffset)
      names = header.entries.map(\.name)
      metadata = header.metadata
      entries = Dictionary(uniqueKeysWithValues: header.entries.map { ($0.name, $0) })
    } catch {
      throw .safetensors(path: stream.path, found: error.found, expected: error.expected)
    }
  }

  /// The shape of a tensor; nil where there is none of that name.
  package func shape(of name: String) -> [Int]? { entries[name]?.shape }

  /// A tensor in single precision; nil where there is none of that name.
  package func tensor(_ name: String) throws(DatasetError) -> NamedTensor? {
    guard let entry = entries[name] else { return nil }
    return NamedTensor(
      name: name, shape: entry.shape, values: entry.type.floats(try bytes(of: entry)), isCount: entry.type == .i64)
  }

  /// A tensor in double precision; nil where there is none of that name.
  package func wideTensor(_ name: String) throws(DatasetError) -> WideTensor? {
    guard let entry = entries[name] else { return nil }
    return WideTensor(name: name, shape: entry.shape, values: entry.type.doubles(try bytes(of: entry)))
  }

  private func bytes(of entry: SafetensorsHeader.Entry) throws(DatasetError) -> [UInt8] {
    do throws(SafetensorsHeader.Failure) {
      return try Self.bytes(stream, entry.bytes.lowerBound + dataOffset..<entry.bytes.upperBound + dataOffset)
    } catch {
      throw .safetensors(path: path, found: error.found, expected: error.expected)
    }
  }

  private static func bytes(
    _ stream: FileStream, _ range: Range<Int>
  ) throws(SafetensorsHeader.Failure) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: range.count)
    var filled = 0
    stream.position = range.lowerBound
    while filled < range.count {
      let more = (try? stream.read(into: &bytes, at: filled, count: range.count - filled)) ?? 0
      guard more > 0 else {
        throw SafetensorsHeader.Failure(
          found: Words.tensorsReadableBytes(count: range.lowerBound + filled),
          expected: Words.tensorsByteCount(count: range.upperBound))
      }
      filled += more
    }
    return bytes
  }
}
