import Models
import Synchronization
import Telemetry

/// The part of a run that a screen reads at any time: losses at every resolution, progress, checkpoints.
final class RunTelemetry: Sendable {
  private struct Contents: Sendable {
    var losses = LossSeries()
    /// Of what the run did in another session, ascending by step: the means of its epochs.
    var past: [LossBucket] = []
    var progress = RunProgress(step: 0, epoch: 0, stepsPerSecond: 0)
    var checkpoints = CheckpointStore()
    /// Every turn of a live knob, ascending by step.
    var turns: [ForkPoint.Turn] = []
    /// How the run came to where it is; nil where that began in another session, and of a stream.
    var course: RunCourse?
    /// Where a run that diverged went back to, as its newest weights are not finite.
    var keptStep: Int?
  }

  private let contents = Mutex(Contents())
  /// Where its states are held.
  private let room: StateRoom

  init(room: StateRoom = StateRoom()) {
    self.room = room
    room.enter()
  }

  deinit { room.leave() }

  func append(_ losses: UnsafeBufferPointer<Float>) {
    contents.withLock { $0.losses.append(losses) }
  }

  func report(_ progress: RunProgress) {
    contents.withLock { $0.progress = progress }
  }

  func keep(_ checkpoint: RunCheckpoint) {
    contents.withLock { $0.checkpoints.add(checkpoint, within: room.share) }
  }

  /// Another run has begun, so that there is less room for the states of this one.
  func makeRoom() { contents.withLock { $0.checkpoints.thinOut(to: room.share) } }

  func noteTurn(at step: Int, _ settings: Settings) {
    contents.withLock { contents in
      let turn = ForkPoint.Turn(step: step, settings: settings)
      contents.turns.append(turn)
      contents.course?.note(turn)
    }
  }

  /// The run diverged and went back to the weights of `step`: nothing can begin from its newest.
  func noteReturn(to step: Int) {
    contents.withLock { $0.keptStep = step }
  }

  /// Begins the curve at `step`, as a branch and a restart do.
  ///
  /// - Parameters:
  ///   - course: up to there; nil where nobody knows it.
  ///   - past: what another session did up to there.
  func clear(startingAt step: Int = 0, course: RunCourse? = nil, past: RunPast? = nil) {
    contents.withLock { contents in
      contents.losses = LossSeries(startingAt: step)
      contents.past = past?.losses ?? []
      contents.checkpoints.removeAll()
      contents.turns = past?.turns ?? []
      contents.course = course
      contents.keptStep = nil
    }
  }

  var progress: RunProgress { contents.withLock(\.progress) }
  var stepCount: Int { contents.withLock(\.losses.count) }

  /// The settings as they were turned last; nil before the run has begun.
  var settings: Settings? {
    contents.withLock { $0.turns.last?.settings ?? $0.checkpoints.checkpoints.last?.settings }
  }

  /// How the run came to where it is; nil where that is not known.
  var course: RunCourse? { contents.withLock(\.course) }

  /// What it takes to be at `step` again, or at the newest step where that comes before; nil where the run began later.
  func forkPoint(at step: Int) -> ForkPoint? {
    contents.withLock { contents in
      let newest = contents.losses.count
      let step = step < newest ? step : contents.keptStep ?? newest
      guard let checkpoint = contents.checkpoints.nearest(atOrBefore: step) else { return nil }
      return ForkPoint(
        step: step, checkpoint: checkpoint,
        turns: contents.turns.filter { $0.step >= checkpoint.step && $0.step <= step },
        course: contents.course?.upTo(step))
    }
  }

  func buckets(_ steps: Range<Int>, limit: Int) -> [LossBucket] {
    contents.withLock { contents in
      let own = contents.losses.buckets(steps, limit: limit)
      guard let end = contents.past.last.map({ $0.firstStep + $0.count }), steps.lowerBound < end else { return own }
      return LossBucket.thinned(contents.past, in: steps, limit: limit) + own.filter { $0.firstStep + $0.count > end }
    }
  }
}
