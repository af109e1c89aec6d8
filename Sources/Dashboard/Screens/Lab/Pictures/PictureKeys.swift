import Canvas

/// Keys of the Lab where classes are predicted.
extension LabScreen {
  /// Arrows, Page, Home, End and ⏎ of gallery and confusion matrix.
  static let pictureArrows: [Binding] = [
    picture(
      .previousPicture, [.left], with: .nextPicture, Words.keyPicture, Words.helpPreviousPictureInGallery,
      when: .isOnGallery),
    picture(.nextPicture, [.right], "", Words.helpNextPictureInGallery, when: .isOnGallery),
    picture(.enlarge, [.enter], Words.keyEnlarge, Words.helpEnlargeInGallery, when: .isOnGallery),
    picture(.pictureAbove, [.up], with: .pictureBelow, "", Words.helpPictureAbove, when: .isOnGallery),
    picture(.pictureBelow, [.down], "", Words.helpPictureBelow, when: .isOnGallery),
    picture(.galleryBack, [.pageUp], with: .galleryOn, Words.keyPage, Words.helpGalleryBack, when: .isOnGallery),
    picture(.galleryOn, [.pageDown], "", Words.helpGalleryOn, when: .isOnGallery),
    picture(.firstPicture, [.home], "", Words.helpFirstPicture, when: .isOnGallery),
    picture(.lastPicture, [.end], "", Words.helpLastPicture, when: .isOnGallery),
    picture(
      .layerBefore, [.up], with: .layerAfter, Words.keyLayer, Words.helpLayerBefore, when: .isOnInside),
    picture(.layerAfter, [.down], "", Words.helpLayerAfter, when: .isOnInside),
    picture(
      .previousPicture, [.left], with: .nextPicture, Words.keyPicture, Words.helpPreviousPictureInside,
      when: .isOnInside),
    picture(.nextPicture, [.right], "", Words.helpNextPictureInside, when: .isOnInside),
    picture(
      .cellLeft, [.left], with: .cellRight, Words.keyCell, Words.helpCellLeft, when: .isOnConfusion),
    picture(.cellRight, [.right], "", Words.helpCellRight, when: .isOnConfusion),
    picture(.cellAbove, [.up], with: .cellBelow, "", Words.helpCellAbove, when: .isOnConfusion),
    picture(.cellBelow, [.down], "", Words.helpCellBelow, when: .isOnConfusion),
    picture(
      .showCell, [.enter], Words.keyShow, Words.helpShowCell, when: .canShowCell),
  ]

  static let pictureKeys: [Binding] = [
    picture(
      .previousPicture, [.character(",")], with: .nextPicture, Words.keyPicture,
      Words.helpPreviousPicture, when: .hasPictures),
    picture(.nextPicture, [.character(".")], "", Words.helpNextPicture, when: .hasPictures),
    picture(
      .enlarge, [.character("e")], Words.keyEnlarge, Words.helpEnlarge,
      when: .hasPictures),
  ]

  private static func picture(
    _ action: Action, _ keys: [Key], with partner: Action? = nil,
    _ label: @autoclosure @escaping @Sendable () -> String,
    _ help: @autoclosure @escaping @Sendable () -> String,
    when condition: Condition
  ) -> Binding {
    Binding(action, keys, with: partner, label(), .pictures, help(), on: [.lab], when: condition)
  }
}
