/// Going through pictures, a network's layers, and cells of the confusion matrix.
extension Action {
  static let previousPicture = Action("previous-picture") { $0.movePicture(by: -1) }
  static let nextPicture = Action("next-picture") { $0.movePicture(by: 1) }
  static let pictureAbove = Action("picture-above") { $0.movePicture(by: -($0.galleryGrid?.across ?? 1)) }
  static let pictureBelow = Action("picture-below") { $0.movePicture(by: $0.galleryGrid?.across ?? 1) }
  static let galleryBack = Action("gallery-back") { $0.movePicture(by: -($0.galleryGrid?.count ?? 1)) }
  static let galleryOn = Action("gallery-on") { $0.movePicture(by: $0.galleryGrid?.count ?? 1) }
  static let firstPicture = Action("first-picture") { $0.choosePicture(at: 0) }
  static let lastPicture = Action("last-picture") { $0.choosePicture(at: $0.pictureOrder.count - 1) }
  static let enlarge = Action("enlarge", label: { $0.lab.pictures.isEnlarged ? "gallery" : "enlarge" }) { state in
    state.lab.pictures.isEnlarged.toggle()
    // Arrows then go on to the next picture.
    state.lab.chosenPanel = .forecast
  }
  static let inside = Action("inside", label: { $0.labFocus == .inside ? "outside" : "inside" }) { state in
    state.lab.chosenPanel = state.labFocus == .inside ? nil : .inside
  }
  static let layerBefore = Action("layer-before") { $0.moveLayer(by: -1) }
  static let layerAfter = Action("layer-after") { $0.moveLayer(by: 1) }
  static let cellLeft = Action("cell-left") { $0.moveCell(0, -1) }
  static let cellRight = Action("cell-right") { $0.moveCell(0, 1) }
  static let cellAbove = Action("cell-above") { $0.moveCell(-1, 0) }
  static let cellBelow = Action("cell-below") { $0.moveCell(1, 0) }
  static let showCell = Action("show-cell", label: { $0.lab.pictures.cellLabel }) { $0.filterByCell() }
}

extension PictureState {
  fileprivate var cellLabel: String { filter == nil || filter != cell ? "show" : "show all" }
}
