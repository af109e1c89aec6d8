/// Names by which columns give themselves away.
enum LabelNames {
  private static let labels: Set<String> = [
    "label", "labels", "class", "classes", "target", "species", "category", "digit", "y", "类别", "标签",
  ]
  private static let times: Set<String> = [
    "time", "date", "datetime", "timestamp", "stamp", "ds", "t", "day", "week", "month", "year", "quarter", "hour",
    "epoch", "unix", "ts", "period", "datum", "zeit", "zeitstempel", "uhrzeit", "fecha", "jour", "data", "时间", "日期",
    "date time", "local time", "utc", "index",
  ]

  /// What a column without a name is called, by its place from 0: a name, to be given to options as any other.
  static func unnamed(_ column: Int) -> String { "column \(column + 1)" }

  static func isLabel(_ name: String) -> Bool { labels.contains(Clean.key(name)) }

  /// Whether a name is a letter of a formula, as `y`, which other columns are called too.
  static func isLetter(_ name: String) -> Bool { Clean.key(name).count == 1 }

  /// Whether a name speaks of time: the whole of it, or one of its words (`utc_timestamp`, `DateTime`, `Date (local)`).
  static func isTime(_ name: String) -> Bool {
    let key = Clean.key(name)
    if times.contains(key) || key.hasSuffix("timestamp") || key.hasSuffix("datetime") { return true }
    let strong: Set<String> = ["time", "date", "datetime", "timestamp", "epoch", "unix", "datum", "zeit"]
    return Clean.words(key).contains(where: strong.contains)
  }
}
