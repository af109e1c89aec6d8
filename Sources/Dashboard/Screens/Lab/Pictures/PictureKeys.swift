import Canvas

/// Keys of the Lab where classes are predicted.
extension LabScreen {
  /// Arrows, Page, Home, End and ⏎ of gallery and confusion matrix.
  static let pictureArrows: [Binding] = [
    picture(
      .previousPicture, [.left], with: .nextPicture, "picture", "In the gallery: the picture before.",
      when: .isOnGallery),
    picture(.nextPicture, [.right], "", "In the gallery: the next picture.", when: .isOnGallery),
    picture(.enlarge, [.enter], "enlarge", "Enlarges the picture, with each class's probability.", when: .isOnGallery),
    picture(.pictureAbove, [.up], with: .pictureBelow, "", "The picture above.", when: .isOnGallery),
    picture(.pictureBelow, [.down], "", "The picture below.", when: .isOnGallery),
    picture(.galleryBack, [.pageUp], with: .galleryOn, "page", "A page of pictures back.", when: .isOnGallery),
    picture(.galleryOn, [.pageDown], "", "A page of pictures on.", when: .isOnGallery),
    picture(.firstPicture, [.home], "", "The first picture: the surest mistake.", when: .isOnGallery),
    picture(.lastPicture, [.end], "", "The last picture: the surest hit.", when: .isOnGallery),
    picture(
      .layerBefore, [.up], with: .layerAfter, "layer", "Inside the network: the layer before.", when: .isOnInside),
    picture(.layerAfter, [.down], "", "The next layer.", when: .isOnInside),
    picture(
      .previousPicture, [.left], with: .nextPicture, "picture", "Inside: lets the picture before through.",
      when: .isOnInside),
    picture(.nextPicture, [.right], "", "Lets the next picture through.", when: .isOnInside),
    picture(
      .cellLeft, [.left], with: .cellRight, "cell", "In the matrix: what was said, to the left.", when: .isOnConfusion),
    picture(.cellRight, [.right], "", "What was said, to the right.", when: .isOnConfusion),
    picture(.cellAbove, [.up], with: .cellBelow, "", "The true class above.", when: .isOnConfusion),
    picture(.cellBelow, [.down], "", "The true class below.", when: .isOnConfusion),
    picture(
      .showCell, [.enter], "show", "Shows the cell's pictures in the gallery, or all again.", when: .canShowCell),
  ]

  static let pictureKeys: [Binding] = [
    picture(
      .previousPicture, [.character(",")], with: .nextPicture, "picture",
      "Chooses the picture before; the order stays until Esc.", when: .hasPictures),
    picture(.nextPicture, [.character(".")], "", "Chooses the next picture.", when: .hasPictures),
    picture(
      .enlarge, [.character("e")], "enlarge", "Enlarges the chosen picture, or shows the gallery again.",
      when: .hasPictures),
    picture(
      .inside, [.character("i")], "inside", "Shows filters and feature maps of the network, or goes back.",
      when: .canLookInside),
  ]

  private static func picture(
    _ action: Action, _ keys: [Key], with partner: Action? = nil, _ label: String, _ help: String,
    when condition: Condition
  ) -> Binding {
    Binding(action, keys, with: partner, label, .pictures, help, on: [.lab], when: condition)
  }
}
