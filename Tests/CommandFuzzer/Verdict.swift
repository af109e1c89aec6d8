import Foundation

/// What has to be true of every end of the program.
enum Verdict {
  /// Beside twice what was read, in bytes.
  private static let memory = 256 << 20

  /// - Parameter changed: inputs that are not as they were.
  /// - Returns: a line for each demand that is not met.
  static func findings(_ test: Case, _ outcome: Child.Outcome, changed: [String]) -> [String] {
    var found: [String] = []
    if let hang = outcome.hang {
      found.append(hang)
    } else if outcome.signal != 0, outcome.signal != askedFor(test) {
      found.append("ended by signal \(outcome.signal)")
    } else if !codes(test).contains(outcome.code) {
      found.append("ended with code \(outcome.code)")
    }
    if outcome.peak > 2 * test.size + memory { found.append("took \(outcome.peak >> 20) MB") }
    found += changed.map { "changed its input \($0)" }
    if test.terminal != nil {
      if !outcome.isRestored { found.append("left the terminal in other modes") }
      // Ctrl-C may come amid a character.
      guard outcome.signal == 0 else { return found }
      found += marks(outcome.output, allowed: Set(0x07...0x0F).union([0x1B, 0x00])).map {
        "wrote \($0) to the terminal"
      }
      return found
    }
    found += marks(outcome.output, allowed: [0x09]).map { "wrote \($0) on standard output" }
    found += marks(outcome.error, allowed: []).map { "wrote \($0) on standard error" }
    if outcome.signal == 0, outcome.hang == nil { found += refusal(test, outcome) }
    return found
  }

  /// The signal that the fuzzer itself has sent or brought about.
  private static func askedFor(_ test: Case) -> Int32? {
    switch test.ending {
    // Ctrl-C before there is a screen.
    case .byItself: test.terminal == nil ? nil : SIGINT
    case .interrupted: SIGINT
    case .unread: SIGPIPE
    }
  }

  private static func codes(_ test: Case) -> Set<Int32> {
    test.terminal != nil || test.ending != .byItself ? [0, 1, 2, 130] : [0, 1, 2]
  }

  /// Control characters, marks that turn the direction of text, invisible ones, and bytes that are no text.
  private static func marks(_ bytes: [UInt8], allowed: Set<UInt32>) -> [String] {
    guard let text = String(validating: bytes, as: UTF8.self) else { return ["bytes that are no UTF-8"] }
    let acting = text.unicodeScalars.filter { scalar in
      switch scalar.value {
      case 0x0A: false
      case 0..<0x20, 0x7F..<0xA0: !allowed.contains(scalar.value)
      case 0x061C, 0x200B, 0x200E, 0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF: true
      default: false
      }
    }
    return Set(acting.map { "U+" + String($0.value, radix: 16, uppercase: true) }).sorted()
  }

  /// What is said on standard error beside a refusal: rungs that are left out, and what of a store cannot be read or kept.
  private static let notes = [
    "cannot be compared", "Runs are not kept", "is not as it was written", "it is made anew",
  ]

  /// What a code other than 0 is explained by: one sentence, or what a parser says with its usage. Verdicts of `audit`, `replay`
  /// and `config --check` stand on standard output.
  private static func refusal(_ test: Case, _ outcome: Child.Outcome) -> [String] {
    let error = String(decoding: outcome.error, as: UTF8.self)
    let traps = ["Fatal error", "Precondition", "Index out of range", "Swift runtime", ".swift:"]
    var found = traps.filter { error.contains($0) }.map { "says “\($0)”" }
    if outcome.code == 0 || outcome.code == 130 { return found + json(test, outcome) }
    let lines = error.split(separator: "\n")
    if lines.isEmpty, outcome.output.isEmpty { found.append("refuses without a word") }
    guard let first = lines.first, !error.contains("Error: ") else { return found }
    if !first.hasPrefix("grainscope: ") { found.append("refuses without its name: \(first)") }
    let sentences = lines.count { line in
      line.hasPrefix("grainscope: ") && !notes.contains { line.contains($0) }
    }
    if sentences > 1, outcome.code == 2 { found.append("refuses in several sentences") }
    if let last = lines.last?.last, !".?!)”:".contains(last), !error.contains(": grainscope ") {
      found.append("refuses without the end of a sentence: …\(lines.last?.suffix(60) ?? "")")
    }
    return found
  }

  /// With `--json` each line is an object.
  private static func json(_ test: Case, _ outcome: Child.Outcome) -> [String] {
    guard test.ending == .byItself, test.arguments.contains("--json") else { return [] }
    // An option that holds an h, as -1h, asks for help.
    guard !outcome.output.starts(with: Array("OVERVIEW: ".utf8)) else { return [] }
    let lines = outcome.output.split(separator: 10)
    let bad = lines.first { (try? JSONSerialization.jsonObject(with: Data($0))) == nil }
    return bad.map { ["writes what is no JSON: \(String(decoding: $0.prefix(100), as: UTF8.self))"] } ?? []
  }
}
