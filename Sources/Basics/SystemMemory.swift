import Glibc

/// The memory that the system still has for this program.
package enum SystemMemory {
  /// Bytes that can be had before the machine, the container or the process' own limit ends them; nil where nothing says so.
  package static var available: Int? {
    let machine = text("/proc/meminfo").flatMap { free(meminfo: $0) }
    let container = rest(limit: text("/sys/fs/cgroup/memory.max"), used: text("/sys/fs/cgroup/memory.current"))
    return [machine, container, ownRest].compactMap { $0 }.min()
  }

  /// The line `MemAvailable:` of `/proc/meminfo`, in bytes.
  static func free(meminfo: String) -> Int? { kibibytes("MemAvailable:", in: meminfo) }

  /// What a control group of version 2 leaves; nil where its limit is `max`.
  static func rest(limit: String?, used: String?) -> Int? {
    guard let limit = limit.flatMap(whole), let used = used.flatMap(whole) else { return nil }
    return max(limit - used, 0)
  }

  /// What a limit on the process' addresses leaves; nil where there is none.
  private static var ownRest: Int? {
    var limits = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limits) == 0, limits.rlim_cur < UInt(Int.max),
      let used = text("/proc/self/status").flatMap({ kibibytes("VmSize:", in: $0) })
    else { return nil }
    return max(Int(limits.rlim_cur) - used, 0)
  }

  private static func kibibytes(_ name: String, in text: String) -> Int? {
    for line in text.split(separator: "\n") where line.hasPrefix(name) {
      return line.split(separator: " ").dropFirst().first.flatMap { Int($0) }.map { $0 << 10 }
    }
    return nil
  }

  private static func whole(_ text: String) -> Int? { Int(text.prefix { $0 != "\n" }) }

  /// The text of a small file of the system.
  private static func text(_ path: String) -> String? {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 14)
    let count = bytes.withUnsafeMutableBytes { read(file, $0.baseAddress, $0.count) }
    return count > 0 ? String(decoding: bytes[..<count], as: UTF8.self) : nil
  }
}
