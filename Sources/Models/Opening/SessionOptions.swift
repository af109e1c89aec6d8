import Basics
import Datasets

/// What a user asked for when opening a file, enough to open it again in the same way.
package struct SessionOptions: Hashable, Sendable, Codable {
  package var path: String
  /// Column to forecast or to classify; nil takes the suggestion.
  package var target: String?
  /// As `1d`; nil takes the suggestion.
  package var horizon: String?
  /// As `["30min", "1h"]`; nil takes the suggestion.
  package var grains: [String]?
  /// The grain at which all rungs are scored; nil takes the finest.
  package var evaluationGrain: String?
  /// A time zone's name, where stamps are to be read in one.
  package var zone: String?
  /// How the file is to be read; nil leaves it to the guess.
  package var reading: ReadOptions?
  /// Rows at which training, validation and test end; nil splits by shares.
  package var borders: [Int]?
  /// What is done to the data before a model sees them; nil does nothing.
  package var preparation: Preparation?
  /// Whether the data decide what is done about short gaps where nothing was asked for; see ``GapChoice``. Nil does not.
  package var suitsGaps: Bool?
  /// Share of actual values that the band around a forecast is to hold, within 0…1; nil takes 0.8.
  package var band: Double?
  /// How samples are split; nil takes what suits them.
  package var split: SplitRule?
  /// Share of the samples beside the test part that validation takes, within 0…1; nil takes the usual.
  package var validationShare: Double?
  /// Whether a table's target is read as classes or as amounts; nil takes what the column suggests.
  package var task: SampleTask?
  /// Rows of its own grain that a model of every rung reads, at least 1; nil leaves it to each rung. Origins are those that
  /// it can be judged at.
  package var lookback: Int?
  /// Which columns a model of every rung reads; nil leaves it to what was said of the columns. Origins are those that it can
  /// be judged at.
  package var inputs: InputChoice?
  /// A safetensors file with the weights of a base network of images; nil leaves them random.
  package var weights: String?
  /// A trained model with whose weights networks begin; nil leaves them random.
  package var initial: InitialModel.Source?
  /// Seed of the split where rows are samples.
  package var seed: UInt64

  /// The path without its folders.
  package var fileName: String {
    StandardInput.isMeant(by: path)
      ? StandardInput.label : PathBytes.shown(path.split(separator: "/").last.map(String.init) ?? path)
  }

  /// Everything is left to suggestion, so that whatever cannot be had was not asked for.
  package var asksNothing: Bool {
    target == nil && horizon == nil && grains == nil && evaluationGrain == nil && borders == nil && task == nil
  }

  /// The user said which columns to read, by name or by what they say about the target.
  var choosesColumns: Bool {
    guard let preparation else { return false }
    return preparation.columns != nil || !preparation.without.isEmpty || preparation.features != nil
  }

  /// Models that read every column are compared: as was asked, else where columns were chosen.
  var readsAll: Bool { inputs.map { $0 == .all } ?? choosesColumns }

  package init(
    path: String, target: String? = nil, horizon: String? = nil, grains: [String]? = nil,
    evaluationGrain: String? = nil, zone: String? = nil, reading: ReadOptions? = nil, borders: [Int]? = nil,
    seed: UInt64 = 1
  ) {
    self.path = path
    self.target = target
    self.horizon = horizon
    self.grains = grains
    self.evaluationGrain = evaluationGrain
    self.zone = zone
    self.reading = reading
    self.borders = borders
    self.seed = seed
  }
}
