/// Files that are recognised as something else than text.
enum OtherFormat {
  private static var marks: [(bytes: [UInt8], format: String, remedy: String)] {
    [
      ([0x1F, 0x8B], Words.packedTwice, Words.packedTwiceRemedy),
      (Array("PAR1".utf8), Words.parquet, Words.parquetRemedy),
      ([0x89, 0x48, 0x44, 0x46], Words.hdf5, Words.exportTable),
      (Array("SQLite format 3".utf8), Words.sqlite, Words.exportTable),
      (Array("BZh".utf8), Words.bzip2, Words.unpackFirst(command: "bunzip2 -k")),
      ([0xFD, 0x37, 0x7A, 0x58, 0x5A], Words.xz, Words.unpackFirst(command: "unxz -k")),
      ([0x28, 0xB5, 0x2F, 0xFD], Words.zstd, Words.unpackFirst(command: "unzstd")),
      ([0xFF, 0xD8, 0xFF], Words.jpeg, Words.jpegRemedy),
      (Array("%PDF".utf8), Words.pdf, Words.pdfRemedy),
      ([0xD0, 0xCF, 0x11, 0xE0], Words.excel, Words.excelRemedy),
    ]
  }

  /// Why a file that begins so cannot be read; nil where it may be text.
  static func format(of beginning: [UInt8], path: String) -> DatasetError? {
    mark(of: beginning).map { .otherFormat(path: path, format: $0.format, remedy: $0.remedy) }
  }

  /// What begins so, and what to do with it; nil where it may be text.
  static func mark(of beginning: [UInt8]) -> (format: String, remedy: String)? {
    marks.first { beginning.starts(with: $0.bytes) }.map { ($0.format, $0.remedy) }
  }

  /// Whether what begins so is nothing that is read here, as the noise of a random source or zeros without end: it holds NUL bytes, and
  /// neither a format's first bytes nor letters of two or four bytes, of which a table has many among the first 256.
  static func isNothingKnown(_ beginning: ArraySlice<UInt8>) -> Bool {
    guard beginning.contains(0), beginning.count >= 4096 else { return false }
    if beginning.allSatisfy({ $0 == 0 }) { return true }
    let known: [[UInt8]] = [[0x50, 0x4B], [0x93], [0x89], [0x50], [0x00, 0x00], [0xFF, 0xFE], [0xFE, 0xFF]]
    guard !known.contains(where: { beginning.starts(with: $0) }), mark(of: Array(beginning.prefix(32))) == nil else {
      return false
    }
    return (0...1).allSatisfy { parity in
      let places = stride(from: beginning.startIndex + parity, to: beginning.endIndex, by: 2)
      return places.count { beginning[$0] == 0 } * 40 < beginning.count
    }
  }

  /// Text holds no NUL bytes; only its beginning is looked at.
  static func refuseBinary(_ source: borrowing ByteSource) throws(DatasetError) {
    let beginning = source.bytes[..<min(source.end, 64 << 10)]
    guard let offset = beginning.firstIndex(of: 0) else { return }
    for (order, parity) in [("le", 1), ("be", 0)] {
      let zeros = stride(from: parity, to: beginning.count, by: 2).count { beginning[$0] == 0 }
      guard zeros * 5 > beginning.count * 2, source.encoding == .utf8 else { continue }
      throw .otherFormat(
        path: source.path, format: Words.utf16WithoutMark, remedy: Words.utf16Remedy(encoding: "utf-16\(order)"))
    }
    throw .binary(path: source.path, offset: offset)
  }
}
