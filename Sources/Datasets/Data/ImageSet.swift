/// Grey images of one size, with a class each.
package struct ImageSet: Sendable {
  package var name: String
  package var count: Int
  package var height: Int
  package var width: Int
  /// 0…1, row-major, `[count, height, width]`.
  package var pixels: [Float]
  /// Index into `classNames` for each image, −1 where unknown; empty where the file has no labels.
  package var labels: [Int32]
  package var classNames: [String]
  package var report: FileReport
  package var remarks: [String] { report.remarks }

  package init(
    name: String, height: Int, width: Int, pixels: [Float], labels: [Int32] = [], classNames: [String] = [],
    report: FileReport = FileReport()
  ) {
    precondition(height > 0 && width > 0 && pixels.count % (height * width) == 0, "not whole images")
    self.name = name
    self.height = height
    self.width = width
    self.pixels = pixels
    self.labels = labels
    self.classNames = classNames
    self.report = report
    count = pixels.count / (height * width)
    precondition(labels.isEmpty || labels.count == count, "\(labels.count) labels for \(count) images")
  }
}
