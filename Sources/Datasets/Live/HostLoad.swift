import Basics
import Glibc

/// This machine's own load as a stream of lines: share of the processors at work and of memory in use, in percent, and the
/// load average over a minute. Read from Linux's /proc at every step.
package final class HostLoad: LiveSource {
  package var label: String { Words.thisMachine }
  package let descriptor: Int32? = nil
  package let isSampled = true

  /// The columns, for help and messages.
  package static let columns = ["cpu", "memory", "load"]

  private let step: Int
  private let read: (String) -> String?
  private let now: () -> Int
  private var isBegun = false
  private var times: ProcessorTimes
  /// When the next line is due, in ms since 1970.
  private var due: Int

  /// - Parameters:
  ///   - step: milliseconds between two lines.
  ///   - read: gives a file's text; another one for tests.
  ///   - now: milliseconds since 1970.
  /// - Throws: ``LiveError/noHostFigures(reason:)``.
  package init(
    step: Int, read: @escaping (String) -> String? = SystemFile.text, now: @escaping () -> Int = HostLoad.now
  ) throws(LiveError) {
    self.step = step
    self.read = read
    self.now = now
    guard let times = read("/proc/stat").flatMap({ ProcessorTimes($0) }) else {
      throw .noHostFigures(reason: Words.hostNoStat)
    }
    self.times = times
    due = (now() / step + 1) * step
  }

  package var interval: Int { max(due - now(), 0) }

  package func read(into bytes: inout [UInt8]) throws(LiveError) -> LivePiece {
    guard isBegun else {
      isBegun = true
      return Self.fill(&bytes, "time,\(Self.columns.joined(separator: ","))\n")
    }
    let time = now()
    guard time >= due else { return .nothing }
    // After a sleep the sample stands for the newest step alone.
    let moment = time / step * step
    defer { due = moment + step }
    guard let newer = read("/proc/stat").flatMap({ ProcessorTimes($0) }) else {
      throw .noHostFigures(reason: Words.hostStatGone)
    }
    defer { times = newer }
    let memory = read("/proc/meminfo").flatMap(Self.memoryShare).map { Self.text($0) } ?? ""
    let load = read("/proc/loadavg")?.split(separator: " ").first.map(String.init) ?? ""
    return Self.fill(
      // A sample stands for the step that ends with it.
      &bytes, "\(moment - step),\(newer.share(since: times).map { Self.text($0) } ?? ""),\(memory),\(load)\n")
  }

  private static func fill(_ bytes: inout [UInt8], _ line: String) -> LivePiece {
    var count = 0
    for byte in line.utf8 where count < bytes.count {
      bytes[count] = byte
      count += 1
    }
    return .bytes(count)
  }

  /// Percent of memory that is not available to programs.
  static func memoryShare(_ text: String) -> Double? {
    guard let total = SystemFile.kibibytes("MemTotal:", in: text),
      let free = SystemFile.kibibytes("MemAvailable:", in: text), total > 0
    else { return nil }
    return Double(total - free) / Double(total) * 100
  }

  private static func text(_ value: Double) -> String { "\((value * 100).rounded() / 100)" }

  package static func now() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
  }
}

/// Time that all processors together spent at work and at rest, in ticks since the machine started.
struct ProcessorTimes: Equatable {
  let busy: Double
  let total: Double

  /// From the first line of /proc/stat: `cpu user nice system idle iowait irq softirq steal …`.
  init?(_ text: String) {
    guard let line = text.split(separator: "\n").first, line.hasPrefix("cpu ") else { return nil }
    let ticks = line.split(separator: " ").dropFirst().prefix(8).compactMap { Double($0) }
    guard ticks.count >= 4 else { return nil }
    total = ticks.reduce(0, +)
    let waiting = ticks.count > 4 ? ticks[4] : 0
    busy = total - ticks[3] - waiting
  }

  /// Percent at work since an earlier look; nil where no time went by.
  func share(since earlier: ProcessorTimes) -> Double? {
    let passed = total - earlier.total
    return passed > 0 ? min(max((busy - earlier.busy) / passed * 100, 0), 100) : nil
  }
}
