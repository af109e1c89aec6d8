import Basics
import Telemetry

/// A cell of the confusion matrix: what is so, and what was said.
package struct ConfusionCell: Sendable, Hashable {
  package var actual: Int
  package var guess: Int
}

/// What is looked at where the data are pictures.
package struct PictureState: Sendable {
  /// Samples in the order that stays while the user looks around; nil follows the newest evaluation.
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
  /// Samples of the gallery: of the shown run wrong ones first, or as they were when the user began to look around.
  var pictureOrder: [Int] {
    if let held = lab.pictures.held { return held }
    guard let run = shown else { return [] }
    guard let filter = lab.pictures.filter, let classes = judged(run)?.classes,
      let actual = session?.classes?[shownPart]?.actual
    else {
      return run.gallery
    }
    return run.gallery.filter { actual[$0] == filter.actual && classes.predicted[$0] == filter.guess }
  }

  /// The chosen sample.
  package var picture: Int? {
    if let held = lab.pictures.held { return held.indices.contains(lab.origin) ? held[lab.origin] : held.first }
    return lab.pictures.filter == nil ? lab.pictures.first : pictureOrder.first
  }

  /// Chooses the picture so many places on, and holds the order in which pictures stand.
  mutating func movePicture(by places: Int) {
    let order = pictureOrder
    guard !order.isEmpty else { return }
    if lab.pictures.held == nil {
      // What is in sight already is where looking around begins; rows and pages are counted from the first.
      let seen = order.prefix(galleryGrid?.count ?? 1)
      let start = places.magnitude > 1 ? 0 : picture.flatMap { seen.firstIndex(of: $0) }
      lab.pictures.held = order
      lab.origin = start.map { min(max($0 + places, 0), order.count - 1) } ?? 0
    } else {
      lab.origin = min(max(lab.origin + places, 0), order.count - 1)
    }
  }

  /// Chooses a place of the order as it stands now.
  mutating func choosePicture(at place: Int) {
    let order = pictureOrder
    guard order.indices.contains(place) else { return }
    lab.pictures.held = order
    lab.origin = place
  }

  /// Follows the newest evaluation again.
  mutating func releasePictures() {
    lab.pictures.held = nil
    lab.origin = 0
  }

  /// The first key chooses the cell with most mistakes, the next ones continue from there.
  mutating func moveCell(_ rows: Int, _ columns: Int) {
    guard let target = session?.classes, !target.classNames.isEmpty else { return }
    guard let cell = lab.pictures.cell else {
      lab.pictures.cell = worstCell(target)
      return
    }
    let count = target.classNames.count
    choose(
      ConfusionCell(
        actual: min(max(cell.actual + rows, 0), count - 1), guess: min(max(cell.guess + columns, 0), count - 1)))
  }

  mutating func choose(_ cell: ConfusionCell) {
    lab.pictures.cell = cell
    let room = max(LabLayout(state: self).tableRows, 1)
    lab.firstRow = min(max(lab.firstRow, cell.actual - room + 1), cell.actual)
  }

  private func worstCell(_ target: ClassTarget) -> ConfusionCell {
    var worst = (cell: ConfusionCell(actual: 0, guess: 0), found: 0)
    if let scores = ClassScores(judged?.classes, target) {
      for actual in 0..<scores.classCount {
        for guess in 0..<scores.classCount where actual != guess && scores.cell(actual, guess) > worst.found {
          worst = (ConfusionCell(actual: actual, guess: guess), scores.cell(actual, guess))
        }
      }
    }
    return worst.cell
  }

  /// Shows the samples of the chosen cell in the gallery, or all again.
  mutating func filterByCell() {
    guard gallery != nil, let cell = lab.pictures.cell else { return }
    releasePictures()
    lab.pictures.filter = lab.pictures.filter == cell ? nil : cell
  }

  /// One step back out of what the pictures show in particular; false where there is nothing.
  mutating func leavePictures() -> Bool {
    if lab.pictures.isEnlarged {
      lab.pictures.isEnlarged = false
    } else if lab.pictures.held != nil {
      releasePictures()
    } else if lab.pictures.filter != nil {
      lab.pictures.filter = nil
    } else if lab.pictures.cell != nil, labFocus == .table {
      lab.pictures.cell = nil
    } else {
      return false
    }
    return true
  }
}
