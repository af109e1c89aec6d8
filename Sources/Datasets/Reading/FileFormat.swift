import Basics

/// A kind of file that is read here: how it is recognised, and how it is opened.
///
/// Each stands beside its reader; ``all`` is the one place that lists them. Help, the completion of names, the choice of
/// files in the Lab and the sentences of errors ask this list.
package struct FileFormat: Sendable {
  /// What people call it, as `NPY` and `NPZ`.
  package var names: [String] { namesNow() }
  /// How names of such files end, in lower case and without gzip's own ending; bytes come before them.
  package let endings: [String]
  /// What can be learnt from such a file.
  package let kinds: [Content]
  /// What stands in it, in one line.
  package var words: String { wordsNow() }
  /// Asked in the order of ``all``; what a format before it has recognised, it never sees.
  let recognises: @Sendable (InputFile) throws(DatasetError) -> Bool
  let open: @Sendable (InputFile) throws(DatasetError) -> Dataset
  private let namesNow: @Sendable () -> [String]
  private let wordsNow: @Sendable () -> String

  /// - Parameters: names and words are asked for again whenever they are shown, in the language of that moment.
  init(
    names: @autoclosure @escaping @Sendable () -> [String], endings: [String], kinds: [Content],
    words: @autoclosure @escaping @Sendable () -> String,
    recognises: @escaping @Sendable (InputFile) throws(DatasetError) -> Bool,
    open: @escaping @Sendable (InputFile) throws(DatasetError) -> Dataset
  ) {
    namesNow = names
    self.endings = endings
    self.kinds = kinds
    wordsNow = words
    self.recognises = recognises
    self.open = open
  }

  /// In the order in which a file is offered to them: what certain bytes begin, then text, and last the text that no
  /// other format recognises.
  package static let all: [FileFormat] = [.pictureFolder, .idx, .numpy, .picture, .jsonLines, .csv]

  /// The ending of what gzip has packed, which any file may have besides its own.
  private static let packed = ".gz"

  /// The format of a file: the first that recognises it.
  static func of(_ file: InputFile) throws(DatasetError) -> FileFormat {
    for format in all where try format.recognises(file) { return format }
    return .csv
  }

  /// Whether a file of this name is likely to be one of these, packed or not.
  func claims(_ name: String) -> Bool {
    let lowered = name.lowercased()
    return endings.contains { lowered.hasSuffix($0) || lowered.hasSuffix($0 + Self.packed) }
  }
}

extension FileFormat {
  /// Whether a name promises rows of cells, and what stands between them.
  package static func promisesCells(_ name: String) -> Bool { csv.claims(name) }
  package static func promisesCommas(_ name: String) -> Bool {
    promisesCells(name) && name.lowercased().contains(csv.endings[0])
  }

  /// Whether a name promises data to learn from; packed files may hold any.
  package static func promisesData(_ name: String) -> Bool {
    name.lowercased().hasSuffix(packed) || all.contains { !$0.kinds.isEmpty && $0.claims(name) }
  }

  /// Extensions of names, without their point, by which a shell completes them.
  ///
  /// - Parameter kind: of formats that may hold this; nil of all.
  package static func extensions(holding kind: Content? = nil) -> [String] {
    let asked = all.filter { format in kind.map(format.kinds.contains) ?? true }
    return (asked.flatMap(\.endings) + [packed]).filter { $0.hasPrefix(".") }.map { String($0.dropFirst()) }
  }

  /// The files to learn from, as `CSV, NPY, NPZ or IDX`: what is read from text first.
  package static var choice: String {
    Listing.choice(all.reversed().filter { !$0.kinds.isEmpty && !$0.endings.isEmpty }.flatMap(\.names))
  }
}
