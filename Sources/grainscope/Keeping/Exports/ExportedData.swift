import Datasets
import FoundationEssentials
import Models
import Store

/// The file of data of an exported run, as pandas reads it.
struct ExportedData {
  /// Without folders.
  private let name: String
  private let reading: ReadOptions

  /// Of a model without a run.
  static let unknown = ExportedData(name: "data.csv", reading: ReadOptions())

  private init(name: String, reading: ReadOptions) { (self.name, self.reading) = (name, reading) }

  init(_ session: StoredSession) {
    name = session.dataName
    let options = try? JSONDecoder().decode(SessionOptions.self, from: Data(session.data.options.utf8))
    reading = options?.reading ?? ReadOptions()
  }

  /// Names of the column beside the pixels, where rows are images.
  var labels: [String] { reading.labelColumn.map { [$0] } ?? ["label", "class", "digit", "target", "y"] }

  /// What makes a frame of it; nil where it is no table with a line of names.
  ///
  /// - Parameter isOfTime: its rows are named by their times.
  func frame(ofTime isOfTime: Bool) -> String? {
    guard FileFormat.promisesCells(name), reading.header != false else { return nil }
    var arguments = [PythonText.text(name)]
    if let separator = reading.separator {
      arguments.append("sep=" + PythonText.text(separator == .space ? " +" : String(UnicodeScalar(separator.byte))))
    } else if !FileFormat.promisesCommas(name) {
      arguments += ["sep=None", "engine=\"python\""]
    }
    if reading.decimal == .comma { arguments.append("decimal=\",\"") }
    if isOfTime {
      arguments.append("index_col=" + (reading.timeColumn.map { PythonText.text($0) } ?? "0"))
      arguments.append("parse_dates=True")
      if reading.dayFirst == true { arguments.append("dayfirst=True") }
    }
    return "pd.read_csv(\(arguments.joined(separator: ", ")))"
  }
}
