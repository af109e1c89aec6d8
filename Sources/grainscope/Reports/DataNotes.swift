import Basics
import Telemetry

extension SessionInfo {
  /// What must be known of the data beside scores on them, a line each: what was left out, and what was guessed.
  ///
  /// - Parameter shown: the parts whose scores may be seen.
  func notes(_ shown: [ScoredPart]) -> String {
    remarks(shown).map { Words.note(remark: $0) + "\n" }.joined()
  }
}
