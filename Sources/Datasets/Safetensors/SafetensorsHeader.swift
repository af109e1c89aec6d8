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
      throw Failure(
        found: Words.tensorsBytes(count: bytes.count), expected: Words.tensorsLengthExpected(count: lengthSize))
    }
    let length = bytes.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    let limit = UInt64(min(longest, fileSize - lengthSize))
    guard length <= limit, length >= 2 else {
      throw Failure(
        found: Words.tensorsHeaderSize(count: "\(length)"), expected: Words.tensorsHeaderRange(limit: "\(limit)"))
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
        found: Words.tensorsJson(what: error.what, offset: "\(error.offset)"), expected: Words.tensorsJsonExpected)
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
          found: Words.tensorsPlace(
            name: Clean.text(entry.name, limit: 80), offset: "\(entry.bytes.lowerBound)"),
          expected: Words.tensorsPlaceExpected(offset: "\(end)"))
      }
      end = entry.bytes.upperBound
    }
    guard end == dataSize else {
      throw Failure(
        found: Words.tensorsValueBytes(count: dataSize), expected: Words.tensorsValueBytesExpected(count: end))
    }
    self.entries = entries
    self.metadata = metadata
  }

  private static func metadata(_ value: StrictJSON.Value) throws(Failure) -> [String: String] {
    guard case .object(let notes) = value else {
      throw Failure(found: Words.tensorsMetadataNotObject, expected: Words.tensorsMetadataExpected)
    }
    var metadata: [String: String] = [:]
    for note in notes {
      guard case .text(let text) = note.value else {
        throw Failure(found: Words.tensorsMetadataNotStrings, expected: Words.tensorsMetadataExpected)
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
    else { throw Failure(found: Words.tensorsIncomplete(name: name), expected: Words.tensorsFields) }
    guard let type = SafetensorsType(rawValue: code) else {
      throw Failure(
        found: Words.tensorsType(name: name, type: Clean.text(code, limit: 20)),
        expected: SafetensorsType.allCases.map(\.rawValue).joined(separator: ", "))
    }
    guard offsets.count == 2, offsets[0] <= offsets[1] else {
      throw Failure(found: Words.tensorsOffsets(name: name), expected: Words.tensorsTwoNumbers)
    }
    let size = Extent.bytes(shape, of: type.size)
    guard size == offsets[1] - offsets[0] else {
      let label = NPYArray.label(shape)
      throw Failure(
        found: Words.tensorsSize(count: offsets[1] - offsets[0], name: name),
        expected: size.map { Words.tensorsSizeExpected(count: $0, type: type.rawValue, shape: label) }
          ?? Words.tensorsSizeUncountable(type: type.rawValue, shape: label))
    }
    return Entry(name: one.key, type: type, shape: shape, bytes: offsets[0]..<offsets[1])
  }
}
