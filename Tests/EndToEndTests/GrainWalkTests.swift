import Foundation
import Testing

@Suite("All rungs together, in a real terminal")
struct GrainWalkTests {
  @Test("R reconciles and goes through the methods; w chooses a grain and says why")
  func walk() throws {
    let tmux = try Tmux([Program.sample("demand.csv"), "--recipe", "ridge", "--grain", "3h,6h,1d", "--horizon", "1d"])
    try tmux.expect("Predictions", "RMSSE")
    try tmux.send("2")
    try tmux.wait { $0.contains("★ ") && $0.contains("RMSSE") }
    try tmux.send("R")
    try tmux.expect("mean RMSSE", "Reconciled ─ validation", "coherent")
    try tmux.send("T")
    var screen = try tmux.expect("mean RMSSE", "Reconciled ─  test", "coherent")
    let title = screen.split(separator: "\n").first { $0.contains("Reconciled ") }
    try tmux.send("Right")
    screen = try tmux.wait { other in
      other.split(separator: "\n").first { $0.contains("Reconciled ") } != title
    }
    #expect(screen.split(separator: "\n").first { $0.contains("Reconciled ") } != title, "\(screen)")
    try tmux.send("w")
    screen = try tmux.expect("is the grain to take")
    for text in ["chosen", "lowest mean RMSSE", "Structure:"] {
      #expect(screen.contains(text), "“\(text)” is missing in\n\(screen)")
    }
    #expect(try tmux.leave().contains("left with 0"))
  }
}
