import Basics
import Telemetry

/// Pictures that are classified: what the gallery and its panels draw.
struct ClassGallery {
  let pictures: ImageGallery
  let target: ClassTarget
  /// On view.
  let part: ScoredPart

  /// The true class of each sample of the part.
  var actual: [Int] { target[part]?.actual ?? [] }

  /// Its pictures as a rung sees them.
  func source(_ rung: RungID?) -> PictureSource { PictureSource(pictures, of: part, rung: rung) }
}

extension State {
  /// Nil where the data are no pictures, or have no classes.
  var gallery: ClassGallery? {
    switch session?.content {
    case .images(let pictures, .classes(let target)): ClassGallery(pictures: pictures, target: target, part: shownPart)
    case .images(_, .number), .series, .table, .stream, nil: nil
    }
  }
}
