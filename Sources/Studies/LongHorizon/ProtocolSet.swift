import Basics
import Datasets
import Models

/// A family of sets with borders that the literature agrees on.
package enum ProtocolSet: String, CaseIterable, Sendable {
  /// One row an hour: twelve months of 30 days train, four validate, four test.
  case hours = "ett-hour"
  /// One row a quarter of an hour: the same months.
  case minutes = "ett-minute"

  /// Rows at which training, validation and test end.
  package var borders: [Int] {
    let hours = [8640, 11520, 14400]
    return self == .hours ? hours : hours.map { 4 * $0 }
  }

  /// The family that a step speaks of: quarters of an hour, or otherwise hours.
  package init(step: Int64) {
    self = step == 15 * 60_000 ? .minutes : .hours
  }
}

/// Errors on test windows, mean squared and mean absolute.
package struct LongHorizonScore: Hashable, Sendable {
  package let mse: Double
  package let mae: Double

  package init(_ mse: Double, _ mae: Double) {
    self.mse = mse
    self.mae = mae
  }
}

/// What papers report of ETTh1 under this protocol, by horizon. Not all like for like: see docs/protocol.md.
package struct PublishedModel: Sendable {
  package let name: String
  /// The recipe that is the same model; nil where there is none.
  package let recipe: Recipe?
  package let scores: [Int: LongHorizonScore]

  private init(_ name: String, _ recipe: Recipe?, _ scores: [LongHorizonScore]) {
    self.name = name
    self.recipe = recipe
    self.scores = Dictionary(uniqueKeysWithValues: zip([96, 192, 336, 720], scores))
  }

  /// NLinear, DLinear: Zeng et al. (2023), lookback 336. N-HiTS: Challu et al. (2023). PatchTST: Nie et al. (2023).
  /// TimeMixer: Wang et al. (2024), its best lookback.
  package static let ofETTh1: [PublishedModel] = [
    PublishedModel(
      "NLinear", .nlinear, [.init(0.374, 0.394), .init(0.408, 0.415), .init(0.429, 0.427), .init(0.440, 0.453)]),
    PublishedModel(
      "DLinear", .dlinear, [.init(0.375, 0.399), .init(0.405, 0.416), .init(0.439, 0.443), .init(0.472, 0.490)]),
    PublishedModel(
      "N-HiTS", .nhits, [.init(0.378, 0.393), .init(0.427, 0.436), .init(0.458, 0.484), .init(0.561, 0.501)]),
    PublishedModel(
      "PatchTST", nil, [.init(0.370, 0.400), .init(0.413, 0.429), .init(0.422, 0.440), .init(0.447, 0.468)]),
    PublishedModel(
      "TimeMixer", nil, [.init(0.361, 0.390), .init(0.409, 0.414), .init(0.430, 0.429), .init(0.445, 0.460)]),
  ]

  /// Whether a file is the set that these were measured on, by its name, its columns and their length.
  package static func describe(_ series: TimeSeries, file: String) -> Bool {
    file.lowercased().hasPrefix("etth1") && series.columns.count == 7 && series.count == 17_420
      && series.step == Milliseconds.hour
  }
}
