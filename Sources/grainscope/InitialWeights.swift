import Datasets
import Models
import Store
import Telemetry

/// What `--init` names: a model that was trained before, or the weights of a base network of images.
enum InitialWeights {
  case model(InitialModel)
  case base(path: String)

  /// - Parameters:
  ///   - name: a file, or a run of the store, by its name or the beginning of it.
  ///   - place: the store.
  /// - Throws: ``Failure`` where there is neither, or the file cannot be read.
  init(_ name: String, in place: StorePlace) throws {
    let path = try Self.path(name, in: place)
    do throws(FittedModelError) { self = .model(try InitialModel(path: path)) } catch {
      guard case .notAModel = error else { throw Failure.input(error.sentence) }
      self = .base(path: path)
    }
  }

  private static func path(_ name: String, in place: StorePlace) throws -> String {
    guard !FilePath.exists(name), !name.contains("/"), !name.contains(".") else { return FilePath.absolute(name) }
    let store = try place.opened()
    let folder: RunFolder
    do throws(StoreError) { folder = try store.folder(named: name) } catch {
      throw Failure.input(Words.initialNowhere(name: Clean.text(name, limit: 80), reason: error.sentence))
    }
    return try folder.bestModelPath()
  }

  /// Takes from a model what was not asked otherwise of the data and of the windows, so that its weights fit.
  func apply(to options: inout SessionOptions) {
    switch self {
    case .base(let path): options.weights = path
    case .model(let initial):
      options.initial = initial.source
      if options.grains == nil { options.grains = initial.model.grains }
      if options.horizon == nil { options.horizon = initial.model.horizon }
      if options.lookback == nil { options.lookback = initial.model.lookback }
      if options.inputs == nil, initial.model.settings.inputs == .all { options.inputs = .all }
    }
  }

  /// Refuses settings that cannot begin with the weights that were named.
  ///
  /// - Throws: ``Failure``.
  static func check(_ settings: Settings, _ options: SessionOptions) throws(Failure) {
    if options.weights != nil, !settings.recipe.hasBaseNetwork {
      throw .input(Words.sessionWeightsUnwanted)
    }
    guard let initial = options.initial else { return }
    let (own, file) = (settings.recipe.rawValue, Clean.text(initial.path, limit: 300))
    guard settings.recipe == initial.recipe else {
      throw .input(Words.initialRecipe(path: file, found: initial.recipe.rawValue, recipe: own))
    }
    guard settings.recipe.hasNetwork else { throw .input(Words.initialNoNetwork(path: file, recipe: own)) }
  }

  /// Refuses rungs whose networks have other layers than the model that was named.
  ///
  /// - Throws: ``Failure`` with the first of them; what cannot be trained at all is said when it is begun.
  static func check(_ experiment: any Experiment, _ rungs: [RungID], _ settings: Settings) throws(Failure) {
    guard experiment.initial != nil else { return }
    for rung in rungs {
      guard let learner = try? experiment.learner(for: rung, settings: settings) else { continue }
      if let reason = learner.outline.randomStart {
        throw .input(Words.initialMisfit(rung: rung.label, reason: reason))
      }
    }
  }
}

extension SessionOptions {
  /// The recipe of the weights that were named; the plainest where none were.
  var initialRecipe: Recipe { initial?.recipe ?? (weights == nil ? .mlp : .composite) }
}
