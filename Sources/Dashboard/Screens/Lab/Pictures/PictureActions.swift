/// Going through pictures, a network's layers, and cells of the confusion matrix.
extension Action {
  static let previousPicture = Action("previous-picture", Words.actionPreviousPicture) { $0.movePicture(by: -1) }
  static let nextPicture = Action("next-picture", Words.actionNextPicture) { $0.movePicture(by: 1) }
  static let pictureAbove = Action("picture-above", Words.actionPictureAbove) {
    $0.movePicture(by: -($0.galleryGrid?.across ?? 1))
  }
  static let pictureBelow = Action("picture-below", Words.actionPictureBelow) {
    $0.movePicture(by: $0.galleryGrid?.across ?? 1)
  }
  static let galleryBack = Action("gallery-back", Words.actionGalleryBack) {
    $0.movePicture(by: -($0.galleryGrid?.count ?? 1))
  }
  static let galleryOn = Action("gallery-on", Words.actionGalleryOn) { $0.movePicture(by: $0.galleryGrid?.count ?? 1) }
  static let firstPicture = Action("first-picture", Words.actionFirstPicture) { $0.choosePicture(at: 0) }
  static let lastPicture = Action("last-picture", Words.actionLastPicture) {
    $0.choosePicture(at: $0.pictureOrder.count - 1)
  }
  static let enlarge = Action(
    "enlarge", Words.actionEnlarge, label: { $0.lab.pictures.isEnlarged ? Words.keyGallery : Words.keyEnlarge }
  ) { state in
    state.lab.pictures.isEnlarged.toggle()
    // Arrows then lead to the next picture.
    state.lab.chosenPanel = .forecast
  }
  static let layerBefore = Action("layer-before", Words.actionLayerBefore) { $0.moveLayer(by: -1) }
  static let layerAfter = Action("layer-after", Words.actionLayerAfter) { $0.moveLayer(by: 1) }
  static let cellLeft = Action("cell-left", Words.actionCellLeft) { $0.moveCell(0, -1) }
  static let cellRight = Action("cell-right", Words.actionCellRight) { $0.moveCell(0, 1) }
  static let cellAbove = Action("cell-above", Words.actionCellAbove) { $0.moveCell(-1, 0) }
  static let cellBelow = Action("cell-below", Words.actionCellBelow) { $0.moveCell(1, 0) }
  static let showCell = Action("show-cell", Words.actionShowCell, label: { $0.lab.pictures.cellLabel }) {
    $0.filterByCell()
  }
}

extension PictureState {
  fileprivate var cellLabel: String { filter == nil || filter != cell ? Words.keyShow : Words.keyShowAll }
}
