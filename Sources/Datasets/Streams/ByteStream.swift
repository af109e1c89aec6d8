import Glibc

/// Bytes in order, which can be taken from the beginning again.
///
/// Streams stand on one another: a file, what it unfolds to, its text in UTF-8.
protocol ByteStream: AnyObject {
  /// Puts up to `count` of the next bytes into `bytes` from `start` on.
  ///
  /// - Returns: how many there were; 0 at the end.
  func read(into bytes: inout [UInt8], at start: Int, count: Int) throws(DatasetError) -> Int
  /// Goes back to the beginning.
  func rewind() throws(DatasetError)
  /// Bytes of the file itself that have been taken.
  var position: Int { get }
  /// Bytes of the file itself.
  var fileSize: Int { get }
  /// How many bytes the whole stream gives; nil where only reading shows it.
  var knownLength: Int? { get }
  /// The most that the whole stream could give, whatever its headers say.
  var lengthBound: Int { get }
  /// Places that a text's encoding does not allow, as far as was read.
  var invalidPlaces: Int { get }
}

extension ByteStream {
  var invalidPlaces: Int { 0 }
}

/// How much memory a single input may take.
enum MemorySense {
  /// A quarter of the machine's memory: rows that are read from text take up to that again, and more.
  static let inputLimit: Int = {
    let pages = sysconf(Int32(_SC_PHYS_PAGES))
    let size = sysconf(Int32(_SC_PAGESIZE))
    return pages > 0 && size > 0 ? pages / 4 * size : 1 << 30
  }()
}
