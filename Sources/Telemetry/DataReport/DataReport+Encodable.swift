/// The JSON of `inspect`. Curves that only a screen draws stay out.
extension DataReport: Encodable {
  private enum Key: String, CodingKey {
    case file, kind, rows, bytes, span, guesses, columns, leftOut, gaps, findings, cycles, target, horizon
    case season, ladder, split, leaks, idle, policies, ranking, remarks, pictures
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(fileName, forKey: .file)
    try container.encode(kind, forKey: .kind)
    try container.encode(rows, forKey: .rows)
    try container.encode(bytes, forKey: .bytes)
    try container.encodeIfPresent(span, forKey: .span)
    try container.encode(guesses, forKey: .guesses)
    try container.encodeIfPresent(pictures, forKey: .pictures)
    try container.encode(columns, forKey: .columns)
    try container.encode(leftOut, forKey: .leftOut)
    try container.encodeIfPresent(gaps, forKey: .gaps)
    try container.encode(findings, forKey: .findings)
    try container.encode(cycles, forKey: .cycles)
    try container.encodeIfPresent(target, forKey: .target)
    try container.encodeIfPresent(horizon, forKey: .horizon)
    try container.encodeIfPresent(season, forKey: .season)
    try container.encode(ladder, forKey: .ladder)
    try container.encode(split, forKey: .split)
    try container.encode(leaks, forKey: .leaks)
    try container.encode(idle, forKey: .idle)
    try container.encode(policies, forKey: .policies)
    try container.encodeIfPresent(ranking, forKey: .ranking)
    try container.encode(remarks, forKey: .remarks)
  }
}

extension GrainReport: Encodable {
  private enum Key: String, CodingKey { case grain, bins, incomplete, reason, exclusion }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(grain, forKey: .grain)
    try container.encode(bins, forKey: .bins)
    try container.encode(incomplete, forKey: .incomplete)
    try container.encode(reason, forKey: .reason)
    try container.encodeIfPresent(exclusion, forKey: .exclusion)
  }
}
