/// A resolution of images, in pixels.
package struct SpatialGrain: Hashable, Sendable {
  package let height: Int
  package let width: Int

  package init(height: Int, width: Int) {
    precondition(height > 0 && width > 0, "images of \(height)×\(width) pixels")
    self.height = height
    self.width = width
  }

  /// As `8×8`.
  package var label: String { "\(height)×\(width)" }

  /// Reads `8`, `8x8` or `8×8`.
  package init(parsing text: String) throws(LadderError) {
    let sides = text.split(separator: "x", omittingEmptySubsequences: false).flatMap {
      $0.split(separator: "×", omittingEmptySubsequences: false)
    }
    let numbers = sides.map { Int($0.filter { $0 != " " }) ?? 0 }
    guard (1...2).contains(numbers.count), let height = numbers.first, let width = numbers.last,
      (1...65_536).contains(height), (1...65_536).contains(width)
    else { throw .unreadableSide(text) }
    self.init(height: height, width: width)
  }
}

/// A grain is kept as its label.
extension SpatialGrain: Codable {
  package init(from decoder: any Decoder) throws {
    try self.init(parsing: try decoder.singleValueContainer().decode(String.self))
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(label)
  }
}
