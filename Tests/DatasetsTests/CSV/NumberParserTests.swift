import Glibc
import Testing

@testable import Datasets

@Suite("Numbers")
struct NumberParserTests {
  private func parse(_ text: String, decimal: UInt8 = 0x2E) -> (value: Double?, length: Int) {
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
      // Exactly in the middle between two doubles, and a hair beside it.
      "4503599627370497.5", "4503599627370496.5", "4503599627370497.501", "4503599627370497.499", "9007199254740995",
      "1125899906842624.125", "1125899906842624.375", "1.00000000000000011102230246251565404236316680908203125",
      "0.1234567890123456789", "12345678901234567.89", "1844674407370955161.5", "0.30000000000000004", "5e-324",
      "2.4703282292062328e-324", "1.7976931348623157e308", "9999999999999999999e-19", "5123456.065", "20000001",
      "1.00000005960464477539062", "1.000000059604644775390625", "1.00000005960464477539063",
      "1.00000017881393432617187", "1.000000178813934326171875", "1.00000017881393432617188", "8388608.5", "8388609.5",
      "5.9604644775390625e-8", "1.1754943508222875e-38", "7.0064923216240854e-46", "7.006492321624085e-46",
      "340282356779733661637539395458142568447", "2.2250738585072014e-308", "00000000000000000000000000001.25",
      "1.9999999403953552246094", "4.5e19", "1e22", "1e23", "9007199254740993", "1.00000000000000000000000000000001",
    ])
  func exact(text: String) throws {
    let expected = strtod(text, nil)
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
      let expected = strtod(text, nil)
      guard expected.isFinite else { continue }
      let value = parse(text).value
      #expect(value?.bitPattern == expected.bitPattern, "\(text)")
    }
  }

  @Test("Agree with the C library on doubles printed exactly, and halfway between doubles")
  func halfway() {
    let fuzz = Fuzz(seed: 12)
    for round in 0..<20_000 {
      // Of a magnitude from 10⁻⁴ to 10¹⁹, as most numbers of files have.
      let exponent = fuzz.number(round, 1, below: 76) - 13
      let fraction = UInt64(fuzz.number(round, 0, below: 1 << 52))
      let value = Double(bitPattern: UInt64(1023 + exponent) << 52 | fraction)
      let middle = (Float80(value) + Float80(value.nextUp)) / 2
      for text in ["\(value)", "\(value.nextUp)", "\(middle)"] {
        #expect(parse(text).value?.bitPattern == strtod(text, nil).bitPattern, "\(text)")
      }
      // 2⁵² to 2⁵³ with a half: exactly between two doubles.
      let half = "\(1 << 52 + fraction).5"
      #expect(parse(half).value?.bitPattern == strtod(half, nil).bitPattern, "\(half)")
    }
  }

  @Test("Not numbers", arguments: ["", "-", "+", ".", "-.", "e5", "abc", "--1", "nan", "in", "0x"])
  func refused(text: String) {
    let (value, length) = parse(text)
    #expect(value == nil || length < text.utf8.count)
  }

  @Test("An exponent without digits is not part of the number", arguments: ["1e", "1e+", "2.5E-"])
  func openExponent(text: String) { #expect(parse(text).length == text.utf8.count - (text.hasSuffix("e") ? 1 : 2)) }

  @Test("Beyond the range", arguments: ["1e999", "-1e309", "inf", "Infinity", "-inf", "1e99999999999999999999"])
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
