import Datasets
import Granularity
import Tensors
import Testing

@Suite("One idea for every axis")
struct FittedGrainTests {
  /// The features axis, written against the same protocols: groups of columns become their mean, and a prediction for a
  /// group is broadcast to its columns.
  struct ColumnGroups: Coarsening, Refinement {
    let groups: [[Int]]

    func coarsen(_ data: Dataset) throws -> View {
      guard case .table(let table) = data else { throw GranularityError.wrongData(expected: .table, found: data.kind) }
      let columns = groups.map { group in
        let rows = (0..<table.rowCount).map { row in
          group.map { table.columns[$0].values[row] }.reduce(0, +) / Double(group.count)
        }
        return Column(name: group.map { table.columns[$0].name }.joined(separator: "+"), values: rows)
      }
      return .table(Table(name: table.name, columns: columns))
    }

    func refine(_ prediction: Prediction) throws -> Prediction {
      guard case .path(var path) = prediction else { throw GranularityError.notAPath }
      var groupOf: [Int: Int] = [:]
      for (index, group) in groups.enumerated() {
        for column in group { groupOf[column] = index }
      }
      let order = groupOf.sorted { $0.key < $1.key }.map(\.value)
      path.values = DoubleMatrix(
        rows: path.values.rows, columns: order.count,
        values: (0..<path.values.rows).flatMap { row in order.map { path.values[row, $0] } })
      return .path(path)
    }
  }

  @Test("Rungs are points on ladders, with a label")
  func rungs() {
    let hour = Rung(.time(.hours(1)))
    #expect(hour.description == "1h" && hour.time == .hours(1) && hour.space == nil)
    let video = Rung(.space(SpatialGrain(height: 8, width: 8)), .time(.hours(1)))
    #expect(video.description == "1h 8×8")
    #expect(video == Rung(.time(.hours(1)), .space(SpatialGrain(height: 8, width: 8))))
    #expect(video[.text] == nil)
  }

  @Test("Time, space and features fit the same words")
  func axes() throws {
    let series = SeasonalProfileTests.demand(days: 28, weekend: false)
    let mean = ColumnAggregate(0, .mean)
    let time = FittedGrain(
      rung: Rung(.time(.days(1))), coarsening: TimeCoarsening(.days(1), [mean]),
      refinement: try TimeRefinementTests.refinement("1d", "1h"))
    let space = FittedGrain(
      rung: Rung(.space(SpatialGrain(height: 4, width: 4))),
      coarsening: SpatialCoarsening(SpatialGrain(height: 4, width: 4)), refinement: nil)
    let groups = ColumnGroups(groups: [[0, 2], [1]])
    let features = FittedGrain(rung: Rung(), coarsening: groups, refinement: groups)

    guard case .series(let days) = try time.coarsening.coarsen(.series(series)),
      case .images(let small) = try space.coarsening.coarsen(.images(SpatialLadderTests.images(2, 8, 8))),
      case .table(let table) = try features.coarsening.coarsen(
        .table(
          Table(
            name: "t",
            columns: ["a", "b", "c"].enumerated().map { Column(name: $1, values: [Double($0), Double($0) * 10]) })))
    else {
      Issue.record("views of other kinds")
      return
    }
    #expect(days.count == 28 && small.height == 4)
    #expect(table.columns.map(\.name) == ["a+c", "b"])
    #expect(table.columns.map(\.values) == [[1, 10], [1, 10]])
    #expect(space.refinement == nil)
    let origins = [at("2024-01-15")]
    for (grain, width, expected) in [(time, 1, 24), (features, 2, 3)] {
      let path = Path(origins: origins, grain: .days(1), values: DoubleMatrix(rows: 1, columns: width, repeating: 0))
      guard case .path(let fine)? = try grain.refinement?.refine(.path(path)) else {
        Issue.record("no path")
        continue
      }
      #expect(fine.values.columns == expected)
    }
  }
}
