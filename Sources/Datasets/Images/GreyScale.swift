/// Pixel values of any range, brought to 0…1.
struct GreyScale {
  /// 0…1
  let values: [Float]
  /// Values that were missing or not finite, and became black.
  let missing: Int
  /// What stood for white, and is 1 now.
  let white: Float

  /// Ranges in which pixels are stored: shares, levels of 4 bits, of 8 and of 16.
  private static let brightest: [Double] = [1, 16, 255, 65_535]

  /// The value of white: the end of the first usual range that holds the largest value; nil where none does.
  static func white(largest: Double) -> Double? { brightest.first { largest <= $0 } }

  /// nil where a value is negative or larger than any pixel.
  init?(_ values: consuming [Float]) {
    var largest: Float = 0
    var missing = 0
    for index in values.indices {
      let value = values[index]
      guard value.isFinite else {
        missing += 1
        values[index] = 0
        continue
      }
      guard value >= 0 else { return nil }
      largest = max(largest, value)
    }
    guard let white = Self.white(largest: Double(largest)) else { return nil }
    self.white = Float(white)
    self.missing = missing
    if self.white != 1 {
      for index in values.indices { values[index] /= self.white }
    }
    self.values = values
  }

  /// What a reader has to say: which range was found where it is not the one that such a file would have, and what is missing.
  ///
  /// - Parameter isByte: the values were stored in bytes, whose white is 255.
  func remarks(isByte: Bool) -> [String] {
    Self.remarks(white: Double(white), isByte: isByte, missing: missing)
  }

  static func remarks(white: Double, isByte: Bool = false, missing: Int) -> [String] {
    var remarks: [String] = []
    if white == 1, isByte {
      remarks.append(Words.pixelsAsTheyAre)
    } else if white == 16 {
      remarks.append(Words.pixelsOf16)
    }
    if missing > 0 { remarks.append(Words.missingPixels(count: missing)) }
    return remarks
  }
}
