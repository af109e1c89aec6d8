import Basics

/// What something takes of memory at least, so that too much is refused in a sentence before the system ends the program.
package struct MemoryNeed {
  package let bytes: Int

  package init(bytes: Int) { self.bytes = bytes }

  /// Of reading, aggregating and learning from a series: its columns as read and as prepared, and for every row the bins,
  /// windows and predictions of a ladder whose finest rung is as fine as the series. Measured on a million to ten million
  /// rows: 150 to 400 bytes a row.
  package init(rows: Int, columns: Int) { bytes = rows * (128 + 16 * columns) }

  /// - Parameter free: what there is; nil where nobody knows.
  /// - Throws: ``DatasetError/tooLittleMemory(path:needed:free:)``
  package func check(for path: String, free: Int? = SystemMemory.available) throws(DatasetError) {
    if let free, bytes > free { throw .tooLittleMemory(path: path, needed: bytes, free: free) }
  }
}
