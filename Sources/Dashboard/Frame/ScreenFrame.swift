import Canvas

/// What all screens share: the header above, the keys below, on large screens a line for messages, and between them a
/// body that is the screen's own.
struct ScreenFrame: Equatable {
  let header: Rect
  let body: Rect
  /// A line of its own for what is being said; nil where it takes the key bar's place for a moment.
  let message: Rect?
  let keys: Rect

  static let smallest = Size(width: 40, height: 10)

  static func isTooSmall(_ size: Size) -> Bool { size.width < smallest.width || size.height < smallest.height }

  init(size: Size) {
    let height = max(size.height, 2)
    header = Rect(x: 0, y: 0, width: size.width, height: 1)
    keys = Rect(x: 0, y: height - 1, width: size.width, height: 1)
    message = height >= 27 ? Rect(x: 0, y: height - 2, width: size.width, height: 1) : nil
    body = Rect(x: 0, y: 1, width: size.width, height: height - 2 - (message == nil ? 0 : 1))
  }

  /// Every part, for tests.
  var parts: [Rect] { [header, body, message, keys].compactMap { $0 } }
}
