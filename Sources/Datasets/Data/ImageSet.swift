/// Images of one size, grey or in colour, each with a class or a number.
package struct ImageSet: Sendable {
  package var name: String
  package var count: Int
  package var height: Int
  package var width: Int
  /// 1 for grey; 3 for red, green and blue.
  package var channels: Int
  /// 0…1, row-major, `[count, height, width, channels]`.
  package var pixels: [Float]
  /// What stood for white in the file, and is 1 in `pixels`: 1, 16, 255 or 65 535, or the largest value where none is usual.
  package var white: Double
  /// Of pictures the file of each, with its folder; empty where images have no names.
  package var fileNames: [String] = []
  /// Index into `classNames` for each image, −1 where unknown; empty where the file has no labels.
  package var labels: [Int32]
  package var classNames: [String]
  /// A number for each image where that is what is to be predicted, NaN where unknown; else empty.
  package var numbers: [Float] = []
  package var report: FileReport
  package var remarks: [String] { report.remarks }

  package init(
    name: String, height: Int, width: Int, channels: Int = 1, pixels: [Float], white: Double = 255,
    labels: [Int32] = [],
    classNames: [String] = [], report: FileReport = FileReport()
  ) {
    precondition(height > 0 && width > 0 && channels > 0, "images of \(height)×\(width)×\(channels)")
    precondition(pixels.count % (height * width * channels) == 0, "not whole images")
    self.name = name
    self.height = height
    self.width = width
    self.channels = channels
    self.pixels = pixels
    self.white = white
    self.labels = labels
    self.classNames = classNames
    self.report = report
    count = pixels.count / (height * width * channels)
    precondition(labels.isEmpty || labels.count == count, "\(labels.count) labels for \(count) images")
  }

  /// Values of one image.
  package var imageSize: Int { height * width * channels }
}
