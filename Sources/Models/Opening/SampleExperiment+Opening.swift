import Datasets
import Granularity
import Telemetry
import Tensors

extension SampleExperiment {
  /// Rows of a table; one rung that holds all number columns but the target.
  ///
  /// - Throws: ``OpeningError``.
  package init(_ table: Table, _ options: SessionOptions) throws(OpeningError) {
    guard options.weights == nil else { throw .weights(.notForRows) }
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
      let rule = options.split ?? .stratified
      let split = try SampleSplit(
        rule, count: complete.count, labels: labels, test: SplitFractions.standard.test,
        validation: options.validationShare ?? SplitFractions.standard.validation / (1 - SplitFractions.standard.test),
        seed: options.seed
      ).selecting(complete)
      let treatment = TableTreatment(columns, of: table, target: target, preparation, rows: split.train)
      var values: [Double] = []
      values.reserveCapacity(table.rowCount * treatment.columns.count)
      for row in 0..<table.rowCount { for column in treatment.columns { values.append(column.values[row]) } }
      let view = View(
        rung: "rows",
        features: .numbers(DoubleMatrix(rows: table.rowCount, columns: treatment.columns.count, values: values)))
      var info = SessionInfo(
        fileName: options.fileName, targetName: target.name, axis: "rows",
        rungs: [RungInfo(id: view.rung, rows: complete.count)], remarks: table.report.remarks)
      if complete.count < table.rowCount {
        info.remarks.append(Words.remarkMissingRows(count: table.rowCount - complete.count))
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

  static func classTarget(_ labels: [Int32], _ names: [String], _ split: SampleSplit) -> ClassTargetInfo {
    var counts = [Int](repeating: 0, count: names.count)
    for row in split.train { counts[Int(labels[row])] += 1 }
    let majority = counts.indices.max { counts[$0] < counts[$1] } ?? 0
    let hits = split.test.count { Int(labels[$0]) == majority }
    return ClassTargetInfo(
      classNames: names, actual: split.test.map { Int(labels[$0]) },
      majorityAccuracy: Double(hits) / Double(max(1, split.test.count)))
  }
}

extension SampleSplit {
  /// The split of `rows`, where this one numbers them from 0.
  func selecting(_ rows: [Int]) -> SampleSplit {
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
