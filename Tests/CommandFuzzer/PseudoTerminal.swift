import Glibc

/// What a terminal window is to a program.
struct PseudoTerminal {
  struct Failure: Error {}

  let controller: Int32
  let path: String
  /// Kept open, so that its modes can be read after the program's end.
  private let terminal: Int32
  private let modes: [UInt32]

  // TIOCSPTLCK and TIOCGPTN of <asm/ioctls.h>, macros that Swift does not import.
  private static let setLock: UInt = 0x4004_5431
  private static let getNumber: UInt = 0x8004_5430

  init(_ wanted: Case.Terminal) throws {
    controller = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK)
    var (locked, number): (Int32, UInt32) = (0, 0)
    guard controller >= 0, ioctl(controller, Self.setLock, &locked) == 0,
      ioctl(controller, Self.getNumber, &number) == 0
    else { throw Failure() }
    path = "/dev/pts/\(number)"
    terminal = open(path, O_RDWR | O_NOCTTY | O_CLOEXEC)
    var size = winsize(ws_row: UInt16(wanted.rows), ws_col: UInt16(wanted.columns), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(controller, UInt(TIOCSWINSZ), &size)
    // What is typed before the program reads keys is not its output: bytes of a key, echoed alone, are no text.
    var quiet = termios()
    tcgetattr(terminal, &quiet)
    quiet.c_lflag &= ~UInt32(ECHO)
    tcsetattr(terminal, TCSANOW, &quiet)
    modes = Self.modes(of: terminal)
  }

  var isRestored: Bool { Self.modes(of: terminal) == modes }

  func send(_ bytes: [UInt8]) { _ = bytes.withUnsafeBytes { write(controller, $0.baseAddress, $0.count) } }

  func close() {
    _ = Glibc.close(controller)
    _ = Glibc.close(terminal)
  }

  private static func modes(of descriptor: Int32) -> [UInt32] {
    var modes = termios()
    tcgetattr(descriptor, &modes)
    return [modes.c_iflag, modes.c_oflag, modes.c_cflag, modes.c_lflag]
  }
}
