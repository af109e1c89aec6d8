import Datasets
import Telemetry

extension PictureReport {
  init(_ images: ImageSet) {
    var counts = [Int](repeating: 0, count: images.classNames.count)
    for label in images.labels where counts.indices.contains(Int(label)) { counts[Int(label)] += 1 }
    self.init(
      height: images.height, width: images.width, channels: images.channels,
      classes: zip(images.classNames, counts).map { ClassCount(name: $0, count: $1) },
      unknown: images.labels.isEmpty ? 0 : images.count - counts.reduce(0, +))
  }
}
