import Glibc

/// What tests read off the output of a program.
extension Pty {
  func shows(_ wanted: String) -> Bool {
    let picture = picture()
    return (0..<picture.size.height).contains { picture.row($0).contains(wanted) }
  }

  /// Whether a private mode was last set (`h`) or reset (`l`).
  func lastSetting(of mode: String) -> String? {
    let text = Array(text.utf8)
    let wanted = Array("\u{1B}[?".utf8)
    var last: String?
    var index = 0
    while index + wanted.count < text.count {
      guard text[index] == 0x1B, Array(text[index..<index + 3]) == wanted else {
        index += 1
        continue
      }
      index += 3
      let body = text[index...].prefix { $0 == 0x3B || (0x30...0x39).contains($0) }
      index += body.count
      let modes = String(decoding: body, as: UTF8.self).split(separator: ";")
      if index < text.count, modes.contains(Substring(mode)) { last = String(Unicode.Scalar(text[index])) }
    }
    return last
  }

  /// The first child of a process.
  static func child(of process: pid_t) -> pid_t? {
    guard let file = fopen("/proc/\(process)/task/\(process)/children", "r") else { return nil }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 256)
    guard fgets(&line, 256, file) != nil else { return nil }
    let text = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return text.split(separator: " ").first.flatMap { pid_t($0) }
  }
}

extension String {
  /// What follows the last occurrence of a text.
  func part(after text: String) -> String {
    let whole = Array(utf8)
    let wanted = Array(text.utf8)
    var index = whole.count - wanted.count
    while index >= 0 {
      if Array(whole[index..<index + wanted.count]) == wanted {
        return String(decoding: whole[(index + wanted.count)...], as: UTF8.self)
      }
      index -= 1
    }
    return ""
  }
}
