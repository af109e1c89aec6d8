import Basics
import Datasets
import Glibc

/// Reads a CSV of a million rows and eight columns: a stamp and seven numbers.
struct ReadingBench {
  static let rows = 1_000_000
  static let numberColumns = 7
  /// Where peers look for the same file.
  static let path = ".build/bench/reading.csv"

  /// What is kept of the file: a Double for each number; stamps on a regular grid need no room.
  static var parsedBytes: Int { rows * numberColumns * MemoryLayout<Double>.size }

  /// Writes the file where it is not there yet; nil where it cannot be written.
  init?() {
    mkdir(".build", 0o755)
    mkdir(".build/bench", 0o755)
    guard access(Self.path, R_OK) != 0 else { return }
    guard let file = fopen(Self.path, "w") else { return nil }
    defer { fclose(file) }
    fputs("time,a,b,c,d,e,f,g\n", file)
    var state: UInt64 = 1
    for row in 0..<Self.rows {
      let stamp = CivilTime(wallClock: 1_467_331_200_000 + Int64(row) * 60_000)
      var line = "\(stamp):00"
      for _ in 0..<Self.numberColumns {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let number = Int(state >> 44) - (1 << 19)
        let fraction = String(number.magnitude % 10_000 + 10_000).dropFirst()
        line += ",\(number < 0 ? "-" : "")\(number.magnitude / 10_000).\(fraction)"
      }
      fputs(line + "\n", file)
    }
  }

  /// Seconds a reading, and the most memory that one took beyond what was there before.
  func measure(repeats: Int) -> (seconds: [Double], peakBytes: Int) {
    let clock = ContinuousClock()
    let before = Self.status("VmRSS:")
    var peak = 0
    let seconds = (0..<repeats).map { _ in
      let began = clock.now
      let dataset = try? Reader.open(path: Self.path)
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
