/// Opens data files.
package enum Reader {
  /// Reads a file into what it holds: a CSV (series, table, or one image a row) or an IDX file (images).
  ///
  /// - Parameter observer: called as the file is read; returning false stops with ``DatasetError/stopped(path:)``.
  /// - Throws: ``DatasetError`` with a sentence for every input that cannot be used.
  package static func open(
    path: String, options: ReadOptions = ReadOptions(), observer: ReadObserver? = nil
  ) throws(DatasetError) -> Dataset {
    try open(path: path, options: options, recordLimit: ByteSource.usualRecordLimit, observer: observer)
  }

  static func open(
    path: String, options: ReadOptions, recordLimit: Int, observer: ReadObserver? = nil
  ) throws(DatasetError) -> Dataset {
    var source = try ByteSource(path: path, recordLimit: recordLimit)
    _ = try source.fill(from: 0)
    guard source.end > 0 else { throw .empty(path: source.path) }
    if IDX.recognises(source.bytes.prefix(source.end)) { return .images(try IDX.open(path: path)) }
    try Foreign.refuse(source)
    return try CSVFile.read(&source, name: name(of: path), options: options, observer: observer)
  }

  /// The file's name without folders and ending, fit to be shown.
  static func name(of path: String) -> String {
    let file = path.split(separator: "/").last.map(String.init) ?? path
    let stem = file.lastIndex(of: ".").map { $0 > file.startIndex ? String(file[..<$0]) : file } ?? file
    return Clean.text(stem)
  }
}

/// Files that are known not to be text.
enum Foreign {
  private static let marks: [(bytes: [UInt8], format: String, remedy: String)] = [
    ([0x1F, 0x8B], "gzip-compressed data", "unpack it first, as: gunzip -k FILE"),
    ([0x50, 0x4B, 0x03, 0x04], "a zip archive or a spreadsheet", "unpack it, or save the sheet as CSV"),
    (Array("PAR1".utf8), "a Parquet file", "export it as CSV"),
    ([0x89, 0x48, 0x44, 0x46], "an HDF5 file", "export the table as CSV"),
    (Array("SQLite format 3".utf8), "an SQLite database", "export the table as CSV"),
    ([0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59], "a NumPy array", "save it as CSV, as with numpy.savetxt"),
    ([0x89, 0x50, 0x4E, 0x47], "a PNG picture", "give a CSV or IDX file"),
    ([0xFF, 0xD8, 0xFF], "a JPEG picture", "give a CSV or IDX file"),
    (Array("%PDF".utf8), "a PDF document", "give a CSV or IDX file"),
    ([0xD0, 0xCF, 0x11, 0xE0], "an old Excel sheet", "save the sheet as CSV"),
    ([0xFF, 0xFE], "UTF-16 text", "save it as UTF-8, as: iconv -f UTF-16 -t UTF-8 FILE > NEW"),
    ([0xFE, 0xFF], "UTF-16 text", "save it as UTF-8, as: iconv -f UTF-16 -t UTF-8 FILE > NEW"),
  ]

  static func refuse(_ source: borrowing ByteSource) throws(DatasetError) {
    let beginning = source.bytes[..<min(source.end, 64 << 10)]
    for mark in marks where beginning.starts(with: mark.bytes) {
      throw .foreign(path: source.path, format: mark.format, remedy: mark.remedy)
    }
    if let offset = beginning.firstIndex(of: 0) { throw .binary(path: source.path, offset: offset) }
  }
}
