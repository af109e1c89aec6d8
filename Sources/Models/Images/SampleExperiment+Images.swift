import Datasets
import Granularity
import Networks
import Telemetry
import Tensors

extension SampleExperiment {
  /// Share of all images that is the test part, and of the others that validation takes.
  private static let testShare = 0.20
  private static let validationShare = 0.15 / 0.80

  /// Images on a ladder of resolutions, each averaged down from the finest.
  ///
  /// - Throws: ``OpeningError``.
  package init(_ images: ImageSet, _ options: SessionOptions) throws(OpeningError) {
    guard (options.preparation ?? .untouched) == .untouched else {
      throw .preparation(.notForRows(Words.openingPrepareImages, kind: .images))
    }
    let target = try Self.target(of: images, named: options.target, file: images.name)
    let known = target.knownRows
    do {
      let ladder =
        try options.grains.map { try SpatialLadder(parsing: $0.joined(separator: ","), for: images) }
        ?? .suggested(for: images)
      let labels = target.labels.map { all in known.map { all[$0] } }
      let rule = options.split ?? labels.map(SplitRule.suited) ?? .fileOrder
      let split = try SampleSplit(
        rule, count: known.count, labels: labels, test: Self.testShare,
        validation: options.validationShare ?? Self.validationShare, seed: options.seed
      ).selecting(known)
      let views = try ladder.grains.map { grain in
        let coarse = try SpatialCoarsening(grain).coarsen(images)
        return View(
          rung: RungID(grain.label),
          features: .pixels(Matrix(rows: coarse.count, columns: coarse.imageSize, values: coarse.pixels)),
          shape: Shape(height: coarse.height, width: coarse.width, channels: coarse.channels), grain: grain)
      }
      var info = SessionInfo(
        fileName: options.fileName, targetName: target.name,
        content: .images(ImageGallery(images, split), target.described(split)),
        rungs: views.map { RungInfo(id: $0.rung, rows: images.count) }, remarks: images.report.remarks)
      let uneven = ladder.grains.filter { !$0.divides(height: images.height, width: images.width) }.map(\.label)
      if !uneven.isEmpty {
        info.remarks.append(
          Words.remarkUnevenPixels(
            height: "\(images.height)", width: "\(images.width)", grains: uneven.joined(separator: ", ")))
      }
      if views.count > 1, target.labels != nil {
        info.joins = Recipe.allCases.filter { $0.joins && $0.fits(.images) }.map {
          JoinChoice(recipe: $0.rawValue, explanation: $0.explanation)
        }
      }
      info.note(rule, asked: options.split, split, labels: target.labels)
      let finest = views.first?.shape ?? Shape(channels: 1)
      let weights = try options.weights.map { try BaseWeights(path: $0, image: finest) }
      self.init(
        info: info, views: views, target: target,
        source: .images(
          height: images.height, width: images.width, channels: images.channels, white: images.white), split: split,
        weights: weights, initial: try options.initial.map { try InitialModel($0) })
    } catch {
      throw OpeningError(error)
    }
  }

  /// What is to be predicted from an image: its class, or a number where there are such or where classes are numbers and that
  /// was asked for.
  private static func target(
    of images: ImageSet, named name: String?, file: String
  ) throws(OpeningError) -> Target {
    let numbers =
      images.numbers.isEmpty
      ? images.labels.map { label in
        images.classNames.indices.contains(Int(label)) ? Double(images.classNames[Int(label)]) ?? .nan : .nan
      } : images.numbers.map(Double.init)
    let hasNumbers = numbers.contains { !$0.isNaN }
    let hasClasses = !images.labels.isEmpty
    guard hasNumbers || hasClasses else { throw .noLabels(file: file) }
    let wanted = name ?? (hasClasses ? Target.className : Target.numberName)
    switch wanted {
    case Target.className where hasClasses: return .classes(labels: images.labels, names: images.classNames)
    case Target.numberName where hasNumbers: return .numbers(numbers)
    default:
      throw .unknownTarget(
        wanted, known: (hasClasses ? [Target.className] : []) + (hasNumbers ? [Target.numberName] : []))
    }
  }
}

extension SampleExperiment.Target {
  static let className = "class"
  static let numberName = "number"

  fileprivate var name: String {
    switch self {
    case .classes: Self.className
    case .numbers: Self.numberName
    }
  }

  fileprivate var labels: [Int32]? {
    if case .classes(let labels, _) = self { labels } else { nil }
  }

  /// Samples whose target is known.
  fileprivate var knownRows: [Int] {
    switch self {
    case .classes(let labels, _): labels.indices.filter { labels[$0] >= 0 }
    case .numbers(let values): values.indices.filter { !values[$0].isNaN }
    }
  }
}

extension SessionInfo {
  /// Notes how samples were split, and warns of classes that training never sees.
  fileprivate mutating func note(_ rule: SplitRule, asked: SplitRule?, _ split: SampleSplit, labels: [Int32]?) {
    policies.append(PolicyReport(rule, split, isDefault: asked == nil))
    guard let labels else { return }
    if asked == nil, rule == .stratified {
      remarks.append(Words.remarkStratified)
    }
    let unseen = Set(split.test.map { labels[$0] }).subtracting(split.train.map { labels[$0] })
    if !unseen.isEmpty {
      let unseenClasses = Words.remarkUnseenClasses(count: unseen.count)
      remarks.append(unseenClasses)
      testRemarks.insert(unseenClasses)
    }
  }
}

extension ImageGallery {
  /// Of the images of both parts.
  fileprivate init(_ images: ImageSet, _ split: SampleSplit) {
    let size = images.imageSize
    func pixels(_ rows: [Int]) -> [Float] { rows.flatMap { images.pixels[$0 * size..<($0 + 1) * size] } }
    self.init(
      height: images.height, width: images.width, channels: images.channels, validation: pixels(split.validation),
      test: pixels(split.test))
  }
}
