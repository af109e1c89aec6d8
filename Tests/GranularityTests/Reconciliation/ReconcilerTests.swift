import Foundation
import Granularity
import Testing

@Suite("Forecasts of all grains are made to add up")
struct ReconcilerTests {
  /// What hierarchicalforecast and NumPy computed; see Fixtures/make-reconciled.py.
  struct Case: Decodable, CustomStringConvertible {
    let widths: [Int]
    let steps, origins: Int
    let isMean: Bool
    let shrinkage: Double
    let results: [String: [Double]]

    var description: String { "\(isMean ? "means" : "sums") of \(widths)" }

    var hierarchy: TemporalHierarchy {
      get throws {
        let ladder = widths.map { Grain.hours(Int64($0)) }
        return try TemporalHierarchy(
          ladder, horizon: .hours(Int64(steps)), aggregation: isMean ? .mean : .sum, base: .hours(1))
      }
    }

    private func unit(_ width: Int) -> Double { isMean ? 1 : Double(width) }

    /// The script's forecasts.
    func base(_ hierarchy: TemporalHierarchy) -> [Double] {
      let wave = ReconcilerTests.wave(hierarchy.nodeCount, phase: 0.5)
      return hierarchy.levels.flatMap { level in level.nodes.map { (10 + wave[$0]) * unit(level.width) } }
    }

    func evidence(_ hierarchy: TemporalHierarchy) -> ReconciliationEvidence {
      let nodes = hierarchy.nodeCount
      let wave = ReconcilerTests.wave(origins * nodes, phase: 1.5)
      let common = ReconcilerTests.wave(origins, phase: 2.5)
      let errors = (0..<origins).map { origin -> [Double] in
        var row: [Double] = []
        for (number, level) in hierarchy.levels.enumerated() {
          for node in level.nodes {
            let own = wave[origin * nodes + node] * (1 + 0.3 * Double(number))
            row.append((own + common[origin]) * unit(level.width))
          }
        }
        return row
      }
      let history = ReconcilerTests.wave(20 * steps, phase: 3.5).map { 3 + $0 }
      let cycles = stride(from: 0, to: history.count, by: widths[0]).map { Array(history[$0..<$0 + widths[0]]) }
      return ReconciliationEvidence(
        errors: errors,
        shares: Result { () throws(ReconciliationError) in
          try HistoricalShares(cycles, coarsest: .hours(Int64(widths[0])))
        })
    }
  }

  /// The script's `wave`.
  static func wave(_ count: Int, phase: Double) -> [Double] {
    (0..<count).map { sin(12.9898 * Double($0 + 1) + phase) }
  }

  static let cases: [Case] = {
    let url = Bundle.module.bundleURL.appending(path: "Fixtures/reconciled.json")
    return (try? JSONDecoder().decode([Case].self, from: Data(contentsOf: url))) ?? []
  }()

  @Test("Every method equals the peers' result to 1e-6", arguments: cases, ReconciliationMethod.allCases)
  func equalsPeers(_ expected: Case, _ method: ReconciliationMethod) throws {
    let hierarchy = try expected.hierarchy
    let reconciler = try Reconciler(hierarchy, method, expected.evidence(hierarchy))
    let found = reconciler.reconcile(expected.base(hierarchy))
    let wanted = try #require(expected.results[method.rawValue])
    #expect(found.count == wanted.count)
    for (found, wanted) in zip(found, wanted) { #expect(abs(found - wanted) <= 1e-6 * abs(wanted)) }
    if method == .mintShrink || method == .mintStructural {
      #expect(abs((reconciler.shrinkage ?? -1) - expected.shrinkage) < 1e-8)
    } else {
      #expect(reconciler.shrinkage == nil)
    }
  }

  @Test("There are cases to compare with")
  func casesAreRead() { #expect(Self.cases.count == 6) }

  @Test("The result adds up to 1e-8 of its values", arguments: cases, ReconciliationMethod.allCases)
  func isCoherent(_ example: Case, _ method: ReconciliationMethod) throws {
    let hierarchy = try example.hierarchy
    let base = example.base(hierarchy).map { $0 * 1e6 }
    #expect(hierarchy.incoherence(of: base).contains { abs($0) > 1 })
    let found = try Reconciler(hierarchy, method, example.evidence(hierarchy)).reconcile(base)
    for (node, difference) in hierarchy.incoherence(of: found).enumerated() {
      #expect(abs(difference) <= 1e-8 * abs(found[node]))
    }
  }

  @Test("What adds up already stays as it is, but for top-down", arguments: cases)
  func keepsCoherent(_ example: Case) throws {
    let hierarchy = try example.hierarchy
    let coherent = hierarchy.aggregated(Self.wave(hierarchy.bottomCount, phase: 7))
    for method in ReconciliationMethod.allCases where method != .topDown {
      let found = try Reconciler(hierarchy, method, example.evidence(hierarchy)).reconcile(coherent)
      for (found, wanted) in zip(found, coherent) { #expect(abs(found - wanted) < 1e-9, "\(method)") }
    }
  }

  @Test("Structural weights of means are those of sums, and not those of OLS")
  func structuralOfMeans() throws {
    let means = try #require(Self.cases.first { $0.isMean })
    let hierarchy = try means.hierarchy
    let evidence = means.evidence(hierarchy)
    let structural = try Reconciler(hierarchy, .structural, evidence).reconcile(means.base(hierarchy))
    let ols = try Reconciler(hierarchy, .ols, evidence).reconcile(means.base(hierarchy))
    #expect(zip(structural, ols).contains { abs($0 - $1) > 1e-3 })
  }

  @Test("A step that never erred leaves a solution")
  func infallibleStep() throws {
    let hierarchy = try TemporalHierarchy(
      [.hours(1), .hours(2)], horizon: .hours(4), aggregation: .mean, base: .hours(1))
    // The first coarse step and both of its fine ones are always right.
    let errors: [[Double]] = (0..<12).map { (origin: Int) -> [Double] in
      [0, Double(origin * 7 % 5) - 2, 0, 0, Double(origin * 3 % 4) - 2, Double(origin * 11 % 7) - 3]
    }
    let evidence = ReconciliationEvidence(errors: errors, shares: .failure(.noShares(.hours(2))))
    let found = try Reconciler(hierarchy, .mintShrink, evidence).reconcile([5, 6, 4, 4, 6, 7])
    #expect(found.allSatisfy { $0.isFinite })
    #expect(hierarchy.incoherence(of: found).allSatisfy { abs($0) < 1e-9 })
  }
}
