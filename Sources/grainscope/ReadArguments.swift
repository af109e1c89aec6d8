import ArgumentParser
import Basics
import Datasets

/// How a file is to be read, where its guess is not wanted.
struct ReadArguments: ParsableArguments {
  @Option(name: .customLong("as"), help: Self.help("Read the file as", Content.ofFiles))
  var kind: Content?

  @Option(name: .long, help: Self.help("What stands between cells:", Separator.self))
  var separator: Separator?

  @Option(name: .long, help: Self.help("The decimal mark:", DecimalMark.self))
  var decimal: DecimalMark?

  @Option(name: .long, help: Self.help("What groups thousands:", ThousandsMark.self))
  var thousands: ThousandsMark?

  @Option(name: .long, help: ArgumentHelp("Whether the first line names the columns: yes, no.", valueName: "yes|no"))
  var header: YesOrNo?

  @Option(
    name: .long,
    help: ArgumentHelp("Of the text: utf-8, utf-16, latin1, windows-1252, gb18030 …", valueName: "name"))
  var encoding: String?

  @Option(name: .customLong("time-column"), help: ArgumentHelp("The column that holds the time.", valueName: "name"))
  var timeColumn: String?

  @Option(
    name: .customLong("day-first"), help: ArgumentHelp("Whether 3/4/2016 is 3 April: yes, no.", valueName: "yes|no"))
  var dayFirst: YesOrNo?

  @Option(name: .long, help: ArgumentHelp("Time zone of the stamps, as Europe/London.", valueName: "zone"))
  var zone: String?

  @Option(
    name: .customLong("label-column"), help: ArgumentHelp("The column of classes beside pixels.", valueName: "name"))
  var labelColumn: String?

  @Option(
    name: .long, help: ArgumentHelp("Further words that mean a missing value, as -,?.", valueName: "words"))
  var missing: String?

  /// What was said; nil where all is to be guessed.
  ///
  /// - Throws: ``Failure`` where the system does not know the encoding.
  func options() throws -> ReadOptions? {
    var options = ReadOptions()
    options.kind = kind
    options.separator = separator
    options.decimal = decimal
    options.thousands = thousands
    options.header = header.map { $0 == .yes }
    options.timeColumn = timeColumn
    options.dayFirst = dayFirst.map { $0 == .yes }
    options.labelColumn = labelColumn
    options.missingWords = missing?.split(separator: ",").map(String.init) ?? []
    do {
      options.encoding = try encoding.map { name throws(DatasetError) in try TextEncoding(named: name) }
    } catch {
      throw Failure.input(error.sentence)
    }
    return options == ReadOptions() ? nil : options
  }

  private static func help<Choice: CaseIterable & RawRepresentable<String>>(
    _ text: String, _ choices: Choice.Type
  ) -> ArgumentHelp {
    help(text, Array(choices.allCases))
  }

  private static func help(_ text: String, _ choices: [some RawRepresentable<String>]) -> ArgumentHelp {
    ArgumentHelp("\(text) \(choices.map(\.rawValue).joined(separator: ", ")).", valueName: "choice")
  }
}

enum YesOrNo: String, CaseIterable, ExpressibleByArgument { case yes, no }

extension Content: ExpressibleByArgument {
  public init?(argument: String) {
    guard let found = Content.ofFiles.first(where: { $0.rawValue == argument }) else { return nil }
    self = found
  }

  public static var allValueStrings: [String] { ofFiles.map(\.rawValue) }
}

extension DecimalMark: ExpressibleByArgument {}
extension ThousandsMark: ExpressibleByArgument {}

extension Separator: ExpressibleByArgument {
  /// By name, or as the character itself.
  public init?(argument: String) {
    let found = Separator(rawValue: argument) ?? Separator.allCases.first { argument.utf8.elementsEqual([$0.byte]) }
    guard let found = found ?? ["\\t": .tab, "bar": .pipe][argument] else { return nil }
    self = found
  }
}
