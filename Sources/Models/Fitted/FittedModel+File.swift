import Basics
import Datasets
import FoundationEssentials
import Granularity
import Networks
import Telemetry
import Tensors

/// A model in a file: tensors as safetensors keeps them, and all else as JSON in the notes of its header.
extension FittedModel {
  /// The note that holds the description.
  private static let note = "grainscope"

  /// - Throws: ``FittedModelError``.
  package init(path: String) throws(FittedModelError) {
    do {
      let file = try SafetensorsFile(path: path)
      guard let text = file.metadata[Self.note] else { throw FittedModelError.notAModel(path: file.path) }
      self = try Self.read(text, file)
    } catch { throw FittedModelError(reading: error) }
  }

  private static func read(_ text: String, _ file: SafetensorsFile) throws -> FittedModel {
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    func damaged(_ reason: String) -> FittedModelError { .damaged(path: file.path, reason: reason) }
    do {
      let version = try decoder.decode(Version.self, from: Data(text.utf8)).version
      guard version <= FittedModel.version else { throw FittedModelError.newerVersion(path: file.path, found: version) }
      let model = try decoder.decode(Description.self, from: Data(text.utf8)).model(file)
      if let fault = model.fault { throw damaged(Words.modelHas(fault: fault)) }
      return model
    } catch let error as DecodingError {
      throw damaged(error.fault)
    } catch let error as ArchitectureFault {
      throw damaged(Words.modelHas(fault: error.reason))
    } catch let error as SettingsError {
      throw damaged(Words.modelSettings(reason: String(error.sentence.dropLast())))
    }
  }

  /// The file's bytes.
  package func bytes() throws(FittedModelError) -> [UInt8] {
    SafetensorsWriter.bytes(functionTensors, wide: wideTensors, metadata: try notes())
  }

  /// Writes the file whole or not at all.
  ///
  /// - Throws: ``FittedModelError``.
  package func write(to path: String) throws(FittedModelError) {
    let notes = try notes()
    do { try SafetensorsWriter.write(functionTensors, wide: wideTensors, metadata: notes, to: path) } catch {
      throw .file(error)
    }
  }

  private func notes() throws(FittedModelError) -> [String: String] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    do {
      return [Self.note: String(decoding: try encoder.encode(Description(self)), as: UTF8.self)]
    } catch { throw FittedModelError(reading: error) }
  }

  /// What is in the data's own units, and so in 64 bits.
  private var wideTensors: [WideTensor] {
    functions.enumerated().flatMap { index, function -> [WideTensor] in
      switch function {
      case .network, .linear, .copy, .theta: []
      case .smoothing(let smoothing): states(smoothing, index)
      case .hybrid(let hybrid): states(hybrid.smoothing, index)
      }
    } + calibrationTensors
  }

  private func states(_ smoothing: FittedSmoothing, _ index: Int) -> [WideTensor] {
    [
      WideTensor(name: Description.first(index), smoothing.first),
      WideTensor(name: Description.last(index), smoothing.last),
    ]
  }

  private var calibrationTensors: [WideTensor] {
    guard case .forecast(let forecast) = subject else { return [] }
    func tensor(_ name: String, _ magnitudes: DoubleMatrix) -> [WideTensor] {
      guard magnitudes.rows > 0 else { return [] }
      return [WideTensor(name: name, shape: [magnitudes.rows, magnitudes.columns], values: magnitudes.values)]
    }
    return switch forecast.errors {
    case .track(let track): tensor(Description.errors, track.magnitudes)
    case .sorted(let errors): tensor(Description.calibration, errors.magnitudes)
    case nil: []
    }
  }

  private var functionTensors: [NamedTensor] {
    functions.enumerated().flatMap { index, function -> [NamedTensor] in
      switch function {
      case .network(let weights):
        [
          NamedTensor(
            name: Description.parameters(index), shape: [weights.parameters.count], values: weights.parameters),
          NamedTensor(
            name: Description.statistics(index), shape: [weights.statistics.count], values: weights.statistics),
        ].filter { !$0.values.isEmpty }
      case .linear(let matrix): [Self.parameters(matrix, index)]
      case .hybrid(let hybrid): [Self.parameters(hybrid.weights, index)]
      case .copy, .smoothing, .theta: []
      }
    }
  }

  private static func parameters(_ matrix: Matrix, _ index: Int) -> NamedTensor {
    NamedTensor(name: Description.parameters(index), shape: [matrix.rows, matrix.columns], values: matrix.values)
  }
}

/// Read first, so that a newer file is not called damaged.
private struct Version: Decodable {
  let version: Int
}

/// All of a model but its tensors.
private struct Description: Codable {
  enum Function: Codable {
    case network(Architecture, steps: Int)
    case linear
    case copy([Int?], inputs: Int)
    case smoothing(Smoothing)
    case hybrid(Smoothing, FittedHybrid.Features)
    case theta(FittedTheta)
  }

  /// All of it but its states.
  struct Smoothing: Codable {
    let form: SmoothingForm
    let smoothing: ExponentialSmoothing
    let start: Instant
    let horizon: Int
    /// Nil in models that go on with their rates.
    let refit: SmoothingRefit?

    init(_ fitted: FittedSmoothing) {
      (form, smoothing, start, horizon) = (fitted.form, fitted.smoothing, fitted.start, fitted.horizon)
      refit = fitted.refit
    }
  }

  struct Forecast: Codable {
    let frame: ForecastFrame
    let combination: String?
    let weights: [Double]
    /// Origins whose errors bands are taken from, and when these were known; nil where there are none, or where they come from an
    /// earlier version, which kept their number alone.
    var errorOrigins: [Instant]?
    var errorEnds: [Instant]?
    var calibrationOrigins: Int?
  }

  struct Samples: Codable {
    let frame: SampleFrame
    let threshold: Float
  }

  var version = FittedModel.version
  let settings: KeptSettings
  let functions: [Function]
  var forecast: Forecast?
  var samples: Samples?

  static func parameters(_ index: Int) -> String { "\(index).parameters" }
  static let calibration = "calibration"
  static let errors = "errors"
  static func statistics(_ index: Int) -> String { "\(index).statistics" }
  static func first(_ index: Int) -> String { "\(index).first" }
  static func last(_ index: Int) -> String { "\(index).last" }

  init(_ model: FittedModel) {
    settings = KeptSettings(model.settings)
    functions = model.functions.map { function in
      switch function {
      case .network(let weights): .network(weights.architecture, steps: weights.steps)
      case .linear: .linear
      case .copy(let copied, let inputs): .copy(copied, inputs: inputs)
      case .smoothing(let fitted): .smoothing(Smoothing(fitted))
      case .hybrid(let fitted): .hybrid(Smoothing(fitted.smoothing), fitted.features)
      case .theta(let fitted): .theta(fitted)
      }
    }
    switch model.subject {
    case .forecast(let model):
      var described = Forecast(
        frame: model.frame, combination: model.combination?.rawValue, weights: model.weights)
      switch model.errors {
      case .track(let track): (described.errorOrigins, described.errorEnds) = (track.origins, track.ends)
      case .sorted(let errors): described.calibrationOrigins = errors.origins
      case nil: break
      }
      forecast = described
    case .samples(let model): samples = Samples(frame: model.frame, threshold: model.threshold)
    }
  }

  func model(_ file: SafetensorsFile) throws -> FittedModel {
    let functions = try functions.enumerated().map { try function($1, number: $0, file) }
    func subject() throws -> FittedModel.Subject {
      if let forecast {
        let combination = try forecast.combination.map { name in
          guard let known = Joining.Combination(rawValue: name) else { throw damaged(Words.faultCombination, file) }
          return known
        }
        return .forecast(
          FittedForecast(
            frame: forecast.frame, functions: functions, combination: combination, weights: forecast.weights,
            errors: try errors(forecast, file)))
      }
      guard let samples else { throw damaged(Words.faultSubject, file) }
      return .samples(FittedSamples(frame: samples.frame, functions: functions, threshold: samples.threshold))
    }
    return FittedModel(settings: try settings.settings(), subject: try subject())
  }

  private func errors(_ forecast: Forecast, _ file: SafetensorsFile) throws -> BandErrors? {
    func magnitudes(_ name: String) throws -> DoubleMatrix {
      guard let tensor = try file.wideTensor(name), tensor.shape.count == 2 else {
        throw damaged(Words.faultBand, file)
      }
      return DoubleMatrix(rows: tensor.shape[0], columns: tensor.shape[1], values: tensor.values)
    }
    if let origins = forecast.errorOrigins, let ends = forecast.errorEnds {
      guard !origins.isEmpty else { return .track(ErrorTrack(steps: forecast.frame.steps)) }
      let errors = try magnitudes(Self.errors)
      guard origins.count == errors.rows, ends.count == errors.rows else { throw damaged(Words.faultBand, file) }
      return .track(ErrorTrack(origins: origins, ends: ends, magnitudes: errors))
    }
    guard let origins = forecast.calibrationOrigins else { return nil }
    guard origins > 0 else {
      return .sorted(CalibrationErrors(origins: 0, magnitudes: DoubleMatrix(rows: 0, columns: 0)))
    }
    return .sorted(CalibrationErrors(origins: origins, magnitudes: try magnitudes(Self.calibration)))
  }

  private func damaged(_ reason: String, _ file: SafetensorsFile) -> FittedModelError {
    .damaged(path: file.path, reason: Words.modelHas(fault: reason))
  }

  private func function(_ function: Function, number: Int, _ file: SafetensorsFile) throws -> FittedFunction {
    let parameters = try file.tensor(Self.parameters(number))
    switch function {
    case .network(let architecture, let steps):
      return .network(
        try NetworkWeights(
          checking: architecture, parameters: parameters?.values ?? [],
          statistics: try file.tensor(Self.statistics(number))?.values ?? [], steps: steps))
    case .linear: return .linear(try matrix(parameters, file))
    case .copy(let copied, let inputs): return .copy(copied, inputs: inputs)
    case .theta(let fitted): return .theta(fitted)
    case .smoothing(let fitted): return .smoothing(try smoothing(fitted, number: number, file))
    case .hybrid(let fitted, let features):
      return .hybrid(
        FittedHybrid(
          smoothing: try smoothing(fitted, number: number, file), features: features,
          weights: try matrix(parameters, file)))
    }
  }

  private func matrix(_ tensor: NamedTensor?, _ file: SafetensorsFile) throws -> Matrix {
    guard let tensor, tensor.shape.count == 2 else { throw damaged(Words.faultNoWeights, file) }
    return Matrix(rows: tensor.shape[0], columns: tensor.shape[1], values: tensor.values)
  }

  private func smoothing(_ fitted: Smoothing, number: Int, _ file: SafetensorsFile) throws -> FittedSmoothing {
    func states(_ name: String) throws -> ExponentialSmoothing.States {
      guard let tensor = try file.wideTensor(name), let states = ExponentialSmoothing.States(tensor, fitted.form)
      else { throw damaged(Words.faultNoWeights, file) }
      return states
    }
    return FittedSmoothing(
      form: fitted.form, smoothing: fitted.smoothing, start: fitted.start, first: try states(Self.first(number)),
      last: try states(Self.last(number)), horizon: fitted.horizon, refit: fitted.refit)
  }
}

/// States as one row: level, slope and error, then the first season and the second.
extension WideTensor {
  fileprivate init(name: String, _ states: ExponentialSmoothing.States) {
    let values = [states.level, states.slope, states.error] + states.first + states.second
    self.init(name: name, shape: [values.count], values: values)
  }
}

extension ExponentialSmoothing.States {
  /// Nil where they are not those of a form.
  fileprivate init?(_ tensor: WideTensor, _ form: SmoothingForm) {
    let (first, second) = form.places
    guard form.isSound, tensor.values.count == 3 + first + second else { return nil }
    let values = tensor.values
    self.init(
      level: values[0], slope: values[1], first: Array(values[3..<3 + first]), second: Array(values[(3 + first)...]))
    error = values[2]
  }
}

extension DecodingError {
  /// Which part of the description is not as expected.
  fileprivate var fault: String {
    var path: [any CodingKey] = []
    if case .typeMismatch(_, let context) = self { path = context.codingPath }
    if case .valueNotFound(_, let context) = self { path = context.codingPath }
    if case .dataCorrupted(let context) = self { path = context.codingPath }
    if case .keyNotFound(let key, let context) = self { path = context.codingPath + [key] }
    let names = path.map { Clean.text($0.stringValue, limit: 40) }.joined(separator: ".")
    return names.isEmpty ? Words.modelNoJson : Words.modelDescription(place: Clean.text(names, limit: 200))
  }
}
