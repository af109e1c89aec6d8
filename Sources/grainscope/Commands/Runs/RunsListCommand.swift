import ArgumentParser
import Store

struct RunsListCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(commandName: "list", abstract: Words.runsListAbstract, discussion: Words.runsListDiscussion)
  }

  @Option(name: .long, help: ArgumentHelp(Words.runsListData, valueName: Words.valueName))
  var data: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      Words.runsListWhere(columns: RunColumn.allCases.map(\.rawValue).joined(separator: ", ")),
      valueName: Words.valueConditions))
  var `where`: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      Words.runsListSort(columns: RunColumn.allCases.map(\.rawValue).joined(separator: ", ")),
      valueName: Words.valueName))
  var sort: RunColumn = .started

  @Flag(name: .long, help: ArgumentHelp(Words.runsListTrash))
  var trash = false

  @Option(
    name: .long, help: ArgumentHelp(Words.runsListLimit, valueName: Words.valueCount),
    transform: NumberOption.limit.parse)
  var limit: Int?

  @Flag(name: .long, help: ArgumentHelp(Words.jsonLines))
  var json = false

  @Flag(name: .long, help: ArgumentHelp(Words.runsListCsv))
  var csv = false

  @Flag(name: .long, help: ArgumentHelp(Words.runsListLatex))
  var latex = false

  @OptionGroup var place: StorePlace

  /// On a screen, more are no list any more.
  private static let shownAtMost = 200

  func validate() throws {
    if [json, csv, latex].count(where: \.self) > 1 { throw ValidationError(Words.runsListOneForm) }
  }

  func run() throws {
    let store = try place.opened()
    var terms = try self.where.map { try RunConditions.terms($0) } ?? []
    if let data { terms.append(RunQuery.Term(.column(.data), .holds, data)) }
    var query = RunQuery(terms, by: sort)
    query.isOfTrash = trash
    query.limit = limit ?? (json || csv || latex ? 0 : Self.shownAtMost)
    let listing = try RunListing(store, query)
    for fault in listing.faults { Standard.error.report(fault.sentence) }
    if json {
      try listing.writeJSON()
    } else if csv {
      listing.writeCSV()
    } else if latex {
      Standard.output.write(listing.latex)
    } else {
      Standard.output.write(listing.text(trash: trash))
    }
  }
}

extension RunColumn: NamedChoice {}
