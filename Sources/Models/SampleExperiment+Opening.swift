import Datasets
import Granularity
import Telemetry
import Tensors

extension SampleExperiment {
  /// Images on a ladder of resolutions, each averaged down from the finest.
  ///
  /// The last fifth in file order is the test part; training and validation are drawn from the rest.
  ///
  /// - Throws: ``OpeningError``.
  package init(_ images: ImageSet, _ options: SessionOptions) throws(OpeningError) {
    guard !images.labels.isEmpty else { throw .noLabels(file: images.name) }
    guard (options.preparation ?? .untouched) == .untouched else {
      throw .preparation(.notForRows("Preparing columns or gaps", kind: .images))
    }
    let known = images.labels.indices.filter { images.labels[$0] >= 0 }
    do {
      let ladder =
        try options.grains.map { try SpatialLadder(parsing: $0.joined(separator: ","), for: images) }
        ?? .suggested(for: images)
      let split = try SampleSplit.lastInFileOrder(
        count: known.count, labels: known.map { images.labels[$0] }, seed: options.seed
      ).selecting(known)
      let views = try ladder.grains.map { grain in
        let coarse = try SpatialCoarsening(grain).coarsen(images)
        return View(
          rung: RungID(grain.label),
          features: Matrix(rows: coarse.count, columns: coarse.height * coarse.width, values: coarse.pixels))
      }
      let size = images.height * images.width
      let pixels = split.test.flatMap { images.pixels[$0 * size..<($0 + 1) * size] }
      let info = SessionInfo(
        fileName: options.fileName, targetName: "class", axis: "space",
        rungs: views.map { RungInfo(id: $0.rung, rows: images.count) },
        classTarget: Self.classTarget(images.labels, images.classNames, split).showing(
          pixels, height: images.height, width: images.width),
        remarks: images.report.remarks)
      self.init(
        info: info, views: views, target: .classes(labels: images.labels, names: images.classNames), split: split)
    } catch {
      throw OpeningError(error)
    }
  }

  /// Rows of a table; one rung that holds all number columns but the target.
  ///
  /// - Throws: ``OpeningError``.
  package init(_ table: Table, _ options: SessionOptions) throws(OpeningError) {
    do throws(any Error) {
      let target = try table.target(named: options.target)
      let preparation = options.preparation ?? .untouched
      let columns: [Column] = try TableTreatment.chosen(table, target: target.name, preparation)
      guard !columns.isEmpty else { throw OpeningError.noFeatures(file: table.name, target: target.name) }
      let complete = (0..<table.rowCount).filter { row in
        columns.allSatisfy { !$0.values[row].isNaN } && target.isKnown(row)
      }
      var labels: [Int32]?
      if case .classes(_, let codes, _) = target { labels = complete.map { codes[$0] } }
      let split = try SampleSplit.seeded(count: complete.count, labels: labels, seed: options.seed).selecting(complete)
      let treatment = TableTreatment(columns, of: table, target: target, preparation, rows: split.train)
      var values: [Float] = []
      values.reserveCapacity(table.rowCount * treatment.columns.count)
      for row in 0..<table.rowCount { for column in treatment.columns { values.append(column.values[row]) } }
      let view = View(
        rung: "rows", features: Matrix(rows: table.rowCount, columns: treatment.columns.count, values: values))
      var info = SessionInfo(
        fileName: options.fileName, targetName: target.name, axis: "rows",
        rungs: [RungInfo(id: view.rung, rows: complete.count)], remarks: table.report.remarks)
      if complete.count < table.rowCount {
        info.remarks.append("\(table.rowCount - complete.count) rows with missing values are left out")
      }
      info.policies = treatment.policies
      info.ranking = treatment.ranking
      switch target {
      case .classes(_, let labels, let classNames):
        info.classTarget = Self.classTarget(labels, classNames, split)
        self.init(info: info, views: [view], target: .classes(labels: labels, names: classNames), split: split)
      case .number(let column):
        self.init(info: info, views: [view], target: .numbers(column.values), split: split)
      }
    } catch {
      throw OpeningError(error)
    }
  }

  private static func classTarget(_ labels: [Int32], _ names: [String], _ split: SampleSplit) -> ClassTargetInfo {
    var counts = [Int](repeating: 0, count: names.count)
    for row in split.train { counts[Int(labels[row])] += 1 }
    let majority = counts.indices.max { counts[$0] < counts[$1] } ?? 0
    let hits = split.test.count { Int(labels[$0]) == majority }
    return ClassTargetInfo(
      classNames: names, actual: split.test.map { Int(labels[$0]) },
      majorityAccuracy: Double(hits) / Double(max(1, split.test.count)))
  }
}

extension ClassTargetInfo {
  fileprivate func showing(_ pixels: [Float], height: Int, width: Int) -> ClassTargetInfo {
    var target = self
    target.pixels = pixels
    target.imageHeight = height
    target.imageWidth = width
    return target
  }
}

extension SampleSplit {
  /// The split of `rows`, where this one numbers them from 0.
  fileprivate func selecting(_ rows: [Int]) -> SampleSplit {
    SampleSplit(train: train.map { rows[$0] }, validation: validation.map { rows[$0] }, test: test.map { rows[$0] })
  }
}

extension TableTarget {
  fileprivate func isKnown(_ row: Int) -> Bool {
    switch self {
    case .number(let column): !column.values[row].isNaN
    case .classes(_, let labels, _): labels[row] >= 0
    }
  }
}
