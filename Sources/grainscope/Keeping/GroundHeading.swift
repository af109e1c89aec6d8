import Basics
import Datasets
import Store

/// What runs have in common that may be compared, as a line above them.
enum GroundHeading {
  static func text(_ group: RunGroup) -> String {
    let row = group.rows[0]
    let data = Clean.text(row.dataName, limit: 60)
    if row.dataHash == StoredSession.streamHash { return Words.runsHeadingStream(data: data) }
    let heading =
      switch PredictionTask(rawValue: row.task) ?? .forecast {
      case .forecast: Words.runsHeading(data: data, count: row.validationOrigins)
      case .number, .classes: Words.runsHeadingSamples(data: data, count: row.validationOrigins)
      }
    return row.validationOrigins > 0 && !group.isRankable ? Words.runsHeadingThin(heading: heading) : heading
  }

  /// Of two groups that would be called alike.
  static func text(_ name: String, of ground: ComparisonGround) -> String {
    Words.runsHeadingOf(
      heading: name, data: String(ground.dataHash.prefix(8)), origins: String(ground.originsHash.prefix(8)))
  }

  /// Those of all groups, each told apart.
  static func texts(_ groups: [RunGroup]) -> [String] {
    let names = groups.map { text($0) }
    return zip(names, groups).map { name, group in
      names.count { $0 == name } == 1 ? name : text(name, of: group.ground)
    }
  }
}
