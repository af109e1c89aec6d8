import Datasets
import Models
import Telemetry
import Testing

@Suite("Opening data anew with something said otherwise")
struct ReopeningTests {
  private let options: SessionOptions = {
    var options = SessionOptions(path: "/data/a.csv", target: "load", horizon: "1d", grains: ["1h"], seed: 7)
    options.preparation = Preparation()
    options.preparation?.clip = 4
    return options
  }()

  @Test("Another target keeps the rest; another file keeps the seed alone")
  func targets() throws {
    let other = try options.reopened(Reopening(target: "price"))
    #expect(other.target == "price" && other.horizon == "1d" && other.preparation?.clip == 4)
    let file = try options.reopened(Reopening(path: "/data/b.csv"))
    #expect(file == SessionOptions(path: "/data/b.csv", seed: 7))
  }

  @Test("Reading otherwise leaves target, horizon and ladder to suggestion")
  func reading() throws {
    let read = try options.reopened(
      Reopening(values: [.decimal: "comma", .header: "no", .dayFirst: "yes", .separator: "tab", .kind: "table"]))
    #expect(read.reading?.decimal == .comma && read.reading?.header == false && read.reading?.dayFirst == true)
    #expect(read.reading?.separator == .tab && read.reading?.kind == .table)
    #expect(read.target == nil && read.horizon == nil && read.grains == nil && read.preparation?.clip == 4)
    let zoned = try options.reopened(Reopening(values: [.zone: "Asia/Tokyo"]))
    #expect(zoned.zone == "Asia/Tokyo" && zoned.target == "load" && zoned.reading == nil)
    #expect(try zoned.reopened(Reopening(values: [.zone: "as written"])).zone == nil)
  }

  @Test("Treatments are switched on and off; a value that is none is refused")
  func treatments() throws {
    let treated = try options.reopened(Reopening(values: [.gaps: "interpolate:3", .clip: "off", .features: "2"]))
    #expect(treated.preparation?.gaps == .interpolate(limit: 3) && treated.preparation?.clip == nil)
    #expect(treated.preparation?.features == 2 && treated.target == "load")
    let plain = try treated.reopened(Reopening(values: [.gaps: "leave-out", .features: "off"]))
    #expect(plain.preparation == nil)
    #expect(throws: OpeningError.self) { try options.reopened(Reopening(values: [.gaps: "guess"])) }
  }
}
