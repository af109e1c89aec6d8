import Basics
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
      let target = try table.target(named: options.target, as: options.task)
      let preparation = options.preparation ?? .untouched
      let initial = try options.initial.map { try InitialModel($0) }
      let chosen = try TableTreatment.chosen(table, target: target.name, preparation)
      let columns = initial?.arranged(chosen) ?? chosen
      guard !columns.isEmpty else { throw OpeningError.noFeatures(file: table.name, target: target.name) }
      let complete = (0..<table.rowCount).filter { row in
        columns.allSatisfy { !$0.values[row].isNaN } && target.isKnown(row)
      }
      if complete.count < SampleSplit.least, let gappiest = columns.max(by: { $0.missingCount < $1.missingCount }),
        gappiest.missingCount > 0
      {
        throw OpeningError.fewComplete(
          complete.count, of: table.rowCount, column: gappiest.name, lacking: gappiest.missingCount)
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
      var own: Target =
        switch target {
        case .classes(_, let labels, let names): .classes(labels: labels, names: names)
        case .number(let column): .numbers(column.values)
        }
      if let initial { own = initial.arranged(own) }
      let source = SampleFrame.Source.table(columns: treatment.columns.map(\.name), bounds: treatment.bounds)
      var info = SessionInfo(
        fileName: options.fileName, targetName: target.name, content: .table(own.described(split)),
        rungs: [RungInfo(id: view.rung, rows: complete.count)], remarks: table.report.remarks)
      info.noteUnread(try TableTreatment.unread(table, target: target.name, preparation))
      if complete.count < table.rowCount {
        info.remarks.append(Words.remarkMissingRows(count: table.rowCount - complete.count))
      }
      if options.task == nil, let count = table.ambiguity(of: target) {
        info.remarks.append(
          labels == nil
            ? Words.remarkReadAsAmounts(count: count, target: target.name)
            : Words.remarkReadAsClasses(count: count, target: target.name))
      }
      info.policies = treatment.policies
      if let asked = options.split { info.policies.append(PolicyReport(asked, split, isDefault: false)) }
      info.ranking = treatment.ranking
      if let remark = initial?.remark(splitBy: options.seed) { info.remarks.append(remark) }
      self.init(
        info: info, views: [view], target: own, source: source, split: split,
        initial: initial)
    } catch {
      throw OpeningError(error)
    }
  }
}

extension SampleExperiment.Target {
  /// The test samples as the screen and reports see them, with what has to be beaten.
  func described(_ split: SampleSplit) -> SampleTarget {
    switch self {
    case .classes(let labels, let names): .classes(Self.classes(labels, names, split))
    case .numbers(let values): .number(Self.number(values, split))
    }
  }

  private static func classes(_ labels: [Int32], _ names: [String], _ split: SampleSplit) -> ClassTarget {
    var counts = [Int](repeating: 0, count: names.count)
    for row in split.train { counts[Int(labels[row])] += 1 }
    let majority = counts.indices.max { counts[$0] < counts[$1] } ?? 0
    func part(_ rows: [Int]) -> ClassPart {
      let actual = rows.map { Int(labels[$0]) }
      return ClassPart(
        actual: actual, majorityAccuracy: Double(actual.count { $0 == majority }) / Double(max(1, rows.count)),
        originsHash: originsHash(rows, actual.map(Double.init)))
    }
    return ClassTarget(
      classNames: names, validation: split.validation.isEmpty ? nil : part(split.validation), test: part(split.test))
  }

  private static func number(_ values: [Double], _ split: SampleSplit) -> NumberTarget {
    let mean = split.train.reduce(0) { $0 + values[$1] } / Double(max(1, split.train.count))
    func part(_ part: ScoredPart, _ rows: [Int]) -> NumberPart {
      let actual = rows.map { values[$0] }
      return NumberPart(
        actual: actual,
        meanScores: Scores(of: [Double](repeating: mean, count: actual.count), against: actual, on: part),
        originsHash: originsHash(rows, actual))
    }
    return NumberTarget(
      trainingMean: mean, validation: split.validation.isEmpty ? nil : part(.validation, split.validation),
      test: part(.test, split.test))
  }

  /// Of the samples of a part and what they are.
  private static func originsHash(_ rows: [Int], _ actual: [Double]) -> UInt64 {
    var hash = bitHashSeed
    bitHash(rows.map(Int64.init), into: &hash)
    actual.withUnsafeBufferPointer { bitHash($0, into: &hash) }
    return hash
  }
}

extension PolicyReport {
  /// How samples were split.
  init(_ rule: SplitRule, _ split: SampleSplit, isDefault: Bool) {
    let all = split.test.count + split.train.count + split.validation.count
    let percent = Int((100 * Double(split.test.count) / Double(max(1, all))).rounded())
    self.init(
      name: "split", value: rule.rawValue,
      effect: rule == .stratified
        ? Words.splitStratified(percent: "\(percent)") : Words.splitFileOrder(percent: "\(percent)"),
      isDefault: isDefault)
  }
}

extension SessionInfo {
  /// Notes the columns that no model reads, and says so.
  mutating func noteUnread(_ columns: [Reasoned]) {
    unread = columns
    guard !columns.isEmpty else { return }
    let named = columns.map { Words.unreadColumn(column: Clean.text($0.name, limit: 60), reason: $0.reason) }
    remarks.append(Words.remarkUnread(count: columns.count, columns: Listing.some(named)))
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
