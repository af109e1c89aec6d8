/// Files that are known not to be text.
enum Foreign {
  private static let marks: [(bytes: [UInt8], format: String, remedy: String)] = [
    ([0x1F, 0x8B], "data compressed twice", "unpack it once, as: gunzip -k FILE"),
    (Array("PAR1".utf8), "a Parquet file", "export it as CSV"),
    ([0x89, 0x48, 0x44, 0x46], "an HDF5 file", "export the table as CSV"),
    (Array("SQLite format 3".utf8), "an SQLite database", "export the table as CSV"),
    (Array("BZh".utf8), "bzip2-compressed data", "unpack it first, as: bunzip2 -k FILE"),
    ([0xFD, 0x37, 0x7A, 0x58, 0x5A], "xz-compressed data", "unpack it first, as: unxz -k FILE"),
    ([0x28, 0xB5, 0x2F, 0xFD], "zstd-compressed data", "unpack it first, as: unzstd FILE"),
    ([0xFF, 0xD8, 0xFF], "a JPEG picture", "turn it into PNG, as: convert x.jpg x.png"),
    (Array("%PDF".utf8), "a PDF document", "give a CSV or IDX file"),
    ([0xD0, 0xCF, 0x11, 0xE0], "an old Excel sheet", "save the sheet as CSV"),
  ]

  /// Why a file that begins so cannot be read; nil where it may be text.
  static func format(of beginning: [UInt8], path: String) -> DatasetError? {
    guard let mark = marks.first(where: { beginning.starts(with: $0.bytes) }) else { return nil }
    return .foreign(path: path, format: mark.format, remedy: mark.remedy)
  }

  /// Text holds no NUL bytes; only its beginning is looked at.
  static func refuseBinary(_ source: borrowing ByteSource) throws(DatasetError) {
    let beginning = source.bytes[..<min(source.end, 64 << 10)]
    guard let offset = beginning.firstIndex(of: 0) else { return }
    for (order, parity) in [("le", 1), ("be", 0)] {
      let zeros = stride(from: parity, to: beginning.count, by: 2).count { beginning[$0] == 0 }
      guard zeros * 5 > beginning.count * 2, source.encoding == .utf8 else { continue }
      throw .foreign(
        path: source.path, format: "UTF-16 text without a byte order mark", remedy: "say so: --encoding utf-16\(order)")
    }
    throw .binary(path: source.path, offset: offset)
  }
}
