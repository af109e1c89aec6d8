import Glibc
import Testing

@testable import Datasets

@Suite("Numbers")
struct NumberParserTests {
  private func parse(_ text: String, decimal: UInt8 = 0x2E) -> (value: Float?, length: Int) {
    var position = 0
    let bytes = Array(text.utf8) + [0x0A]
    guard case .number(let value) = NumberParser(decimal: decimal).read(bytes.span, &position) else {
      return (nil, position)
    }
    return (value, position)
  }

  @Test(
    "Agree with the C library to the last bit",
    arguments: [
      "0", "-0", "1", "+1", "-1.5", ".5", "5.", "1e3", "1E-3", "1.17549435e-38", "1.4e-45", "3.4028235e38", "1e-50",
      "0.1", "16777217", "16777219", "33554435", "4294967295", "18446744073709551615", "9223372036854775807",
      "0.000000000000000000000000000000000000011754943", "123456789012345678901234567890", "0.30000001192092896",
      // Exactly in the middle between two floats, and a hair beside it.
      "1.00000005960464477539062", "1.000000059604644775390625", "1.00000005960464477539063",
      "1.00000017881393432617187", "1.000000178813934326171875", "1.00000017881393432617188", "8388608.5", "8388609.5",
      "5.9604644775390625e-8", "1.1754943508222875e-38", "7.0064923216240854e-46", "7.006492321624085e-46",
      "340282356779733661637539395458142568447", "2.2250738585072014e-308", "00000000000000000000000000001.25",
      "1.9999999403953552246094", "4.5e19", "1e22", "1e23", "9007199254740993", "1.00000000000000000000000000000001",
    ])
  func exact(text: String) throws {
    let expected = strtof(text, nil)
    let (value, length) = parse(text)
    #expect(value.map(\.bitPattern) == expected.bitPattern, "\(text)")
    #expect(length == text.utf8.count)
  }

  @Test("Agree with the C library on random decimals")
  func random() {
    let fuzz = Fuzz(seed: 11)
    for round in 0..<60_000 {
      let digits = 1 + fuzz.number(round, 0, below: 21)
      var text = fuzz.number(round, 1, below: 2) == 0 ? "-" : ""
      let point = fuzz.number(round, 2, below: digits + 1)
      for digit in 0..<digits {
        if digit == point { text += digit == 0 ? "0." : "." }
        text += String(fuzz.number(round, 3 + digit, below: 10))
      }
      if fuzz.number(round, 40, below: 3) == 0 { text += "e\(fuzz.number(round, 41, below: 100) - 60)" }
      let expected = strtof(text, nil)
      guard expected.isFinite else { continue }
      let value = parse(text).value
      #expect(value?.bitPattern == expected.bitPattern, "\(text)")
    }
  }

  @Test("Agree with the C library on floats printed exactly, and halfway between floats")
  func halfway() {
    let fuzz = Fuzz(seed: 12)
    for round in 0..<20_000 {
      let bits = UInt32(truncatingIfNeeded: fuzz.number(round, 0, below: 0x7F00_0000))
      let value = Float(bitPattern: bits)
      let middle = (Double(value) + Double(value.nextUp)) / 2
      for text in ["\(value)", "\(middle)", "\(middle.nextUp)", "\(middle.nextDown)"] {
        #expect(parse(text).value?.bitPattern == strtof(text, nil).bitPattern, "\(text)")
      }
    }
  }

  @Test("Not numbers", arguments: ["", "-", "+", ".", "-.", "e5", "abc", "--1", "nan", "in", "0x"])
  func refused(text: String) {
    let (value, length) = parse(text)
    #expect(value == nil || length < text.utf8.count)
  }

  @Test("An exponent without digits is not part of the number", arguments: ["1e", "1e+", "2.5E-"])
  func openExponent(text: String) { #expect(parse(text).length == text.utf8.count - (text.hasSuffix("e") ? 1 : 2)) }

  @Test("Beyond the range", arguments: ["1e999", "-1e39", "inf", "Infinity", "-inf", "1e99999999999999999999"])
  func outOfRange(text: String) {
    var position = 0
    let bytes = Array(text.utf8) + [0x0A]
    guard case .outOfRange = NumberParser(decimal: 0x2E).read(bytes.span, &position) else {
      Issue.record("\(text) was not refused")
      return
    }
    #expect(position == text.utf8.count)
  }

  @Test("A decimal comma")
  func comma() {
    #expect(parse("-12,375", decimal: 0x2C).value == -12.375)
    #expect(parse("12.375", decimal: 0x2C).length == 2)
  }
}
