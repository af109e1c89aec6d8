/// Opens data files, and folders of pictures.
package enum Reader {
  /// Reads a file of any ``FileFormat`` into what it holds: a series, a table or images. It may be gzip-compressed, come
  /// from a pipe, or, as `-`, from standard input.
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
    let file = InputFile(path: path, options: options, recordLimit: recordLimit, observer: observer)
    var dataset = try FileFormat.of(file).open(file)
    try MissingCells.leaveOut(options.missingWords, of: &dataset, path: path)
    EmptyColumns.leaveOut(of: &dataset)
    dataset.noteSentinels()
    return dataset
  }

  /// The file's name without folders and ending, fit to be shown.
  static func name(of path: String) -> String {
    if StandardInput.isMeant(by: path) { return StandardInput.label }
    var file = path.split(separator: "/").last.map(String.init) ?? path
    if file.hasSuffix(".gz"), file.count > 3 { file.removeLast(3) }
    let stem = file.lastIndex(of: ".").map { $0 > file.startIndex ? String(file[..<$0]) : file } ?? file
    return Clean.text(stem)
  }
}
