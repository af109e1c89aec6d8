import Tensors
import Testing

@Suite("Ridge regression")
struct RidgeSolverTests {
  private let inputs = noise(700, 6, layer: 1)
  private let targets: Matrix

  init() {
    let disturbance = noise(700, 3, layer: 3)
    let exact = inputs * noise(6, 3, layer: 2)
    targets = Matrix(
      rows: 700, columns: 3, values: zip(exact.values, disturbance.values).map { $0 + 4 + 0.1 * $1 })
  }

  @Test("The gradient of the penalised error is zero at the solution", arguments: [0, 0.5, 300])
  func stationarity(penalty: Double) throws {
    var solver = RidgeSolver(features: 6, outputs: 3)
    solver.add(inputs: inputs, targets: targets)
    let weights = try solver.solve(penalty: penalty)
    for output in 0..<3 {
      for feature in 0..<6 {
        var slope = penalty * Double(weights[feature, output])
        for row in 0..<700 {
          let guess = (0..<6).reduce(0.0) { $0 + Double(inputs[row, $1]) * Double(weights[$1, output]) }
          slope -= Double(inputs[row, feature]) * (Double(targets[row, output]) - guess)
        }
        #expect(abs(slope) < 1e-3)
      }
    }
  }

  @Test("With one feature the solution is Σxy / (Σx² + penalty)")
  func direct() throws {
    var solver = RidgeSolver(features: 1, outputs: 1)
    solver.add(inputs: Matrix([[1], [2], [3]]), targets: Matrix([[2], [3], [7]]))
    #expect(try solver.solve(penalty: 6).values == [29.0 / 20])
  }

  @Test("The intercept bears no penalty: shifted data shift it alone")
  func intercept() throws {
    var plain = RidgeSolver(features: 6, outputs: 3, fitsIntercept: true)
    plain.add(inputs: inputs, targets: targets)
    var shiftedInputs = inputs
    var shiftedTargets = targets
    for index in shiftedInputs.values.indices { shiftedInputs.values[index] += 2 }
    for index in shiftedTargets.values.indices { shiftedTargets.values[index] += 10 }
    var shifted = RidgeSolver(features: 6, outputs: 3, fitsIntercept: true)
    shifted.add(inputs: shiftedInputs, targets: shiftedTargets)
    let (before, after) = (try plain.solve(penalty: 50), try shifted.solve(penalty: 50))
    for output in 0..<3 {
      var expected = before[6, output] + 10
      for feature in 0..<6 {
        #expect(abs(before[feature, output] - after[feature, output]) < 1e-5)
        expected -= 2 * before[feature, output]
      }
      #expect(abs(after[6, output] - expected) < 1e-4)
    }
  }

  @Test("Adding in pieces is adding at once")
  func pieces() throws {
    var whole = RidgeSolver(features: 6, outputs: 3)
    whole.add(inputs: inputs, targets: targets)
    var parts = RidgeSolver(features: 6, outputs: 3)
    for range in [0..<1, 1..<300, 300..<700] {
      parts.add(inputs: inputs.rows(at: range), targets: targets.rows(at: range))
    }
    #expect(parts.count == 700)
    let (a, b) = (try whole.solve(penalty: 1), try parts.solve(penalty: 1))
    for (x, y) in zip(a.values, b.values) { #expect(abs(x - y) < 1e-6) }
  }

  @Test("Errors from sums are those of going through the observations", arguments: [0.5, 300])
  func errors(penalty: Double) throws {
    var (learnt, judged) = (RidgeSolver(features: 6, outputs: 3), RidgeSolver(features: 6, outputs: 3))
    learnt.add(inputs: inputs.rows(at: 0..<400), targets: targets.rows(at: 0..<400))
    for range in [400..<500, 500..<700] {
      var part = RidgeSolver(features: 6, outputs: 3)
      part.add(inputs: inputs.rows(at: range), targets: targets.rows(at: range))
      judged.add(part)
    }
    let weights = try learnt.solve(penalty: penalty)
    var sum = 0.0
    for row in 400..<700 {
      for output in 0..<3 {
        let guess = (0..<6).reduce(0.0) { $0 + Double(inputs[row, $1]) * Double(weights[$1, output]) }
        sum += (Double(targets[row, output]) - guess) * (Double(targets[row, output]) - guess)
      }
    }
    let error = try judged.meanSquaredError(learntFrom: learnt, penalty: penalty)
    #expect(judged.count == 300 && abs(error - sum / 900) < 1e-5 * error)
  }

  @Test("Windows of a series are added at once as one by one", arguments: [(1, 1), (5, 2), (3, 7)])
  func slidingWindows(features: Int, outputs: Int) throws {
    let values = (0..<60).map { Double(inputs.values[$0]) + 3 }
    var (sliding, single) = (
      RidgeSolver(features: features, outputs: outputs), RidgeSolver(features: features, outputs: outputs)
    )
    for rows in [4..<9, 20..<45] {
      sliding.addWindows(of: values, starting: rows)
      for start in rows {
        let last = values[start + features - 1]
        let all = (0..<features + outputs).map { Float(values[start + $0] - last) }
        single.add(
          inputs: Matrix(rows: 1, columns: features, values: Array(all[..<features])),
          targets: Matrix(rows: 1, columns: outputs, values: Array(all[features...])))
      }
    }
    #expect(sliding.count == 30)
    let (a, b) = (try sliding.solve(penalty: 2), try single.solve(penalty: 2))
    for (x, y) in zip(a.values, b.values) { #expect(abs(x - y) < 1e-5) }
    let errors = try [sliding, single].map { try $0.meanSquaredError(learntFrom: sliding, penalty: 2) }
    #expect(abs(errors[0] - errors[1]) < 1e-5 * errors[0])
  }

  @Test("What has no solution is refused with the reason")
  func refusals() {
    let empty = RidgeSolver(features: 2, outputs: 1)
    #expect(throws: RidgeError.noObservations) { try empty.solve(penalty: 1) }
    var twins = RidgeSolver(features: 2, outputs: 1)
    twins.add(inputs: Matrix([[1, 1], [2, 2], [3, 3]]), targets: Matrix([[1], [2], [3]]))
    #expect(throws: RidgeError.singular(penalty: 0, column: 1)) { try twins.solve(penalty: 0) }
    #expect(throws: Never.self) { try twins.solve(penalty: 1e-3) }
    var missing = RidgeSolver(features: 1, outputs: 1)
    missing.add(inputs: Matrix([[1], [2]]), targets: Matrix([[.nan], [2]]))
    #expect(throws: RidgeError.notFinite(penalty: 1)) { try missing.solve(penalty: 1) }
  }
}
