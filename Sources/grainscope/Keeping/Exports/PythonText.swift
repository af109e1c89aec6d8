import Basics

/// Values as Python reads them.
enum PythonText {
  static func text(_ text: some StringProtocol) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": result += "\\\(scalar)"
      case _ where SafeText.isHarmless(scalar): result.unicodeScalars.append(scalar)
      default:
        let digits = String(scalar.value, radix: 16)
        result += "\\U" + String(repeating: "0", count: 8 - digits.count) + digits
      }
    }
    return result + "\""
  }

  static func list(_ texts: [String]) -> String { "[" + texts.map { text($0) }.joined(separator: ", ") + "]" }

  /// - Parameter numbers: finite.
  static func list(_ numbers: [Double]) -> String { "[" + numbers.map { "\($0)" }.joined(separator: ", ") + "]" }
}
