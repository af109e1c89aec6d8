/// Opens data files.
package enum Reader {
  /// Reads a file into what it holds: a CSV (series, table, or one image a row) or an IDX file (images).
  ///
  /// - Parameter observer: called as the file is read; returning false stops with ``DatasetError/stopped(path:)``.
  /// - Throws: ``DatasetError`` with a sentence for every input that cannot be used.
  package static func open(
    path: String, options: ReadOptions = ReadOptions(), observer: ReadObserver? = nil
  ) throws(DatasetError) -> Dataset {
    throw .missing(path: path)
  }
}
