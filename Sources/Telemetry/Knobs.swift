/// A hyperparameter that a user can turn.
///
/// A *live* knob applies in mid-run, at the next step boundary. A *structural* one starts a branch that keeps what
/// weights fit. The order is that of the screen, live ones first. The raw value is the name in JSON, from which that of
/// the option follows: ``Knob/option``.
package enum Knob: String, Hashable, Sendable, Codable, CaseIterable, CodingKeyRepresentable {
  case learningRate
  case batchSize = "batch"
  case memory, sharing
  case sharingRule = "sharingBy"
  case coupling, combination
  case couplingRule = "couplingBy"
  case threshold = "tau"
  case dropout, momentum, weightDecay, clipNorm, epochs, beta2
  case l1 = "l1Penalty"
  case averaging = "weightAveraging"
  case frozenLayers = "freeze"
  case layerDecay
  case base, baseNetwork, join
  case units, trendWidth, pools, kernel, activation, normalization, optimizer
  case schedule
  case stepEpochs = "stepEvery"
  case warmUpEpochs = "warmUp"
  case plateauPatience, rateFactor
  case peak, startDivisor, finalDivisor
  case period, periodGrowth
  case loss, lookback, inputs, scaler
  case seasons, slope, seasonForm
  case augmentation = "augment"
  case recipe

  package var isLive: Bool { entry.isLive }

  /// The short name on the screen.
  package var title: String { entry.title() }

  /// For a mark on the curve, where room is short.
  package var abbreviation: String { entry.short() ?? entry.title() }

  /// One line that says what turning the knob does.
  package var explanation: String { entry.explanation() }

  /// A live one that still does something once the run has ended.
  package var actsAfterEnd: Bool { entry.actsAfterEnd }

  /// At 0 it sets nothing: what suits is taken, or nothing of the kind is there.
  package var isUnsetAtZero: Bool { entry.isUnsetAtZero }

  /// What is said of a knob; words are looked up where they are read.
  private struct Entry {
    var isLive: Bool
    var title: () -> String
    var short: () -> String? = { nil }
    var explanation: () -> String
    var isUnsetAtZero = false
    var actsAfterEnd = false

    static func live(
      _ title: @autoclosure @escaping () -> String, short: @autoclosure @escaping () -> String? = nil,
      actsAfterEnd: Bool = false, _ explanation: @autoclosure @escaping () -> String
    ) -> Entry {
      Entry(
        isLive: true, title: title, short: short, explanation: explanation, actsAfterEnd: actsAfterEnd)
    }

    static func structural(
      _ title: @autoclosure @escaping () -> String, unsetAtZero: Bool = false,
      _ explanation: @autoclosure @escaping () -> String
    ) -> Entry {
      Entry(
        isLive: false, title: title, explanation: explanation, isUnsetAtZero: unsetAtZero)
    }
  }

  /// The words are in the catalogue: a title, and a help of the same name.
  private var entry: Entry {
    switch self {
    case .learningRate: .live(Words.knobLearningRate, short: Words.knobLearningRateShort, Words.knobLearningRateHelp)
    case .batchSize: .live(Words.knobBatch, Words.knobBatchHelp)
    case .dropout: .live(Words.knobDropout, Words.knobDropoutHelp)
    case .momentum: .live(Words.knobMomentum, Words.knobMomentumHelp)
    case .weightDecay: .live(Words.knobWeightDecay, short: Words.knobWeightDecayShort, Words.knobWeightDecayHelp)
    case .clipNorm: .live(Words.knobClipNorm, short: Words.knobClipNormShort, Words.knobClipNormHelp)
    case .epochs: .live(Words.knobEpochs, actsAfterEnd: true, Words.knobEpochsHelp)
    case .memory: .live(Words.knobMemory, Words.knobMemoryHelp)
    case .coupling: .live(Words.knobCoupling, Words.knobCouplingHelp)
    case .couplingRule: .live(Words.knobCouplingBy, Words.knobCouplingByHelp)
    case .sharing: .live(Words.knobSharing, Words.knobSharingHelp)
    case .sharingRule: .live(Words.knobSharingBy, Words.knobSharingByHelp)
    case .combination: .live(Words.knobCombination, actsAfterEnd: true, Words.knobCombinationHelp)
    case .threshold: .live(Words.knobTau, actsAfterEnd: true, Words.knobTauHelp)
    case .beta2: .live(Words.knobBeta2, Words.knobBeta2Help)
    case .l1: .live(Words.knobL1Penalty, short: Words.knobL1PenaltyShort, Words.knobL1PenaltyHelp)
    case .averaging:
      .live(Words.knobWeightAveraging, short: Words.knobWeightAveragingShort, Words.knobWeightAveragingHelp)
    case .frozenLayers: .live(Words.knobFreeze, Words.knobFreezeHelp)
    case .layerDecay: .live(Words.knobLayerDecay, Words.knobLayerDecayHelp)
    case .base: .structural(Words.knobBase, Words.knobBaseHelp)
    case .baseNetwork: .structural(Words.knobBaseNetwork, Words.knobBaseNetworkHelp)
    case .join: .structural(Words.knobJoin, Words.knobJoinHelp)
    case .units: .structural(Words.knobUnits, Words.knobUnitsHelp)
    case .trendWidth: .structural(Words.knobTrendWidth, Words.knobTrendWidthHelp)
    case .pools: .structural(Words.knobPools, Words.knobPoolsHelp)
    case .kernel: .structural(Words.knobKernel, unsetAtZero: true, Words.knobKernelHelp)
    case .activation: .structural(Words.knobActivation, Words.knobActivationHelp)
    case .normalization: .structural(Words.knobNormalization, Words.knobNormalizationHelp)
    case .lookback: .structural(Words.knobLookback, unsetAtZero: true, Words.knobLookbackHelp)
    case .optimizer: .structural(Words.knobOptimizer, Words.knobOptimizerHelp)
    case .schedule: .structural(Words.knobSchedule, Words.knobScheduleHelp)
    case .stepEpochs: .structural(Words.knobStepEvery, unsetAtZero: true, Words.knobStepEveryHelp)
    case .warmUpEpochs: .structural(Words.knobWarmUp, unsetAtZero: true, Words.knobWarmUpHelp)
    case .plateauPatience: .structural(Words.knobPlateauPatience, Words.knobPlateauPatienceHelp)
    case .rateFactor: .structural(Words.knobRateFactor, Words.knobRateFactorHelp)
    case .peak: .structural(Words.knobPeak, Words.knobPeakHelp)
    case .startDivisor: .structural(Words.knobStartDivisor, Words.knobStartDivisorHelp)
    case .finalDivisor: .structural(Words.knobFinalDivisor, Words.knobFinalDivisorHelp)
    case .period: .structural(Words.knobPeriod, unsetAtZero: true, Words.knobPeriodHelp)
    case .periodGrowth: .structural(Words.knobPeriodGrowth, Words.knobPeriodGrowthHelp)
    case .loss: .structural(Words.knobLoss, Words.knobLossHelp)
    case .scaler: .structural(Words.knobScaler, Words.knobScalerHelp)
    case .augmentation: .structural(Words.knobAugment, Words.knobAugmentHelp)
    case .inputs: .structural(Words.knobInputs, Words.knobInputsHelp)
    case .seasons: .structural(Words.knobSeasons, Words.knobSeasonsHelp)
    case .slope: .structural(Words.knobSlope, Words.knobSlopeHelp)
    case .seasonForm: .structural(Words.knobSeasonForm, Words.knobSeasonFormHelp)
    case .recipe: .structural(Words.knobRecipe, Words.knobRecipeHelp)
    }
  }
}

/// A knob's setting. Numbers stay exact: the journal stores them as bit patterns.
package enum KnobValue: Hashable, Sendable {
  case number(Double)
  case integer(Int)
  case list([Int])
  case choice(String)
}

/// How a knob may be turned: its bounds and the next value in either direction.
package enum KnobRange: Hashable, Sendable, Codable {
  /// Multiplies: `1, 2, 5, 10 …` times powers of ten between the bounds; 0 stands below `lower` where allowed.
  case logarithmic(lower: Double, upper: Double, zero: Bool)
  case linear(lower: Double, upper: Double, step: Double)
  /// By the distance to 1, for what is remembered from step to step: `0.9, 0.95, 0.98, 0.99, 0.995 …`; `upper` is below 1.
  case towardsOne(lower: Double, upper: Double)
  case powersOfTwo(lower: Int, upper: Int, zero: Bool)
  case integers(lower: Int, upper: Int, step: Int)
  /// Odd numbers, for what has a middle; a `lower` of 0 allows that as well.
  case odd(lower: Int, upper: Int)
  case choices([String])
  /// A list of widths, written as `64,32`.
  case widths(lower: Int, upper: Int)
}
