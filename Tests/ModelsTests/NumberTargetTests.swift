import Datasets
import Telemetry
import Tensors
import Testing

@testable import Models

@Suite("Numbers beside samples")
struct NumberTargetTests {
  @Test("Scores are those of scikit-learn's own example")
  func scores() throws {
    // r2_score, mean_squared_error and mean_absolute_error of the user guide.
    let scores = Scores(of: [2.5, 0.0, 2, 8], against: [3, -0.5, 2, 7])
    #expect(abs(try #require(scores.r2) - 0.9486081370449679) < 1e-15)
    #expect(scores.mse == 0.375 && scores.mae == 0.5 && scores.rmse == 0.375.squareRoot())
    #expect(scores.count == 4 && !scores.isRanked)
    #expect(Scores(of: [1, 2], against: [3, 3]).r2 == nil && Scores(of: [], against: []).rmse == nil)
  }

  @Test("A column of numbers is a target with the training mean to beat, and a model beats it")
  func table() throws {
    let key = RandomKey(seed: 4, stream: .noise)
    let width = (0..<200).map { Double($0 * 7 % 50) }
    let price = width.enumerated().map { 1_000 + 30 * $1 + Double(20 * key.normal(UInt64($0))) }
    let experiment = try SampleExperiment(
      Table(name: "flats", columns: [Column(name: "width", values: width), Column(name: "price", values: price)]),
      SessionOptions(path: "flats", target: "price"))
    guard case .table(.number(let target)) = experiment.info.content else {
      Issue.record("\(experiment.info.content.kind), \(experiment.info.target.task)")
      return
    }
    let mean = experiment.split.train.reduce(0) { $0 + price[$1] } / Double(experiment.split.train.count)
    #expect(target.test.actual == experiment.split.test.map { price[$0] })
    #expect(abs(target.trainingMean - mean) < 1e-9 && (target.test.meanScores.r2 ?? 1) <= 0)
    let settings = experiment.defaultSettings(.mlp)
    let learner = try experiment.learner(for: "rows", settings: settings)
    Pictures.train(learner, settings, epochs: 40)
    let evaluation = learner.evaluate()
    let predicted = try #require(evaluation.test.numbers).predicted
    #expect(evaluation.test.scores == Scores(of: predicted, against: target.test.actual))
    #expect(try #require(evaluation.test.scores.rmse) < 0.3 * (try #require(target.test.meanScores.rmse)))
    #expect(evaluation.test.scores.accuracy == nil && evaluation.test.classes == nil)
  }
}

@Suite("Columns that no model reads")
struct UnreadColumnTests {
  private let table = Table(
    name: "cars",
    columns: [
      Column(name: "weight", values: (0..<60).map { Double($0) }),
      Column(name: "mpg", values: (0..<60).map { Double($0 * 7 % 50) + 0.5 }),
    ],
    textColumns: [
      TextColumn(name: "origin", codes: (0..<60).map { Int32($0 % 3) }, levels: ["usa", "europe", "japan"]),
      TextColumn(name: "colour", codes: (0..<60).map { Int32($0 % 2) }, levels: ["red", "blue"]),
    ])

  private func info(_ target: String, _ change: (inout SessionOptions) -> Void = { _ in }) throws -> SessionInfo {
    var options = SessionOptions(path: "cars", target: target)
    change(&options)
    return try SampleExperiment(table, options).info
  }

  @Test("Text beside a target is named with the reason, in the session, its notes and the report of the data")
  func texts() throws {
    let number = try info("mpg")
    #expect(
      number.unread.map(\.name) == ["origin", "colour"] && number.unread.allSatisfy { $0.reason == "holds text" })
    #expect(
      number.remarks == ["2 columns of the file are read by no model: origin (holds text), colour (holds text)"])
    #expect(try info("origin").unread.map(\.name) == ["colour"])
    // What was left out on request needs no reason.
    let asked = try info("mpg") {
      $0.preparation = Preparation()
      $0.preparation?.without = ["origin", "colour"]
    }
    #expect(asked.unread.isEmpty && asked.remarks.isEmpty)
    let options = SessionOptions(path: "cars", target: "mpg")
    let opened = try Experiments.make(.table(table), options)
    #expect(DataReporter(.table(table), options, opened: opened).report().leftOut.map(\.name) == ["origin", "colour"])
  }

  @Test("How a table was split on request is said, with what of it is drawn at random")
  func split() throws {
    let policy = try #require(try info("mpg") { $0.split = .fileOrder }.policies.first { $0.name == "split" })
    #expect(
      policy.effect
        == "the last 25 % of the file are the test part; validation is drawn at random from what stands before it")
    #expect(try info("mpg").policies.isEmpty)
  }
}

@Suite("Whole numbers as classes or as amounts")
struct SampleTaskTests {
  private func experiment(
    _ name: String = "y", task: SampleTask? = nil, values: (Int) -> Double = { Double($0 % 2) }
  ) throws -> SampleExperiment {
    try SampleExperiment(
      Table(
        name: "samples",
        columns: [
          Column(name: "x", values: (0..<60).map { Double($0 % 7) }), Column(name: name, values: (0..<60).map(values)),
        ]),
      {
        var options = SessionOptions(path: "samples", target: name); options.task = task; return options
      }())
  }

  @Test("Either is had on request, whatever the column is called", arguments: ["y", "label", "rooms"])
  func request(name: String) throws {
    let classes = try experiment(name, task: .classes)
    #expect(classes.info.target.task == .classes && classes.info.classes?.classNames == ["0", "1"])
    #expect(try experiment(name, task: .number).info.target.task == .number)
    for task in SampleTask.allCases { #expect(try experiment(name, task: task).info.remarks == []) }
  }

  @Test("A guess is said, with the option that says otherwise")
  func guess() throws {
    #expect(
      try experiment().info.remarks == [
        "the target y has 2 distinct whole numbers: read as classes; --task number reads amounts"
      ])
    #expect(
      try experiment("rooms", values: { Double($0 % 3) }).info.remarks == [
        "the target rooms has 3 distinct whole numbers: read as amounts; --task classes reads classes"
      ])
    #expect(try experiment(values: { Double($0) + 0.5 }).info.remarks == [])
    #expect(try experiment(values: { Double($0) }).info.remarks == [])
  }

  @Test("What a column is not fit for is refused")
  func refuses() throws {
    do {
      _ = try experiment(task: .classes, values: { Double($0) + 0.5 })
      Issue.record("fractions were taken for classes")
    } catch let error as OpeningError {
      #expect(error.sentence.contains("leave out --task classes, or choose another target"))
    }
    let text = Table(
      name: "t", columns: [Column(name: "x", values: [1, 2])],
      textColumns: [TextColumn(name: "y", codes: [0, 1], levels: ["a", "b"])])
    #expect(throws: DatasetError.noAmounts(name: "y")) { try text.target(named: "y", as: .number) }
  }
}
