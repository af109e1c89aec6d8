import Canvas
import Telemetry

/// One picture of each class as a rung sees it, side by side: the same pictures at every grain.
struct PictureStrip {
  let gallery: ClassGallery
  let rung: RungID
  let ink: Ink

  private var target: ClassTarget { gallery.target }

  func draw(on surface: inout Surface, in rect: Rect) {
    guard !rect.isEmpty else { return }
    let source = gallery.source(rung)
    // As large as at the finest grain, so that they stand under each other.
    let finest = PixelImage(width: gallery.pictures.width, height: gallery.pictures.height, pixels: [])
    let size = finest.size(in: Size(rect.width, rect.height))
    guard size.width > 0 else { return }
    let count = (rect.width + 1) / (size.width + 1)
    for (place, sample) in samples.prefix(count).enumerated() {
      source.image(of: sample)?.draw(
        on: &surface, in: Rect(x: rect.x + place * (size.width + 1), y: rect.y, width: size.width, height: size.height),
        look: ink.look)
    }
  }

  /// The first picture of each class, class after class; then the second ones.
  private var samples: [Int] {
    let actual = gallery.actual
    var rounds: [[Int]] = []
    var seen = [Int](repeating: 0, count: target.classNames.count)
    for (sample, label) in actual.prefix(64 * max(seen.count, 1)).enumerated()
    where seen.indices.contains(label) {
      let round = seen[label]
      guard round < 8 else { continue }
      if rounds.count == round { rounds.append([]) }
      rounds[round].append(sample)
      seen[label] += 1
    }
    return rounds.flatMap { round in round.sorted { (actual[$0], $0) < (actual[$1], $1) } }
  }
}
