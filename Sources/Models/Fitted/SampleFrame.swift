import Basics
import Datasets
import Granularity
import Tensors

/// The way from raw samples to what a model's members read, and what their outputs mean.
package struct SampleFrame: Sendable, Equatable, Codable {
  /// What raw samples are.
  package enum Source: Sendable, Equatable, Codable {
    /// Rows of numbers by the names of their columns, each clipped where it has bounds.
    case table(columns: [String], bounds: [OutlierBounds?])
    /// Pixels of 0…`white` in the files that were learnt from.
    case images(height: Int, width: Int, channels: Int, white: Double)
  }

  /// The rung that a member reads.
  package struct Member: Sendable, Equatable, Codable {
    package let rung: String
    /// To which images are averaged; nil for rows of a table.
    package let grain: SpatialGrain?
    /// Fitted on training samples, one column for each feature.
    package let scaler: Scaler
  }

  package enum Target: Sendable, Equatable, Codable {
    case classes(column: String, names: [String])
    /// In the columns' own units by the scaler, one column of it for each.
    case numbers(columns: [String], Scaler)

    /// Values that a member answers with.
    package var outputs: Int {
      switch self {
      case .classes(_, let names): names.count
      case .numbers(let columns, _): columns.count
      }
    }
  }

  package let source: Source
  /// Fine to coarse; one where nothing is joined.
  package let members: [Member]
  package let target: Target

  package init(source: Source, members: [Member], target: Target) {
    self.source = source
    self.members = members
    self.target = target
  }

  package var content: Content {
    switch source {
    case .table: .table
    case .images: .images
    }
  }

  /// What each member reads of every row, `[rows, features]`, and which rows have all their values.
  ///
  /// - Throws: ``FittedModelError``.
  func inputs(of table: Table) throws(FittedModelError) -> (members: [Matrix], isKnown: [Bool]) {
    guard case .table(let names, let bounds) = source else {
      throw .wrongKind(found: Words.taskTable, expected: Words.taskImages)
    }
    let places = Dictionary(zip(table.columns.map(\.name), 0...)) { first, _ in first }
    var columns: [[Double]] = []
    for (name, bounds) in zip(names, bounds) {
      guard var column = places[name].map({ table.columns[$0] }) else {
        if let words = table.textColumns.first(where: { $0.name == name }) {
          throw .wordsInColumn(name, example: words.levels.first ?? "")
        }
        throw .missingColumn(name, found: table.columns.map(\.name))
      }
      _ = bounds?.clip(&column.values)
      columns.append(column.values)
    }
    let rows = 0..<table.rowCount
    let features = SampleFeatures.numbers(
      DoubleMatrix(rows: rows.count, columns: names.count, values: rows.flatMap { row in columns.map { $0[row] } }))
    return (
      members.map { features.scaled(Array(rows), by: $0.scaler) },
      rows.map { row in columns.allSatisfy { !$0[row].isNaN } }
    )
  }

  /// What each member reads of every image, `[images, features]`.
  ///
  /// - Throws: ``FittedModelError``.
  func inputs(of images: ImageSet) throws(FittedModelError) -> [Matrix] {
    guard case .images(let height, let width, let channels, let white) = source else {
      throw .wrongKind(found: Words.taskImages, expected: Words.rowsOfTable)
    }
    guard (images.height, images.width, images.channels) == (height, width, channels) else {
      throw .otherImages(
        found: "\(images.height)×\(images.width)×\(images.channels)", expected: "\(height)×\(width)×\(channels)")
    }
    let images = images.inRange(of: white)
    var inputs: [Matrix] = []
    for member in members {
      do {
        let coarse = try member.grain.map { try SpatialCoarsening($0).coarsen(images) } ?? images
        let features = SampleFeatures.pixels(
          Matrix(rows: coarse.count, columns: coarse.imageSize, values: coarse.pixels))
        inputs.append(features.scaled(Array(0..<coarse.count), by: member.scaler))
      } catch { throw FittedModelError(reading: error) }
    }
    return inputs
  }
}

extension ImageSet {
  /// These images with pixels as shares of `white`, where they hold whole levels of that range and merely none above a
  /// narrower one's; as they are where they are stored in another way, as shares or as 0 and 1.
  fileprivate func inRange(of white: Double) -> ImageSet {
    let levels = pixels.lazy.map { Double($0) * self.white }
    guard self.white > 1, self.white < white, levels.allSatisfy({ ($0 - $0.rounded()).magnitude < 1e-3 }) else {
      return self
    }
    var images = self
    let share = Float(self.white / white)
    for index in images.pixels.indices { images.pixels[index] *= share }
    images.white = white
    return images
  }
}
