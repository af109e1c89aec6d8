import Basics
import Datasets
import Models
import Telemetry
import Tensors

/// A model of samples, read from a file, with the samples that it is asked about.
struct Predictor {
  let model: FittedModel
  let samples: FittedSamples
  let dataset: Dataset
  /// Fit to be shown.
  let path: String

  /// Reads the model, then the data as what the model was trained on.
  ///
  /// - Throws: ``Failure`` where the file holds no model of samples, or the data cannot be read.
  init(model path: String, data options: SessionOptions) throws {
    self.path = Clean.text(path, limit: 300)
    do { model = try FittedModel(path: path) } catch { throw Failure.input(error.sentence) }
    guard case .samples(let samples) = model.subject else {
      throw Failure.input(Words.predictModelOfSeries(path: self.path))
    }
    self.samples = samples
    dataset = try Self.read(options, as: samples.frame.content)
  }

  /// Data as the model was trained on, whatever they would be guessed to be; as that where they cannot be read so, for the
  /// model to say what it expected.
  private static func read(_ options: SessionOptions, as content: Content) throws -> Dataset {
    guard options.reading?.kind == nil else { return try Opening.dataset(options) }
    var told = options
    told.reading = told.reading ?? ReadOptions()
    told.reading?.kind = content
    do { return try Opening.dataset(told) } catch {
      guard let guessed = try? Opening.dataset(options) else { throw error }
      return guessed
    }
  }

  /// - Parameter identities: columns to write beside predictions; where there are none, those that look like it.
  /// - Throws: ``Failure`` where the data lack what the model reads.
  func answer(identities asked: [String]) throws -> (sheet: PredictionSheet, remarks: [String]) {
    let columns = SampleColumns(dataset: dataset, frame: samples.frame)
    let identities = try columns.identities(asked: asked)
    let sheet = PredictionSheet(identities: identities, values: try values(), actual: columns.actual)
    let unused = columns.unused(beside: identities).map { Clean.text($0, limit: 40) }
    let lacking = (0..<sheet.count).count { !sheet.isKnown($0) }
    let remarks = [
      Words.predictRead(
        recipe: model.recipe.rawValue, path: path, target: Clean.text(samples.frame.targetName, limit: 60),
        count: sheet.count),
      unused.isEmpty ? nil : Words.predictUnread(count: unused.count, columns: Listing.some(unused)),
      lacking == 0 ? nil : Words.predictLacking(count: lacking),
      PredictionScore(sheet).sentence,
    ]
    return (sheet, dataset.remarks + remarks.compactMap { $0 })
  }

  private func values() throws(Failure) -> PredictionSheet.Values {
    let prediction: FittedSamples.Prediction
    do { prediction = try samples.predict(dataset) } catch { throw .input(error.sentence) }
    switch (prediction, samples.frame.target) {
    case (.probabilities(let shares), .classes(_, let names)): return .classes(names: names, probabilities: shares)
    case (.numbers(let numbers), .numbers(let names, _)): return .numbers(names: names, numbers)
    case (.probabilities, .numbers), (.numbers, .classes): throw .failed(Words.predictModelOfSeries(path: path))
    }
  }
}

extension SampleFrame {
  fileprivate var targetName: String {
    switch target {
    case .classes(let column, _): column
    case .numbers(let columns, _): Listing.some(columns)
    }
  }
}
