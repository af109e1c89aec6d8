import Basics
import Canvas
import Dashboard
import Glibc
import Telemetry

// Scenes of classes that are told apart.
extension Scene {
  static let classification = classes("classification", names: (0..<10).map(String.init), side: 8)
  static let manyClasses = classes(
    "many-classes", names: (0..<26).map { "class \(Character(Unicode.Scalar(UInt8(65 + $0))))" }, side: 0)

  static let colourPictures = classes(
    "colour-pictures",
    names: ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"],
    side: 32, channels: 3)
  /// The third picture at the coarser rung, with the probability of each class.
  static let enlarged = pressed("enlarged", [.character("."), .character("."), .character("e"), .character("g")])
  /// A cell of the confusion matrix is chosen and its pictures are shown alone.
  static let confusionCell = pressed("confusion-cell", [.tab, .tab, .right, .enter])
  /// Sixteen filters, and the maps of the second layer for the second picture.
  static let inside: Scene = {
    var scene = pressed("inside", [.character("."), .character("i")])
    var noise = Noise(12)
    let maps = (0..<16 * 64).map { index -> Float in
      let (map, place) = (index / 64, index % 64)
      return max(0, Float(sin(Double(place % 8) / 2 + Double(map)) * cos(Double(place / 8) / 3)))
    }
    var view = InsideView(
      request: InsideRequest(sample: 0, of: .validation, layer: 1), step: 670,
      layers: ["Conv 16 3×3 relu", "MaxPool 2×2", "Conv 8 3×3 relu"],
      layer: 0, maps: InsideView.Pictures(height: 8, width: 8, values: maps, isSigned: false, total: 16))
    view.filterName = "Conv 16 3×3"
    view.filters = InsideView.Pictures(
      height: 3, width: 3, values: (0..<144).map { _ in Float(noise.uniform()) }, isSigned: true, total: 16)
    scene.take(.event(.inside(RunID(0), view)))
    return scene
  }()
  /// Units without places, and filters of a dense layer, more than have room.
  static let insideDense: Scene = {
    var scene = pressed("inside-dense", [.character("i")])
    var view = InsideView(
      request: InsideRequest(sample: 0, of: .validation), step: 670, layers: ["Dense 64 relu", "Dense 32 relu"],
      layer: 1,
      maps: InsideView.Pictures(
        height: 8, width: 8, values: (0..<64).map { Float($0 % 9) / 8 }, isSigned: false, total: 1))
    view.filterName = "Dense 64"
    view.filters = InsideView.Pictures(
      height: 8, width: 8, values: (0..<4096).map { Float($0 % 13) / 12 }, isSigned: true, total: 64)
    scene.take(.event(.inside(RunID(0), view)))
    return scene
  }()
  /// A run that asks the finest of three resolutions only where the coarser ones are unsure.
  static let cascade: Scene = {
    var scene = pressed("cascade", [])
    let rungs: [RungID] = ["8×8", "4×4", "2×2"]
    var plan = RunPlan(
      run: RunID(3), rung: RungID(joining: rungs), recipe: "cascade", summary: "8×8: …, 4×4: …, 2×2: …", epochs: 30,
      stepsPerEpoch: 37, trainingRows: 1078, validationRows: 270, parameterCount: 12_000,
      multiplyAddsPerExample: 30_000,
      seed: 1, knobs: DemandStory.knobs().prefix(2).map { $0 }, isClosedForm: false)
    plan.members = rungs
    scene.take(.event(.began(plan)))
    guard var evaluation = scene.state.record(of: "8×8")?.evaluation, var judged = evaluation.validation else {
      return scene
    }
    func point(_ threshold: Double, _ accuracy: Double, _ cost: Double, _ shares: [Double]) -> CascadePoint {
      CascadePoint(threshold: threshold, accuracy: accuracy, multiplyAdds: cost, shares: shares)
    }
    judged.cascade = CascadeReport(
      threshold: 0.9, rungs: rungs.reversed(), multiplyAdds: [1_550, 3_100, 6_200],
      point: point(0.9, 0.93, 6_100, [0.31, 0.4, 0.29]),
      curve: [
        point(0, 0.66, 1_550, [1, 0, 0]), point(0.6, 0.8, 2_900, [0.6, 0.3, 0.1]),
        point(0.9, 0.93, 6_100, [0.31, 0.4, 0.29]), point(1, 0.95, 10_850, [0, 0, 1]),
      ])
    judged.parts = zip(rungs, [0.95, 0.93, 0.66]).map { rung, accuracy in
      PartEvaluation(
        rung: rung, scores: Scores(count: 360, isRanked: true, accuracy: accuracy), predicted: [], weight: 0.3)
    }
    evaluation.validation = judged
    scene.take(.event(.evaluated(RunID(3), evaluation)))
    for key: Key in [.character("2"), .tab, .tab, .tab, .tab] { scene.press(key) }
    return scene
  }()
  /// The test part is on view.
  static let classificationRevealed = pressed("classification-revealed", [.character("T")])
  static let classBoard = pressed("class-board", [.character("2"), .tab, .tab, .tab])
  static let helpOfPictures = pressed("help-of-pictures", [.character("?")])
  static let dataOfPictures: Scene = {
    var report = DataReport(fileName: "digits.csv", kind: .images, rows: 1797, bytes: 300_000)
    report.ladder = ["8×8", "4×4", "2×2"].map {
      GrainReport(grain: $0, bins: 1797, incomplete: 0, reason: "each pixel averages a block of them", exclusion: nil)
    }
    report.columns = [
      ColumnReport(
        name: "label", type: "text", missing: 0, missingShare: 0, distinct: 3,
        levels: [.init(text: "0", count: 178), .init(text: "1", count: 182), .init(text: "2", count: 177)],
        isTarget: true)
    ]
    var scene = pressed("data-of-pictures", [.character("3")])
    scene.take(.report(report))
    return scene
  }()

  private static func pressed(_ name: String, _ keys: [Key]) -> Scene {
    var scene = Scene.classification
    for key in keys { scene.press(key) }
    return Scene(name: name, state: scene.state, curves: scene.curves)
  }

  private static func classes(_ name: String, names: [String], side: Int, channels: Int = 1) -> Scene {
    let samples = 360
    let actual = (0..<samples).map { $0 % names.count }
    let later = (0..<300).map { $0 * 7 % names.count }
    let labels = side > 8 ? ["32×32", "16×16", "8×8"] : ["8×8", "4×4", "2×2"]
    let accuracy = [0.96, 0.93, 0.62]
    let target = SampleTarget.classes(
      ClassTarget(
        classNames: names, validation: ClassPart(actual: actual, majorityAccuracy: 0.11),
        test: ClassPart(actual: later, majorityAccuracy: 0.12)))
    let session = SessionInfo(
      fileName: channels == 3 ? "photos" : "digits.csv", targetName: "class",
      content: side > 0 ? .images(gallery(actual, later, side: side, channels: channels), target) : .table(target),
      rungs: labels.map { RungInfo(id: RungID($0), rows: 1797) })
    var messages: [Message] = [.session(session)]
    for (index, label) in labels.enumerated() {
      let run = RunID(index)
      var plan = RunPlan(
        run: run, rung: RungID(label), recipe: "mlp", summary: "Dense 64 relu → Dense 32 relu → Dense \(names.count)",
        epochs: 30, stepsPerEpoch: DemandStory.stepsPerEpoch[index], trainingRows: 1078, validationRows: 270,
        parameterCount: 6_000 >> index, multiplyAddsPerExample: 18_000 >> index, seed: 1,
        knobs: DemandStory.knobs().filter { ![.lookback, .inputs].contains($0.knob) }, isClosedForm: false)
      plan.multiplyAddsPerPrediction = side > 0 ? 6_200 >> index : 0
      messages.append(.event(.began(plan)))
      messages.append(.event(.phase(run, .running)))
      messages += story.reports(index, epochs: 1...20).map { .event(.epoch(run, $0)) }
      messages.append(.event(.evaluated(run, evaluation(names.count, actual, later, accuracy[index], index))))
    }
    return Scene(name, story.curves, messages)
  }

  private static func gallery(_ actual: [Int], _ later: [Int], side: Int, channels: Int) -> ImageGallery {
    let (grey, laterGrey) = (pictures(actual, side: side), pictures(later, side: side))
    guard channels == 3 else { return ImageGallery(height: side, width: side, validation: grey, test: laterGrey) }
    // One colour more with the row, another with the column.
    func coloured(_ grey: [Float]) -> [Float] {
      grey.enumerated().flatMap { index, value -> [Float] in
        let (x, y) = (Float(index % side) / Float(side), Float(index / side % side) / Float(side))
        return [value, value * x, y * (1 - value)]
      }
    }
    return ImageGallery(
      height: side, width: side, channels: 3, validation: coloured(grey), test: coloured(laterGrey))
  }

  /// A ring or a bar, wider with the class, a little shaken.
  private static func pictures(_ actual: [Int], side: Int) -> [Float] {
    var noise = Noise(5)
    return actual.flatMap { label in
      (0..<side * side).map { index -> Float in
        let x = Double(index % side) - Double(side - 1) / 2
        let y = Double(index / side) - Double(side - 1) / 2
        let scale = Double(side) / 8
        let distance =
          label % 2 == 0
          ? (x * x + y * y).squareRoot() / scale - 1 - Double(label) / 4 : x / scale - Double(label) / 4 + 1
        return Float(max(0, min(1, 1.2 - distance.magnitude * 0.8 + noise.normal() * 0.05)))
      }
    }
  }

  private static func evaluation(
    _ classes: Int, _ actual: [Int], _ later: [Int], _ accuracy: Double, _ index: Int
  ) -> Evaluation {
    var noise = Noise(UInt64(index) + 40)
    return Evaluation(
      step: 680, epoch: 20, multiplyAdds: 400_000_000 >> index,
      validation: judged(classes, actual, accuracy, &noise), test: judged(classes, later, accuracy - 0.02, &noise))
  }

  private static func judged(
    _ classes: Int, _ actual: [Int], _ accuracy: Double, _ noise: inout Noise
  ) -> JudgedPart {
    var confusion = [Int](repeating: 0, count: classes * classes)
    let predicted = actual.map { label in
      noise.uniform() < accuracy ? label : (label + 1 + Int(noise.uniform() * 3)) % classes
    }
    for (truth, guess) in zip(actual, predicted) { confusion[truth * classes + guess] += 1 }
    let right = zip(actual, predicted).count { $0 == $1 }
    let share = Double(right) / Double(actual.count)
    let probability = actual.indices.map { 0.6 + 0.35 * Float($0 % 17) / 17 }
    var predictions = ClassPredictions(confusion: confusion, predicted: predicted, probability: probability)
    predictions.probabilities = zip(predicted, probability).flatMap { guess, share in
      (0..<classes).map { $0 == guess ? share : (1 - share) / Float(max(classes - 1, 1)) }
    }
    return JudgedPart(
      Scores(
        count: actual.count, isRanked: true, accuracy: share, precision: share, recall: share, f1: share - 0.003),
      .classes(predictions))
  }
}
