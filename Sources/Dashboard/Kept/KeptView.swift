import Telemetry

/// What of the store is looked at on the Runs screen.
struct KeptView: Sendable {
  var query = KeptQuery()
  /// The newest answer; nil where nothing is kept, or was not answered yet.
  var listing: KeptListing?
  /// As the table shows them, of the runs around the chosen one.
  var settings: [String: [Knob: String]] = [:]
  var records: [String: KeptRecord] = [:]
  var difference: KeptDifference?
  /// The first row of the difference that is in sight.
  var differenceRow = 0
  var parallel: KeptParallel?
  /// What is brushed of the axes.
  var brush = KeptBrush()
  var chosen: Choice?
  /// Runs whose curves are drawn over each other, in the order in which they were marked: their places are their colours.
  var marked: [String] = []
  var panel = SidePanel.curves
  /// A step through all curves; nil without a cross-hair.
  var crosshair: Int?
  /// Runs whose test scores may be seen while the test part is on view.
  var revealed: Set<String> = []

  /// More curves than this are told apart by nobody.
  static let mostMarked = 8
  /// Lines above and below the chosen one whose knobs are read ahead, and by how many lines they are read anew.
  private static let pageSize = 64

  enum Choice: Hashable, Sendable {
    case run(String)
    case seeds(String)
  }

  /// What stands beside the list.
  enum SidePanel: Sendable {
    case curves, difference, parallel
  }

  // MARK: The chosen line

  /// The chosen line, or the first that can be.
  var line: Int? {
    guard let listing else { return nil }
    let wanted: Int? =
      switch chosen {
      case .run(let id): listing.lineOfRun[id]
      case .seeds(let group): listing.lineOfSeeds[group]
      case nil: nil
      }
    return wanted ?? listing.lines.indices.first { listing.choice(at: $0) != nil }
  }

  var choice: Choice? { line.flatMap { listing?.choice(at: $0) } }

  /// The chosen run; nil on a line of several.
  var run: KeptRun? {
    guard let listing, let line, case .run(let place, _) = listing.lines[line] else { return nil }
    return listing.runs[place]
  }

  /// The chosen run, or all those of a line of seeds.
  var runs: [KeptRun] {
    guard let listing, let line else { return [] }
    switch listing.lines[line] {
    case .run(let place, _): return [listing.runs[place]]
    case .seeds(_, let places, _, _, _): return places.map { listing.runs[$0] }
    case .ground: return []
    }
  }

  /// Moves by lines that can be chosen.
  mutating func move(by rows: Int) {
    guard let listing, let line else { return }
    let place = min(max(line + rows, 0), listing.lines.count - 1)
    // Headings are passed over, back where nothing lies beyond.
    let (before, after) = (listing.lines.indices.prefix(place + 1).reversed(), listing.lines.indices.dropFirst(place))
    let choices = rows < 0 ? Array(before.prefix(2)) + after.prefix(2) : Array(after.prefix(2)) + before.prefix(2)
    chosen = choices.lazy.compactMap { listing.choice(at: $0) }.first ?? chosen
  }

  // MARK: Marks

  func color(of id: String) -> Int? { marked.firstIndex(of: id) }

  /// Marks all of the runs, or none of them any more; those that have no room any more stay as they are.
  ///
  /// - Returns: whether all that were to be marked had room.
  mutating func toggleMarks(_ ids: [String]) -> Bool {
    if ids.allSatisfy(marked.contains) {
      marked.removeAll { ids.contains($0) }
      return true
    }
    for id in ids where !marked.contains(id) && marked.count < Self.mostMarked { marked.append(id) }
    return ids.allSatisfy(marked.contains)
  }

  /// The two runs that are held against each other: the last two that were marked, or the only one and the chosen one.
  var pair: [String]? {
    guard marked.count == 1 else { return marked.isEmpty ? nil : Array(marked.suffix(2)) }
    guard let other = run?.id, other != marked[0] else { return nil }
    return [marked[0], other]
  }

  // MARK: What is asked

  /// Runs around the chosen line; it changes page by page, so that moving by a line asks nothing.
  private var page: [String] {
    guard let listing, let line else { return [] }
    let start = max(line / Self.pageSize - 1, 0) * Self.pageSize
    let end = min((line / Self.pageSize + 2) * Self.pageSize, listing.lines.count)
    return listing.lines[start..<max(start, end)].compactMap { line in
      switch line {
      case .run(let place, _): listing.runs[place].id
      case .seeds(_, let places, _, _, _): places.first.map { listing.runs[$0].id }
      case .ground: nil
      }
    }
  }

  /// - Parameter isShown: the Runs screen is; else only the list is asked for, and the curves that stay behind in the Lab.
  func wish(isShown: Bool) -> KeptWish {
    let records = isShown ? marked + [run?.id].compactMap(\.self).filter { !marked.contains($0) } : marked
    return KeptWish(
      query: query, page: isShown ? page : [], records: records,
      difference: isShown && panel == .difference ? pair ?? [] : [], isParallel: isShown && panel == .parallel)
  }
}

extension KeptListing {
  func choice(at line: Int) -> KeptView.Choice? {
    switch lines[line] {
    case .run(let place, _): .run(runs[place].id)
    case .seeds(let group, _, _, _, _): .seeds(group)
    case .ground: nil
    }
  }
}
