import Foundation
import Tensors
import Testing

@testable import Datasets

@Suite("Safetensors")
struct SafetensorsTests {
  @Test("Every type that the format's own package writes reads as it reads it")
  func types() throws {
    let file = try SafetensorsFile(path: try NumPyFixture.path("types.safetensors"))
    #expect(file.names.count == SafetensorsType.allCases.count + 2)
    #expect(file.metadata == ["format": "pt"])
    var readings = try NumPyFixture.bytes("types.safetensors.float32")[...]
    // By the bytes of their names, as Python sorts.
    for name in file.names.sorted(by: { $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars) }) {
      let count = readings.prefix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
      let expected = SafetensorsType.f32.floats(Array(readings.dropFirst(4).prefix(count)))
      readings = readings.dropFirst(4 + count)
      let tensor = try #require(try file.tensor(name))
      #expect(tensor.values.map(\.bitPattern) == expected.map(\.bitPattern), "\(name)")
      #expect(tensor.shape == file.shape(of: name))
    }
    #expect(readings.isEmpty)
    #expect(try file.tensor("scalar \"ä\"")?.shape == [])
    #expect(try file.tensor("none")?.shape == [2, 0])
    #expect(try file.tensor("no such") == nil)
  }

  private static let written = [
    NamedTensor(name: "seen", shape: [], values: [7], isCount: true),
    NamedTensor(name: "Empty\n\\", shape: [0], values: []),
    NamedTensor(name: "layer.bias", shape: [3], values: [1, -2, 1e-20]),
    NamedTensor(name: "layer.weight", shape: [2, 3], values: [0, 0.25, 0.5, 0.75, 1, 1.25]),
  ]

  @Test("What is written is byte for byte what the format's own package writes, and reads back")
  func writing() throws {
    let bytes = SafetensorsWriter.bytes(Self.written.reversed(), metadata: ["made \"by\"": "a peer"])
    #expect(bytes == (try NumPyFixture.bytes("written.safetensors")))
    let temporary = TemporaryFile(bytes, name: "a.safetensors")
    let file = try SafetensorsFile(path: temporary.path)
    #expect(file.metadata == ["made \"by\"": "a peer"])
    for tensor in Self.written { #expect(try file.tensor(tensor.name) == tensor) }
    let nothing = TemporaryFile(SafetensorsWriter.bytes([]), name: "b.safetensors")
    #expect(try SafetensorsFile(path: nothing.path).names.isEmpty)
  }

  @Test("Numbers of 64 bits are read back to the bit, beside others")
  func wide() throws {
    let wide = WideTensor(
      name: "errors", shape: [2, 2], values: [.pi, Double.leastNonzeroMagnitude, .greatestFiniteMagnitude, -1 / 3])
    let file = TemporaryFile(SafetensorsWriter.bytes(Self.written, wide: [wide]), name: "a.safetensors")
    let read = try SafetensorsFile(path: file.path)
    #expect(read.names == ["seen", "errors", "Empty\n\\", "layer.bias", "layer.weight"])
    #expect(try read.wideTensor("errors") == wide)
    for tensor in Self.written { #expect(try read.tensor(tensor.name) == tensor) }
    // What is kept in 32 bits is those numbers.
    #expect(try read.wideTensor("layer.weight")?.values == [0, 0.25, 0.5, 0.75, 1, 1.25])
  }

  @Test("A file is written whole or not at all")
  func files() throws {
    let old = TemporaryFile("old", name: "a.safetensors")
    try SafetensorsWriter.write(Self.written, to: old.path)
    #expect(try SafetensorsFile(path: old.path).tensor("layer.bias") == Self.written[2])
    let nowhere = #expect(throws: DatasetError.self) { try SafetensorsWriter.write(Self.written, to: "/nowhere/a") }
    #expect(
      nowhere?.sentence
        == "/nowhere/a: the file cannot be written (No such file or directory); check its folder, or name another.")
  }

  /// A file with that header, its length put before it unless another is given, and so many bytes of values.
  private func file(_ header: String, length: UInt64? = nil, values: Int = 24) -> [UInt8] {
    let json = Array(header.utf8)
    return withUnsafeBytes(of: (length ?? UInt64(json.count)).littleEndian) { Array($0) } + json
      + [UInt8](repeating: 0, count: values)
  }

  private func sentence(_ bytes: [UInt8]) -> String {
    let temporary = TemporaryFile(bytes, name: "a.safetensors")
    do {
      let file = try SafetensorsFile(path: temporary.path)
      for name in file.names { _ = try file.tensor(name) }
      return "no error"
    } catch { return error.sentence.replacing(temporary.path, with: "FILE") }
  }

  private static let good = #"{"w":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]}}"#

  @Test("The plainest file, spaces behind its header too")
  func plain() {
    #expect(sentence(file(Self.good)) == "no error")
    #expect(sentence(file(Self.good + "       ")) == "no error")
    #expect(
      sentence(file(#"{ "w" : { "shape" : [ ] , "data_offsets":[0,4],"dtype":"F32"} }"#, values: 4)) == "no error")
  }

  @Test(
    "Headers that break the format",
    arguments: [
      (" " + good, "no { at its beginning, at byte 0 of its header (expected JSON that begins with { and ends with }"),
      ("[]", "no { at its beginning, at byte 0 of its header (expected JSON that begins with { and ends with }"),
      (good + "x", "more than one object, at byte 57 of its header (expected JSON that begins with { and ends with }"),
      (
        #"{"w":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]},"w":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]}}"#,
        "the key w twice, at byte 60 of its header (expected JSON that begins with { and ends with }"
      ),
      (
        #"{"w":{"dtype":"F32","dtype":"F32","shape":[2,3],"data_offsets":[0,24]}}"#,
        "the key dtype twice, at byte 27 of its header (expected JSON that begins with { and ends with }"
      ),
      (
        #"{"__metadata__":{"a":"b","a":"c"}}"#,
        "the key a twice, at byte 28 of its header (expected JSON that begins with { and ends with }"
      ),
      (#"{"__metadata__":{"a":[1]}}"#, "a __metadata__ of something other than strings (expected strings by name"),
      (
        #"{"w":{"dtype":"F32","shape":[2,3]}}"#,
        "an incomplete tensor w (expected dtype, shape and data_offsets of each"
      ),
      (
        #"{"w":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24],"x":"y"}}"#,
        "an incomplete tensor w (expected dtype, shape and data_offsets of each"
      ),
      (
        #"{"w":{"dtype":"C64","shape":[3],"data_offsets":[0,24]}}"#,
        "the tensor w of type C64 (expected F64, F32, F16, BF16, I64, I32, I16, I8, U64, U32, U16, U8, BOOL"
      ),
      (
        #"{"w":{"dtype":"F32","shape":[2,3],"data_offsets":[24,0]}}"#,
        "data_offsets of the tensor w that are not a beginning and an end (expected two numbers"
      ),
      (
        #"{"w":{"dtype":"F32","shape":[2,4],"data_offsets":[0,24]}}"#,
        "24 bytes of the tensor w (expected 32 for F32 of the shape (2, 4)"
      ),
      (
        #"{"w":{"dtype":"F32","shape":[999999999999999999,999999999999999999],"data_offsets":[0,24]}}"#,
        "24 bytes of the tensor w (expected more than 2⁶¹ for F32 of the shape (999999999999999999, 999999999999999999)"
      ),
      (
        #"{"w":{"dtype":"F32","shape":[2,-3],"data_offsets":[0,24]}}"#,
        "a list of something other than whole numbers of up to 18 digits, at byte 31 of its header (expected JSON that begins with { and ends with }"
      ),
      (
        #"{"w":{"dtype":"F32","shape":[5],"data_offsets":[0,20]}}"#,
        "24 bytes of values (expected 20, as its header says"
      ),
      (
        #"{"w":{"dtype":"F32","shape":[5],"data_offsets":[4,24]}}"#,
        "the tensor w at byte 4 of the values (expected byte 0, where the one before ends"
      ),
      (
        #"{"v":{"dtype":"F32","shape":[4],"data_offsets":[0,16]},"w":{"dtype":"F32","shape":[4],"data_offsets":[8,24]}}"#,
        "the tensor w at byte 8 of the values (expected byte 16, where the one before ends"
      ),
    ])
  func refused(header: String, found: String) {
    #expect(
      sentence(file(header))
        == "FILE: the safetensors file holds \(found)); save it again or name another.")
  }

  @Test("Lengths that lie, and files that end too early")
  func lengths() {
    let good = file(Self.good)
    #expect(
      sentence(file(Self.good, length: 1 << 40))
        == "FILE: the safetensors file holds a header of 1099511627776 bytes (expected 2 to 81); save it again or"
        + " name another.")
    #expect(sentence(file(Self.good, length: .max)).contains("a header of 18446744073709551615 bytes"))
    #expect(
      sentence([]) == "FILE: the file is empty; give rows: a CSV with a header, or one JSON object per line.")
    for count in 1..<good.count { #expect(sentence(Array(good.prefix(count))) != "no error", "\(count) bytes") }
    #expect(sentence(good + [0]) != "no error")
    #expect(throws: DatasetError.missing(path: "/nowhere/at.safetensors")) {
      try SafetensorsFile(path: "/nowhere/at.safetensors")
    }
  }

  @Test("Damaged files never trap, and give one line", arguments: ["types", "written"])
  func damage(name: String) throws {
    let bytes = try NumPyFixture.bytes("\(name).safetensors")
    for seed: UInt64 in 60..<64 {
      let fuzz = Fuzz(seed: seed)
      for round in 0..<300 {
        var damaged = fuzz.mutated(bytes, round: round)
        if round % 3 == 0, !damaged.isEmpty {
          let place = fuzz.number(round, 90, below: damaged.count * 8)
          damaged[place / 8] ^= 1 << UInt8(place % 8)
        }
        let sentence = sentence(damaged)
        #expect(
          sentence.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7F..<0xA0).contains($0.value) },
          "seed \(seed), round \(round)")
      }
    }
  }
}
