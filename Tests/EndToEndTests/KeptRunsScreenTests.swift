import Foundation
import Testing

@Suite("Screen 4 in a terminal: what was ever trained")
struct KeptRunsScreenTests {
  private let folder: URL
  private var store: String { folder.appending(path: "store").path }

  init() throws { folder = try Program.temporaryFolder() }

  private func lab() throws -> Tmux {
    try Tmux(["lab", Program.sample("demand.csv"), "--recipe", "mlp", "--grain", "6h,1d", "--paused", "--store", store])
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

  private func train(_ more: String...) throws {
    let outcome = try Program.run(
      ["train", Program.sample("demand.csv"), "--recipe", "mlp", "--grain", "6h,1d", "--epochs", "3"] + more + [
        "--store", store,
      ])
    #expect(outcome.code == 0, "\(outcome.error)")
  }

  private func listed(_ arguments: String...) throws -> [[String: Any]] {
    try Program.run(["runs", "list", "--json", "--store", store] + arguments).lines.map { line in
      try #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }
  }

  /// Waits until the store lists so many runs: what is marked on the screen is written a moment later.
  private func expect(
    _ count: Int, _ arguments: String..., sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let end = Date().addingTimeInterval(60)
    var found = -1
    while found != count, Date() < end {
      found = try Program.run(["runs", "list", "--json", "--store", store] + arguments).lines.count
    }
    #expect(found == count, sourceLocation: sourceLocation)
  }

  @Test(
    "A run that another process trains is not thrown away; a store that is removed is said as long as the session is open"
  )
  func others() throws {
    try train()
    let process = Process()
    process.executableURL = URL(filePath: Program.path)
    process.arguments = [
      "train", Program.sample("demand.csv"), "--recipe", "mlp", "--grain", "6h", "--epochs", "1000000", "--json",
      "--store",
      store,
    ]
    process.environment = Program.environment()
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    defer { kill(process.processIdentifier, SIGKILL) }
    #expect(try running(deep: 1) == 1)
    let terminal = try Tmux(
      ["lab", Program.sample("demand.csv"), "--recipe", "mlp", "--grain", "6h,1d", "--paused", "--store", store],
      width: 120, height: 36)
    try terminal.expect("Loss")
    try terminal.send("4")
    try terminal.expect("5 runs")
    try terminal.send("/")
    try terminal.sendRaw("epochs>9000")
    try terminal.send("Enter")
    try terminal.expect("1 of 5 runs")
    try terminal.send("D")
    try terminal.expect("is open in another process, which trains it or shows it in a Lab; end that first")
    #expect(try listed("--trash").isEmpty && running(deep: 1) == 1)
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    try FileManager.default.removeItem(atPath: store)
    try terminal.expect("runs not kept")
    try terminal.send("1")
    try terminal.send("Space")
    try terminal.expect("Loss", "runs not kept")
  }

  @Test("The next day: yesterday's runs are filtered, marked, compared, starred, thrown away, brought back, opened")
  func story() throws {
    try train()
    try train("--learning-rate", "0.01")
    let terminal = try lab()
    try terminal.expect("Loss")
    try terminal.send("4")
    try terminal.expect("Runs", "6 runs", "0.01", "newest first")
    try terminal.send("/")
    try terminal.sendRaw("rate=0.01 grain:1d")
    try terminal.expect("filter: rate=0.01 grain:1d")
    try terminal.send("Enter")
    try terminal.expect("1 of 6 runs", "/ rate=0.01")
    try terminal.send("*")
    try terminal.expect("☆")
    try expect(1, "--where", "star=yes")
    try terminal.send("Escape")
    try terminal.wait { !$0.contains("1 of 6 runs") }
    try terminal.expect("6 runs")
    // By score the order is known: runs that began together stand in any.
    try terminal.send("o")
    try terminal.expect("by validation")
    try terminal.send("Home", "Space")
    try terminal.expect("1 marked")
    try terminal.send("Down", "Space")
    try terminal.expect("2 marked", "Loss", "best 3")
    try terminal.send("d")
    try terminal.expect("Diff", "only what differs", "grain")
    try terminal.send("Escape")
    try terminal.expect("training thin")
    // What is trained just now stays; of what is kept one goes.
    try terminal.send("End", "D")
    try terminal.expect("cannot be deleted")
    try terminal.send("Home", "Down", "Down", "D")
    try terminal.expect("in the trash")
    try expect(1, "--trash")
    try terminal.expect("5 runs")
    try terminal.send("u")
    try terminal.expect("6 runs")
    try expect(0, "--trash")
    // What cannot be understood is refused, and the list stays.
    try terminal.send("/")
    try terminal.sendRaw("rat<1")
    try terminal.send("Enter")
    try terminal.expect("rate", "6 runs")
    // Yesterday's run is trained on as the same run.
    try terminal.send("Home", "Enter")
    try terminal.expect("as it was left", "epoch 3/3", "Predictions")
    try terminal.send("E")
    try terminal.expect("epoch 6/6")
    #expect(try terminal.leave().contains("left with 0"))
    let runs = try listed()
    #expect(runs.count == 6 && runs.compactMap { $0["epochs"] as? Int }.sorted() == [0, 0, 3, 3, 3, 6])
  }

  @Test("x writes marked runs, each to a file of its own; what no ending names is refused in a sentence")
  func export() throws {
    try train()
    let terminal = try lab()
    try terminal.expect("Loss")
    try terminal.send("4")
    try terminal.expect("4 runs")
    try terminal.send("End", "Space")
    try terminal.expect("1 marked")
    try terminal.send("Up", "Space")
    try terminal.expect("2 marked")
    try terminal.send("x")
    try terminal.expect("to files: model.onnx")
    try terminal.send("C-u")
    try terminal.sendRaw("\(folder.path)/m.pt")
    try terminal.send("Enter")
    try terminal.expect("does not say")
    try terminal.send("x")
    try terminal.expect("to files")
    try terminal.send("C-u")
    try terminal.sendRaw("\(folder.path)/m.npz tensorboard=\(folder.path)/board")
    try terminal.send("Enter")
    try terminal.expect("written")
    let trained = try listed("--where", "status=completed").compactMap { $0["run"] as? String }
    #expect(trained.count == 2)
    for run in trained {
      #expect(FileManager.default.fileExists(atPath: "\(folder.path)/m-\(run).npz"))
      #expect(FileManager.default.fileExists(atPath: "\(folder.path)/board/\(run)"))
    }
    #expect(try terminal.leave().contains("left with 0"))
  }

  @Test("runs open: the Lab with a run as it was, and the other grains of its session")
  func open() throws {
    try train()
    let run = try #require(listed("--where", "grain:1d").first?["run"] as? String)
    let terminal = try Tmux(["runs", "open", run, "--store", store])
    try terminal.expect("as it was left", "▸1d", "epoch 3/3", "best 3", "6h ✓")
    #expect(try terminal.leave().contains("left with 0"))
    let runs = try listed()
    #expect(runs.count == 2 && runs.allSatisfy { $0["status"] as? String == "completed" && $0["epochs"] as? Int == 3 })
  }

  @Test("What diverged is opened as it is, and says so")
  func diverged() throws {
    let outcome = try Program.run(
      [
        "train", Program.sample("demand.csv"), "--recipe", "mlp", "--grain", "6h,1d", "--epochs", "3",
        "--learning-rate", "10",
      ]
        + ["--optimizer", "sgd", "--store", store])
    #expect(outcome.error.contains("No rung could be trained"), "\(outcome.error)")
    let run = try #require(listed("--where", "status=diverged").first?["run"] as? String)
    let terminal = try Tmux(["runs", "open", run, "--store", store])
    try terminal.expect("diverged", "Predictions")
    #expect(try terminal.leave().contains("left with 0"))
    #expect(try listed("--where", "status=diverged").contains { $0["run"] as? String == run })
  }

  @Test("Without its data, or on other data, a run is not opened, and stays as it is")
  func otherData() throws {
    let data = folder.appending(path: "load.csv")
    let rows = try String(contentsOfFile: Program.sample("demand.csv"), encoding: .utf8)
    try Data(rows.utf8).write(to: data)
    let trained = try Program.run(["train", data.path, "--grain", "1d", "--epochs", "2", "--store", store])
    #expect(trained.code == 0, "\(trained.error)")
    let run = try #require(listed().first?["run"] as? String)
    var changed = rows.split(separator: "\n").map(String.init)
    changed[40] += "9"
    try Data((changed.joined(separator: "\n") + "\n").utf8).write(to: data)
    let terminal = try Tmux(["runs", "open", run, "--store", store], width: 200)
    try terminal.expect("is not the data that run \(run) was trained on", "left with 2")
    // On the screen the session stays open.
    let screen = try Tmux(
      ["lab", Program.sample("demand.csv"), "--grain", "6h,1d", "--paused", "--store", store], width: 240)
    try screen.expect("Loss")
    // The same rows under another name are the same data, and of other origins.
    try screen.send("4")
    try screen.expect("3 runs", "load.csv")
    try screen.send("End")
    try screen.expect("opens with its data")
    try screen.send("Enter")
    try screen.expect("is not the data that run \(run) was trained on")
    try screen.send("1")
    try screen.expect("demand.csv")
    #expect(try screen.leave().contains("left with 0"))
    try FileManager.default.removeItem(at: data)
    let gone = try Program.run(["runs", "open", run, "--store", store])
    #expect(gone.code == 2 && gone.error.contains("load.csv") && gone.error.split(separator: "\n").count == 1)
    #expect(try listed("--where", "data=load").first?["status"] as? String == "completed")
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
