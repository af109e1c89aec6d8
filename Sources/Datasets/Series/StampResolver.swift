import Basics

/// Turns stamps as read into instants, under the zone that the file or the user names.
struct StampResolver {
  let zone: Zone
  /// What was assumed, for the report.
  private(set) var remarks: [String] = []
  private let needsZone: Bool
  private let clock: ZoneClock

  init(_ raw: RawRows, option: Zone?) {
    let zones = raw.zones
    if !raw.layout.stampParts.isEmpty || (zones.withOffset == 0 && !raw.layout.dateForm.isEpoch) {
      zone = option ?? .asWritten
      needsZone = option != nil
      if option == nil { remarks.append(Words.stampsWithoutZone) }
    } else if raw.layout.dateForm.isEpoch {
      zone = option ?? .utcOffset(0)
      needsZone = false
      if option == nil { remarks.append(Words.stampsCountFrom1970) }
    } else {
      zone = option ?? .utcOffset(zones.isMixed ? 0 : zones.firstOffset ?? 0)
      needsZone = false
      if option == nil, zones.isMixed {
        remarks.append(Words.stampsOfSeveralOffsets)
      }
      if zones.without > 0 { remarks.append(Words.stampsPartlyWithOffset) }
    }
    if zones.cutDigits { remarks.append(Words.stampsCutDigits) }
    clock = zone.clock
  }

  /// Changes wall clocks into instants in place.
  ///
  /// A time that occurs twice takes the second instant where the row above would otherwise be later.
  func resolve(_ stamps: inout [Int64], lines: LineIndex, report: inout SeriesReport) {
    guard needsZone else { return }
    if let offset = clock.constantOffset {
      guard offset != 0 else { return }
      for row in stamps.indices where stamps[row] > DateParser.impossible { stamps[row] -= offset }
      return
    }
    var previous = Int64.min
    // Within a day without a change, one offset serves all rows.
    var calmDay = Int64.min
    var calmOffset: Int64 = 0
    for row in stamps.indices where stamps[row] > DateParser.impossible {
      let wall = stamps[row]
      let day = floorQuotient(wall, Milliseconds.day)
      if day != calmDay {
        let before = clock.offset(at: (day - 1) * Milliseconds.day)
        let middle = clock.offset(at: day * Milliseconds.day)
        let after = clock.offset(at: (day + 2) * Milliseconds.day)
        calmDay = before == middle && middle == after ? day : Int64.min
        calmOffset = after
      }
      if day == calmDay {
        stamps[row] = wall - calmOffset
      } else {
        switch clock.reading(ofWallClock: wall) {
        case .unique(let instant): stamps[row] = instant
        case .twice(let first, let second): stamps[row] = first > previous ? first : second
        case .skipped(let after):
          stamps[row] = after
          report.skippedStamps.add(RowMark(line: lines[row], instant: after))
        }
      }
      previous = stamps[row]
    }
  }
}
