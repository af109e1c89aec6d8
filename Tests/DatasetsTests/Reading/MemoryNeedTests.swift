import Testing

@testable import Datasets

struct MemoryNeedTests {
  @Test("What does not fit into memory is refused with both amounts, before it is tried")
  func refused() {
    let need = MemoryNeed(rows: 100_000_000, columns: 3)
    #expect {
      try need.check(for: "long", free: 3 << 30)
    } throws: { error in
      (error as? DatasetError)?.sentence
        == "long: about 16.39 GB of memory are needed, and 3.00 GB are free; give a file of fewer rows or columns, or a coarser one."
    }
  }

  @Test("What fits is not held up, nor where nobody knows how much is free")
  func taken() throws {
    let need = MemoryNeed(rows: 10_000_000, columns: 1)
    try need.check(for: "long", free: 2 << 30)
    try need.check(for: "long", free: nil)
  }
}
