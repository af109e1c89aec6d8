import Basics

/// A colour of the sRGB space, 8 bits a channel.
package struct Color: Hashable, Sendable {
  package var r: UInt8
  package var g: UInt8
  package var b: UInt8

  package init(r: UInt8, g: UInt8, b: UInt8) {
    self.r = r
    self.g = g
    self.b = b
  }

  /// From `0xRRGGBB`.
  package init(_ hex: UInt32) {
    self.init(
      r: UInt8(truncatingIfNeeded: hex >> 16), g: UInt8(truncatingIfNeeded: hex >> 8), b: UInt8(truncatingIfNeeded: hex)
    )
  }

  /// `0xRRGGBB`.
  package var hex: UInt32 { UInt32(r) << 16 | UInt32(g) << 8 | UInt32(b) }

  /// As `#4fd6be`.
  package var description: String {
    let digits = String(hex, radix: 16)
    return "#" + String(repeating: "0", count: 6 - digits.count) + digits
  }

  /// The colour a `fraction` of the way to `other`, clamped to 0…1, mixed channel by channel.
  package func blended(with other: Color, _ fraction: Double) -> Color {
    let share = fraction.isNaN ? 0 : min(1, max(0, fraction))
    func mix(_ from: UInt8, _ to: UInt8) -> UInt8 {
      UInt8((Double(from) + (Double(to) - Double(from)) * share).rounded())
    }
    return Color(r: mix(r, other.r), g: mix(g, other.g), b: mix(b, other.b))
  }

  /// Relative luminance, 0…1. Source: WCAG 2.2.
  package var luminance: Double {
    0.2126 * Color.linear[Int(r)] + 0.7152 * Color.linear[Int(g)] + 0.0722 * Color.linear[Int(b)]
  }

  /// Contrast ratio, 1…21. Source: WCAG 2.2.
  package func contrast(with other: Color) -> Double {
    let (first, second) = (luminance, other.luminance)
    return (max(first, second) + 0.05) / (min(first, second) + 0.05)
  }

  /// Linear light of each 8-bit sRGB value. Source: IEC 61966-2-1.
  static let linear: [Double] = (0...255).map { value in
    let channel = Double(value) / 255
    return channel <= 0.04045 ? channel / 12.92 : Elementary.power((channel + 0.055) / 1.055, 2.4)
  }
}

extension Color: CustomStringConvertible {}

/// A colour where equal distances look equally different.
///
/// Source: Ottosson (2020), "A perceptual color space for image processing".
package struct PerceptualColor: Hashable, Sendable {
  package let lightness: Double
  package let a: Double
  package let b: Double

  package init(_ color: Color) {
    let red = Color.linear[Int(color.r)]
    let green = Color.linear[Int(color.g)]
    let blue = Color.linear[Int(color.b)]
    let long = Elementary.cubeRoot(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    let medium = Elementary.cubeRoot(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    let short = Elementary.cubeRoot(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    lightness = 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
  }

  /// 0 for greys, about 0.3 for the purest colours.
  package var chroma: Double { (a * a + b * b).squareRoot() }

  /// 0 for the same hue to 2 for the opposite one; two colours that are not grey.
  package func hueDistance(to other: PerceptualColor) -> Double {
    1 - (a * other.a + b * other.b) / (chroma * other.chroma)
  }

  /// Squared distance, 0 for equal colours, about 1 between black and white.
  package func distanceSquared(to other: PerceptualColor) -> Double {
    let (dl, da, db) = (lightness - other.lightness, a - other.a, b - other.b)
    return dl * dl + da * da + db * db
  }
}
