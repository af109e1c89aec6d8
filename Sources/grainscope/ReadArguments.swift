import ArgumentParser
import Basics
import Datasets

/// How a file is to be read, where its guess is not wanted.
struct ReadArguments: ParsableArguments {
  @Option(name: .customLong("as"), help: Self.help(Content.ofFiles) { Words.readingAs(kinds: $0) })
  var kind: Content?

  @Option(name: .long, help: Self.help(Separator.self) { Words.readingSeparator(separators: $0) })
  var separator: Separator?

  @Option(name: .long, help: Self.help(DecimalMark.self) { Words.readingDecimal(marks: $0) })
  var decimal: DecimalMark?

  @Option(name: .long, help: Self.help(ThousandsMark.self) { Words.readingThousands(marks: $0) })
  var thousands: ThousandsMark?

  @Option(name: .long, help: Self.help(YesOrNo.self, valueName: "yes|no") { Words.readingHeader(choices: $0) })
  var header: YesOrNo?

  @Option(name: .long, help: ArgumentHelp(Words.readingEncoding, valueName: Words.valueName))
  var encoding: String?

  @Option(name: .customLong("time-column"), help: ArgumentHelp(Words.readingTimeColumn, valueName: Words.valueName))
  var timeColumn: String?

  @Option(
    name: .customLong("day-first"),
    help: Self.help(YesOrNo.self, valueName: "yes|no") { Words.readingDayFirst(choices: $0) })
  var dayFirst: YesOrNo?

  @Option(name: .long, help: ArgumentHelp(Words.readingZone, valueName: Words.valueZone))
  var zone: String?

  @Option(
    name: .customLong("label-column"), help: ArgumentHelp(Words.readingLabelColumn, valueName: Words.valueName))
  var labelColumn: String?

  @Option(name: .long, help: ArgumentHelp(Words.readingMissing, valueName: Words.valueTexts))
  var missing: String?

  /// What was given; nil where all is to be guessed.
  ///
  /// - Throws: ``Failure`` where the system lacks the encoding.
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
    options.missingWords = Self.words(missing)
    do {
      options.encoding = try encoding.map { name throws(DatasetError) in try TextEncoding(named: name) }
    } catch {
      throw Failure.input(error.sentence)
    }
    return options == ReadOptions() ? nil : options
  }

  /// What stands between commas.
  static func words(_ list: String?) -> [String] { list?.split(separator: ",").map(String.init) ?? [] }

  private static func help<Choice: CaseIterable & RawRepresentable<String>>(
    _ choices: Choice.Type, valueName: String = Words.valueChoice, _ sentence: (String) -> String
  ) -> ArgumentHelp {
    help(Array(choices.allCases), valueName: valueName, sentence)
  }

  private static func help(
    _ choices: [some RawRepresentable<String>], valueName: String = Words.valueChoice, _ sentence: (String) -> String
  ) -> ArgumentHelp {
    ArgumentHelp(sentence(choices.map(\.rawValue).joined(separator: ", ")), valueName: valueName)
  }
}

enum YesOrNo: String, CaseIterable, NamedChoice { case yes, no }

extension Content: NamedChoice {
  static var choices: [Content] { ofFiles }
}

extension DecimalMark: NamedChoice {}
extension ThousandsMark: NamedChoice {}

extension Separator: NamedChoice {
  /// By name, or as the character itself.
  init?(typed: String) {
    let found =
      Separator(rawValue: Spelling.key(typed)) ?? Separator.allCases.first { typed.utf8.elementsEqual([$0.byte]) }
    guard let found = found ?? ["\\t": .tab, "bar": .pipe][typed] else { return nil }
    self = found
  }
}
