import Models

/// How a run came to where it is: what it began with and each live knob that was turned, at its step; of a branch before that
/// the same of the runs that it left. Taken again it gives the same bits, and under another seed the same training.
package struct RunCourse: Sendable {
  /// One run's part of it.
  struct Stretch: Sendable {
    /// At which it began: 0, or where it left its parent.
    var firstStep: Int
    /// With which it began.
    var settings: Settings
    /// Ascending by step.
    var turns: [ForkPoint.Turn] = []
  }

  /// The first run's before its branch's; the newest stands last.
  private(set) var stretches: [Stretch]

  /// Of a run that trains from its first weights, and is not touched.
  package init(_ settings: Settings) { stretches = [Stretch(firstStep: 0, settings: settings)] }

  private init(_ stretches: [Stretch]) { self.stretches = stretches }

  /// Those of the newest run.
  var turns: [ForkPoint.Turn] { newest.turns }

  /// With which the newest run ends.
  var settings: Settings { newest.turns.last?.settings ?? newest.settings }

  private var newest: Stretch { stretches[stretches.count - 1] }

  mutating func note(_ turn: ForkPoint.Turn) {
    stretches[stretches.count - 1].turns.append(turn)
  }

  /// As it was up to `step`, which its newest run has passed.
  func upTo(_ step: Int) -> RunCourse {
    var course = self
    course.stretches[stretches.count - 1].turns.removeAll { $0.step > step }
    return course
  }

  /// Goes on as a branch with `settings` from `step` on.
  func branching(at step: Int, with settings: Settings) -> RunCourse {
    RunCourse(stretches + [Stretch(firstStep: step, settings: settings)])
  }

  /// The same with other settings all along it.
  func mapSettings(_ change: (inout Settings) -> Void) -> RunCourse {
    RunCourse(
      stretches.map { stretch in
        var stretch = stretch
        change(&stretch.settings)
        stretch.turns = stretch.turns.map { turn in
          var settings = turn.settings
          change(&settings)
          return ForkPoint.Turn(step: turn.step, settings: settings)
        }
        return stretch
      })
  }
}
