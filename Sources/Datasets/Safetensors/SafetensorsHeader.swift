/// What a safetensors file holds and where, checked against the size of the file.
///
/// A file is the length N of its header in 8 bytes, N bytes of JSON, and the values of all tensors one after another.
/// Source: the format's description, which this follows more strictly than its own package: a key may occur only once.
struct SafetensorsHeader: Hashable {
  struct Entry: Hashable {
    let name: String
    let type: SafetensorsType
    let shape: [Int]
    /// Bytes behind the header.
    let bytes: Range<Int>
  }

  /// Why a header cannot be used: what it holds, and what was expected.
  struct Failure: Error {
    let found: String
    let expected: String
  }

  /// In the order in which their values lie.
  let entries: [Entry]
  /// Notes of whoever wrote the file.
  let metadata: [String: String]

  static let longest = 100_000_000
  static let lengthSize = 8

  /// The length of the header, from the first eight bytes of a file of `fileSize`.
  static func length(_ bytes: some Collection<UInt8>, fileSize: Int) throws(Failure) -> Int {
    guard bytes.count == lengthSize else {
      throw Failure(found: "\(bytes.count) bytes", expected: "a header with its length in the first \(lengthSize)")
    }
    let length = bytes.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    let limit = UInt64(min(longest, fileSize - lengthSize))
    guard length <= limit, length >= 2 else {
      throw Failure(found: "a header of \(length) bytes", expected: "2 to \(limit)")
    }
    return Int(length)
  }

  /// - Parameters:
  ///   - json: the header behind its length.
  ///   - dataSize: bytes behind the header.
  init(_ json: ArraySlice<UInt8>, dataSize: Int) throws(Failure) {
    let all: [StrictJSON.Entry]
    do {
      all = try StrictJSON.object(json)
    } catch {
      throw Failure(
        found: "\(error.what), at byte \(error.offset) of its header",
        expected: "JSON that begins with { and ends with }")
    }
    var (entries, metadata): ([Entry], [String: String]) = ([], [:])
    for one in all {
      if one.key == "__metadata__" {
        metadata = try Self.metadata(one.value)
      } else {
        entries.append(try Self.entry(one))
      }
    }
    entries.sort { ($0.bytes.lowerBound, $0.bytes.upperBound) < ($1.bytes.lowerBound, $1.bytes.upperBound) }
    var end = 0
    for entry in entries {
      guard entry.bytes.lowerBound == end else {
        throw Failure(
          found: "the tensor \(Clean.text(entry.name, limit: 80)) at byte \(entry.bytes.lowerBound) of the values",
          expected: "byte \(end), where the one before ends")
      }
      end = entry.bytes.upperBound
    }
    guard end == dataSize else {
      throw Failure(found: "\(dataSize) bytes of values", expected: "\(end), as its header says")
    }
    self.entries = entries
    self.metadata = metadata
  }

  private static func metadata(_ value: StrictJSON.Value) throws(Failure) -> [String: String] {
    guard case .object(let notes) = value else {
      throw Failure(found: "a __metadata__ that is no object", expected: "texts by name")
    }
    var metadata: [String: String] = [:]
    for note in notes {
      guard case .text(let text) = note.value else {
        throw Failure(found: "a __metadata__ of something else than texts", expected: "texts by name")
      }
      metadata[note.key] = text
    }
    return metadata
  }

  private static func entry(_ one: StrictJSON.Entry) throws(Failure) -> Entry {
    let name = Clean.text(one.key, limit: 80)
    guard case .object(let fields) = one.value, fields.count == 3,
      case .text(let code) = fields.first(where: { $0.key == "dtype" })?.value,
      case .numbers(let shape) = fields.first(where: { $0.key == "shape" })?.value,
      case .numbers(let offsets) = fields.first(where: { $0.key == "data_offsets" })?.value
    else { throw Failure(found: "an incomplete tensor \(name)", expected: "dtype, shape and data_offsets of each") }
    guard let type = SafetensorsType(rawValue: code) else {
      throw Failure(
        found: "the tensor \(name) of type \(Clean.text(code, limit: 20))",
        expected: SafetensorsType.allCases.map(\.rawValue).joined(separator: ", "))
    }
    guard offsets.count == 2, offsets[0] <= offsets[1] else {
      throw Failure(found: "data_offsets of the tensor \(name) that are no beginning and end", expected: "two numbers")
    }
    guard let size = Extent.bytes(shape, of: type.size), size == offsets[1] - offsets[0] else {
      throw Failure(
        found: "\(offsets[1] - offsets[0]) bytes of the tensor \(name)",
        expected: "\(Extent.bytes(shape, of: type.size).map(String.init) ?? "more than 2⁶¹")"
          + " for \(type.rawValue) of the shape \(NPYArray.label(shape))")
    }
    return Entry(name: one.key, type: type, shape: shape, bytes: offsets[0]..<offsets[1])
  }
}
