import CCurses
import Glibc

/// Keeps what is written to standard error off the screen: a runtime's last words would vanish with it, or spoil it.
///
/// A memory file stands in while the screen is up; its text is shown when the terminal is restored, after a crash too.
/// Standard error that is not a terminal is left alone.
struct StandardErrorCapture {
  private let file: Int32
  private let original: Int32

  /// Nil where standard error goes elsewhere anyway.
  init?() {
    guard isatty(STDERR_FILENO) == 1 else { return nil }
    file = cc_memory_file("standard-error")
    original = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3)
    guard file >= 0, original >= 0 else { return nil }
  }

  /// Descriptors for the crash handler.
  var descriptors: (file: Int32, original: Int32) { (file, original) }

  func begin() {
    fflush(nil)
    dup2(file, STDERR_FILENO)
  }

  func close() {
    Glibc.close(file)
    Glibc.close(original)
  }
}
