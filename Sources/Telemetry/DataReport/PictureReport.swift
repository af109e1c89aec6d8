/// What images look like, and how many there are of each class.
package struct PictureReport: Sendable, Hashable, Encodable {
  /// Pixels.
  package var height: Int
  package var width: Int
  /// 1 for grey; 3 for red, green and blue.
  package var channels: Int
  /// In the order of the classes; empty where there are none.
  package var classes: [ClassCount]
  /// Images whose class is not known.
  package var unknown: Int

  package struct ClassCount: Sendable, Hashable, Encodable {
    package var name: String
    package var count: Int

    package init(name: String, count: Int) {
      self.name = name
      self.count = count
    }
  }

  package init(height: Int, width: Int, channels: Int, classes: [ClassCount], unknown: Int) {
    self.height = height
    self.width = width
    self.channels = channels
    self.classes = classes
    self.unknown = unknown
  }
}
