import Basics
import Datasets
import Granularity
import Models
import Tensors
import Training

/// A million values through a watch, as text and from their first byte on: how fast, and whether memory stays as it was.
struct StreamBench {
  let recipe: Recipe
  let points: Int

  struct Found {
    var seconds: Double
    /// Resident memory when a tenth had passed, and at the end.
    var early: Int
    var late: Int
  }

  func measure() throws -> Found {
    let settings = Settings(online: recipe)
    let source = NumberSource(points: points)
    let feed = WatchFeed(source, WatchRequest(settings: settings), now: { 0 }, zoneOffset: { _ in 0 })
    let clock = ContinuousClock()
    let began = clock.now
    var found = Found(seconds: 0, early: 0, late: 0)
    while !feed.hasEnded {
      _ = try feed.turn()
      _ = feed.takeNews()
      if found.early == 0, feed.points > points / 10 { found.early = Self.resident() }
    }
    let took = began.duration(to: clock.now).components
    found.seconds = Double(took.seconds) + Double(took.attoseconds) * 1e-18
    found.late = Self.resident()
    precondition(feed.points == points, "\(feed.points) of \(points) points came through")
    return found
  }

  /// Bytes.
  private static func resident() -> Int {
    let words = SystemFile.text("/proc/self/statm")?.split(separator: " ") ?? []
    return words.count > 1 ? (Int(words[1]) ?? 0) * 4096 : 0
  }
}

/// Lines of seeded numbers, made as they are asked for.
private final class NumberSource: LiveSource {
  let label = "numbers"
  let descriptor: Int32? = nil
  let interval = 0
  private let points: Int
  private var made = 0
  private let key = RandomKey(seed: 1, stream: .test)

  init(points: Int) { self.points = points }

  func read(into bytes: inout [UInt8]) throws(LiveError) -> LivePiece {
    guard made < points else { return .ended }
    var count = 0
    while made < points, count + 32 < bytes.count {
      for byte in "\(10 + key.normal(UInt64(made)))\n".utf8 {
        bytes[count] = byte
        count += 1
      }
      made += 1
    }
    return .bytes(count)
  }
}
