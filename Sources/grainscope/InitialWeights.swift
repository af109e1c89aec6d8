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
  ///   - folder: of the store; nil takes the usual one.
  /// - Throws: ``Failure`` where there is neither, or the file cannot be read.
  init(_ name: String, in folder: String?) throws {
    guard !name.isEmpty else { throw Failure.input(Words.initialEmpty) }
    let (path, known) = try ModelPlace.find(name, in: folder)
    do throws(FittedModelError) { self = .model(try InitialModel(path: path, name: known)) } catch {
      guard case .notAModel = error else { throw Failure.input(error.sentence) }
      self = .base(path: path)
    }
  }

  /// Takes from a model what was not asked otherwise of the data and of the windows, so that its weights fit.
  func apply(to options: inout SessionOptions) {
    switch self {
    case .base(let path): options.weights = path
    case .model(let initial):
      options.initial = initial.source
      if options.grains == nil { options.grains = initial.model.grains }
      if options.horizon == nil { options.horizon = initial.model.horizon }
      if options.inputs == nil, initial.model.settings.inputs == .all { options.inputs = .all }
      var preparation = options.preparation ?? .untouched
      if let columns = initial.model.tableColumns, preparation.columns == nil, preparation.without.isEmpty,
        preparation.features == nil
      {
        preparation.columns = columns
        options.preparation = preparation
      }
    }
  }

  /// Refuses settings that cannot begin with the weights that were named.
  ///
  /// - Throws: ``Failure``.
  static func check(_ settings: Settings, _ options: SessionOptions) throws(Failure) {
    if options.weights != nil, !settings.recipe.hasBaseNetwork {
      throw .input(Words.sessionWeightsUnwanted)
    }
  }

  /// Refuses another recipe than that of the model that was named, and one that begins with nothing.
  ///
  /// - Throws: ``Failure``.
  static func check(_ recipe: Recipe, _ initial: InitialModel.Source) throws(Failure) {
    let file = Clean.text(initial.name, limit: 300)
    guard recipe == initial.recipe else {
      throw .input(Words.initialRecipe(path: file, found: initial.recipe.rawValue, recipe: recipe.rawValue))
    }
    guard recipe.hasNetwork else { throw .input(Words.initialNoNetwork(path: file, recipe: recipe.rawValue)) }
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
  /// The recipe of the weights that were named; that for such data where none were.
  func initialRecipe(on experiment: any Experiment) -> Recipe {
    initial?.recipe ?? (weights == nil ? experiment.usualRecipe : .composite)
  }
}

extension Experiment {
  /// The recipe that is taken where none is asked for.
  var usualRecipe: Recipe { Recipe.usual(on: defaultSettings(.mlp).content) }
}
