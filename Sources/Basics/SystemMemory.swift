import Glibc

/// The memory that the system still has for this program.
package enum SystemMemory {
  /// Bytes that can be had before the machine, the container or the process' own limit ends them; nil where nothing says so.
  package static var available: Int? {
    let machine = SystemFile.text("/proc/meminfo").flatMap { free(meminfo: $0) }
    let container = rest(
      limit: SystemFile.text("/sys/fs/cgroup/memory.max"), used: SystemFile.text("/sys/fs/cgroup/memory.current"))
    return [machine, container, ownRest].compactMap { $0 }.min()
  }

  /// The line `MemAvailable:` of `/proc/meminfo`, in bytes.
  static func free(meminfo: String) -> Int? { bytes("MemAvailable:", in: meminfo) }

  /// What a control group of version 2 leaves; nil where its limit is `max`.
  static func rest(limit: String?, used: String?) -> Int? {
    guard let limit = limit.flatMap(whole), let used = used.flatMap(whole) else { return nil }
    return max(limit - used, 0)
  }

  /// What a limit on the process' addresses leaves; nil where there is none.
  package static var ownRest: Int? {
    var limits = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limits) == 0, limits.rlim_cur < UInt(Int.max),
      let used = SystemFile.text("/proc/self/status").flatMap({ bytes("VmSize:", in: $0) })
    else { return nil }
    return max(Int(limits.rlim_cur) - used, 0)
  }

  private static func whole(_ text: String) -> Int? { Int(text.prefix { $0 != "\n" }) }

  private static func bytes(_ name: String, in text: String) -> Int? {
    SystemFile.kibibytes(name, in: text).map { $0 << 10 }
  }
}
