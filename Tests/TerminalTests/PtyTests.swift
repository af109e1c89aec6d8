import Canvas
import Glibc
import Testing

@Suite("A program on a real pseudo-terminal", .enabled(if: Probe.path != nil, "TerminalProbe is not built"))
struct PtyTests {
  /// Started, with its first frame shown.
  private func running(
    _ extra: [String: String] = [:], type: String = "xterm-256color", columns: Int = 80, rows: Int = 24
  ) throws -> (pty: Pty, modes: [UInt32]) {
    let pty = try Probe.start(extra, type: type, columns: columns, rows: rows)
    try #require(pty.waitFor("events 1"), "\(pty.text.debugDescription)")
    return (pty, pty.initialModes)
  }

  @Test("Quitting leaves the terminal as it was")
  func quits() throws {
    let (pty, modes) = try running()
    #expect(!pty.echoes)
    pty.send("q")
    #expect(pty.waitForExit() == .code(0))
    pty.expectRestored(modes)
  }

  @Test("exit() from anywhere leaves the terminal as it was")
  func exits() throws {
    let (pty, modes) = try running()
    pty.send("X")
    #expect(pty.waitForExit() == .code(3))
    pty.expectRestored(modes)
  }

  @Test(
    "Every signal that ends a program restores the terminal and is what it dies of", arguments: EndingSignals.all)
  func diesOf(signal: Int32) throws {
    let (pty, modes) = try running()
    pty.signal(signal)
    #expect(pty.waitForExit() == .signal(signal))
    pty.expectRestored(modes)
  }

  @Test(
    "A crash restores the terminal, then shows what the runtime said",
    arguments: [
      ("A", [SIGABRT], ""), ("T", [SIGILL, SIGTRAP], "Index out of range"), ("S", [SIGSEGV], ""), ("O", [SIGSEGV], ""),
    ])
  func crashes(key: String, signals: [Int32], words: String) throws {
    let (pty, modes) = try running()
    pty.send(key)
    let exit = pty.waitForExit()
    #expect(signals.map { Pty.Exit.signal($0) }.contains(exit), "\(exit)")
    pty.expectRestored(modes)
    let afterwards = pty.text.part(after: "\u{1B}[?1049l")
    #expect(words.isEmpty || afterwards.contains(words), "\(afterwards.debugDescription)")
    #expect(!afterwards.contains("backtrace"), "\(afterwards.debugDescription)")
  }

  @Test("Who asks for the runtime's backtrace gets it on the restored terminal")
  func keepsBacktracer() throws {
    let (pty, modes) = try running(["SWIFT_BACKTRACE": "enable=yes,interactive=no,color=no,threads=crashed,limit=3"])
    pty.send("T")
    let exit = pty.waitForExit(seconds: 60)
    #expect([Pty.Exit.signal(SIGILL), .signal(SIGTRAP)].contains(exit), "\(exit)")
    pty.expectRestored(modes)
    #expect(pty.text.part(after: "\u{1B}[?1049l").contains("crashed"))
  }

  @Test("Standard error is kept off the screen and shown after it")
  func keepsStandardError() throws {
    let (pty, _) = try running()
    pty.send("E")
    try #require(pty.waitFor("key E"))
    #expect(!pty.text.contains("a word"))
    pty.send("q")
    #expect(pty.waitForExit() == .code(0))
    let after = pty.text.part(after: "\u{1B}[?1049l")
    #expect(after.contains("a word?[2J??2J on standard error"), "\(after.debugDescription)")
  }

  @Test("A closed window ends the program")
  func endsWithItsWindow() throws {
    let (pty, _) = try running()
    pty.hangUp()
    #expect(pty.waitForExit(seconds: 5) == .signal(SIGHUP))
  }

  @Test("A closed window ends a program that is deaf to hang-ups")
  func endsWithItsWindowUnderNohup() throws {
    let path = try #require(Probe.path)
    let environment = ["TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"]
    let pty = try Pty("/bin/sh", ["-c", "trap '' HUP; exec \(path)"], environment: environment)
    try #require(pty.waitFor("events 1"))
    pty.signal(SIGHUP)
    pty.send("a")
    try #require(pty.wait { $0.shows("key a") })
    pty.hangUp()
    #expect(pty.waitForExit(seconds: 5) == .signal(SIGHUP))
  }

  @Test("Keys, mouse, focus and paste arrive")
  func hears() throws {
    let (pty, _) = try running()
    let pairs = [
      ("\u{1B}[A", "key ↑"), ("\u{1B}OB", "key ↓"), ("\u{1B}[15~", "key F5"), ("\u{1B}x", "key Alt-x"), ("漢", "key 漢"),
      ("\u{1B}[<0;10;5M", "mouse press 9,4"), ("\u{1B}[<64;1;1M", "mouse wheelUp 0,0"), ("\u{1B}[I", "focus true"),
      ("\u{1B}[200~three\u{1B}[201~", "paste 5"), ("\u{3}", "key ^C"), ("\u{1B}", "key Esc"),
    ]
    for (bytes, wanted) in pairs {
      pty.send(bytes)
      #expect(pty.wait { $0.shows(wanted) }, "\(wanted): \(pty.picture().row(5))")
    }
  }

  @Test("Escape is heard by a program that polls more often than Escape takes")
  func hearsEscapeBetweenPolls() throws {
    let (pty, _) = try running(["PROBE_TICK": "3"])
    pty.send("\u{1B}")
    #expect(pty.wait(seconds: 3) { $0.shows("key Esc") })
  }

  /// What a terminal sends for one key, report or paste, in the pieces in which a slow line brings it.
  static let pieces: [([String], String)] = [
    (["\u{1B}", "[", "A"], "key ↑"), (["\u{1B}", "[A"], "key ↑"), (["\u{1B}[", "A"], "key ↑"),
    (["\u{1B}", "O", "B"], "key ↓"), (["\u{1B}", "[", "1", "5", "~"], "key F5"),
    (["\u{1B}", "[1", ";", "2A"], "key ⇧↑"), (["\u{1B}", "[", "<0;", "10;5", "M"], "mouse press 9,4"),
    (["\u{1B}[<64", ";1;1M"], "mouse wheelUp 0,0"), (["\u{1B}", "[", "M", " ", "!", "!"], "mouse press 0,0"),
    (["\u{1B}", "[20", "0~q[", "]q\u{1B}", "[", "201", "~"], "paste 4"), (["\u{1B}", "[", "I"], "focus true"),
  ]

  @Test("A key's bytes that come one after the other are that key and no other", arguments: [10, 30, 80, 200])
  func joinsPieces(milliseconds: UInt32) throws {
    for (parts, wanted) in Self.pieces {
      // On a busy machine a pause may become longer than the wait for an escape byte's rest: then once more.
      for _ in 0..<10 {
        let (pty, _) = try running()
        var longest = 0.0
        var before = Pty.now()
        for part in parts {
          pty.send(part)
          longest = max(longest, Pty.now() - before)
          before = Pty.now()
          usleep(milliseconds * 1_000)
        }
        guard longest < 0.24 else { continue }
        #expect(pty.wait { $0.shows(wanted) }, "\(parts): \(pty.picture().row(5))")
        // The first event is the size; nothing comes beside the key, not even later.
        usleep(300_000)
        pty.receive(milliseconds: 100)
        #expect(pty.shows("events 2 "), "\(parts): \((4..<10).map { pty.picture().row($0) })")
        break
      }
    }
  }

  @Test("Bytes of a letter that come one after the other are that letter", arguments: [30, 200])
  func joinsBytesOfLetters(milliseconds: UInt32) throws {
    let (pty, _) = try running()
    for byte in Array("漢".utf8) {
      pty.send([byte])
      usleep(milliseconds * 1_000)
    }
    #expect(pty.wait { $0.shows("key 漢") })
  }

  @Test("Escape is heard by itself, and keys that are typed after it are those keys")
  func hearsEscape() throws {
    let (pty, _) = try running()
    pty.send("\u{1B}")
    #expect(pty.wait { $0.shows("key Esc") })
    pty.send("\u{1B}")
    usleep(60_000)
    pty.send("?")
    #expect(pty.wait { $0.shows("key ?") && !$0.shows("Alt-") })
    // A bracket could be the beginning of an arrow: it is heard when nothing has come after it.
    pty.send("\u{1B}")
    usleep(60_000)
    pty.send("[")
    #expect(pty.wait { $0.shows("key [") && !$0.shows("Alt-") })
  }

  @Test("Half of a key's bytes is waited for")
  func joinsHalves() throws {
    let (pty, _) = try running()
    pty.send("\u{1B}[1;")
    usleep(120_000)
    pty.send("2A")
    #expect(pty.wait { $0.shows("key ⇧↑") })
  }

  @Test("Each frame is one synchronized piece")
  func synchronizes() throws {
    let (pty, _) = try running()
    pty.forgetOutput()
    pty.send("a")
    #expect(pty.wait { $0.text.hasSuffix("\u{1B}[?2026l") })
    #expect(pty.text.hasPrefix("\u{1B}[?2026h"))
  }

  @Test("A terminal of another kind gets no xterm modes", arguments: ["linux", "vt220"])
  func speaksPlainly(type: String) throws {
    let (pty, modes) = try running(type: type)
    pty.send("q")
    #expect(pty.waitForExit() == .code(0))
    #expect(!pty.text.contains("?2026") && !pty.text.contains("?1002") && !pty.text.contains("?2004"))
    #expect(pty.modes == modes)
  }

  @Test("A storm of resizes ends in the right picture")
  func survivesResizes() throws {
    let (pty, _) = try running()
    for step in 0..<200 {
      pty.resize(columns: 1 + step * 7 % 150, rows: 1 + step * 5 % 60)
      pty.receive(milliseconds: 0)
    }
    pty.resize(columns: 100, rows: 30)
    #expect(pty.waitFor("probe 100x30"))
    pty.forgetOutput()
    pty.resize(columns: 90, rows: 20)
    #expect(pty.wait { $0.picture(columns: 90, rows: 20).row(0).hasPrefix("probe 90x20") })
    pty.send("q")
    #expect(pty.waitForExit() == .code(0))
  }

  @Test("A terminal of one cell is no reason to fail")
  func fitsOneCell() throws {
    let pty = try Probe.start(columns: 1, rows: 1)
    #expect(pty.wait { $0.text.contains("\u{1B}[?2026l") })
    pty.send("q")
    #expect(pty.waitForExit() == .code(0))
  }

  @Test("A window of more cells than there can be is drawn as far as there can be any")
  func boundsTheWindow() throws {
    let pty = try Probe.start(columns: 65_535, rows: 65_535)
    #expect(pty.waitFor("probe 1000x1000"))
    pty.send("q")
    #expect(pty.waitForExit() == .code(0))
  }

  @Test("A megabyte of keys, of paste and of mouse reports is survived")
  func survivesFloods() throws {
    let (pty, _) = try running()
    pty.send(String(repeating: "k", count: 300_000))
    pty.send("\u{1B}[200~" + String(repeating: "pasted text ", count: 90_000) + "\u{1B}[201~")
    #expect(pty.wait(seconds: 30) { $0.text.contains("paste 1048576") })
    pty.send(String(repeating: "\u{1B}[<35;10;10M\u{1B}[<32;20;5M", count: 20_000))
    pty.forgetOutput()
    pty.send("q")
    #expect(pty.waitForExit(seconds: 30) == .code(0))
  }

  @Test("A terminal that takes no output does not stop the program")
  func survivesStall() throws {
    let (pty, _) = try running(columns: 200, rows: 60)
    // Nobody reads: the terminal's buffer fills while the program repaints, then goes on with small changes.
    for step in 0..<450 {
      _ = (step < 400 ? "r" : "k").withCString { write(pty.controller, $0, 1) }
      usleep(1_000)
    }
    #expect(
      pty.wait {
        let picture = $0.picture(columns: 200, rows: 60)
        return picture.row(1).hasPrefix("events 451 ") && picture.row(3).hasPrefix("┌ 漢字 é e\u{301} 👍 ┐ ")
      })
    for _ in 0..<400 {
      _ = "r".withCString { write(pty.controller, $0, 1) }
      usleep(1_000)
    }
    pty.signal(SIGTERM)
    #expect(pty.waitForExit(seconds: 5, reading: false) == .signal(SIGTERM))
  }

  @Test("Another thread ends the wait")
  func wakes() throws {
    let (pty, _) = try running()
    let start = Pty.now()
    pty.send("Wn")
    #expect(pty.wait { $0.shows("key n") })
    #expect(Pty.now() - start < 3)
  }

  @Test("Waiting costs nothing")
  func idles() throws {
    let (pty, _) = try running()
    let before = pty.processorTime
    usleep(1_000_000)
    #expect(pty.processorTime - before <= 0.01)
  }

  @Test("Text is handed to the clipboard, and the mouse can be given back")
  func copiesAndReleasesMouse() throws {
    let (pty, _) = try running()
    pty.send("y")
    #expect(pty.waitFor("\u{1B}]52;c;Y29waWVk\u{7}"))
    pty.send("m")
    #expect(pty.wait { $0.lastSetting(of: "1002") == "l" })
    pty.send("m")
    #expect(pty.wait { $0.lastSetting(of: "1002") == "h" })
  }

  @Test("Ctrl-Z in a shell gives the terminal back, fg brings the picture again", arguments: ["key", "signal"])
  func suspends(how: String) throws {
    let path = try #require(Probe.path)
    let environment = [
      "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin", "PS1": "prompt> ", "ENV": "",
    ]
    let shell = try Pty("/bin/sh", ["-i"], environment: environment)
    try #require(shell.waitFor("prompt> "))
    let modes = shell.modes
    shell.send("\(path)\n")
    try #require(shell.waitFor("events 1"))
    shell.forgetOutput()
    if how == "key" {
      shell.send("\u{1A}")
    } else {
      let child = try #require(Pty.child(of: shell.process))
      kill(child, SIGTSTP)
    }
    try #require(shell.waitFor("prompt> "), "\(shell.text.debugDescription)")
    #expect(shell.lastSetting(of: "1049") == "l" && shell.lastSetting(of: "2004") == "l")
    #expect(shell.modes == modes)
    shell.forgetOutput()
    shell.send("fg\n")
    #expect(shell.waitFor("\u{1B}[?2026l"))
    #expect(shell.wait { $0.shows("probe 80x24") && $0.lastSetting(of: "2004") == "h" })
    #expect(!shell.echoes)
    shell.send("q")
    #expect(shell.waitFor("prompt> "))
    shell.send("exit\n")
    _ = shell.waitForExit()
  }

  @Test("After a stop that cannot be caught the screen comes back")
  func recovers() throws {
    let (pty, _) = try running()
    pty.signal(SIGSTOP)
    usleep(50_000)
    pty.forgetOutput()
    pty.signal(SIGCONT)
    #expect(pty.wait { $0.shows("probe 80x24") && $0.text.contains("\u{1B}[?2004h") })
    #expect(!pty.echoes)
  }

  @Test(
    "A terminal that cannot show a screen gets a sentence",
    arguments: [
      ("dumb", "cannot place its cursor"), ("no-such-type", "no entry for TERM=no-such-type"), ("", "TERM is not set"),
    ])
  func refuses(type: String, words: String) throws {
    let pty = try Probe.start(type: type)
    let modes = pty.modes
    #expect(pty.waitForExit() == .code(1))
    #expect(pty.text.contains(words) && pty.text.contains("grainscope picture"))
    #expect(pty.modes == modes && !pty.text.contains("\u{1B}"))
  }

  @Test(
    "A terminal whose entry is not installed is taken for what it follows", arguments: ["xterm-kitty", "alacritty"])
  func substitutes(type: String) throws {
    let (pty, _) = try running(["COLORTERM": "truecolor"], type: type)
    #expect(pty.shows("probe 80x24 trueColor braille"))
  }

  @Test("NO_COLOR and the locale are obeyed")
  func obeysEnvironment() throws {
    let (plain, _) = try running(["NO_COLOR": "1", "COLORTERM": "truecolor"])
    #expect(plain.shows("monochrome braille") && !plain.text.contains("\u{1B}[38"))
    let (ascii, _) = try running(["LC_ALL": "C"])
    #expect(ascii.shows("ascii") && ascii.output.allSatisfy { $0 < 0x80 })
  }
}
