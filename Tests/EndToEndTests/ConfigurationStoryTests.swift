import Foundation
import Testing

@Suite("The configuration file holds, and is read again while the program runs")
struct ConfigurationStoryTests {
  private func folder(_ text: String) throws -> (home: URL, file: URL) {
    let home = try Program.temporaryFolder()
    let folder = home.appending(path: "grainscope")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let file = folder.appending(path: "config.toml")
    try text.write(to: file, atomically: true, encoding: .utf8)
    return (home, file)
  }

  @Test("Keys are those of the file, a wrong line is told, and a change is seen within a moment")
  func liveReload() throws {
    let (home, file) = try folder("[keys]\npause = \"p\"\nstep = \"nonsense\"\n")
    defer { try? FileManager.default.removeItem(at: home) }
    let tmux = try Tmux(["--paused"], height: 30, environment: ["XDG_CONFIG_HOME": home.path])
    var screen = try tmux.expect("p resume", "line 3", "config.toml, line 3: step: “nonsense” is not a key")
    try "[keys]\npause = \"z\"\n[layout]\npanels = [\"forecast\"]\n".write(
      to: file, atomically: true, encoding: .utf8)
    screen = try tmux.wait { $0.contains("z resume") && !$0.contains("Knobs") }
    #expect(screen.contains("z resume") && screen.contains("config.toml was read again"), "\(screen)")
    #expect(!screen.contains("Knobs") && !screen.contains("Predictions"), "\(screen)")
    // Removed, the defaults apply again.
    try FileManager.default.removeItem(at: file)
    screen = try tmux.expect("space resume", "Knobs")
  }

  @Test("The printed default holds on every line; a faulty file ends in 2 with the line's number")
  func check() throws {
    let (home, file) = try folder("")
    defer { try? FileManager.default.removeItem(at: home) }
    let environment = ["XDG_CONFIG_HOME": home.path]
    let path = try Program.run(["config", "--path"], environment: environment)
    #expect(path.output == file.path + "\n")
    let text = try Program.run(["config", "--default"], environment: environment)
    try text.output.write(to: file, atomically: true, encoding: .utf8)
    let whole = try Program.run(["config", "--check"], environment: environment)
    #expect(whole.code == 0 && whole.output.contains("every line is valid"), "\(whole)")
    let broken = text.output.replacing("mouse = true", with: "mouse = 1")
    try broken.write(to: file, atomically: true, encoding: .utf8)
    let line = broken.split(separator: "\n", omittingEmptySubsequences: false).firstIndex(of: "mouse = 1").map {
      $0 + 1
    }
    let faulty = try Program.run(["config", "--check", file.path], environment: environment)
    #expect(faulty.code == 2)
    #expect(faulty.output.contains("line \(line ?? 0): mouse is 1; give true or false."), "\(faulty)")
    #expect(try Program.run(["config", "--check", "/nowhere.toml"]).code == 2)
    #expect(try Program.run(["config", "--default", "--path"]).code == 2)
  }

  @Test(
    "What is no ordinary file of a bearable size is refused at once, as a configuration file and as a theme",
    arguments: ["fifo", "folder", "device", "large"])
  func noFile(kind: String) throws {
    let (home, file) = try folder("[look]\ntheme = \"murk\"\n")
    defer { try? FileManager.default.removeItem(at: home) }
    let themes = file.deletingLastPathComponent().appending(path: "themes")
    try FileManager.default.createDirectory(at: themes, withIntermediateDirectories: true)
    let environment = ["XDG_CONFIG_HOME": home.path]
    func make(_ path: String) throws {
      switch kind {
      case "fifo": try #require(mkfifo(path, 0o600) == 0)
      case "folder": try #require(mkdir(path, 0o755) == 0)
      case "device": try #require(symlink("/dev/zero", path) == 0)
      default: try Data(repeating: 0x5B, count: 3 << 20).write(to: URL(filePath: path))
      }
    }
    let theme = themes.appending(path: "murk.theme").path
    try make(theme)
    let themed = try Program.run(["config", "--check"], environment: environment)
    #expect(themed.code == 2 && themed.output.contains("The theme file \(theme) cannot be read"), "\(themed)")
    try FileManager.default.removeItem(at: file)
    try make(file.path)
    let refused = "\(file.path) cannot be read as text of at most a megabyte; give an ordinary file."
    let checked = try Program.run(["config", "--check"], environment: environment)
    #expect(checked.code == 2 && checked.error == "grainscope: \(refused)\n", "\(checked)")
    // A command that only asks where runs are kept goes on, and says so.
    let trained = try Program.run(
      ["train", Program.sample("demand.csv"), "--grain", "1d", "--recipe", "naive"], environment: environment)
    #expect(trained.code == 0 && trained.error.contains(refused), "\(trained.error)")
  }

  @Test("A theme that there is not is a fault; lines of one that cannot be read are named, and the others hold")
  func themes() throws {
    let (home, file) = try folder("[look]\ntheme = \"murk\"\n")
    defer { try? FileManager.default.removeItem(at: home) }
    let environment = ["XDG_CONFIG_HOME": home.path]
    let unknown = try Program.run(["config", "--check"], environment: environment)
    #expect(unknown.code == 2 && unknown.output.contains("There is no theme “murk”"), "\(unknown)")
    let folder = file.deletingLastPathComponent().appending(path: "themes")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let theme = folder.appending(path: "murk.theme")
    try "theme[main_bg]=\"#101418\"\ntheme[title]=\"#zz\"\nnonsense\n".write(
      to: theme, atomically: true, encoding: .utf8)
    let faults = [
      "\(theme.path), line 2: '#zz' is not a colour; write \"#rrggbb\", a grey as \"#bw\", or \"r g b\" in decimal",
      "\(theme.path), line 3: found 'nonsense', expected theme[name]=\"#rrggbb\"",
    ]
    let checked = try Program.run(["config", "--check"], environment: environment)
    #expect(checked.code == 2 && faults.allSatisfy { checked.output.contains($0 + "\n") }, "\(checked)")
    let output = home.appending(path: "lab.svg").path
    let picture = try Program.run(
      ["picture", Program.sample("demand.csv"), "--theme", "murk", "--recipe", "naive", "--output", output],
      environment: environment)
    #expect(
      picture.code == 0 && faults.allSatisfy { picture.error.contains("grainscope: \($0)\n") }, "\(picture.error)")
    #expect(try String(contentsOfFile: output, encoding: .utf8).contains("#101418"))
    let tmux = try Tmux(["--paused"], height: 30, environment: environment)
    _ = try tmux.expect("line 2: '#zz' is not a colour")
  }
}
