import CPNG

/// PNG through libpng: palettes are looked up, 16 bits become 8, transparent pixels are laid over white.
enum PNG {
  private static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
  /// Deflate unfolds a byte to no more than so many.
  private static let largestRatio = 1_032

  static func recognises(_ beginning: ArraySlice<UInt8>) -> Bool { beginning.starts(with: signature) }

  static func outline(_ bytes: [UInt8]) throws(Picture.Failure) -> Picture.Outline {
    outline(try header(of: bytes))
  }

  static func picture(_ bytes: [UInt8]) throws(Picture.Failure) -> Picture {
    let header = try header(of: bytes)
    let channels = Int(header.channels)
    var stored = [UInt8](repeating: 0, count: Int(header.height) * Int(header.width) * channels)
    _ = try read(bytes, into: &stored)
    let outline = outline(header)
    guard channels != outline.channels else {
      return Picture(outline: outline, values: stored.map { Float($0) / 255 })
    }
    var values: [Float] = []
    values.reserveCapacity(outline.count)
    var wasTransparent = false
    for pixel in stride(from: 0, to: stored.count, by: channels) {
      let alpha = Int(stored[pixel + channels - 1])
      if alpha < 255 { wasTransparent = true }
      for channel in 0..<outline.channels {
        values.append(Float(Int(stored[pixel + channel]) * alpha + 255 * (255 - alpha)) / (255 * 255))
      }
    }
    return Picture(outline: outline, values: values, wasTransparent: wasTransparent)
  }

  /// The header, where the file is large enough for what it claims.
  private static func header(of bytes: [UInt8]) throws(Picture.Failure) -> grainscope_png_header {
    var none: [UInt8] = []
    let header = try read(bytes, into: &none)
    // In a row of n pixels of b bits stand n·b/8 bytes.
    let stored = Int(header.width) * Int(header.height) * Int(header.depth) / 8
    guard header.width > 0, header.height > 0, stored <= bytes.count * largestRatio else {
      throw Picture.Failure(
        found: Words.pictureBytes(count: bytes.count, size: outline(header).size), expected: Words.pictureWhole)
    }
    let pixels = Int(header.width) * Int(header.height) * Int(header.channels)
    guard pixels <= MemorySense.inputLimit / MemoryLayout<Float>.size else {
      throw Picture.Failure(
        found: Words.pictureSize(size: outline(header).size), expected: Words.pictureSizeLimit)
    }
    return header
  }

  private static func outline(_ header: grainscope_png_header) -> Picture.Outline {
    Picture.Outline(height: Int(header.height), width: Int(header.width), channels: header.channels < 3 ? 1 : 3)
  }

  /// Reads the header alone where there is no room for pixels.
  private static func read(
    _ bytes: [UInt8], into pixels: inout [UInt8]
  ) throws(Picture.Failure) -> grainscope_png_header {
    var header = grainscope_png_header()
    var message = [CChar](repeating: 0, count: Int(GRAINSCOPE_PNG_MESSAGE))
    let size = pixels.count
    let isRead = pixels.withUnsafeMutableBufferPointer { pixels in
      grainscope_png_read(bytes, bytes.count, &header, size > 0 ? pixels.baseAddress : nil, size, &message)
    }
    guard isRead == 1 else {
      let reason = String(decoding: message.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      throw Picture.Failure(
        found: Words.picturePngRefused(reason: Clean.text(reason)), expected: Words.picturePngWhole)
    }
    return header
  }
}
