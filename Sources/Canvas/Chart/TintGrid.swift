/// Areas behind the curves, in eighths of a cell's height.
struct TintGrid {
  let width: Int
  let height: Int
  /// Number of the area drawn last in the cell, from 1; 0 where there is none.
  private(set) var owners: [UInt8]
  /// The part of the cell that it covers, from the top, 0…8.
  private(set) var starts: [UInt8]
  private(set) var ends: [UInt8]

  init(width: Int, height: Int) {
    self.width = width
    self.height = height
    owners = Array(repeating: 0, count: width * height)
    starts = owners
    ends = owners
  }

  /// Covers a column between two heights, in eighths from the top of the plot.
  mutating func cover(column: Int, from top: Double, to bottom: Double, owner: UInt8) {
    guard column >= 0, column < width, top < bottom else { return }
    let first = Int(min(max(0, top), Double(8 * height)).rounded())
    let last = Int(min(max(0, bottom), Double(8 * height)).rounded())
    guard first < last else { return }
    for row in first / 8...(last - 1) / 8 {
      let cell = row * width + column
      let start = UInt8(max(0, first - 8 * row))
      let end = UInt8(min(8, last - 8 * row))
      if owners[cell] == owner {
        starts[cell] = min(starts[cell], start)
        ends[cell] = max(ends[cell], end)
      } else {
        owners[cell] = owner
        starts[cell] = start
        ends[cell] = end
      }
    }
  }
}
