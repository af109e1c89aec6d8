import Glibc

/// A discrete Fourier transform whose size is a power of two.
///
/// Source: Cooley & Tukey (1965), decimation in time, in place.
struct FourierTransform {
  let size: Int
  /// exp(−2πi·k/size) for k < size/2.
  private let cosines: [Double]
  private let sines: [Double]

  static func size(atLeast count: Int) -> Int {
    var size = 1
    while size < count { size *= 2 }
    return size
  }

  init(size: Int) {
    precondition(size > 0 && size & (size - 1) == 0, "a transform of \(size) points")
    self.size = size
    cosines = (0..<size / 2).map { cos(2 * .pi * Double($0) / Double(size)) }
    sines = (0..<size / 2).map { -sin(2 * .pi * Double($0) / Double(size)) }
  }

  /// X(k) = Σₜ x(t)·exp(−2πi·kt/size), in place.
  func forward(_ real: inout [Double], _ imaginary: inout [Double]) {
    precondition(real.count == size && imaginary.count == size, "\(real.count) points in a transform of \(size)")
    reverseBits(&real, &imaginary)
    var real = real.mutableSpan
    var imaginary = imaginary.mutableSpan
    let cosines = self.cosines.span
    let sines = self.sines.span
    var half = 1
    while half < size {
      let stride = size / (2 * half)
      var block = 0
      while block < size {
        for offset in 0..<half {
          let (upper, lower) = (block + offset, block + offset + half)
          let (c, s) = (cosines[offset * stride], sines[offset * stride])
          let (x, y) = (real[lower] * c - imaginary[lower] * s, real[lower] * s + imaginary[lower] * c)
          real[lower] = real[upper] - x
          imaginary[lower] = imaginary[upper] - y
          real[upper] += x
          imaginary[upper] += y
        }
        block += 2 * half
      }
      half *= 2
    }
  }

  private func reverseBits(_ real: inout [Double], _ imaginary: inout [Double]) {
    var reversed = 0
    for index in 1..<max(1, size) {
      var bit = size >> 1
      while reversed & bit != 0 {
        reversed ^= bit
        bit >>= 1
      }
      reversed |= bit
      if index < reversed {
        real.swapAt(index, reversed)
        imaginary.swapAt(index, reversed)
      }
    }
  }
}
