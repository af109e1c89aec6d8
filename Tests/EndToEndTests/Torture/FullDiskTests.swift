import Foundation
import TestMutations
import Testing

/// Both need a file system of their own, which a user may mount where the system allows it to.
@Suite("A store on a disk that is full, and on one that cannot be written", .serialized)
struct FullDiskTests {
  private let folder: URL
  private let training = "demand --recipe mlp --grain 6h --epochs 3000 --json --checkpoint-every 0.05"

  init() throws { folder = try Program.temporaryFolder() }

  static let mayMount = (try? inside("mount -t tmpfs none /mnt")) ?? 1 == 0

  /// Runs a script of the shell where it may mount.
  @discardableResult
  private static func inside(_ script: String) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", script]
    process.environment = Program.environment()
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }

  private func text(_ name: String) throws -> String {
    try String(contentsOf: folder.appending(path: name), encoding: .utf8)
  }

  private func weights(_ json: String) throws -> [String] {
    let line = try #require(json.split(separator: "\n").last)
    let end = try #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    return try #require(end["rungs"] as? [[String: Any]]).compactMap { $0["lastWeights"] as? String }
  }

  @Test(
    "Where there is no room a run trains on to the same bits, and with room again it goes on from what was kept",
    .enabled(if: mayMount, "unshare --user --mount is not allowed here"))
  func fullDisk() throws {
    var generator = SplitMix64(Torture.seed + 4)
    for number in 0..<Torture.faults {
      let kilobytes = Int.random(in: 60...1200, using: &generator)
      let context = "seed \(Torture.seed), disk \(number) of \(kilobytes) KB"
      let (disk, grainscope) = (folder.appending(path: "disk").path, Program.path)
      let store = "\(disk)/grainscope/store"
      try Self.inside(
        """
        cd '\(folder.path)'; mkdir -p disk; mount -t tmpfs -o size=\(kilobytes)k none disk; export XDG_STATE_HOME='\(disk)'
        '\(grainscope)' train \(training) > trained 2> complaints; echo $? > code
        '\(grainscope)' runs list --json > listed 2> listing
        mount -o remount,size=64m disk
        '\(grainscope)' runs list --json --store '\(store)' > listed-again 2> listing-again
        name=$(sed -n 's/.*"run":"\\([a-z0-9]*\\)".*/\\1/p' listed-again | head -1)
        '\(grainscope)' runs continue "$name" --json > continued 2> refusal; echo $? >> code
        '\(grainscope)' runs index > index 2>&1; echo $? >> code
        """)
      let codes = try text("code").split(separator: "\n").map(String.init)
      let (complaints, refusal, index) = (try text("complaints"), try text("refusal"), try text("index"))
      #expect(codes.first == "0" && codes.last == "0", "\(context): \(complaints) \(index)")
      let isSaid =
        complaints.hasPrefix("grainscope: Runs are not kept from here on: \(store)")
        && complaints.contains("No space left on device") && complaints.split(separator: "\n").count == 1
      #expect(complaints.isEmpty || isSaid, "\(context): \(complaints)")
      let (full, roomy) = (try text("listed"), try text("listed-again"))
      #expect(full == roomy, "\(context)")
      let listing = try text("listing-again")
      #expect(listing.isEmpty, "\(context): \(listing)")
      if codes[1] == "0" {
        let (continued, trained) = (try weights(text("continued")), try weights(text("trained")))
        #expect(continued == trained, "\(context)")
      } else {
        let reasons = ["before its first checkpoint", "has done its 3", "No run’s name begins with ;"]
        #expect(reasons.contains { refusal.contains($0) }, "\(context): \(refusal)")
      }
    }
  }

  @Test(
    "A store that was asked for by name and finds no room is a failure; what was trained is printed all the same",
    .enabled(if: mayMount, "unshare --user --mount is not allowed here"))
  func named() throws {
    try Self.inside(
      """
      cd '\(folder.path)'; mkdir -p disk; mount -t tmpfs -o size=12k none disk
      '\(Program.path)' train demand --grain 1d --epochs 3 --json --store disk/store > trained 2> complaints; echo $? > code
      """)
    let (code, complaints) = (try text("code"), try text("complaints").split(separator: "\n"))
    #expect(code == "1\n" && complaints.count == 2, "\(complaints)")
    #expect(complaints.first?.contains("No space left on device") == true, "\(complaints)")
    #expect(
      complaints.last
        == "grainscope: The runs have ended, but the store \(folder.path)/disk/store does not hold them whole.")
    #expect(try weights(text("trained")).count == 1)
  }

  @Test(
    "On a disk without any room runs go into the trash, for which the index gives way, and from there or at once off the disk",
    .enabled(if: mayMount, "unshare --user --mount is not allowed here"))
  func remove() throws {
    try Self.inside(
      """
      cd '\(folder.path)'; mkdir -p disk; mount -t tmpfs -o size=2m none disk
      train() { '\(Program.path)' train demand --grain 1d --epochs 3 --no-test --store disk/store > output; }
      train; train; '\(Program.path)' runs list --json --store disk/store > listed
      set -- $(ls disk/store/runs); cat /dev/zero > disk/filler
      '\(Program.path)' runs rm $1 --store disk/store > removed 2>&1; echo $? > code
      cat /dev/zero > disk/more
      '\(Program.path)' runs rm $2 --store disk/store > refused 2>&1; echo $? >> code
      '\(Program.path)' runs rm --for-good $1 --store disk/store >> gone 2>&1; echo $? >> code
      cat /dev/zero >> disk/more
      '\(Program.path)' runs rm --for-good $2 --store disk/store >> gone 2>&1; echo $? >> code
      ls disk/store/runs >> gone; echo $2 > name
      """)
    let (codes, removed, refused) = (try text("code"), try text("removed"), try text("refused"))
    #expect(codes == "0\n2\n0\n0\n", "\(codes) \(removed) \(refused)")
    #expect(removed.contains("is in the trash"))
    let name = try text("name").trimmingCharacters(in: .whitespacesAndNewlines)
    #expect(
      refused == "grainscope: The disk has no room left to put the run \(name) into the trash; "
        + "grainscope runs rm --for-good \(name) takes it from the disk at once.\n")
    #expect(try text("gone").isEmpty)
  }

  @Test(
    "A store that cannot be written is listed and shown as ever; what would write says so in one sentence",
    .enabled(if: mayMount, "unshare --user --mount is not allowed here"))
  func readOnly() throws {
    let store = TorturedStore(path: folder.appending(path: "store").path)
    #expect(
      try Program.run(["train", "demand", "--grain", "1d", "--epochs", "4", "--json", "--store", store.path]).code == 0)
    let before = (
      try store.runs("list").output, try FileManager.default.subpathsOfDirectory(atPath: store.path).sorted()
    )
    let run = try #require(store.listed().first?["run"] as? String)
    let (grainscope, at) = (Program.path, "--store '\(store.path)'")
    try Self.inside(
      """
      cd '\(folder.path)'; mount --bind store store; mount -o remount,bind,ro store
      '\(grainscope)' runs list \(at) > list 2> list-error
      '\(grainscope)' runs show \(run) \(at) > show 2>> list-error
      for what in "note \(run) text" "continue \(run) --epochs +2" "rm \(run)" "index"; do
        '\(grainscope)' runs $what \(at) > output 2>> refusals; echo $? >> codes; cat output >> outputs
      done
      '\(grainscope)' train demand --grain 1d --epochs 4 --json \(at) > output 2>> refusals; echo $? >> codes
      """)
    #expect(try text("list") == before.0 && text("list-error").isEmpty && text("show").contains(run))
    let refusals = try text("refusals").split(separator: "\n")
    let codes = try text("codes")
    #expect(codes == "2\n2\n2\n1\n2\n", "\(refusals)")
    #expect(refusals.count == 5 && refusals.allSatisfy { $0.hasPrefix("grainscope: \(store.path)") }, "\(refusals)")
    #expect(try FileManager.default.subpathsOfDirectory(atPath: store.path).sorted() == before.1)
    #expect(try store.runs("list").output == before.0)
  }
}
