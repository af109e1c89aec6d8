import Basics
import Datasets

/// The steps of a stream as a CSV file, which the Lab opens and which a watch reads again to the same bits.
final class WatchRecord {
  private let path: String
  private let file: AppendedFile
  private let ending: String
  private var text: [UInt8] = []

  /// - Parameter isZoned: stamps are UTC and say so.
  /// - Throws: ``WatchError/record(path:reason:)``, also where there is something in the file already.
  init(_ path: String, column: String, isZoned: Bool) throws(WatchError) {
    self.path = path
    ending = isZoned ? "Z," : ","
    do throws(AppendedFile.Refusal) { file = try AppendedFile(path, .none, after: .nothing) } catch {
      throw .record(path: Clean.text(PathBytes.shown(path), limit: 300), reason: error.reason)
    }
    let name =
      column.contains(where: { $0 == "," || $0 == "\"" }) ? "\"\(column.replacing("\"", with: "\"\""))\"" : column
    text += "time,\(name)\n".utf8
  }

  func write(_ value: Double, at instant: Instant) throws(WatchError) {
    text += "\(CivilTime(wallClock: instant))\(ending)\(Self.digits(of: value))\n".utf8
    if text.count >= 1 << 16 { try flush() }
  }

  /// The shortest digits that read back as the same number; none where it is missing.
  private static func digits(of value: Double) -> String {
    guard value.isFinite else { return "" }
    return Int64(exactly: value).map { $0.magnitude <= 1 << 53 ? "\($0)" : "\(value)" } ?? "\(value)"
  }

  /// Writes whole lines.
  func flush() throws(WatchError) {
    guard !text.isEmpty else { return }
    try said { () throws(FileRefusal) in try file.append(text) }
    text.removeAll(keepingCapacity: true)
  }

  /// Nothing more comes.
  func finish() throws(WatchError) {
    try flush()
    try said { () throws(FileRefusal) in try file.settle() }
  }

  private func said(_ write: () throws(FileRefusal) -> Void) throws(WatchError) {
    do throws(FileRefusal) { try write() } catch {
      throw .record(path: Clean.text(PathBytes.shown(path), limit: 300), reason: error.reason)
    }
  }
}
