import Basics
import Telemetry

/// A cell of the confusion matrix: what is so, and what was said.
package struct ConfusionCell: Sendable, Hashable {
  package var truth: Int
  package var guess: Int
}

/// What is looked at where the data are pictures.
package struct PictureState: Sendable {
  /// Test samples in the order that stays while the user looks around; nil follows the newest evaluation.
  ///
  /// ``State/origin`` is a place in it, and 0 where nothing is held.
  var held: [Int]?
  /// The chosen cell of the confusion matrix.
  package internal(set) var cell: ConfusionCell?
  /// Only its samples are in the gallery.
  package internal(set) var filter: ConfusionCell?
  /// One picture stands in the gallery's place, with the probability of each class.
  package internal(set) var isEnlarged = false
  /// The chosen layer of a network; nil for the first.
  package internal(set) var layer: Int?
  /// How the network of the shown run looked last.
  var inside: [RunID: InsideView] = [:]
  /// The sample that stands for all until one is chosen, so that it does not change with every evaluation.
  var first: Int?
}

extension State {
  /// Test samples of the gallery: of the shown run wrong ones first, or as they were when the user began to look around.
  var pictureOrder: [Int] {
    if let held = pictures.held { return held }
    guard let run = shown else { return [] }
    guard let filter = pictures.filter, let classes = run.evaluation?.classes, let target = session?.classTarget else {
      return run.gallery
    }
    return run.gallery.filter { target.actual[$0] == filter.truth && classes.predicted[$0] == filter.guess }
  }

  /// The chosen test sample.
  package var picture: Int? {
    if let held = pictures.held { return held.indices.contains(origin) ? held[origin] : held.first }
    return pictures.filter == nil ? pictures.first : pictureOrder.first
  }

  /// Chooses the picture so many places on, and holds the order in which pictures stand.
  mutating func movePicture(by places: Int) {
    let order = pictureOrder
    guard !order.isEmpty else { return }
    if pictures.held == nil {
      // What is in sight already is where looking around begins; rows and pages are counted from the first.
      let seen = order.prefix(galleryGrid?.count ?? 1)
      let start = places.magnitude > 1 ? 0 : picture.flatMap { seen.firstIndex(of: $0) }
      pictures.held = order
      origin = start.map { min(max($0 + places, 0), order.count - 1) } ?? 0
    } else {
      origin = min(max(origin + places, 0), order.count - 1)
    }
  }

  /// Chooses a place of the order as it stands now.
  mutating func choosePicture(at place: Int) {
    let order = pictureOrder
    guard order.indices.contains(place) else { return }
    pictures.held = order
    origin = place
  }

  /// Follows the newest evaluation again.
  mutating func releasePictures() {
    pictures.held = nil
    origin = 0
  }

  mutating func performPictures(_ action: Action) {
    let grid = galleryGrid
    let (across, page) = (grid?.across ?? 1, grid?.count ?? 1)
    switch action {
    case .previousPicture: movePicture(by: -1)
    case .nextPicture: movePicture(by: 1)
    case .pictureAbove: movePicture(by: -across)
    case .pictureBelow: movePicture(by: across)
    case .galleryBack: movePicture(by: -page)
    case .galleryOn: movePicture(by: page)
    case .firstPicture: choosePicture(at: 0)
    case .lastPicture: choosePicture(at: pictureOrder.count - 1)
    case .enlarge:
      pictures.isEnlarged.toggle()
      // Arrows then go on to the next picture.
      chosenFocus = .forecast
    case .inside: chosenFocus = focus == .inside ? nil : .inside
    case .layerBefore: moveLayer(by: -1)
    case .layerAfter: moveLayer(by: 1)
    case .cellLeft: moveCell(0, -1)
    case .cellRight: moveCell(0, 1)
    case .cellAbove: moveCell(-1, 0)
    case .cellBelow: moveCell(1, 0)
    case .showCell: filterByCell()
    default: break
    }
  }

  /// The first key chooses the cell with most mistakes, the next ones go on from there.
  private mutating func moveCell(_ rows: Int, _ columns: Int) {
    guard let target = session?.classTarget, !target.classNames.isEmpty else { return }
    guard let cell = pictures.cell else {
      pictures.cell = worstCell(target)
      return
    }
    let count = target.classNames.count
    choose(
      ConfusionCell(
        truth: min(max(cell.truth + rows, 0), count - 1), guess: min(max(cell.guess + columns, 0), count - 1)))
  }

  mutating func choose(_ cell: ConfusionCell) {
    pictures.cell = cell
    let room = max(LabLayout(state: self).tableRows, 1)
    firstRow = min(max(firstRow, cell.truth - room + 1), cell.truth)
  }

  private func worstCell(_ target: ClassTargetInfo) -> ConfusionCell {
    var worst = (cell: ConfusionCell(truth: 0, guess: 0), found: 0)
    if let scores = ClassScores(shown?.evaluation?.classes, target) {
      for truth in 0..<scores.classCount {
        for guess in 0..<scores.classCount where truth != guess && scores.cell(truth, guess) > worst.found {
          worst = (ConfusionCell(truth: truth, guess: guess), scores.cell(truth, guess))
        }
      }
    }
    return worst.cell
  }

  /// Shows the samples of the chosen cell in the gallery, or all again.
  mutating func filterByCell() {
    guard hasGallery, let cell = pictures.cell else { return }
    releasePictures()
    pictures.filter = pictures.filter == cell ? nil : cell
  }

  /// One step back out of what the pictures show in particular; false where there is nothing.
  mutating func leavePictures() -> Bool {
    if pictures.isEnlarged {
      pictures.isEnlarged = false
    } else if pictures.held != nil {
      releasePictures()
    } else if pictures.filter != nil {
      pictures.filter = nil
    } else if pictures.cell != nil, focus == .table {
      pictures.cell = nil
    } else {
      return false
    }
    return true
  }
}
