import CKernels

extension Convolution {
  /// Floats of the turned weights.
  package var turnedCount: Int { back.weightCount }

  /// Floats a thread needs for ``inputGradient``: the output's gradient of one image in its frame.
  package var inputGradientScratch: Int { back.framed.height * back.framed.width * units }

  /// The weights as ``inputGradient`` wants them.
  package func turn(_ weight: Block, into turned: Block) {
    precondition(weight.rows == depth && turned.columns >= turnedCount)
    ThreadPool.run((channelsOfGroup + 31) / 32, of: TurningJob(self, weight, turned)) { job, panel, _ in
      job.assumingMemoryBound(to: TurningJob.self).pointee.run(panel)
    }
  }

  /// `∂images = Σ ∂output · weightᵀ` over the windows that hold each value.
  package func inputGradient(
    of outputGradient: Block, turned: Block, into inputGradient: Block, rows: Int, scratch: SlotScratch
  ) {
    precondition(inputGradient.columns == windows.inputCount && outputGradient.columns == windows.places * units)
    let job = InputGradientJob(
      convolution: Unmanaged.passUnretained(self), gradient: outputGradient, turned: turned.base,
      result: inputGradient, room: scratch.room)
    ThreadPool.run(rows, of: job) { job, image, slot in
      job.assumingMemoryBound(to: InputGradientJob.self).pointee.run(image, slot)
    }
  }
}

private struct TurningJob {
  let convolution: Unmanaged<Convolution>
  let weight: Block
  let turned: Block

  init(_ convolution: Convolution, _ weight: Block, _ turned: Block) {
    self.convolution = .passUnretained(convolution)
    self.weight = weight
    self.turned = turned
  }

  /// The channels of one panel, in every phase and group.
  func run(_ panel: Int) {
    convolution._withUnsafeGuaranteedRef { convolution in
      let (channels, units) = (convolution.channelsOfGroup, convolution.unitsOfGroup)
      let across = Int(convolution.windows.code.kernel_width)
      let panels = (channels + 31) / 32
      let width = min(32, channels - panel * 32)
      for phase in convolution.back.phases {
        for group in 0..<convolution.groups {
          var to = turned.base + phase.weight + (group * panels + panel) * phase.depth * 32
          for y in phase.taps.y {
            for x in phase.taps.x {
              let from = weight.base + ((y * across + x) * channels + panel * 32) * weight.stride + group * units
              for unit in 0..<units {
                for channel in 0..<width { to[channel] = from[channel * weight.stride + unit] }
                for channel in width..<32 { to[channel] = 0 }
                to += 32
              }
            }
          }
        }
      }
    }
  }
}

private struct InputGradientJob {
  let convolution: Unmanaged<Convolution>
  let gradient: Block
  let turned: UnsafeMutablePointer<Float>
  let result: Block
  let room: (base: UnsafeMutablePointer<Float>, stride: Int)

  func run(_ image: Int, _ slot: Int) {
    convolution._withUnsafeGuaranteedRef { convolution in
      let (windows, back, units) = (convolution.windows.code, convolution.back, convolution.units)
      let frame = room.base + slot * room.stride
      let (line, length) = (back.framed.width * units, Int(windows.out_width) * units)
      let (above, before) = (back.margin.above, back.margin.before * units)
      let below = back.framed.height - above - Int(windows.out_height)
      frame.update(repeating: 0, count: above * line)
      ck_frame(
        windows.out_height, Int32(length), gradient.base + image * gradient.stride, length, frame + above * line,
        Int32(before), Int32(line - length - before))
      (frame + (back.framed.height - below) * line).update(repeating: 0, count: below * line)
      let panels = (convolution.channelsOfGroup + 31) / 32
      for phase in back.phases {
        for group in 0..<convolution.groups {
          withUnsafePointer(to: phase.product.code) {
            ck_slide(
              $0, frame + phase.from + group * convolution.unitsOfGroup,
              turned + phase.weight + group * panels * phase.depth * 32, nil, nil,
              result.base + image * result.stride + phase.to + group * convolution.channelsOfGroup)
          }
        }
      }
    }
  }
}
