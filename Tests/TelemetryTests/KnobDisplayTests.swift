import Telemetry
import Testing

@Suite("Knob values read well")
struct KnobDisplayTests {
  @Test(
    "Numbers take their shortest form",
    arguments: [
      (Double(Float(1e-3)), "1e-3"), (Double(Float(5e-4)), "5e-4"), (2.5e-4, "2.5e-4"), (0.1, "0.1"), (0.05, "0.05"),
      (0, "0"), (1, "1"), (10, "10"), (32.5, "32.5"), (1500, "1500"), (-0.25, "-0.25"), (1e7, "1e7"),
      (0.999_999_9, "1"),
      (.nan, "NaN"), (.infinity, "∞"),
    ])
  func shortForm(number: Double, text: String) {
    #expect(KnobValue.number(number).display == text)
  }

  @Test("Lists and names are plain")
  func others() {
    #expect(KnobValue.list([64, 32]).display == "64 32")
    #expect(KnobValue.list([]).display == "none")
    #expect(KnobValue.choice("adam").display == "adam")
  }
}
