import Telemetry
import Testing

@Suite("Knob values read well")
struct KnobDisplayTests {
  @Test("Numbers are short, lists and names plain")
  func plain() {
    #expect(KnobValue.number(Double(Float(5e-4))).display == "5e-4")
    #expect(KnobValue.list([64, 32]).display == "64,32")
    #expect(KnobValue.list([]).display == "none")
    #expect(KnobValue.choice("adam").display == "adam")
  }
}
