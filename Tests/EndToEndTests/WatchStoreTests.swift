import Foundation
import Testing

@Suite("What is watched is kept")
struct WatchStoreTests {
  private let folder: URL
  private let store: TorturedStore

  init() throws {
    folder = try Program.temporaryFolder()
    store = TorturedStore(path: folder.appending(path: "store").path)
  }

  private var stream: String { (0..<800).map { "\(10 + sin(Double($0) * .pi / 4))\n" }.joined() }

  private func watch(_ arguments: String...) throws -> Program.Outcome {
    try Program.run(
      ["watch", "--grain", "1s,4s", "--json"] + arguments + ["--store", store.path], input: Data(stream.utf8))
  }

  @Test("A watch keeps a run a grain with its losses and scores, which are never put beside those of another watch")
  func kept() throws {
    let outcome = try watch()
    #expect(outcome.code == 0 && outcome.error.isEmpty, "\(outcome.error)")
    #expect(try watch("--seed", "2").code == 0)
    let rows = try store.listed()
    #expect(rows.count == 4 && rows.allSatisfy { $0["command"] as? String == "watch" })
    #expect(rows.allSatisfy { $0["status"] as? String == "completed" && ($0["epochs"] as? Int ?? 0) > 100 })
    let list = try store.runs("list").output
    #expect(list.components(separatedBy: "standard input, a stream that was watched").count == 3, "\(list)")
    let run = try #require(rows.first?["run"] as? String)
    let page = try store.runs("show", run).output
    #expect(page.contains("standard input, a stream\n") && page.contains("RMSSE"), "\(page)")
  }

  @Test("It cannot be gone on with, and is watched again by its command where its stream is a file")
  func again() throws {
    #expect(try watch().code == 0)
    let piped = try #require(try store.listed().first?["run"] as? String)
    let refused = try store.runs("continue", piped)
    #expect(
      refused.error
        == "grainscope: Run \(piped) learnt from a stream, which cannot be read again; grainscope watch begins a new one.\n"
    )
    #expect(refused.code == 2)
    #expect(try store.runs("command", piped).error.contains("its data came through a pipe"))
    let file = folder.appending(path: "stream.csv")
    try Data(stream.utf8).write(to: file)
    let arguments = ["watch", file.path, "--grain", "1s,4s", "--json", "--until", "400", "--store", store.path]
    #expect(try Program.run(arguments).code == 0)
    let run = try #require(try store.listed().first { $0["data"] as? String == "stream.csv" }?["run"] as? String)
    let command = try store.runs("command", run).output
    #expect(command == "grainscope " + arguments.joined(separator: " ") + "\n")
  }

  @Test("A knob that is turned while it is watched is kept with its step")
  func knobs() throws {
    let script = """
      i=0; while [ $i -lt 4000 ]; do echo $((i % 7)); i=$((i + 1)); sleep 0.005; done \
      | '\(Program.path)' watch - --grain 1s,4s --recipe linear2 --store '\(store.path)'; echo left with $?; sleep 60
      """
    let tmux = try Tmux(script: script, width: 120, height: 40)
    try tmux.expect("Knobs", "learning rate")
    try tmux.wait { _ in Witness(store.path).files.count > 1 }
    try tmux.send("[")
    let turned = Data(#""line":"change""#.utf8)
    try tmux.wait { _ in Witness(store.path).files.values.contains { $0.firstRange(of: turned) != nil } }
    try tmux.send("q")
    try tmux.send("q")
    try tmux.expect("left with")
    let pages = try store.listed().map { try store.runs("show", "\($0["run"]!)").output }
    #expect(pages.count == 2 && pages.contains { $0.contains("learning rate 1e-3 → ") || $0.contains("learning rate") })
    #expect(pages.contains { $0.contains("→") }, "\(pages)")
  }

  @Test("--no-store keeps nothing")
  func unkept() throws {
    let state = folder.appending(path: "state").path
    let arguments = ["watch", "--grain", "1s,4s", "--json", "--no-store"]
    let outcome = try Program.run(arguments, input: Data(stream.utf8), environment: ["XDG_STATE_HOME": state])
    #expect(outcome.code == 0)
    #expect(!FileManager.default.fileExists(atPath: state + "/grainscope/store"))
  }
}
