import Canvas
import Testing

@Suite("Names of keys")
struct KeyNameTests {
  @Test(
    "A name is read as the key that has it",
    arguments: [
      Key.character("g"), .character("G"), .character(" "), .character("é"), .enter, .escape, .tab, .backTab,
      .backspace, .delete, .insert, .up, .down, .left, .right, .home, .end, .pageUp, .pageDown, .shiftUp, .shiftDown,
      .shiftLeft, .shiftRight, .function(1), .function(12), .control("p"), .alt("x"), .alt("X"),
    ])
  func roundTrip(_ key: Key) { #expect(Key(named: key.name) == key) }

  @Test(
    "Case does not matter for long names",
    arguments: [("Ctrl-P", Key.control("p")), ("SPACE", .character(" ")), ("F5", .function(5)), ("Escape", .escape)])
  func cases(_ name: String, _ key: Key) { #expect(Key(named: name) == key) }

  @Test(
    "What no terminal sends as a key has no name",
    arguments: ["", "ctrl-", "ctrl-i", "ctrl-m", "ctrl-1", "f0", "f13", "hyper-x", "gg", "\u{301}", "\u{1B}"])
  func strangers(_ name: String) { #expect(Key(named: name) == nil) }
}
