import Canvas
import Telemetry

/// A training curve as it is drawn: the smoothed means and the raw band.
struct TrainingCurve {
  let line: [ChartPoint]
  let buckets: [ChartBucket]

  init(_ source: [LossBucket], _ smoothing: Smoothing) {
    let means = smoothing.applied(to: source.map { Double($0.mean) })
    line = zip(source, means).map { bucket, mean in
      ChartPoint(x: Double(bucket.firstStep) + Double(bucket.count) / 2, y: mean)
    }
    buckets = source.map { bucket in
      ChartBucket(
        start: Double(bucket.firstStep), end: Double(bucket.firstStep + bucket.count), minimum: Double(bucket.minimum),
        maximum: Double(bucket.maximum), mean: Double(bucket.mean))
    }
  }
}
