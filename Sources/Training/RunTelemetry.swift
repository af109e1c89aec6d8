import Synchronization
import Telemetry

/// The part of a run that a screen reads at any time: losses at every resolution, progress, checkpoints.
final class RunTelemetry: Sendable {
  private struct Contents: Sendable {
    var losses = LossSeries()
    var progress = RunProgress(step: 0, epoch: 0, stepsPerSecond: 0)
    var checkpoints = CheckpointStore()
  }

  private let contents = Mutex(Contents())

  func append(_ losses: UnsafeBufferPointer<Float>) {
    contents.withLock { $0.losses.append(losses) }
  }

  func report(_ progress: RunProgress) {
    contents.withLock { $0.progress = progress }
  }

  func keep(_ checkpoint: RunCheckpoint) {
    contents.withLock { $0.checkpoints.add(checkpoint) }
  }

  /// Begins the curve at `step`, as a branch and a restart do.
  func clear(startingAt step: Int = 0) {
    contents.withLock { contents in
      contents.losses = LossSeries(startingAt: step)
      contents.checkpoints.removeAll()
    }
  }

  var progress: RunProgress { contents.withLock(\.progress) }
  var stepCount: Int { contents.withLock(\.losses.count) }

  func checkpoint(atOrBefore step: Int) -> RunCheckpoint? {
    contents.withLock { $0.checkpoints.nearest(atOrBefore: step) }
  }

  func buckets(_ steps: Range<Int>, limit: Int) -> [LossBucket] {
    contents.withLock { $0.losses.buckets(steps, limit: limit) }
  }
}
