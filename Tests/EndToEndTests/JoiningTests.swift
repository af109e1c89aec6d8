import Foundation
import Testing

@Suite("Grains joined, in a real terminal and on the command line", .serialized)
struct JoiningTests {
  @Test("j joins two grains; their shares stand in the table; μ turns; d shares out compute")
  func walk() throws {
    let tmux = try Tmux(
      [Program.sample("demand.csv"), "--grain", "1h,1d", "--horizon", "1d", "--epochs", "100000"], width: 120,
      height: 36)
    try tmux.expect("Predictions", "RMSSE")
    try tmux.send("j")
    try tmux.expect("Join grains", "coupled", "[x] 1h", "[x] 1d")
    try tmux.send("Down", "Down", "Enter")
    try tmux.expect("▸1h+1d", "coupling μ", "%", "━ 1h", "━ 1d")
    try tmux.send("Down", "Down", "Right")
    try tmux.expect("coupling μ 0.3 → 0.5")
    try tmux.send("2", "d")
    try tmux.expect("Compute", "RMSSE on validation", "█", "ucb")
    try tmux.send("q", "q")
    try tmux.expect("left with 0")
  }

  @Test(
    "train tells each grain's own scores and its weight in the joined forecast", arguments: ["per-grain", "coupled"])
  func train(recipe: String) throws {
    let outcome = try Program.run([
      "train", Program.sample("demand.csv"), "--grain", "1h,1d", "--recipe", recipe, "--epochs", "3",
    ])
    #expect(outcome.code == 0, "\(outcome.error)")
    let rows = outcome.lines.map { $0.prefix { $0 != "." } }
    #expect(rows.contains { $0.hasPrefix("1h+1d ") })
    #expect(rows.contains { $0.hasPrefix("  1h × ") } && rows.contains { $0.hasPrefix("  1d × ") })
    #expect(outcome.output.contains("A grain within a joined run is no run of its own: it begins with another seed"))
  }

  @Test("sharing measures over seeds, adapt shares out the same budget in three ways")
  func studies() throws {
    let sharing = try Program.run([
      "sharing", Program.sample("demand.csv"), "--grain", "1h,3h", "--days", "10", "--lookback", "12", "--epochs", "3",
      "--seeds", "3", "--json",
    ])
    #expect(sharing.code == 0, "\(sharing.error)")
    #expect(sharing.output.contains("\"differenceInterval\"") && sharing.output.contains("\"verdict\""))
    #expect(sharing.output.contains("\"rankedBy\":\"validation\"") && sharing.output.contains("\"test\":{"))
    let arguments = [
      "sharing", Program.sample("demand.csv"), "--grain", "1h,3h", "--days", "10", "--lookback", "12", "--epochs", "1",
      "--seeds", "2",
    ]
    let both = try Program.run(arguments).lines.filter { $0.contains(" ± ") }
    #expect(both.count == 2 && both[0].contains("  validation") && both[1].contains("        test"), "\(both)")
    let chosen = try Program.run(arguments + ["--no-test"]).lines.filter { $0.contains(" ± ") }
    #expect(chosen == [both[0]])
    let adapt = try Program.run([
      "adapt", Program.sample("demand.csv"), "--grain", "1h,6h,1d", "--budget", "60M", "--grants", "12", "--seeds", "2",
    ])
    #expect(adapt.code == 0, "\(adapt.error)")
    for name in [
      "even: RMSSE at validation", "even: RMSSE at test", "ucb: RMSSE at validation",
      "successive-halving: RMSSE at test", "against even",
    ] {
      #expect(adapt.output.contains(name), "“\(name)” is missing in\n\(adapt.output)")
    }
    let wrong = try Program.run(["sharing", Program.sample("demand.csv"), "--days", "5000", "--grain", "1h,3h"])
    #expect(wrong.code == 2 && wrong.error.contains("fewer training days"))
  }
}
