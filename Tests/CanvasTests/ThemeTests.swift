import TestMutations
import Testing

@testable import Canvas

@Suite("Themes")
struct ThemeTests {
  /// The form of btop's own files: comments, blank lines, empty values, greys in two digits, decimal triples.
  static let btop = """
    #Bashtop theme in the manner of those that come with btop

    # Main background, empty for terminal default, need to be empty if you want transparent background
    theme[main_bg]=""

    # Main text color
    theme[main_fg]="#cc"
    theme[title]="#ee"

    # Highlight color for keyboard shortcuts
    theme[hi_fg]="#b54040"
    theme[selected_bg]="#6a2f2f"
    theme[selected_fg]='#ee'
    theme[inactive_fg]="64 64 64"
    theme[graph_text]="#60"   # a remark
      theme[proc_misc] = "#0de756"
    theme[cpu_box]="#556d59"
    theme[mem_box]="#6c6c4b"
    theme[net_box]="#5c588d"
    theme[proc_box]="#805252"
    theme[div_line]="#30"

    # Temperature graph colors
    theme[temp_start]="#4897d4"
    theme[temp_mid]="#5474e8"
    theme[temp_end]="#ff40b6"
    theme[cpu_start]="#77ca9b"
    theme[cpu_mid]=""
    theme[cpu_end]="#fe7272"
    theme[free_end]="#b5e685"
    theme[some_later_name]="#123456"
    """

  @Test("A theme of btop's is read as btop reads it")
  func readsBtop() {
    let file = ThemeFile(parsing: ThemeTests.btop)
    #expect(file.faults.isEmpty)
    #expect(file.palette[.mainBackground] == nil)
    #expect(file.palette[.mainForeground] == Color(0xCCCCCC))
    #expect(file.palette[.selectedForeground] == Color(0xEEEEEE))
    #expect(file.palette[.inactive] == Color(r: 64, g: 64, b: 64))
    #expect(file.palette[.graphText] == Color(0x606060))
    #expect(file.palette[.processMisc] == Color(0x0DE756))
    // Names left out take what btop gives them.
    #expect(file.palette[.meterBackground] == Color(r: 64, g: 64, b: 64))
    #expect(file.palette.ramps[.process] == file.palette.ramps[.cpu])
    let ramp = file.palette.ramps[.temperature] ?? []
    #expect(ramp.count == 101)
    #expect(ramp.first == Color(0x4897D4) && ramp[50] == Color(0x5474E8) && ramp.last == Color(0xFF40B6))
    #expect(ramp[45] == Color(0x4897D4).blended(with: Color(0x5474E8), 0.9))
    #expect(file.palette.ramps[.cpu]?[50] == Color(0x77CA9B).blended(with: Color(0xFE7272), 0.5))
    #expect(file.palette.ramps[.free]?.first == Color(0xB5E685))
  }

  @Test("A theme of btop's gives distinct curves")
  func btopSeries() {
    let theme = Theme(name: "btop", palette: ThemeFile(parsing: ThemeTests.btop).palette)
    #expect(theme.isDark)
    #expect(theme.background == nil)
    #expect(theme.seriesCount >= 6)
    #expect(leastDistance(theme) > 0.09)
  }

  @Test("Faults carry their line and the rest holds")
  func faults() {
    let file = ThemeFile(
      parsing:
        "theme[title]=\"#zz0000\"\nnonsense\r\ntheme[hi_fg]=\"#ff0000\"\ntheme[main_fg]\ntheme[div_line]=\"1 2 300\"")
    #expect(
      file.faults == [
        ThemeFault(line: 1, reason: .badColor("#zz0000")), ThemeFault(line: 2, reason: .notAnEntry("nonsense")),
        ThemeFault(line: 4, reason: .notAnEntry("theme[main_fg]")), ThemeFault(line: 5, reason: .badColor("1 2 300")),
      ])
    #expect(file.palette[.highlight] == Color(0xFF0000))
    #expect(
      file.faults[0].sentence
        == "line 1: '#zz0000' is not a colour; write \"#rrggbb\", a grey as \"#bw\", or \"r g b\" in decimal")
  }

  @Test("Hostile theme text is survived", arguments: 0..<50)
  func hostileText(seed: UInt64) {
    var dice = SplitMix64(seed)
    let pieces = ["theme[", "]", "=", "\"", "#", "main_bg", "_start", "\n", "\u{0}", "\u{1B}", "粒", "ff00zz", " ", "'"]
    let text = (0..<200).map { _ in pieces.randomElement(using: &dice) ?? "" }.joined()
    let file = ThemeFile(parsing: text)
    let theme = Theme(name: "hostile", palette: file.palette)
    for role in Role.allCases { _ = theme.style(role) }
    _ = theme.gradient(.cpu, at: .nan)
    #expect(file.faults.allSatisfy { !$0.sentence.contains("\u{1B}") })
  }

  @Test("Built-ins can be read", arguments: Theme.builtIn.filter { !$0.isMonochrome })
  func builtInsAreReadable(theme: Theme) {
    for role in [Role.text, .title, .key, .keyLabel, .good, .warning, .bad, .info, .accent, .dim, .header, .actual] {
      #expect((theme.style(role).foreground ?? Color(0)).contrast(with: theme.ground) >= 4.5, "\(role)")
    }
    for index in 0..<theme.seriesCount {
      let color = theme.series(index).foreground ?? Color(0)
      #expect(color.contrast(with: theme.ground) >= 4.0, "series \(index)")
      let bar = theme.style(.selected).background ?? Color(0)
      #expect(color.contrast(with: bar) >= 3.0 || theme.name == "high-contrast", "series \(index) on the bar")
    }
    #expect(leastDistance(theme) > 0.08)
    let bar = theme.style(.selected)
    #expect((bar.foreground ?? Color(0)).contrast(with: bar.background ?? Color(0)) >= 7)
  }

  @Test("Text on an overlay and on the bar can be read as well", arguments: Theme.builtIn.filter { !$0.isMonochrome })
  func overlaysAreReadable(theme: Theme) {
    let ground = theme.style(.overlay).background ?? theme.ground
    for role in [Role.text, .title, .key, .keyLabel, .dim, .accent, .warning, .bad] {
      #expect((theme.style(role).foreground ?? Color(0)).contrast(with: ground) >= 4.0, "\(role)")
    }
    #expect((theme.style(.text).foreground ?? Color(0)).contrast(with: ground) >= 7)
  }

  @Test("Without colours, meanings keep attributes of their own")
  func monochrome() {
    let theme = Look(theme: .light, depth: .monochrome).theme
    #expect(theme.isMonochrome)
    for role in Role.allCases {
      #expect(theme.style(role).foreground == nil && theme.style(role).background == nil)
    }
    #expect(Set([Role.good, .warning, .bad, .text].map { theme.style($0) }).count == 4)
    #expect(theme.style(.selected).attributes.contains(.reverse))
    #expect(theme.style(.borderFocused) != theme.style(.border))
  }

  private func leastDistance(_ theme: Theme) -> Double {
    let colors = (0..<theme.seriesCount).compactMap { theme.series($0).foreground.map { PerceptualColor($0) } }
    var least = Double.infinity
    for (index, first) in colors.enumerated() {
      for second in colors[..<index] { least = min(least, first.distanceSquared(to: second)) }
    }
    return least.squareRoot()
  }
}
