import Canvas
import Telemetry

/// Test pictures as the shown rung sees them, with their true and their predicted class: wrong ones first, the surest of
/// them before the others.
struct GalleryView {
  let state: State
  let ink: Ink
  let target: ClassTargetInfo

  /// Whether there is something to show in a rectangle of this size.
  func fits(_ size: Size) -> Bool {
    !target.pixels.isEmpty && size.height >= 5 && size.width >= 2 * (pictureSize(size).width + 2)
  }

  /// Pixel for half a cell where that is large enough to see, with a caption below each picture.
  private func pictureSize(_ room: Size) -> Size {
    let rows = min(room.height - 1, max((target.imageHeight + 1) / 2, 4))
    let columns = max(2 * rows * target.imageWidth / max(target.imageHeight, 1), 1)
    return PixelImage(width: target.imageWidth, height: target.imageHeight, pixels: [])
      .size(in: Size(columns, rows))
  }

  func draw(on surface: inout Surface, in rect: Rect) {
    guard let run = state.shown, let classes = run.evaluation?.classes else { return }
    let picture = pictureSize(rect.size)
    let (width, height) = (max(picture.width, 7) + 2, picture.height + 1)
    let grain = resolution(of: run.plan.rung)
    let across = max((rect.width + 2) / width, 1)
    let count = across * (rect.height / height)
    for (place, sample) in run.gallery.dropFirst(state.origin).prefix(count).enumerated() {
      let cell = Rect(
        x: rect.x + place % across * width, y: rect.y + place / across * height, width: width - 2, height: height)
      guard let pixels = pixels(of: sample, grain) else { continue }
      PixelImage(width: grain.width, height: grain.height, pixels: pixels)
        .draw(on: &surface, in: cell.splitTop(picture.height).top, look: ink.look)
      surface.put(caption(of: sample, classes), in: cell.row(picture.height), ellipsis: ink.look.ellipsis)
    }
  }

  /// `5→3 .93` for a wrong one, `✓ 5 .99` for a right one.
  private func caption(of sample: Int, _ classes: ClassPredictions) -> StyledText {
    guard classes.predicted.indices.contains(sample), target.actual.indices.contains(sample) else { return "" }
    let (truth, guess) = (target.actual[sample], classes.predicted[sample])
    let isRight = truth == guess
    let words = isRight ? "✓ \(name(truth))" : "\(name(truth))→\(name(guess))"
    var text = StyledText(words, isRight ? ink.good : ink.bad)
    if classes.probability.indices.contains(sample) {
      text += [Span(" " + Numbers.short(Double(classes.probability[sample]), decimals: 2), ink.dim)]
    }
    return text
  }

  private func name(_ index: Int) -> String {
    target.classNames.indices.contains(index) ? TextWidth.truncated(target.classNames[index], to: 6) : "?"
  }

  // MARK: Resolution

  /// `4×4` from the rung's name; the pictures' own where it says nothing that divides them.
  private func resolution(of rung: RungID) -> (width: Int, height: Int) {
    let sides = rung.label.split { $0 == "×" || $0 == "x" }.compactMap { Int($0) }
    guard let first = sides.first, let last = sides.last, first > 0, last > 0, target.imageHeight % first == 0,
      target.imageWidth % last == 0
    else { return (target.imageWidth, target.imageHeight) }
    return (last, first)
  }

  /// One sample's grey values, averaged to the rung's resolution.
  private func pixels(of sample: Int, _ grain: (width: Int, height: Int)) -> [Float]? {
    let size = target.imageWidth * target.imageHeight
    guard sample >= 0, (sample + 1) * size <= target.pixels.count else { return nil }
    let start = sample * size
    let (across, down) = (target.imageWidth / grain.width, target.imageHeight / grain.height)
    if across == 1, down == 1 { return Array(target.pixels[start..<start + size]) }
    return (0..<grain.width * grain.height).map { index in
      let (row, column) = (index / grain.width * down, index % grain.width * across)
      var sum: Float = 0
      for y in row..<row + down {
        for x in column..<column + across { sum += target.pixels[start + y * target.imageWidth + x] }
      }
      return sum / Float(across * down)
    }
  }

  /// Test samples in the order of the gallery.
  static func order(_ predictions: ClassPredictions, actual: [Int]) -> [Int] {
    let count = min(predictions.predicted.count, actual.count)
    func certainty(_ sample: Int) -> Float {
      predictions.probability.indices.contains(sample) ? predictions.probability[sample] : 0
    }
    let wrong = (0..<count).filter { predictions.predicted[$0] != actual[$0] }
    let right = (0..<count).filter { predictions.predicted[$0] == actual[$0] }
    return wrong.sorted { (certainty($1), $0) < (certainty($0), $1) } + right
  }
}
