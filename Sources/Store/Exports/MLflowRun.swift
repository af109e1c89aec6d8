import Basics
import Telemetry

/// A run as MLflow's file store keeps it: metrics by step, settings as parameters, note and tags. Runs on the same data are
/// one experiment, as no others may be compared.
///
/// Source: MLflow's `mlflow/store/tracking/file_store.py` and `RunStatus` in `service.proto`.
package struct MLflowRun {
  /// Paths within the store.
  package let files: [(path: String, bytes: [UInt8])]
  /// That must be there, with files or without.
  package let folders: [String]
  /// Where the model belongs.
  package let modelPath: String
  /// Of the experiment; it stands where other runs on the same data were written.
  package let experiment: (path: String, bytes: [UInt8])

  /// - Parameter folder: the store's, from the root of the file system.
  package init(_ run: StoredRun, in folder: String) {
    let measures = RunMeasures(run)
    let data = run.session.data
    let experimentName = "\(run.session.dataName) \(data.hash.prefix(8))"
    let experimentID = Self.number(data.hash)
    let runID = Self.identity(run)
    let place = "\(experimentID)/\(runID)"
    folders = ["artifacts", "metrics", "params", "tags"].map { "\(place)/\($0)" }
    modelPath = "\(place)/artifacts/\(Artifact.Kind.best.fileName)"
    let root = "file://\(Self.escaped(folder))"
    experiment = (
      "\(experimentID)/meta.yaml",
      Self.document([
        ("artifact_location", .text("\(root)/\(experimentID)")),
        ("creation_time", .number(Self.milliseconds(measures.began))), ("experiment_id", .text(experimentID)),
        ("last_update_time", .number(Self.milliseconds(measures.began))),
        ("lifecycle_stage", .text("active")), ("name", .text(experimentName)),
      ])
    )
    let facts: [(String, Value)] = [
      ("artifact_uri", .text("\(root)/\(place)/artifacts")),
      ("end_time", run.record.isFinished ? .number(Self.milliseconds(measures.ended)) : .nothing),
      ("entry_point_name", .text("")), ("experiment_id", .text(experimentID)), ("lifecycle_stage", .text("active")),
      ("run_id", .text(runID)), ("run_name", .text(run.id.text)), ("source_name", .text("grainscope")),
      ("source_type", .number(Self.local)), ("source_version", .text(run.session.version)),
      ("start_time", .number(Self.milliseconds(measures.began))), ("status", .number(Self.status(run.status))),
      ("tags", .list), ("user_id", .text("")),
    ]
    var files = [("\(place)/meta.yaml", Self.document(facts))]
    for (name, points) in Dictionary(grouping: measures.points, by: \.name).sorted(by: { $0.key < $1.key }) {
      let lines = points.map { "\(Self.milliseconds($0.time)) \($0.value) \($0.step)\n" }
      files.append(("\(place)/metrics/\(name)", Array(lines.joined().utf8)))
    }
    for setting in measures.settings { files.append(("\(place)/params/\(setting.name)", Array(setting.text.utf8))) }
    var tags = [("mlflow.runName", run.id.text), ("mlflow.source.name", "grainscope")]
    if let note = run.marks.note { tags.append(("mlflow.note.content", note)) }
    if let tag = run.marks.tag { tags.append(("tag", tag)) }
    if run.marks.isStarred { tags.append(("starred", "true")) }
    if let parent = run.header.parent { tags.append(("parent", parent.text)) }
    for (name, text) in tags { files.append(("\(place)/tags/\(name)", Array(text.utf8))) }
    self.files = files
  }

  // MARK: Names

  /// Digits alone, as MLflow gives them: of the data's hash.
  private static func number(_ hash: String) -> String {
    var sum: UInt64 = 14_695_981_039_346_656_037
    for byte in hash.utf8 { sum = (sum ^ UInt64(byte)) &* 1_099_511_628_211 }
    return "\(100_000_000_000_000_000 + sum % 800_000_000_000_000_000)"
  }

  /// 32 hexadecimal digits: the names of the run and its session. Written again, it is the same run.
  private static func identity(_ run: StoredRun) -> String {
    (run.id.text + run.session.id.text).utf8.map(hexadecimal).joined().lowercased()
  }

  private static func milliseconds(_ seconds: Double) -> Int { Int((seconds * 1000).rounded()) }

  /// `SourceType.LOCAL`.
  private static let local = 4

  private static func status(_ phase: Phase) -> Int {
    switch phase {
    case .waiting: 2
    case .running, .paused: 1
    case .finished(.completed), .finished(.earlyStopped), .finished(.stopped): 3
    case .finished(.diverged): 4
    case .finished(.interrupted): 5
    }
  }

  // MARK: YAML

  private enum Value {
    case text(String)
    case number(Int)
    case nothing
    case list
  }

  private static func document(_ facts: [(String, Value)]) -> [UInt8] {
    let lines = facts.map { name, value in
      switch value {
      case .text(let text): "\(name): \(quoted(text))\n"
      case .number(let number): "\(name): \(number)\n"
      case .nothing: "\(name): null\n"
      case .list: "\(name): []\n"
      }
    }
    return Array(lines.joined().utf8)
  }

  /// Between double quotes, with every sign escaped that may not stand there.
  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": result += "\\\(scalar)"
      case "\u{0}"..<" ", "\u{7F}"..<"\u{A0}": result += "\\x" + hexadecimal(UInt8(scalar.value))
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  private static func hexadecimal(_ byte: UInt8) -> String {
    String(byte >> 4, radix: 16, uppercase: true) + String(byte & 15, radix: 16, uppercase: true)
  }

  /// A path in an address: all but letters, digits and a few signs by their bytes. Source: RFC 3986, section 2.
  private static func escaped(_ path: String) -> String {
    path.utf8.map { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "-"), UInt8(ascii: "_"),
        UInt8(ascii: "."), UInt8(ascii: "~"):
        String(UnicodeScalar(byte))
      default: "%" + hexadecimal(byte)
      }
    }.joined()
  }
}
