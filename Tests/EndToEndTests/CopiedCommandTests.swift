import Foundation
import Testing

@Suite("A run is copied as the command that trains it again")
struct CopiedCommandTests {
  /// Hours of two waves with decimal commas, a column that is not to be read, and a hole.
  private func file(in folder: URL) throws -> URL {
    let file = folder.appending(path: "two words; $x.csv")
    var lines = ["zeit;last;unnütz, hier"]
    for hour in 0..<700 {
      let day = String(format: "2024-01-%02d", 1 + hour / 24 % 28)
      let month = hour / (24 * 28)
      let stamp =
        "\(month == 0 ? day : day.replacingOccurrences(of: "-01-", with: "-02-")) \(String(format: "%02d", hour % 24)):00"
      let value = 50 + 20 * sin(Double(hour) / 24 * 2 * .pi) + 5 * sin(Double(hour) * 1.7)
      let text = hour == 300 ? "" : String(format: "%.2f", value).replacingOccurrences(of: ".", with: ",")
      lines.append("\(stamp);\(text);\(hour % 7)")
    }
    try lines.joined(separator: "\n").write(to: file, atomically: true, encoding: .utf8)
    return file
  }

  /// The lines of a journal as dictionaries.
  private func journal(_ path: URL) throws -> [[String: Any]] {
    try String(contentsOf: path, encoding: .utf8).split(separator: "\n").compactMap {
      try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
    }
  }

  private func line(_ kind: String, of rung: String? = nil, in journal: [[String: Any]]) throws -> [String: Any] {
    let run = journal.first { $0["line"] as? String == "run" && $0["rung"] as? String == rung }?["run"] as? Int
    return try #require(
      journal.last { $0["line"] as? String == kind && (rung == nil || $0["run"] as? Int == run) })
  }

  @Test("What is copied in the Lab trains to the same bits with the same settings on the same data")
  func roundTrip() throws {
    let folder = try Program.temporaryFolder()
    let (first, second) = (folder.appending(path: "lab.journal"), folder.appending(path: "train.journal"))
    let tmux = try Tmux(
      [
        "lab", try file(in: folder).path, "--separator", "semicolon", "--decimal", "comma", "--without",
        "unnütz,, hier", "--gaps", "interpolate:2", "--horizon", "6h", "--grain", "1h,3h", "--band", "90",
        "--seed", "7", "--units", "12,6", "--epochs", "4", "--learning-rate", "0.00317", "--dropout", "0.15",
        "--schedule", "step", "--step-every", "2", "--rate-factor", "0.3", "--journal", first.path,
      ], width: 120, height: 36)
    try tmux.takeClipboard()
    try tmux.expect("1h ✓", "3h ✓")
    try tmux.send("g", "Y")
    try tmux.expect("copied the command that trains run 1 again")
    let command = try tmux.clipboard().trimmingCharacters(in: .whitespacesAndNewlines)
    try tmux.send("q")
    #expect(command.hasPrefix("grainscope train '") && command.contains("two words; $x.csv' "))
    let words = command.dropFirst("grainscope ".count)
    let script =
      "'\(Program.path)' \(words) --journal '\(second.path)' > '\(folder.path)/out' 2>&1; echo left with $?; sleep 60"
    let shell = try Tmux(script: script)
    try shell.expect("left with 0")
    let (lab, train) = (try journal(first), try journal(second))
    #expect(
      try line("session", in: lab)["dataHash"] as? String == line("session", in: train)["dataHash"] as? String)
    let (one, other) = (try line("run", of: "3h", in: lab), try line("run", of: "3h", in: train))
    #expect(one["knobs"] as? [String: String] == other["knobs"] as? [String: String])
    #expect(one["seed"] as? Int == 7 && other["seed"] as? Int == 7)
    #expect(one["recipe"] as? String == other["recipe"] as? String)
    let (end, again) = (try line("end", of: "3h", in: lab), try line("end", of: "3h", in: train))
    #expect(end["weights"] as? String == again["weights"] as? String && end["weights"] is String)
  }

  @Test(
    "The copied command scores at the origins of the session, names the data as they were named, and says what it cannot"
  )
  func origins() throws {
    let folder = try Program.temporaryFolder()
    let data = try file(in: folder)
    let tmux = try Tmux(
      script: "cd '\(folder.path)'; '\(Program.path)' lab './\(data.lastPathComponent)' --horizon 6h --grain 1h,3h "
        + "--epochs 4 --journal lab.journal; sleep 60", width: 120, height: 36)
    try tmux.takeClipboard()
    try tmux.expect("1h ✓", "3h ✓")
    try tmux.send("Y")
    try tmux.expect("copied the command that trains run 0 again")
    let command = try tmux.clipboard().trimmingCharacters(in: .whitespacesAndNewlines)
    #expect(command.hasPrefix("grainscope train './two words; $x.csv' ") && command.contains("--grain 1h,3h "))
    // What the Lab says of the run.
    try tmux.send("4", "y")
    try tmux.expect("rows of runs")
    let rows = try tmux.clipboard().split(separator: "\n").map {
      $0.split(separator: "\t", omittingEmptySubsequences: false)
    }
    let column = try #require(rows[0].firstIndex(of: "RMSSE"))
    // Both began at once, so that either may stand first.
    let grain = try #require(rows[0].firstIndex(of: "grain"))
    let shown = try #require(rows.first { $0.count > column && $0[grain] == "1h" }.flatMap { Double($0[column]) })
    let again = try scored(command, in: folder)
    let alone = try scored(command.replacingOccurrences(of: "--grain 1h,3h ", with: "--grain 1h "), in: folder)
    #expect(abs(again.rmsse - shown) < 0.006, "\(again.rmsse) against \(shown)")
    #expect(alone.hash != again.hash && alone.origins > again.origins)
    // Longer than planned at first, which changes nothing of it: the command brings all of it back.
    try tmux.send("1", "E")
    try tmux.expect("epoch 8/8")
    try tmux.send("Y")
    try tmux.expect("copied the command that trains run 0 again")
    #expect(try tmux.clipboard().contains("--epochs 8 "))
    // A rate that was turned after the first step cannot be had by one command.
    try tmux.send("E")
    try tmux.expect("epoch 16/16")
    try tmux.send("b")
    try tmux.expect("↳0")
    try tmux.send("Y")
    try tmux.expect("a branch at step")
    try tmux.expect("which no single command repeats")
  }

  /// The validation origins at which a copied command scores its first rung, and the score.
  private func scored(_ command: String, in folder: URL) throws -> (hash: String, origins: Int, rmsse: Double) {
    let words = command.dropFirst("grainscope ".count)
    let out = folder.appending(path: "out.json")
    let shell = try Tmux(
      script: "cd '\(folder.path)'; '\(Program.path)' \(words) --json > out.json; echo left with $?; sleep 60")
    try shell.expect("left with 0")
    let objects = try journal(out)
    let ended = try #require(objects.first { $0["event"] as? String == "ended" && $0["rung"] as? String == "1h" })
    let part = try #require(ended["validation"] as? [String: Any])
    return (
      try #require(part["originsHash"] as? String), try #require(part["origins"] as? Int),
      try #require(part["rmsse"] as? Double)
    )
  }
}
