import Foundation
import Testing

@Suite("Screen 4 in a terminal: what was ever trained")
struct KeptRunsScreenTests {
  private let folder: URL
  private var store: String { folder.appending(path: "store").path }

  init() throws { folder = try Program.temporaryFolder() }

  private func lab() throws -> Tmux {
    try Tmux(["lab", Program.sample("demand.csv"), "--grain", "6h,1d", "--paused", "--store", store])
  }

  @Test("What was interrupted is offered at the start and goes on where it was")
  func interrupted() throws {
    let process = Process()
    process.executableURL = URL(filePath: Program.path)
    process.arguments =
      ["train", Program.sample("demand.csv"), "--grain", "6h,1d", "--epochs", "9000", "--store", store]
      + ["--checkpoint-every", "0.2", "--units", "128,128"]
    process.environment = Program.environment()
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    let last = { try Program.run(["runs", "list", "--json", "--store", store]).output }
    var tries = 0
    while try !last().contains("running"), tries < 200 {
      tries += 1
      usleep(50_000)
    }
    usleep(700_000)
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    let terminal = try lab()
    try terminal.expect("interrupted: 4 shows them")
    try terminal.send("4")
    try terminal.expect("interrupted")
    try terminal.send("End")
    try terminal.expect("go on")
    try terminal.send("Enter")
    try terminal.expect("goes on at epoch", "▶")
    let lines = try Program.run(["runs", "list", "--json", "--store", store, "--where", "status=running"]).lines
    #expect(lines.count >= 1)
    try terminal.send("q", "q")
    try terminal.expect("left with 0")
  }
}
