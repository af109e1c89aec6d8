import Basics

extension DateForm {
  /// The time that a text gives as year, month and day with or without a time of day, on the wall clock; nil where it is
  /// another text.
  package static func wallClock(_ text: String) -> Instant? {
    // Something that no stamp contains ends it.
    let bytes = Array(text.utf8) + [0]
    var parser = DateParser(form: .iso)
    var place = 0
    let time = parser.read(bytes.span, &place)
    return time > DateParser.impossible && place == bytes.count - 1 ? time : nil
  }
}
