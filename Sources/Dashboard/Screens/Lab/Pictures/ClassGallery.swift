import Telemetry

/// Pictures that are classified: what the gallery and its panels draw.
struct ClassGallery {
  let pictures: ImageGallery
  let target: ClassTarget
}

extension State {
  /// Nil where the data are no pictures, or have no classes.
  var gallery: ClassGallery? {
    switch session?.content {
    case .images(let pictures, .classes(let target)): ClassGallery(pictures: pictures, target: target)
    case .images(_, .number), .series, .table, .stream, nil: nil
    }
  }
}
