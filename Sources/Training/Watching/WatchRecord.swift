import Basics
import Datasets
import Glibc

/// The steps of a stream as a CSV file, which the Lab opens and which a watch reads again to the same bits.
final class WatchRecord {
  private let path: String
  private let file: Int32
  private let ending: String
  private var text: [UInt8] = []

  /// - Parameter isZoned: stamps are UTC and say so.
  init(_ path: String, column: String, isZoned: Bool) throws(WatchError) {
    self.path = path
    ending = isZoned ? "Z," : ","
    file = open(PathBytes.bytes(path), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard file >= 0 else {
      throw .record(path: Clean.text(PathBytes.shown(path), limit: 300), reason: String(cString: strerror(errno)))
    }
    let name =
      column.contains(where: { $0 == "," || $0 == "\"" }) ? "\"\(column.replacing("\"", with: "\"\""))\"" : column
    text += "time,\(name)\n".utf8
  }

  deinit { close(file) }

  func write(_ value: Double, at instant: Instant) throws(WatchError) {
    text += "\(CivilTime(wallClock: instant))\(ending)\(Self.digits(of: value))\n".utf8
    if text.count >= 1 << 16 { try flush() }
  }

  /// The shortest digits that read back as the same number; none where it is missing.
  private static func digits(of value: Double) -> String {
    guard value.isFinite else { return "" }
    return Int64(exactly: value).map { $0.magnitude <= 1 << 53 ? "\($0)" : "\(value)" } ?? "\(value)"
  }

  func flush() throws(WatchError) {
    var done = 0
    while done < text.count {
      let written = text.withUnsafeBytes { Glibc.write(file, $0.baseAddress.map { $0 + done }, text.count - done) }
      if written < 0, errno == EINTR { continue }
      guard written > 0 else {
        throw .record(path: Clean.text(PathBytes.shown(path), limit: 300), reason: String(cString: strerror(errno)))
      }
      done += written
    }
    text.removeAll(keepingCapacity: true)
  }
}
