import Basics

/// How instants relate to the clock on the wall.
package enum Zone: Hashable, Sendable, Codable {
  /// Stamps carry no zone and none was given: the wall clock is taken as it stands.
  case asWritten
  /// A fixed offset, in ms east of UTC.
  case utcOffset(Int64)
  /// A zone of the system's database, as `Europe/London`.
  case named(String)

  /// Wall clock minus UTC at an instant, in ms; 0 where the database does not know the name.
  ///
  /// For many instants take ``clock`` once.
  package func offset(at instant: Instant) -> Int64 { clock.offset(at: instant) }

  /// The zone with its table of changes at hand.
  package var clock: ZoneClock {
    switch self {
    case .asWritten: ZoneClock(fixed: 0)
    case .utcOffset(let offset): ZoneClock(fixed: offset)
    case .named(let name): ZoneClock(table: ZoneDatabase.shared.table(named: name))
    }
  }

  /// As `Europe/London`, `UTC+02:00`, or `as written`.
  package var label: String {
    switch self {
    case .asWritten: Words.zoneAsWritten
    case .named(let name): name
    case .utcOffset(0): "UTC"
    case .utcOffset(let offset):
      "UTC\(offset < 0 ? "-" : "+")\(NumberFormat.padded(Int(abs(offset) / Milliseconds.hour), 2)):"
        + NumberFormat.padded(Int(abs(offset) / Milliseconds.minute % 60), 2)
    }
  }

  /// The zone that a user named: `UTC`, `Z`, an offset as `+02:00`, or a name of the database.
  ///
  /// - Throws: ``DatasetError/unknownZone(name:near:databaseFound:)``.
  package static func find(_ name: String) throws(DatasetError) -> Zone {
    if ["UTC", "utc", "Z", "GMT"].contains(name) { return .utcOffset(0) }
    if let offset = parseOffset(name) { return .utcOffset(offset) }
    if ZoneDatabase.shared.table(named: name) != nil { return .named(name) }
    throw .unknownZone(
      name: Clean.text(name), near: ZoneDatabase.shared.names(near: name), databaseFound: ZoneDatabase.shared.exists)
  }

  /// `+02:00`, `-0330`, `+02`, with or without `UTC` before it, in ms.
  private static func parseOffset(_ text: String) -> Int64? {
    var rest = text[...]
    if rest.hasPrefix("UTC") || rest.hasPrefix("GMT") { rest = rest.dropFirst(3) }
    guard let sign = rest.first, sign == "+" || sign == "-" else { return nil }
    let digits = rest.dropFirst().filter { $0 != ":" }
    guard digits.utf8.count == 2 || digits.utf8.count == 4, digits.utf8.allSatisfy({ 48...57 ~= $0 }),
      let hours = Int64(digits.prefix(2)), hours <= 18, let minutes = Int64("0" + digits.dropFirst(2)), minutes < 60
    else { return nil }
    let offset = hours * Milliseconds.hour + minutes * Milliseconds.minute
    return sign == "-" ? -offset : offset
  }
}

extension CivilTime {
  /// The wall clock of `instant` in a zone.
  package init(_ instant: Instant, in zone: Zone) { self.init(wallClock: instant + zone.offset(at: instant)) }
}

/// What a wall-clock time means in a zone: usually one instant; none where clocks jump forward; two where they go back.
package enum WallClockReading: Hashable, Sendable {
  case unique(Instant)
  /// The wall clock never showed this; `after` is the instant that the offset before the jump would give.
  case skipped(after: Instant)
  case twice(first: Instant, second: Instant)

  /// One instant in any case: the moment carried past the jump, or the first of the two.
  package var earliest: Instant {
    switch self {
    case .unique(let instant), .skipped(let instant), .twice(let instant, _): instant
    }
  }
}

/// A zone ready for many questions.
package struct ZoneClock: Sendable {
  private let fixed: Int64
  private let table: ZoneTable?

  init(fixed: Int64) {
    self.fixed = fixed
    table = nil
  }

  init(table: ZoneTable?) {
    fixed = 0
    self.table = table
  }

  /// The offset if it never changes.
  package var constantOffset: Int64? { table == nil ? fixed : nil }

  /// Wall clock minus UTC, in ms.
  package func offset(at instant: Instant) -> Int64 { table?.offset(at: instant) ?? fixed }

  package func wallClock(at instant: Instant) -> Instant { instant + offset(at: instant) }

  /// What the wall-clock time (ms since 1970-01-01 00:00 on the same wall) means.
  package func reading(ofWallClock wallClock: Instant) -> WallClockReading {
    guard table != nil else { return .unique(wallClock - fixed) }
    // Offsets lie within a day, so that any change near this wall clock lies between these two probes.
    let before = offset(at: wallClock - Milliseconds.day)
    let after = offset(at: wallClock + Milliseconds.day)
    let first = wallClock - before
    let second = wallClock - after
    let firstHolds = offset(at: first) == before
    let secondHolds = offset(at: second) == after
    switch (firstHolds, secondHolds) {
    case (true, true):
      return first == second ? .unique(first) : .twice(first: min(first, second), second: max(first, second))
    case (true, false): return .unique(first)
    case (false, true): return .unique(second)
    case (false, false): return .skipped(after: first)
    }
  }

  /// The instant at which the wall clock reads `wallClock`; see ``WallClockReading/earliest``.
  package func instant(ofWallClock wallClock: Instant) -> Instant { reading(ofWallClock: wallClock).earliest }
}
