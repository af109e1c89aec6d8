import CKernels

/// The constants of a kernel that multiplies the windows of an image, with the memory that they point to.
final class SlidingProduct {
  let code: ck_sliding
  private let segments: UnsafeMutablePointer<Int32>

  /// `code` without segments, and where each of those begins.
  init(_ code: ck_sliding, segments starts: [Int]) {
    segments = .allocate(capacity: max(starts.count, 1))
    for (index, start) in starts.enumerated() { (segments + index).initialize(to: Int32(start)) }
    var code = code
    code.segments = UnsafePointer(segments)
    code.segment_count = Int32(starts.count)
    self.code = code
  }

  deinit { segments.deallocate() }

  /// The same for a result that is stored and finished in another way.
  func with(epilogue: Epilogue, weight: SlidingWeight) -> ck_sliding {
    var code = code
    code.epilogue = epilogue.code
    code.weight_stride = Int32(weight.stride)
    code.panel_step = weight.panelStep
    return code
  }
}

/// A weight as the kernels read it: rows of all units, or panels of 32 units one after another.
struct SlidingWeight {
  let base: UnsafeMutablePointer<Float>
  let stride: Int
  let panelStep: Int

  init(rows weight: Block) {
    (base, stride, panelStep) = (weight.base, weight.stride, 32)
  }

  init(panels: Block, depth: Int) {
    (base, stride, panelStep) = (panels.base, 32, depth * 32)
  }
}

/// Room for each thread of a pool.
package final class SlotScratch {
  private var count = 0
  private var buffer: Buffer?

  package init() {}

  /// Before the first use, whatever each user needs, in floats a thread.
  package func require(_ count: Int) {
    precondition(buffer == nil || count <= self.count, "room for \(count) asked too late")
    self.count = max(self.count, Block.padded(count))
  }

  /// The room of all threads, `stride` floats each.
  var room: (base: UnsafeMutablePointer<Float>, stride: Int) {
    if let buffer { return (buffer.base, count) }
    let made = Buffer(count: count * ThreadPool.slots)
    buffer = made
    return (made.base, count)
  }
}
