/// One picture as a file holds it, before it joins a set.
struct Picture: Sendable, Equatable {
  /// What can be said of a picture without unfolding it.
  struct Outline: Hashable, Sendable {
    let height: Int
    let width: Int
    /// Grey or colour; without transparency.
    let channels: Int

    /// As `28×28`.
    var size: String { "\(height)×\(width)" }
    var count: Int { height * width * channels }
  }

  let outline: Outline
  /// 0…1, row-major, `[height, width, channels]`.
  var values: [Float]
  /// Whether something was laid over white.
  var wasTransparent = false

  /// Formats of single pictures.
  enum Format: Sendable {
    case png, portable

    init?(_ beginning: ArraySlice<UInt8>) {
      if PNG.recognises(beginning) {
        self = .png
      } else if PortableMap.recognises(beginning) {
        self = .portable
      } else {
        return nil
      }
    }
  }

  /// Why bytes are no picture.
  struct Failure: Error, Hashable {
    let found: String
    let expected: String
  }

  /// Size and channels, without taking memory for the pixels.
  static func outline(_ bytes: [UInt8]) throws(Failure) -> Outline {
    switch Format(bytes[...]) {
    case .png: try PNG.outline(bytes)
    case .portable: try PortableMap(bytes).outline
    case nil: throw other(bytes)
    }
  }

  init(_ bytes: [UInt8]) throws(Failure) {
    switch Format(bytes[...]) {
    case .png: self = try PNG.picture(bytes)
    case .portable: self = try PortableMap(bytes).picture()
    case nil: throw Self.other(bytes)
    }
  }

  init(outline: Outline, values: [Float], wasTransparent: Bool = false) {
    self.outline = outline
    self.values = values
    self.wasTransparent = wasTransparent
  }

  private static func other(_ bytes: [UInt8]) -> Failure {
    Failure(found: bytes.isEmpty ? Words.pictureNothing : Words.otherBytes, expected: Words.pictureExpected)
  }
}
