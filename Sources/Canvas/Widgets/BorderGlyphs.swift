/// The pieces of a box.
struct BorderGlyphs {
  let horizontal: Unicode.Scalar
  let vertical: Unicode.Scalar
  let topLeft: Unicode.Scalar
  let topRight: Unicode.Scalar
  let bottomLeft: Unicode.Scalar
  let bottomRight: Unicode.Scalar
  let scrollThumb: Unicode.Scalar

  static let square = BorderGlyphs(
    horizontal: "─", vertical: "│", topLeft: "┌", topRight: "┐", bottomLeft: "└", bottomRight: "┘", scrollThumb: "┃")
  static let rounded = BorderGlyphs(
    horizontal: "─", vertical: "│", topLeft: "╭", topRight: "╮", bottomLeft: "╰", bottomRight: "╯", scrollThumb: "┃")
  static let ascii = BorderGlyphs(
    horizontal: "-", vertical: "|", topLeft: "+", topRight: "+", bottomLeft: "+", bottomRight: "+", scrollThumb: "#")

  static func suited(to look: Look) -> BorderGlyphs {
    if look.isASCII { return ascii }
    return look.hasRoundedCorners ? rounded : square
  }
}
