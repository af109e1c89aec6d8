import Models
import Networks
import Telemetry

/// Rungs that learn side by side while an allocator shares out a budget of multiply-adds, without clock or queue: the same
/// seeds lead to the same choices.
package final class AllocatedTraining {
  /// One grant and what came of it.
  package struct Grant: Sendable {
    package let rung: RungID
    package let multiplyAdds: Int
    /// RMSSE at validation origins afterwards.
    package let validation: Double
  }

  package struct Outcome: Sendable {
    package let grants: [Grant]
    /// The rung with the best validation score, and its scores on both parts with the weights of its last grant.
    package let winner: RungID
    package let scores: RunScores
    /// Spent by each rung.
    package let spent: [(rung: RungID, multiplyAdds: Int)]
  }

  private let loops: [RunLoop]
  private var allocator: Allocator
  private let losses = UnsafeMutableBufferPointer<Float>.allocate(capacity: 1024)

  /// - Throws: ``ExperimentError`` where a rung cannot be trained.
  package init(
    _ experiment: any Experiment, rungs: [RungID], settings: Settings, allocator: Allocator
  ) throws(ExperimentError) {
    var loops: [RunLoop] = []
    for (index, rung) in rungs.enumerated() {
      var unlimited = settings
      unlimited.epochs = 1_000_000
      loops.append(
        RunLoop(
          run: RunID(index), rung: rung, settings: unlimited,
          learner: try experiment.learner(for: rung, settings: unlimited)))
    }
    self.loops = loops
    self.allocator = allocator
  }

  deinit { losses.deallocate() }

  package func run(onGrant: (Grant) -> Void = { _ in }) -> Outcome? {
    var grants: [Grant] = []
    while let (arm, multiplyAdds) = allocator.next() {
      let loop = loops[arm]
      let spent = advance(loop, by: multiplyAdds)
      let isSound = loop.end != .diverged && !loop.isDead
      let validation = isSound ? loop.evaluate().validation?.scores.rmsse ?? .infinity : .infinity
      allocator.note(arm: arm, spent: max(spent, 1), score: validation, isFinished: loop.end != nil)
      let grant = Grant(rung: loop.rung, multiplyAdds: spent, validation: validation)
      grants.append(grant)
      onGrant(grant)
    }
    let costs = loops.map { $0.learner.outline.multiplyAddsPerExample * $0.learner.outline.trainingRows }
    guard let leader = allocator.leader(costs: costs) else { return nil }
    return Outcome(
      grants: grants, winner: loops[leader].rung, scores: RunScores(loops[leader].evaluate()),
      spent: allocator.arms.map { ($0.rung, $0.spent) })
  }

  /// Steps until as many multiply-adds are spent; returns what was.
  private func advance(_ loop: RunLoop, by multiplyAdds: Int) -> Int {
    let before = loop.multiplyAdds
    let ahead = before + multiplyAdds
    let perStep = max(1, loop.learner.outline.multiplyAddsPerExample * max(1, loop.settings.live.batchSize))
    while loop.end == nil, loop.multiplyAdds < ahead {
      let steps = max(1, min(losses.count, (ahead - loop.multiplyAdds) / perStep))
      _ = loop.advance(limit: steps, losses: losses)
    }
    return loop.multiplyAdds - before
  }
}
