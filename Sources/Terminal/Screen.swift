import CCurses
import Canvas
import Glibc
import Synchronization

/// The terminal as a screen: surfaces out, input events in. One thread uses it; others may only wake it.
///
/// It owns the process's signals while it is open. After INT, TERM, HUP or QUIT `poll` returns and `stopReason` says why;
/// SIGUSR1 is a wish (`takeWishToKeep`); any other signal that ends a process restores the terminal by itself, a crash
/// among them. Ctrl-Z is an ordinary key here: answer it with `suspend`.
package final class Screen {
  package struct Options: Sendable {
    /// Overrides what the terminal and the environment say.
    package var colorDepth: ColorDepth?
    package var symbols: GraphSymbols?
    package var usesMouse: Bool

    package init(colorDepth: ColorDepth? = nil, symbols: GraphSymbols? = nil, usesMouse: Bool = true) {
      self.colorDepth = colorDepth
      self.symbols = symbols
      self.usesMouse = usesMouse
    }
  }

  package let capabilities: Capabilities
  /// Ends a running `poll`, from any thread.
  package let waker: Waker
  /// Columns and rows at the last look.
  package private(set) var size: Size
  /// Why the program should end, once a signal or the loss of the terminal asks for it.
  package internal(set) var stopReason: StopReason?
  var wantsKeeping = false
  /// Mouse reports; off, the terminal's own selection of text works.
  package var usesMouse: Bool {
    didSet { if usesMouse != oldValue, isUp { device.write(controls.mouse(usesMouse)) } }
  }

  let device: TerminalDevice
  let signals = SignalGuard()
  var decoder: InputDecoder
  /// Milliseconds of silence that make an Escape key of an escape byte.
  let escapeDelay: Int
  /// When bytes last came, on the clock of `poll`.
  var lastInput = 0
  /// Descriptors given to the last `poll` that have something to read.
  package internal(set) var readyDescriptors: [Int32] = []
  private let painter: CursesPainter
  private let controls: ControlStrings
  private let capture: StandardErrorCapture?
  /// A surface that came while the terminal had not taken the frame before.
  private var postponed: Surface?
  private var isUp = false
  private var isClosed = false

  private static let isOpen = Atomic<Bool>(false)

  /// Takes the terminal over: alternate screen, raw mode, no echo, signals.
  package init(_ options: Options = Options()) throws(TerminalError) {
    guard !Screen.isOpen.exchange(true, ordering: .sequentiallyConsistent) else { throw .alreadyOpen }
    var isComplete = false
    defer { if !isComplete { Screen.isOpen.store(false, ordering: .sequentiallyConsistent) } }
    let isUnicode = strcmp(cc_adopt_character_set(), "UTF-8") == 0
    let device = try TerminalDevice()
    let type = Capabilities.environment("TERM") ?? ""
    let entry = try TerminalEntry.find(type)
    let found = Capabilities.colorDepth(
      type: type, colors: entry.colors, hasDirectColor: entry.hasDirectColor, variable: Capabilities.environment)
    let symbols: GraphSymbols = isUnicode ? (type.hasPrefix("linux") ? .blocks : .braille) : .ascii
    let wanted = options.colorDepth.map { Capabilities.reconciled($0, colors: entry.colors) } ?? found
    size = Screen.size(of: device)
    usesMouse = options.usesMouse
    decoder = InputDecoder(sequences: entry.sequences)
    escapeDelay =
      Capabilities.environment("ESCDELAY").flatMap { Int($0) }.map { min(max($0, 1), 5_000) }
      ?? Screen.usualEscapeDelay
    let waker = try Waker()
    signals.install(wake: waker.descriptor)
    do throws(TerminalError) {
      painter = try CursesPainter(
        entry: entry, size: size, colorDepth: wanted, isUnicode: isUnicode)
    } catch {
      signals.remove()
      throw error
    }
    var capabilities = Capabilities(
      type: type, colorDepth: painter.colorDepth, symbols: symbols, usualSymbols: symbols, isUnicode: isUnicode,
      speaksXterm: entry.speaksXterm)
    capabilities.symbols = capabilities.suited(options.symbols)
    self.capabilities = capabilities
    self.device = device
    self.waker = waker
    controls = ControlStrings(speaksXterm: entry.speaksXterm)
    capture = StandardErrorCapture()
    isComplete = true
    do throws(TerminalError) {
      try device.enterRawMode()
    } catch {
      close()
      throw error
    }
    takeOver()
  }

  deinit { close() }

  /// Shows a surface; only what differs from the last one is written, in one piece.
  ///
  /// Where the terminal has not taken the last frame yet, this one waits and is shown by `poll`.
  package func draw(_ surface: Surface) {
    guard !isClosed, !device.isDead else { return }
    if device.hasPendingOutput { device.flush() }
    if device.hasPendingOutput {
      postponed = surface
      return
    }
    postponed = nil
    let frame = painter.paint(surface)
    if !frame.isEmpty { device.write(controls.frame(frame)) }
  }

  /// Everything is painted anew at the next `draw`: after another program wrote on the terminal.
  package func redraw() { painter.invalidate() }

  /// Puts text on the system's clipboard, where the terminal allows it (OSC 52). Returns false where it cannot.
  @discardableResult
  package func copy(_ text: String) -> Bool {
    guard capabilities.speaksXterm, isUp else { return false }
    device.write(controls.clipboard(text))
    return true
  }

  /// Gives the terminal back, stops the whole job as Ctrl-Z does, and takes the terminal again when it continues.
  ///
  /// The next `poll` reports a resize, so that the screen is drawn.
  package func suspend() {
    guard isUp else { return }
    giveBack()
    cc_stop_job()
    try? device.enterRawMode()
    takeOver()
  }

  /// Restores the terminal and the signal handlers; then shows what was written to standard error meanwhile.
  package func close() {
    guard !isClosed else { return }
    isClosed = true
    giveBack()
    signals.remove()
    painter.close()
    capture?.close()
    Screen.isOpen.store(false, ordering: .sequentiallyConsistent)
  }

  /// Closes, and dies of the signal that asked for the end, so that the calling shell sees it.
  package func exit(for reason: StopReason) -> Never {
    close()
    cc_die_of(reason.signal)
    Glibc.exit(128 + reason.signal)
  }

  // MARK: Up and down

  private func takeOver() {
    isUp = true
    capture?.begin()
    signals.arm(
      terminal: device.descriptor, modes: device.originalModes, farewell: controls.farewell,
      capture: capture?.descriptors)
    device.write(controls.enter + (usesMouse ? controls.mouse(true) : []))
    needsResizeEvent = true
  }

  private func giveBack() {
    guard isUp else { return }
    isUp = false
    postponed = nil
    device.drain(milliseconds: 200)
    device.write(controls.leave + painter.leave() + controls.parting)
    device.drain(milliseconds: 500)
    device.leaveRawMode()
    signals.disarm()
  }

  /// After a stop that could not be caught (SIGSTOP): the shell has used the terminal since.
  func recover() {
    guard isUp else { return }
    try? device.enterRawMode()
    device.write(controls.enter + (usesMouse ? controls.mouse(true) : []))
    painter.reenter()
    needsResizeEvent = true
  }

  // MARK: Size

  /// Set when the whole screen must be drawn again although the size may be the same.
  private var needsResizeEvent = false

  /// Looks at the terminal's size; a storm of changes makes one event.
  func checkSize() -> InputEvent? {
    let now = Screen.size(of: device)
    if now != size || now != painter.size {
      size = now
      painter.resize(to: now)
    } else if !needsResizeEvent {
      return nil
    }
    needsResizeEvent = false
    return .resize(now)
  }

  /// No window has more cells a side; what a terminal says beyond that is a mistake, and would take all memory.
  private static let longestSide = 1000

  private static func size(of device: TerminalDevice) -> Size {
    guard let size = device.windowSize else { return Size(80, 24) }
    return Size(min(size.columns, longestSide), min(size.rows, longestSide))
  }

  /// Goes on with output that the terminal did not take at once.
  func continueOutput() {
    device.flush()
    if !device.hasPendingOutput, let surface = postponed { draw(surface) }
  }
}
