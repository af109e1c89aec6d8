import CCurses
import Canvas
import Glibc

/// Turns surfaces into the bytes that change a terminal from one to the next, through ncurses.
///
/// ncurses writes into a memory file instead of the terminal. So a frame reaches the terminal in one write, a stalled
/// terminal never blocks the program, and everything here can be tested without a terminal.
final class CursesPainter {
  private let terminal: cc_terminal
  private let output: Int32
  private var styles: StyleTable
  private let encoder: GlyphEncoder
  /// What came of the wish for a depth.
  let colorDepth: ColorDepth
  private var row: [cchar_t]
  private(set) var size: Size
  /// What ncurses holds; nil when everything must be painted.
  private var shown: Surface?
  private var cursorIsVisible: Bool?

  /// Opens the terminal type at the given size. ncurses has one current terminal: one painter at a time.
  init(entry: TerminalEntry, size: Size, colorDepth: ColorDepth, isUnicode: Bool) throws(TerminalError) {
    self.size = Size(max(1, size.width), max(1, size.height))
    output = cc_memory_file("frame")
    guard output >= 0 else { throw .startFailed(Words.noMemoryFile(code: "\(errno)")) }
    // Delays written as padding would only fill the memory file.
    setenv("NCURSES_NO_PADDING", "1", 0)
    var depth = colorDepth
    var opened = CursesPainter.openPrivateEntry(entry.name, hasDirectColor: depth == .trueColor, output: output)
    if opened.screen == nil {
      // A library that cannot read an entry from a variable: the plain entry and its palette.
      cc_close_screen(opened)
      if depth == .trueColor { depth = Capabilities.reconciled(.indexed256, colors: entry.colors) }
      opened = cc_open_screen(entry.name, dup(output), dup(output))
    }
    guard opened.screen != nil else {
      cc_close_screen(opened)
      Glibc.close(output)
      throw .startFailed(Words.refusedType(type: entry.name))
    }
    terminal = opened
    self.colorDepth = depth
    styles = StyleTable(depth: depth)
    encoder = GlyphEncoder(isUnicode: isUnicode)
    row = Array(repeating: cchar_t(), count: 2 * self.size.width)
    typeahead(-1)  // a frame is never broken off for waiting input
    // ncurses cannot ask a memory file for its size: whatever it took from elsewhere is replaced.
    resize_term(Int32(self.size.height), Int32(self.size.width))
  }

  private static func openPrivateEntry(_ name: String, hasDirectColor: Bool, output: Int32) -> cc_terminal {
    guard cc_load_entry(name) == 1 else { return cc_terminal() }
    let value = PrivateEntry.valueFromLoadedEntry(hasDirectColor: hasDirectColor)
    cc_drop_entry()
    let before = Capabilities.environment("TERMINFO")
    setenv("TERMINFO", value, 1)
    let terminal = cc_open_screen(PrivateEntry.name, dup(output), dup(output))
    if let before { setenv("TERMINFO", before, 1) } else { unsetenv("TERMINFO") }
    return terminal
  }

  /// Ends ncurses' use of the terminal type; nothing may be painted afterwards.
  func close() {
    cc_close_screen(terminal)
    Glibc.close(output)
  }

  /// The bytes that bring the terminal from the last surface to this one; empty where nothing changed.
  func paint(_ surface: Surface) -> [UInt8] {
    if let shown, shown.size == surface.size, shown.cursor == surface.cursor, shown.cells == surface.cells {
      return []
    }
    write(surface)
    if styles.isExhausted {
      // Pairs ran out over many frames: begin anew with those that this frame needs.
      styles.empty()
      invalidate()
      write(surface)
    }
    shown = surface
    place(surface.cursor)
    wnoutrefresh(cc_standard_window())
    doupdate()
    return takeOutput()
  }

  /// Everything will be painted next time.
  func invalidate() {
    shown = nil
    clearok(cc_physical_window(), true)
  }

  /// The terminal has left the screen without being told so: the next `paint` enters it again.
  func reenter() { _ = leave() }

  func resize(to newSize: Size) {
    size = Size(max(1, newSize.width), max(1, newSize.height))
    resize_term(Int32(size.height), Int32(size.width))
    row = Array(repeating: cchar_t(), count: 2 * size.width)
    invalidate()
  }

  /// The bytes that leave the screen; the next `paint` enters it again.
  func leave() -> [UInt8] {
    endwin()
    invalidate()
    cursorIsVisible = nil
    return takeOutput()
  }

  // MARK: Cells

  private func write(_ surface: Surface) {
    let rows = min(surface.height, size.height)
    let columns = min(surface.width, size.width)
    surface.cells.withUnsafeBufferPointer { cells in
      let old = shown?.size == surface.size ? shown?.cells : nil
      if let old {
        old.withUnsafeBufferPointer { old in
          for y in 0..<rows { writeChanges(of: surface, cells, old, y: y, columns: columns) }
        }
      } else {
        werase(cc_standard_window())
        for y in 0..<rows { write(surface, cells, y: y, 0..<columns) }
      }
    }
  }

  /// Finds the parts of a row that differ; parts a few cells apart are written together.
  private func writeChanges(
    of surface: Surface, _ cells: UnsafeBufferPointer<Cell>, _ old: UnsafeBufferPointer<Cell>, y: Int, columns: Int
  ) {
    let base = y * surface.width
    var x = 0
    while x < columns {
      if cells[base + x] == old[base + x] {
        x += 1
        continue
      }
      var end = x + 1
      var next = end
      while next < columns, next - end < 8 {
        if cells[base + next] != old[base + next] { end = next + 1 }
        next += 1
      }
      write(surface, cells, y: y, x..<end)
      x = next
    }
  }

  private func write(_ surface: Surface, _ cells: UnsafeBufferPointer<Cell>, y: Int, _ span: Range<Int>) {
    guard !span.isEmpty else { return }
    let base = y * surface.width
    var start = span.lowerBound
    if cells[base + start].isRightHalf, start > 0 { start -= 1 }
    var style = cells[base + start].style
    var entry = styles.entry(for: style)
    var count = 0
    row.withUnsafeMutableBufferPointer { row in
      guard let target = row.baseAddress else { return }
      for x in start..<span.upperBound {
        let cell = cells[base + x]
        if cell.isRightHalf, x > 0, cells[base + x - 1].width == 2 { continue }
        if cell.style != style {
          style = cell.style
          entry = styles.entry(for: style)
        }
        if cell.isRightHalf || (cell.width == 2 && x + 1 == size.width) {
          // Half of a wide glyph, the rest of which lies outside.
          cc_fill_cell_with_one(target + count, entry.attributes, entry.pair, 0x20)
        } else {
          encoder.encode(cell, of: surface, style: entry, into: target + count)
          if cell.width == 2, !encoder.isUnicode {
            count += 1
            cc_fill_cell_with_one(target + count, entry.attributes, entry.pair, 0x20)
          }
        }
        count += 1
      }
      mvwadd_wchnstr(cc_standard_window(), Int32(y), Int32(start), target, Int32(count))
    }
  }

  private func place(_ cursor: Point?) {
    let visible = cursor.map { $0.x >= 0 && $0.y >= 0 && $0.x < size.width && $0.y < size.height } ?? false
    if visible != cursorIsVisible {
      curs_set(visible ? 1 : 0)
      cursorIsVisible = visible
    }
    // A hidden cursor need not be brought back to a place after each frame.
    leaveok(cc_standard_window(), !visible)
    if visible, let cursor { wmove(cc_standard_window(), Int32(cursor.y), Int32(cursor.x)) }
  }

  private func takeOutput() -> [UInt8] {
    let length = Int(lseek(output, 0, SEEK_CUR))
    guard length > 0 else { return [] }
    lseek(output, 0, SEEK_SET)
    return [UInt8](unsafeUninitializedCapacity: length) { buffer, used in
      used = max(0, pread(output, buffer.baseAddress, length, 0))
    }
  }
}
