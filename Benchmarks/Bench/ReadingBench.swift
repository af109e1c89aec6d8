import Basics
import Datasets
import Glibc

/// Reads a million rows of eight columns, a stamp and seven numbers, as a CSV or as lines of JSON.
struct ReadingBench {
  enum Form: String, CaseIterable {
    case csv = "CSV"
    case jsonLines = "JSON Lines"

    /// Where peers look for the same file.
    var path: String {
      switch self {
      case .csv: ".build/bench/reading.csv"
      case .jsonLines: ".build/bench/reading.jsonl"
      }
    }
  }

  static let rows = 1_000_000
  private static let names = ["a", "b", "c", "d", "e", "f", "g"]
  static let numberColumns = names.count
  let form: Form

  /// What is kept of the file: a Double for each number; stamps on a regular grid need no room.
  static var parsedBytes: Int { rows * numberColumns * MemoryLayout<Double>.size }

  /// Writes the file where it is not there yet; nil where it cannot be written.
  init?(_ form: Form) {
    self.form = form
    mkdir(".build", 0o755)
    mkdir(".build/bench", 0o755)
    guard access(form.path, R_OK) != 0 else { return }
    guard let file = fopen(form.path, "w") else { return nil }
    defer { fclose(file) }
    if form == .csv { fputs((["time"] + Self.names).joined(separator: ",") + "\n", file) }
    var state: UInt64 = 1
    for row in 0..<Self.rows {
      let stamp = CivilTime(wallClock: 1_467_331_200_000 + Int64(row) * 60_000)
      var cells: [String] = []
      for _ in Self.names {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let number = Int(state >> 44) - (1 << 19)
        let fraction = String(number.magnitude % 10_000 + 10_000).dropFirst()
        cells.append("\(number < 0 ? "-" : "")\(number.magnitude / 10_000).\(fraction)")
      }
      fputs(line("\(stamp):00", cells) + "\n", file)
    }
  }

  private func line(_ stamp: String, _ cells: [String]) -> String {
    switch form {
    case .csv: ([stamp] + cells).joined(separator: ",")
    case .jsonLines:
      "{\"time\":\"\(stamp)\"," + zip(Self.names, cells).map { "\"\($0)\":\($1)" }.joined(separator: ",") + "}"
    }
  }

  /// Seconds a reading, and the most memory that one took beyond what was there before.
  func measure(repeats: Int) -> (seconds: [Double], peakBytes: Int) {
    let clock = ContinuousClock()
    let before = Self.status("VmRSS:")
    var peak = 0
    let seconds = (0..<repeats).map { _ in
      let began = clock.now
      let dataset = try? Reader.open(path: form.path)
      let took = began.duration(to: clock.now).components
      precondition(dataset?.rowCount == Self.rows, "the file of the benchmark cannot be read")
      peak = Self.status("VmHWM:") - before
      return Double(took.seconds) + Double(took.attoseconds) * 1e-18
    }
    return (seconds, peak)
  }

  /// A line of the process's own account, in bytes.
  static func status(_ key: String) -> Int {
    guard let file = fopen("/proc/self/status", "r") else { return 0 }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 256)
    while fgets(&line, Int32(line.count), file) != nil {
      let text = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      if text.hasPrefix(key) { return (Int(text.filter(\.isNumber)) ?? 0) << 10 }
    }
    return 0
  }
}
