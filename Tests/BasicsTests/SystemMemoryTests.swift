import Testing

@testable import Basics

struct SystemMemoryTests {
  @Test("Free memory is that of the machine's own account")
  func machine() {
    let text = "MemTotal:       24617088 kB\nMemFree:          812344 kB\nMemAvailable:   20480000 kB\n"
    #expect(SystemMemory.free(meminfo: text) == 20_971_520_000)
    #expect(SystemMemory.free(meminfo: "MemTotal: 1 kB\n") == nil)
  }

  @Test("A container leaves its limit less what is used, and nothing where more is used")
  func container() {
    #expect(SystemMemory.rest(limit: "1073741824\n", used: "73741824\n") == 1_000_000_000)
    #expect(SystemMemory.rest(limit: "1000\n", used: "2000\n") == 0)
    #expect(SystemMemory.rest(limit: "max\n", used: "2000\n") == nil)
  }

  @Test("This machine says how much is free")
  func here() throws {
    #expect(try #require(SystemMemory.available) > 1 << 20)
  }
}
