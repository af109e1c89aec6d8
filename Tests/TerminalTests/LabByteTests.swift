import Glibc
import Testing

/// Every byte that the Lab writes, whatever it is given to show.
@Suite("The Lab's bytes are its own", .enabled(if: Probe.program != nil, "grainscope is not built"))
struct LabByteTests {
  /// Text that acts where it is let through. None of these sequences is ever one of the program's own.
  private static let hostile =
    "x\u{1B}]0;owned\u{7}\u{1B}[6n\u{1B}Pq\u{1B}\\\u{9B}2J\u{202E}\tT\u{200B}\u{2066}\u{7F}\u{2028}\u{1B}c"

  /// A series whose every name, and some of whose cells, act; with bytes that are no text.
  private static var series: [UInt8] {
    func cell(_ name: String) -> [UInt8] {
      Array("\"\(name)\(hostile)".utf8) + [0x9B, 0x31, 0x6D, 0xED, 0xA0, 0x80] + Array("\n\"".utf8)
    }
    var bytes = Array("time,".utf8) + cell("a") + [0x2C] + cell("b") + [0x2C] + cell("c") + [10]
    for hour in 0..<960 {
      let day = hour / 24
      let date = day < 31 ? "01-\(day < 9 ? "0" : "")\(day + 1)" : "02-0\(day - 30)"
      bytes += Array("2021-\(date) \(hour % 24 < 10 ? "0" : "")\(hour % 24):00,".utf8)
      bytes += hour % 100 == 50 ? cell("d") : Array("\(100 + hour * 7919 % 97)".utf8)
      bytes += Array(",\(hour % 24),".utf8) + cell("e") + [10]
    }
    return bytes
  }

  @Test("Whatever files, themes, settings and marks are called, only the program's own sequences reach the terminal")
  func bytes() throws {
    let lab = try Lab { folder in
      for path in ["grainscope", "grainscope/themes"] { mkdir(folder + "/" + path, 0o755) }
      let file = folder + "/" + Self.hostile + ".csv"
      try Lab.write(Self.series, to: file)
      try Lab.write(
        Array("theme[main_bg]=\"#101418\"\n\(Self.hostile)\n".utf8),
        to: folder + "/grainscope/themes/\(Self.hostile).theme")
      let escaped = #"x\u001b]0;owned\u0007\u009b2J\u202e"#
      try Lab.write(
        Array("[look]\ntheme = \"\(escaped)\"\n[keys]\n\"\(Self.hostile)\" = 1\npause = \"\(escaped)\"\n".utf8),
        to: folder + "/grainscope/config.toml")
      return [file, "--epochs", "3"]
    }
    let pty = lab.pty
    func settle() {
      let end = Pty.now() + 0.6
      while Pty.now() < end { pty.receive(milliseconds: 20) }
    }
    try #require(
      pty.wait(seconds: 60) { $0.text.contains("owned") && $0.shows("1 Lab") }, "\(pty.text.debugDescription)")
    // Every screen, its panels, the help, the themes, the palette, and a paste into it.
    for keys in ["2", "3", "\t", "\t", "4", "1", "?", "\u{1B}", "t", "\u{1B}", ":", "owned"] {
      pty.send(keys)
      settle()
    }
    pty.send("\u{1B}[200~\(Self.hostile)\u{1B}[201~")
    settle()
    pty.signal(SIGTERM)
    #expect(pty.waitForExit(seconds: 30) == .signal(SIGTERM))
    #expect(pty.text.contains("owned"), "nothing of the names was shown")
    let foreign = ForeignBytes.found(in: pty.output)
    #expect(foreign.isEmpty, "\(foreign)")
  }

  @Test("Settings that cannot be read leave those that held")
  func settings() throws {
    let lab = try Lab(columns: 120, rows: 36) { _ in ["demand", "--grain", "1d", "--paused"] }
    let pty = lab.pty
    try #require(pty.wait(seconds: 60) { $0.shows("Knobs") })
    let folder = lab.folder + "/grainscope"
    mkdir(folder, 0o755)
    /// Makes `config.toml` lead to something else, in one step.
    func place(_ target: String) throws {
      try #require(symlink(target, folder + "/next") == 0 && rename(folder + "/next", folder + "/config.toml") == 0)
    }
    try lab.write(Array("[keys]\npause = \"z\"\n".utf8), to: "grainscope/good")
    try #require(mkfifo(folder + "/pipe", 0o600) == 0)
    try place(folder + "/good")
    #expect(pty.wait(seconds: 60) { $0.shows("z resume") }, "\(pty.picture().row(35))")
    for target in [folder + "/pipe", "/dev/zero", folder] {
      try place(target)
      #expect(
        pty.wait(seconds: 60) { $0.shows("config.toml cannot be read") && $0.shows("z resume") },
        "\(target): \(pty.picture().row(34)) \(pty.picture().row(35))")
      try place(folder + "/good")
      #expect(pty.wait(seconds: 60) { !$0.shows("config.toml cannot be read") && $0.shows("z resume") }, "\(target)")
    }
  }
}
