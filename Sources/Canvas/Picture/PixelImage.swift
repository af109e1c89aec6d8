/// A picture, grey or in colour: two pixels a cell, one above the other; without enough colours, one character for two
/// pixels.
///
/// Pixels are scaled to the largest whole multiple that fits, or whole blocks of them are averaged where the picture is
/// larger than the rectangle.
package struct PixelImage: Widget, Hashable, Sendable {
  package var width: Int
  package var height: Int
  /// 1 for grey; 3 for red, green and blue.
  package var channels: Int
  /// `[height, width, channels]`, 0…1; a ``PixelMosaic`` holds several pictures.
  package var pixels: [Float]
  package var shade: PixelShade

  package init(width: Int, height: Int, channels: Int = 1, pixels: [Float], shade: PixelShade = .bright) {
    self.width = width
    self.height = height
    self.channels = channels
    self.pixels = pixels
    self.shade = shade
  }

  /// Cells that the picture takes in a rectangle of this size.
  package func size(in room: Size) -> Size {
    guard width > 0, height > 0, !room.isEmpty else { return .zero }
    let scale = PixelScale.fitting(width, height, in: room)
    return Size(scale.length(of: width), (scale.length(of: height) + 1) / 2)
  }

  package func draw(on surface: inout Surface, in rect: Rect, look: Look) {
    guard width > 0, height > 0, !rect.isEmpty, pixels.count >= pixelCount else { return }
    let scale = PixelScale.fitting(width, height, in: rect.size)
    var sheet = PixelSheet(width: scale.length(of: width), height: scale.length(of: height))
    put(0, on: &sheet, at: (0, 0), scale, look)
    sheet.draw(on: &surface, in: rect, look: look)
  }

  /// Values of one picture.
  var pixelCount: Int { width * height * channels }

  /// Puts picture number `index` of those that lie one after the other in ``pixels`` on a sheet.
  func put(_ index: Int, on sheet: inout PixelSheet, at place: (x: Int, y: Int), _ scale: PixelScale, _ look: Look) {
    let own = pixels[index * pixelCount..<(index + 1) * pixelCount]
    sheet.put(own, width, height, channels, at: place, scale, shade, look)
  }
}

/// How values become colours.
package enum PixelShade: Hashable, Sendable {
  /// From the theme's background to its text.
  case bright
  /// Along a ramp of the theme.
  case ramp(Gradient)
  /// ½ is nothing; what lies below and above it has a colour of its own.
  case signed
}

/// The whole number by which pixels are multiplied, or of which blocks are averaged.
package enum PixelScale: Hashable, Sendable {
  case times(Int)
  case every(Int)

  /// The largest with which a picture fits: a column is as wide as half a row is high.
  package static func fitting(_ width: Int, _ height: Int, in room: Size) -> PixelScale {
    let times = min(room.width / max(width, 1), 2 * room.height / max(height, 1))
    guard times < 1 else { return .times(times) }
    let across = (width + room.width - 1) / max(room.width, 1)
    let down = (height + 2 * room.height - 1) / max(2 * room.height, 1)
    return .every(max(across, down, 2))
  }

  /// Columns or half rows that so many pixels take.
  package func length(of count: Int) -> Int {
    switch self {
    case .times(let times): count * times
    case .every(let block): (count + block - 1) / block
    }
  }

  /// The pixels that stand at a place.
  func pixels(at place: Int, of count: Int) -> Range<Int> {
    switch self {
    case .times(let times): place / times..<place / times + 1
    case .every(let block): place * block..<min((place + 1) * block, count)
    }
  }

  /// The next smaller one.
  var smaller: PixelScale {
    switch self {
    case .times(1): .every(2)
    case .times(let times): .times(times - 1)
    case .every(let block): .every(block + 1)
    }
  }
}
