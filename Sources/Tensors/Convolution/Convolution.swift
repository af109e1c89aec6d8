import CKernels

/// The same affine map of every window of an image, computed where the image lies.
///
/// Shapes: images `[rows, height · width · channels]`, weight `[window, units]` with the windows of one group, bias
/// `[1, units]`, output `[rows, places · units]`. Windows that reach beyond an image read a copy in a frame of zeros.
/// Nothing here allocates once the scratch is there.
package final class Convolution {
  package let windows: WindowGeometry
  package let units: Int
  package let groups: Int
  /// Blocks of places of which only the largest value is kept; 1 × 1 keeps all.
  package let pooling: (height: Int, width: Int)

  let product: SlidingProduct
  /// Height and width of an image in its frame.
  let framed: (height: Int, width: Int)
  let back: InputGradientPhases

  package init(
    _ windows: WindowGeometry, units: Int, groups: Int = 1, pooling: (height: Int, width: Int) = (1, 1)
  ) {
    let w = windows.code
    let (channels, width) = (Int(w.channels), Int(w.width))
    precondition(
      channels % groups == 0 && units % groups == 0, "\(channels) channels, \(units) units, \(groups) groups")
    self.windows = windows
    self.units = units
    self.groups = groups
    self.pooling = pooling
    framed = (
      max(Int(w.height + 2 * w.padding_y), Int((w.out_height - 1) * w.stride_y + w.kernel_height)),
      max(width + 2 * Int(w.padding_x), Int((w.out_width - 1) * w.stride_x + w.kernel_width))
    )
    let line = framed.width * channels
    // Of one group whole lines of a window are segments, of several the channels of one place.
    let (height, across) = (Int(w.kernel_height), Int(w.kernel_width))
    var segments: [Int] = []
    for y in 0..<height {
      if groups == 1 {
        segments.append(y * line)
      } else {
        for x in 0..<across { segments.append(y * line + x * channels) }
      }
    }
    var code = ck_sliding()
    code.lines = w.out_height
    code.places = w.out_width
    code.units = Int32(units / groups)
    code.line_step = Int(w.stride_y) * line
    code.place_step = Int(w.stride_x) * channels
    code.segment_length = Int32(groups == 1 ? across * channels : channels / groups)
    code.out_line_step = Int(w.out_width) * units
    code.out_place_step = units
    code.weight_stride = Int32(Block.padded(units))
    code.panel_step = 32
    code.pool_height = Int32(pooling.height)
    code.pool_width = Int32(pooling.width)
    product = SlidingProduct(code, segments: segments)
    back = InputGradientPhases(windows, units: units, groups: groups)
  }

  package var isPooled: Bool { pooling != (1, 1) }
  /// Values of one result after pooling.
  package var outputCount: Int { pooledPlaces * units }
  /// Rows of the weight: the values of a window that one group reads.
  package var depth: Int { windows.windowCount / groups }

  var pooledLines: Int { Int(windows.code.out_height) / pooling.height }
  var pooledPlaces: Int { pooledLines * (Int(windows.code.out_width) / pooling.width) }
  /// Channels that one group reads, and units that it makes.
  var channelsOfGroup: Int { Int(windows.code.channels) / groups }
  var unitsOfGroup: Int { units / groups }

  /// Floats of an image in its frame; 0 where no window reaches beyond the image.
  package var frameCount: Int {
    let isFramed = framed.height > Int(windows.code.height) || framed.width > Int(windows.code.width)
    return isFramed ? framed.height * framed.width * Int(windows.code.channels) : 0
  }

  /// Floats of the weight in panels; 0 where its rows are as good.
  package var panelCount: Int {
    groups == 1 && units > 64 ? largestPanelCount : 0
  }

  /// Floats of the weight in panels, wanted or not; a weight of several groups cannot be laid out so.
  package var largestPanelCount: Int { (units + 31) / 32 * 32 * depth }

  /// The weight in panels, each unit times its `scale`.
  package func pack(_ weight: Block, scale: Block?, into panels: Block) {
    precondition(groups == 1 && panels.columns >= largestPanelCount)
    ck_pack_panels(Int32(depth), Int32(units), weight.base, Int32(weight.stride), scale?.base, panels.base)
  }
}

extension Convolution {
  /// `output = epilogue(windows · weight + bias + residual)`.
  ///
  /// `frame` is `[rows, frameCount]`, kept for the way back, and absent where that is 0.
  package func forward(
    _ images: Block, frame: Block?, weight: Block, panels: Block?, bias: Block, residual: Block? = nil,
    epilogue: Epilogue, into output: Block, rows: Int
  ) {
    precondition(images.columns == windows.inputCount && output.columns == outputCount && weight.rows == depth)
    let weight = panels.map { SlidingWeight(panels: $0, depth: depth) } ?? SlidingWeight(rows: weight)
    let cut = cut
    let job = ForwardJob(
      sliding: product.with(epilogue: epilogue, weight: weight), weight: weight, bias: bias.base,
      residual: residual?.base, images: frame ?? images, output: output, groups: groups,
      channelsOfGroup: channelsOfGroup, cut: cut,
      framing: cut.count == 1 ? frame.map { Framing(self, images: images, frame: $0) } : nil)
    if cut.count > 1, let frame {
      ThreadPool.run(rows * Framing.blocks, of: Framing(self, images: images, frame: frame)) { job, piece, _ in
        job.assumingMemoryBound(to: Framing.self).pointee.run(piece / Framing.blocks, block: piece % Framing.blocks)
      }
    }
    ThreadPool.run(rows * cut.count, of: job) { job, piece, _ in
      job.assumingMemoryBound(to: ForwardJob.self).pointee.run(piece)
    }
  }

  /// How the result of one image is cut into pieces of some lines and some units: of some tens of microseconds each, and
  /// by units where the weight is larger than the image.
  private var cut: Cut {
    let lines = Int(windows.code.out_height)
    let work = windows.places * depth * units
    let wanted = min(max(work / 4_000_000, 1), 16)
    if groups == 1, units >= 128, depth * units > 2 * windows.inputCount {
      let units = max(units / 32 / wanted, 1) * 32
      return Cut(lines: lines, lineBlocks: 1, units: units, unitBlocks: (self.units + units - 1) / units)
    }
    // An even number of lines, since narrow images are computed two lines at a time.
    let some = min((lines / min(wanted, lines) + 1) & ~1, lines)
    return Cut(lines: some, lineBlocks: (lines + some - 1) / some, units: unitsOfGroup, unitBlocks: 1)
  }
}

private struct Cut {
  let lines: Int
  let lineBlocks: Int
  let units: Int
  let unitBlocks: Int
  var count: Int { lineBlocks * unitBlocks }
}

/// Copying an image into its frame.
struct Framing {
  let windows: ck_windows
  let framed: (height: Int, width: Int)
  let images: Block
  let frame: Block

  init(_ convolution: Convolution, images: Block, frame: Block) {
    windows = convolution.windows.code
    framed = convolution.framed
    self.images = images
    self.frame = frame
  }

  /// Into so many parts an image is cut for several threads.
  static let blocks = 4

  func run(_ image: Int) {
    for block in 0..<Self.blocks { run(image, block: block) }
  }

  /// Some lines of the frame.
  func run(_ image: Int, block: Int) {
    let channels = Int(windows.channels)
    let (line, length) = (framed.width * channels, Int(windows.width) * channels)
    let (above, before) = (Int(windows.padding_y), Int(windows.padding_x) * channels)
    let (first, last) = (framed.height * block / Self.blocks, framed.height * (block + 1) / Self.blocks)
    let inside =
      min(max(first, above), last)..<max(min(last, above + Int(windows.height)), min(max(first, above), last))
    let to = frame.base + image * frame.stride
    (to + first * line).update(repeating: 0, count: (inside.lowerBound - first) * line)
    ck_frame(
      Int32(inside.count), Int32(length), images.base + image * images.stride + (inside.lowerBound - above) * length,
      length, to + inside.lowerBound * line, Int32(before), Int32(line - length - before))
    (to + inside.upperBound * line).update(repeating: 0, count: (last - inside.upperBound) * line)
  }
}

private struct ForwardJob {
  let sliding: ck_sliding
  let weight: SlidingWeight
  let bias: UnsafeMutablePointer<Float>
  let residual: UnsafeMutablePointer<Float>?
  let images: Block
  let output: Block
  let groups: Int
  let channelsOfGroup: Int
  let cut: Cut
  let framing: Framing?

  func run(_ piece: Int) {
    let (image, part) = piece.quotientAndRemainder(dividingBy: cut.count)
    let (lineBlock, unitBlock) = part.quotientAndRemainder(dividingBy: cut.unitBlocks)
    framing?.run(image)
    var own = sliding
    let (line, unit) = (lineBlock * cut.lines, unitBlock * cut.units)
    own.lines = Int32(min(cut.lines, Int(sliding.lines) - line))
    own.units = Int32(min(cut.units, Int(sliding.units) - unit))
    let from = images.base + image * images.stride + line * sliding.line_step
    let to = image * output.stride + line * sliding.out_line_step + unit
    for group in 0..<groups {
      let first = group * Int(sliding.units)
      withUnsafePointer(to: own) {
        ck_slide(
          $0, from + group * channelsOfGroup, weight.base + unit / 32 * weight.panelStep + unit % 32 + first,
          bias + unit + first, residual.map { $0 + to + first }, output.base + to + first)
      }
    }
  }
}
