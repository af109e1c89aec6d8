import Basics
import Canvas
import Telemetry

/// Pictures of a part as a rung sees them.
struct PictureSource {
  let pictures: ImageGallery
  let part: ScoredPart
  let width: Int
  let height: Int

  /// At the resolution that the rung's name says, as `4×4`, of several at the finest; at the pictures' own where that does
  /// not divide them.
  init(_ pictures: ImageGallery, of part: ScoredPart, rung: RungID?) {
    self.pictures = pictures
    self.part = part
    let sides = (rung?.members?.first ?? rung)?.label.split { $0 == "×" || $0 == "x" }.compactMap { Int($0) } ?? []
    guard let first = sides.first, let last = sides.last, first > 0, last > 0, pictures.height % first == 0,
      pictures.width % last == 0
    else {
      (width, height) = (pictures.width, pictures.height)
      return
    }
    (width, height) = (last, first)
  }

  /// One sample, each pixel the mean of the block that it stands for; nil where there is no such picture.
  func image(of sample: Int) -> PixelImage? {
    let channels = pictures.channels
    let size = pictures.width * pictures.height * channels
    let values = pictures[part]
    guard sample >= 0, width > 0, height > 0, (sample + 1) * size <= values.count else { return nil }
    let start = sample * size
    let (across, down) = (pictures.width / width, pictures.height / height)
    if across == 1, down == 1 {
      return PixelImage(
        width: width, height: height, channels: channels, pixels: Array(values[start..<start + size]))
    }
    var pixels = [Float](repeating: 0, count: width * height * channels)
    for y in 0..<height * down {
      for x in 0..<width * across {
        let from = start + (y * pictures.width + x) * channels
        let to = (y / down * width + x / across) * channels
        for channel in 0..<channels { pixels[to + channel] += values[from + channel] }
      }
    }
    let share = 1 / Float(across * down)
    return PixelImage(width: width, height: height, channels: channels, pixels: pixels.map { $0 * share })
  }

  /// Samples in the order of the gallery: wrong ones first, the surest of them before the others; then right ones,
  /// the least sure before the others.
  static func order(_ predictions: ClassPredictions, actual: [Int]) -> [Int] {
    let count = min(predictions.predicted.count, actual.count)
    func certainty(_ sample: Int) -> Float {
      predictions.probability.indices.contains(sample) ? predictions.probability[sample] : 0
    }
    let wrong = (0..<count).filter { predictions.predicted[$0] != actual[$0] }
    let right = (0..<count).filter { predictions.predicted[$0] == actual[$0] }
    return wrong.sorted { (certainty($1), $0) < (certainty($0), $1) }
      + right.sorted { (certainty($0), $0) < (certainty($1), $1) }
  }
}
