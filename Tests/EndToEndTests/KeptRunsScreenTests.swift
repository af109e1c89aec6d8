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

  /// How many runs of the store train on, as soon as one has finished as many epochs as asked for.
  private func running(deep epochs: Int) throws -> Int {
    let query = ["runs", "list", "--json", "--store", store, "--where", "status:running epochs-done>\(epochs)"]
    for _ in 0..<600 {
      let lines = try Program.run(query).lines
      if !lines.isEmpty { return lines.count }
      usleep(50_000)
    }
    return 0
  }

  @Test("What was interrupted is offered at the start and goes on where it was")
  func interrupted() throws {
    let process = Process()
    process.executableURL = URL(filePath: Program.path)
    process.arguments =
      ["train", Program.sample("demand.csv"), "--grain", "6h,1d", "--epochs", "1000000", "--store", store]
      + ["--checkpoint-every", "0.2", "--units", "128,128"]
    process.environment = Program.environment()
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    try #require(try running(deep: 2) > 0)
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
    #expect(try running(deep: 1) > 0)
    try terminal.send("q", "q")
    try terminal.expect("left with 0")
  }
}
