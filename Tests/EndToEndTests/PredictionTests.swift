import Foundation
import Testing

/// What scores are made of, with the real program; `make check-peers` recomputes the scores themselves.
@Suite("--predictions writes what scores are made of")
struct PredictionTests {
  private typealias Object = [String: Any]

  private let demand = [
    Program.sample("demand.csv"), "--grain", "1h,1d", "--horizon", "1d", "--recipe", "ridge", "--json", "--predictions",
  ]

  private func lines(_ arguments: [String]) throws -> [Object] {
    let outcome = try Program.run(arguments)
    #expect(outcome.code == 0, "\(outcome.error)")
    return try outcome.lines.map { try #require(JSONSerialization.jsonObject(with: Data($0.utf8)) as? Object) }
  }

  private func rootMeanSquare(_ predicted: [[Double]], _ actual: [[Double]]) -> Double {
    let errors = zip(predicted.joined(), actual.joined()).map { $0 - $1 }
    return (errors.reduce(0) { $0 + $1 * $1 } / Double(errors.count)).squareRoot()
  }

  @Test("train writes forecasts of every rung and column beside the origins and what happened there")
  func train() throws {
    let events = try lines(["train"] + demand)
    let rungs = try #require(events.last?["rungs"] as? [Object])
    for (part, origins) in [("validation", 12), ("test", 21)] {
      let place = try #require(events.first?[part] as? Object)
      let times = try #require(place["originTimes"] as? [String])
      let actual = try #require(place["actual"] as? [[Double]])
      #expect(times.count == origins && actual.count == origins && actual.allSatisfy { $0.count == 24 })
      #expect(times.allSatisfy { $0.hasSuffix(" 00:00") } && times == times.sorted())
      for rung in rungs {
        let judged = try #require(rung[part] as? Object)
        let predicted = try #require(judged["predicted"] as? [[Double]])
        #expect(predicted.count == origins && predicted.allSatisfy { $0.count == 24 })
        let written = try #require(judged["rmse"] as? Double)
        #expect(abs(rootMeanSquare(predicted, actual) / written - 1) < 1e-9)
        let matrix = try #require(judged["matrix"] as? [Object])
        let days = try #require(matrix.last?["predicted"] as? [[Double]])
        #expect(days.count == origins && days.allSatisfy { $0.count == 1 })
        let means = predicted.map { $0.reduce(0, +) / 24 }
        #expect(zip(days, means).allSatisfy { abs($0[0] - $1) < 1e-6 * abs($1) })
      }
    }
  }

  @Test("Without the option nothing of it is written, without JSON it is refused, without test the test part stays out")
  func limits() throws {
    for command in ["train", "evaluate", "reconcile", "choose"] {
      let plain = try Program.run([command] + demand.dropLast())
      #expect(plain.code == 0 && !plain.output.contains("predicted") && !plain.output.contains("originTimes"))
      let text = try Program.run([command] + demand.filter { $0 != "--json" })
      #expect(text.code == 2 && text.error.contains("--predictions writes into what --json prints; add --json"))
      guard command != "choose" else { continue }
      let closed = try Program.run([command] + demand + ["--no-test"])
      #expect(closed.code == 0 && closed.output.contains("\"predicted\":") && !closed.output.contains("\"test\":"))
    }
  }

  @Test(
    "evaluate writes the forecasts of each seed, reconcile those of each level and method, choose those of each block")
  func others() throws {
    let mlp = demand.map { $0 == "ridge" ? "mlp" : $0 }
    let report = try #require(try lines(["evaluate"] + mlp + ["--epochs", "1", "--seeds", "2"]).first)
    let rung = try #require((report["rungs"] as? [Object])?.first?["test"] as? Object)
    let actual = try #require((report["test"] as? Object)?["actual"] as? [[Double]])
    let seeds = try #require(rung["predictions"] as? [Object])
    let found = try seeds.map { rootMeanSquare(try #require($0["predicted"] as? [[Double]]), actual) }
    #expect(seeds.compactMap { $0["seed"] as? Int } == [1, 2] && found[0] != found[1])
    #expect(abs((found[0] + found[1]) / 2 / (try #require(rung["rmse"] as? Double)) - 1) < 1e-9)

    let reconciled = try #require(try lines(["reconcile"] + demand + ["--method", "bottom-up"]).first)
    let part = try #require(reconciled["test"] as? Object)
    let method = try #require(((reconciled["methods"] as? [Object])?.first?["test"] as? Object))
    let base = try #require(part["predicted"] as? [[[Double]]])
    let coherent = try #require(method["predicted"] as? [[[Double]]])
    #expect(base.map { $0[0].count } == [24, 1] && (part["originTimes"] as? [String])?.count == 21)
    // Bottom-up keeps the finest level, and the mean of its steps is the day.
    #expect(coherent[0] == base[0] && coherent[1] != base[1])
    #expect(zip(coherent[0], coherent[1]).allSatisfy { abs($0.reduce(0, +) / 24 - $1[0]) < 1e-6 * abs($1[0]) })

    let choice = try #require(try lines(["choose"] + demand).first)
    let blocks = try #require(choice["blocks"] as? [Object])
    let best = try #require((choice["rungs"] as? [Object])?.first?["predicted"] as? [[[Double]]])
    #expect(blocks.count == 5 && best.count == 5)
    #expect(blocks.compactMap { ($0["originTimes"] as? [String])?.count } == choice["origins"] as? [Int])
    #expect(best.map(\.count) == choice["origins"] as? [Int])
  }

  @Test("Classes are written by name, sample by sample")
  func classes() throws {
    let events = try lines([
      "train", Program.sample("digits.csv"), "--grain", "4x4", "--epochs", "2", "--json", "--predictions",
    ])
    let actual = try #require((events.first?["test"] as? Object)?["actual"] as? [String])
    let judged = try #require((events.last?["rungs"] as? [Object])?.first?["test"] as? Object)
    let predicted = try #require(judged["predicted"] as? [String])
    let right = zip(predicted, actual).count { $0 == $1 }
    #expect(predicted.count == actual.count && !actual.isEmpty)
    #expect(try #require(judged["accuracy"] as? Double) == Double(right) / Double(actual.count))
  }
}
