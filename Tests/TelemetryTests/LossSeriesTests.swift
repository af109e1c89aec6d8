import Telemetry
import Testing

@Suite("The loss series answers any zoom and loses no spike")
struct LossSeriesTests {
  private func noise(_ count: Int) -> [Float] {
    var state: UInt64 = 42
    return (0..<count).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Float(state >> 40) / Float(1 << 24)
    }
  }

  private func expected(_ losses: [Float], _ bucket: LossBucket) -> (Float, Float, Float, Float) {
    let part = losses[bucket.firstStep..<bucket.firstStep + bucket.count]
    return (part.min() ?? .nan, part.max() ?? .nan, part.reduce(0, +) / Float(part.count), part.last ?? .nan)
  }

  @Test("Every bucket equals a direct summary of its steps", arguments: [1, 2, 3, 63, 64, 65, 1000, 4097])
  func agreesWithDirectSummaries(count: Int) {
    let losses = noise(count)
    var series = LossSeries(capacity: 64)
    for start in stride(from: 0, to: count, by: 37) { series.append(Array(losses[start..<min(count, start + 37)])) }
    for limit in [1, 5, 40, 500] {
      for range in [0..<count, count / 3..<count, count / 2..<max(count / 2 + 1, count - 1)] {
        let buckets = series.buckets(range, limit: limit)
        #expect(buckets.first.map { $0.firstStep <= range.lowerBound } ?? range.isEmpty)
        for bucket in buckets {
          let (minimum, maximum, mean, last) = expected(losses, bucket)
          #expect(bucket.minimum == minimum && bucket.maximum == maximum && bucket.last == last)
          #expect(abs(bucket.mean - mean) < 1e-4)
        }
        for (left, right) in zip(buckets, buckets.dropFirst()) {
          #expect(left.firstStep + left.count == right.firstStep)
        }
      }
    }
  }

  @Test("A spike of one step shows at every zoom after many foldings")
  func keepsSpikes() {
    var losses = [Float](repeating: 0.5, count: 1_000_000)
    losses[123_457] = 9
    var series = LossSeries(capacity: 1024)
    series.append(losses)
    for limit in [10, 100, 1000] {
      let buckets = series.buckets(0..<losses.count, limit: limit)
      #expect(buckets.contains { $0.maximum == 9 })
      #expect(buckets.count <= 2 * limit + 1)
    }
  }

  @Test("Buckets do not shift while the curve grows")
  func isAligned() {
    let losses = noise(3000)
    var series = LossSeries(capacity: 4096)
    series.append(Array(losses[..<2000]))
    let before = series.buckets(0..<2000, limit: 40)
    series.append(Array(losses[2000...]))
    let after = series.buckets(0..<2000, limit: 40)
    #expect(before.dropLast() == after.dropLast())
  }

  @Test("Steps without a finite loss leave a gap, not a number")
  func skipsNonFinite() {
    var series = LossSeries(capacity: 64)
    series.append([1, .nan, 3, .infinity])
    #expect(series.count == 4)
    let buckets = series.buckets(0..<4, limit: 100)
    #expect(buckets.map(\.mean.isNaN) == [false, true, false, true])
    #expect(series.buckets(0..<4, limit: 1).map(\.maximum).max() == 3)
  }
}
