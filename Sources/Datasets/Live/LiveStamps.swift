import Basics

/// Finds the stamp in a stream's lines: a field that reads as a date, or a number under a heading that speaks of time.
struct LiveStamps: Sendable {
  private enum Finding: Sendable {
    case open
    case none
    case at(Int, DateParser)
  }

  private var finding = Finding.open

  /// The stamp of a line whose value stands in field `value`; nil where the stream carries none.
  mutating func stamp(_ bytes: Span<UInt8>, _ fields: [Range<Int>], names: [String], value: Int) -> Instant? {
    if case .open = finding { finding = Self.find(bytes, fields, names: names, value: value) }
    guard case .at(let place, var parser) = finding, fields.indices.contains(place) else { return nil }
    return Self.read(&parser, bytes, fields, place, before: value)
  }

  private static func find(
    _ bytes: Span<UInt8>, _ fields: [Range<Int>], names: [String], value: Int
  ) -> Finding {
    for place in fields.indices where place != value {
      let isNamed = names.indices.contains(place) && names.count == fields.count && LabelNames.isTime(names[place])
      let cell = fields[place]
      // Nobody writes the month first before a point.
      let usesPoints = (cell.lowerBound..<min(cell.lowerBound + 3, cell.upperBound)).contains {
        bytes[$0] == UInt8(ascii: ".")
      }
      for form in DateForm.all where (isNamed && form.isEpoch) || !form.isNumeric {
        if usesPoints, form == .monthDayYear { continue }
        var parser = DateParser(form: form, takesCommaFraction: false)
        guard let stamp = read(&parser, bytes, fields, place, before: value), form.isPlausible([stamp]) else {
          continue
        }
        return .at(place, DateParser(form: form, takesCommaFraction: false))
      }
    }
    return .none
  }

  /// Between blanks a date and its time of day are two fields.
  private static func read(
    _ parser: inout DateParser, _ bytes: Span<UInt8>, _ fields: [Range<Int>], _ place: Int, before value: Int
  ) -> Instant? {
    var position = fields[place].lowerBound
    guard !fields[place].isEmpty else { return nil }
    let stamp = parser.read(bytes, &position)
    let isWhole =
      position == fields[place].upperBound
      || place + 1 < fields.count && place + 1 != value && position == fields[place + 1].upperBound
    return stamp > DateParser.impossible && isWhole ? stamp : nil
  }
}
