import Foundation
import Testing

@Suite("Checkpoints that are asked for")
struct CheckpointTests {
  @Test("SIGUSR1 keeps the states of all runs now, and training goes on")
  func signal() throws {
    let folder = try Program.temporaryFolder()
    let store = TorturedStore(path: folder.appending(path: "store").path)
    let training = ["train", "demand", "--grain", "6h,1d", "--epochs", "1000000", "--json"]
    let victim = try Victim(training + ["--checkpoint-every", "3600", "--store", store.path])
    while try store.witnessed().count(where: { $0.epochs > 5 }) < 2 { usleep(5_000) }
    let runs = Witness.runs(store.path)
    // The state with which a run began is kept, and none since.
    for run in runs { #expect(try store.shard(of: run)?.states.count == 1) }
    for times in 1...2 {
      kill(victim.identifier, SIGUSR1)
      while try runs.contains(where: { try store.shard(of: $0)?.states.count != 1 + times }) { usleep(5_000) }
    }
    let before = try store.witnessed().map(\.epochs).max()
    while try store.witnessed().map(\.epochs).max() == before { usleep(5_000) }
    victim.end(by: SIGKILL)
    #expect(try store.interrupted().count == 2)
    for run in runs {
      let page = try store.runs("show", run).output
      #expect(page.contains("last.safetensors") && !page.contains("at step 0"), "\(page)")
    }
  }

  @Test("In the Lab too")
  func signalToLab() throws {
    let store = TorturedStore(path: try Program.temporaryFolder().appending(path: "store").path)
    let tmux = try Tmux(
      ["demand", "--grain", "6h", "--epochs", "1000000", "--checkpoint-every", "3600", "--store", store.path])
    try tmux.wait { _ in (try? store.witnessed())?.first.map { $0.epochs > 0 } == true }
    let run = try #require(Witness.runs(store.path).first)
    #expect(try store.shard(of: run)?.states.count == 1)
    kill(try #require(Victim.processes(with: store.path).first), SIGUSR1)
    try tmux.expect("the state of the run that trains is kept")
    try tmux.wait { _ in (try? store.shard(of: run)?.states.count) == 2 }
  }
}
