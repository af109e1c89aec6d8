/// Pixel values of any range, brought to 0…1.
enum GreyScale {
  /// Ranges in which pixels are stored.
  private static let brightest: [Float] = [1, 16, 255, 65_535]

  /// nil where a value is negative or larger than any pixel; values that are missing become black.
  ///
  /// - Parameter isByte: the values were stored in bytes, so that 255 is white whatever occurs.
  static func scaled(_ values: consuming [Float], isByte: Bool) -> [Float]? {
    var largest: Float = 0
    for index in values.indices {
      let value = values[index]
      if value.isNaN { values[index] = 0 }
      guard !(value < 0) else { return nil }
      largest = max(largest, values[index])
    }
    guard let white = isByte ? 255 : brightest.first(where: { largest <= $0 }) else { return nil }
    guard white != 1 else { return values }
    for index in values.indices { values[index] /= white }
    return values
  }
}
