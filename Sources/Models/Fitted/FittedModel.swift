import Datasets
import Networks
import Tensors

/// A trained model as a value: everything that turns raw rows into a prediction in the target's own units.
package struct FittedModel: Sendable, Equatable {
  package enum Subject: Sendable, Equatable {
    case forecast(FittedForecast)
    case samples(FittedSamples)
  }

  /// Of the model's file.
  package static let version = 1

  /// What it was trained with.
  package var settings: Settings
  package var subject: Subject

  package init(settings: Settings, subject: Subject) {
    self.settings = settings
    self.subject = subject
  }

  package var recipe: Recipe { settings.recipe }

  /// What its members compute, fine to coarse.
  package var functions: [FittedFunction] {
    switch subject {
    case .forecast(let forecast): forecast.functions
    case .samples(let samples): samples.functions
    }
  }

  /// What it has learnt, layer by layer; of several members each has its number before its names, fine to coarse.
  package var arrays: [NamedTensor] {
    functions.enumerated().flatMap { index, function in
      function.arrays.map { array in
        var array = array
        if functions.count > 1 { array.name = "\(index).\(array.name)" }
        return array
      }
    }
  }
}
