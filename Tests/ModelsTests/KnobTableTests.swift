import Basics
import Models
import Networks
import Telemetry
import Testing

@Suite("The table of knobs")
struct KnobTableTests {
  /// Every recipe on everything that it can learn from.
  static let recipes: [Settings] = Recipe.allCases.flatMap { recipe in
    [Content.series, .table, .images].filter(recipe.fits).map {
      Settings(recipe, on: $0, classifying: $0 != .series)
    }
  }

  @Test("Every knob has words of its own")
  func words() {
    for words in [Knob.allCases.map(\.title), Knob.allCases.map(\.explanation)] {
      #expect(Set(words).count == words.count && !words.contains(""))
    }
    // The panel has room for so much of a title, and a mark on the curve for so much of its short form.
    #expect(Knob.allCases.allSatisfy { $0.title.count <= 16 && $0.abbreviation.count <= $0.title.count })
    #expect(Knob.allCases.allSatisfy { !$0.rule.valueName.isEmpty && !$0.explanation.hasSuffix(".") })
  }

  @Test("Live knobs stand above structural ones")
  func order() {
    let live = Knob.allCases.map(\.isLive)
    #expect(live == live.filter { $0 } + live.filter { !$0 })
  }

  @Test("What a recipe begins with lies in every shown knob's range and can be written", arguments: recipes)
  func defaults(settings: Settings) throws {
    for (knob, value, range) in settings.knobs {
      #expect(range.nearest(to: value) == value, "\(knob)")
      var again = settings
      try again.set(knob, parsing: value.display)
      #expect(again == settings, "\(knob)")
    }
  }

  @Test(
    "Every knob reads back both ends of its range, and nothing beyond them is taken as written", arguments: recipes)
  func ends(settings: Settings) throws {
    for (knob, value, range) in settings.knobs where knob != .recipe {
      for end in range.ends {
        var turned = settings
        try turned.set(knob, to: end)
        #expect(turned.value(of: knob).display == end.display, "\(knob)")
        #expect(end == value || turned != settings, "\(knob) keeps nothing")
        try turned.set(knob, to: value)
        #expect(turned == settings, "\(knob) leaves a trace")
      }
      for text in ["-1e30", "1e30", "-99999999", "99999999", "zip"] {
        var turned = settings
        #expect(throws: SettingsError.self, "\(knob) \(text)") { try turned.set(knob, parsing: text) }
        #expect(turned == settings)
      }
    }
  }

  /// The knobs of each recipe, on what it is made for.
  static let panels: [(Recipe, Content, [Knob])] = [
    (
      .mlp, .series,
      [
        .learningRate, .batchSize, .dropout, .momentum, .weightDecay, .clipNorm, .epochs, .beta2, .l1, .averaging,
        .frozenLayers, .layerDecay,
        .units, .kernel,
        .activation, .normalization,
        .optimizer, .schedule, .loss, .lookback, .inputs, .scaler, .recipe,
      ]
    ),
    (
      .mlp, .table,
      [
        .learningRate, .batchSize, .dropout, .momentum, .weightDecay, .clipNorm, .epochs, .beta2, .l1, .averaging,
        .frozenLayers, .layerDecay,
        .units, .activation, .normalization,
        .optimizer, .schedule, .loss, .scaler, .recipe,
      ]
    ),
    (
      .conv, .images,
      [
        .learningRate, .batchSize, .dropout, .momentum, .weightDecay, .clipNorm, .epochs, .beta2, .l1, .averaging,
        .frozenLayers, .layerDecay,
        .units, .kernel,
        .activation,
        .optimizer, .schedule, .loss, .scaler, .augmentation, .recipe,
      ]
    ),
    (
      .composite, .images,
      [
        .learningRate, .batchSize, .dropout, .momentum, .weightDecay, .clipNorm, .epochs, .beta2, .l1, .averaging,
        .frozenLayers, .layerDecay,
        .base, .baseNetwork,
        .join,
        .units, .kernel, .optimizer, .schedule, .loss, .scaler, .augmentation, .recipe,
      ]
    ),
    (
      .cascade, .images,
      [
        .learningRate, .batchSize, .threshold, .dropout, .momentum, .weightDecay, .clipNorm, .epochs, .beta2, .l1,
        .averaging, .units,
        .kernel,
        .activation, .optimizer, .schedule, .loss, .scaler, .augmentation, .recipe,
      ]
    ),
    (
      .linear2, .series,
      [
        .learningRate, .batchSize, .weightDecay, .clipNorm, .epochs, .l1, .averaging, .frozenLayers, .layerDecay,
        .units, .kernel, .optimizer,
        .schedule, .loss,
        .lookback, .inputs, .scaler, .recipe,
      ]
    ),
    (
      .nlinear, .series,
      [
        .learningRate, .batchSize, .momentum, .weightDecay, .clipNorm, .epochs, .beta2, .l1, .averaging, .optimizer,
        .schedule, .loss,
        .lookback,
        .scaler, .recipe,
      ]
    ),
    (
      .dlinear, .series,
      [
        .learningRate, .batchSize, .momentum, .weightDecay, .clipNorm, .epochs, .beta2, .l1, .averaging, .trendWidth,
        .optimizer, .schedule, .loss,
        .lookback,
        .scaler, .recipe,
      ]
    ),
    (.smoothing, .series, [.seasons, .slope, .seasonForm, .recipe]),
    (.hybrid, .series, [.seasons, .slope, .seasonForm, .recipe]),
    (.theta, .series, [.recipe]),
    (
      .nhits, .series,
      [
        .learningRate, .batchSize, .dropout, .momentum, .weightDecay, .clipNorm, .epochs, .beta2, .l1, .averaging,
        .units, .pools, .optimizer,
        .schedule,
        .loss, .lookback, .scaler, .recipe,
      ]
    ),
    (
      .perGrain, .series,
      [
        .learningRate, .batchSize, .combination, .dropout, .momentum, .weightDecay, .clipNorm, .epochs, .beta2, .l1,
        .averaging, .units,
        .kernel,
        .activation, .optimizer, .schedule, .loss, .lookback, .inputs, .scaler, .recipe,
      ]
    ),
    (
      .fused, .series,
      [
        .learningRate, .batchSize, .dropout, .momentum, .weightDecay, .clipNorm, .epochs, .beta2, .l1, .averaging,
        .units, .activation,
        .optimizer, .schedule, .loss, .lookback, .inputs, .scaler, .recipe,
      ]
    ),
    (
      .coupled, .series,
      [
        .learningRate, .batchSize, .coupling, .combination, .couplingRule, .dropout, .momentum, .weightDecay, .clipNorm,
        .epochs, .beta2, .l1, .averaging, .units, .kernel, .activation, .optimizer, .schedule, .loss, .lookback,
        .inputs, .scaler,
        .recipe,
      ]
    ),
    (
      .shared, .series,
      [
        .learningRate, .batchSize, .sharing, .sharingRule, .combination, .dropout, .momentum, .weightDecay, .clipNorm,
        .epochs, .beta2, .l1, .averaging, .units, .kernel, .activation, .optimizer, .schedule, .loss, .lookback,
        .inputs, .scaler,
        .recipe,
      ]
    ),
    (.ridge, .series, [.lookback, .inputs, .recipe]),
    (.naive, .series, [.lookback, .inputs, .recipe]),
  ]

  @Test("Each recipe shows the knobs that act on it", arguments: panels)
  func shown(recipe: Recipe, content: Content, knobs: [Knob]) {
    #expect(Settings(recipe, on: content).knobs.map(\.knob) == knobs)
  }

  @Test("Where gradients are not squared there is no β₂ to turn", arguments: Optimizer.allCases)
  func beta2(optimizer: Optimizer) {
    var settings = Settings(.mlp)
    settings.optimizer = optimizer
    let shown = [.rmsprop, .adam, .adamw].contains(optimizer)
    #expect(settings.knobs.contains { $0.knob == .beta2 } == shown)
    settings = Settings(online: .mlp)
    settings.optimizer = optimizer
    #expect(settings.onlineKnobs.contains { $0.knob == .beta2 } == shown)
  }

  /// What each schedule reads beside the epochs.
  static let schedules: [(Schedule.Kind, [Knob])] = [
    (.constant, []), (.step, [.stepEpochs, .rateFactor]), (.cosine, []), (.warmUp, [.warmUpEpochs]),
    (.plateau, [.plateauPatience, .rateFactor]),
    (.oneCycle, [.peak, .startDivisor, .finalDivisor]), (.restarts, [.period, .periodGrowth]),
  ]

  @Test("Each schedule shows the numbers that it reads, right below itself", arguments: schedules)
  func scheduled(kind: Schedule.Kind, knobs: [Knob]) throws {
    #expect(Self.schedules.count == Schedule.Kind.allCases.count)
    var settings = Settings(.mlp)
    let others = settings.knobs.map(\.knob)
    try settings.set(.schedule, to: .choice(kind.rawValue))
    let place = try #require(others.firstIndex(of: .schedule))
    let expected: [Knob] = Array(others[...place]) + knobs + Array(others[(place + 1)...])
    #expect(settings.knobs.map(\.knob) == expected)
    #expect(Settings(online: .mlp).onlineKnobs.allSatisfy { !knobs.contains($0.knob) })
  }

  @Test(
    "On a stream nothing is shown of epochs and what is fitted before them",
    arguments: [
      (
        Recipe.mlp,
        [
          Knob.learningRate, .batchSize, .memory, .dropout, .momentum, .weightDecay, .clipNorm, .beta2, .l1, .averaging,
          .units,
          .kernel, .activation, .optimizer, .loss, .lookback, .recipe,
        ]
      ),
      (
        .linear2,
        [
          .learningRate, .batchSize, .memory, .weightDecay, .clipNorm, .l1, .averaging, .units, .kernel, .optimizer,
          .loss, .lookback,
          .recipe,
        ]
      ),
      (.ridge, [.memory, .weightDecay, .lookback, .recipe]), (.naive, [.lookback, .recipe]),
    ])
  func shownOnline(recipe: Recipe, knobs: [Knob]) {
    #expect(Settings(online: recipe).onlineKnobs.map(\.knob) == knobs)
  }
}

extension KnobRange {
  /// The least and the greatest value; of choices the first and the last.
  var ends: [KnobValue] {
    switch self {
    case .logarithmic, .linear, .towardsOne: [-1e30, 1e30].compactMap { nearest(to: .number($0)) }
    case .powersOfTwo, .integers, .odd: [.min, .max].compactMap { nearest(to: .integer($0)) }
    case .widths: [[.min], [.max, .max]].compactMap { nearest(to: .list($0)) }
    case .choices(let names): [names.first, names.last].compactMap { $0 }.map(KnobValue.choice)
    }
  }
}
