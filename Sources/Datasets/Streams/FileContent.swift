/// What a file holds once it is unfolded: the streams between the disk and a reader.
struct FileContent {
  /// The path, fit to be shown.
  let path: String
  let isCompressed: Bool
  /// The bytes as they were before compression.
  let stream: any ByteStream

  init(path: String, observer: ReadObserver? = nil) throws(DatasetError) {
    try self.init(try FileStream(path: path, observer: observer), path: path)
  }

  private init(_ file: FileStream, path: String) throws(DatasetError) {
    self.path = file.path
    isCompressed = GzipStream.recognises(try Self.beginning(of: file, count: 4)[...])
    stream = isCompressed ? GzipStream(file, path: file.path) : file
  }

  /// Bytes of the file on disk.
  var fileSize: Int { stream.fileSize }

  /// The first bytes; fewer where there are no more.
  func beginning(_ count: Int) throws(DatasetError) -> [UInt8] { try Self.beginning(of: stream, count: count) }

  private static func beginning(of stream: any ByteStream, count: Int) throws(DatasetError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var filled = 0
    while filled < count {
      let more = try stream.read(into: &bytes, at: filled, count: count - filled)
      guard more > 0 else { break }
      filled += more
    }
    try stream.rewind()
    bytes.removeLast(count - filled)
    return bytes
  }

  /// The stream as text in UTF-8, with the encoding that it came in.
  ///
  /// - Parameter encoding: the user's choice; without it a byte order mark decides, else it is UTF-8.
  func text(_ encoding: TextEncoding?) throws(DatasetError) -> (stream: any ByteStream, encoding: TextEncoding) {
    let mark = encoding == nil ? try beginning(2) : []
    let chosen = encoding ?? TextEncoding.marked(mark[...]) ?? .utf8
    guard chosen != .utf8 else { return (stream, chosen) }
    return (try TranscodingStream(stream, from: chosen), chosen)
  }

  /// All bytes, in an array that grows no faster than they come.
  ///
  /// - Throws: ``DatasetError/stopped(path:)`` where the observer says so.
  func wholeBytes(observer: ReadObserver? = nil) throws(DatasetError) -> [UInt8] {
    try stream.rewind()
    let expected = stream.knownLength ?? 0
    var bytes = [UInt8](repeating: 0, count: expected > 0 ? expected : 1 << 20)
    var filled = 0
    while true {
      if filled == bytes.count {
        guard stream.knownLength == nil else { break }
        bytes.append(contentsOf: repeatElement(0, count: bytes.count))
      }
      let more = try stream.read(into: &bytes, at: filled, count: min(4 << 20, bytes.count - filled))
      guard more > 0 else { break }
      filled += more
      let progress = ReadProgress(bytesRead: stream.position, bytesTotal: fileSize, rows: 0)
      if let observer, !observer(progress) { throw .stopped(path: path) }
    }
    guard filled >= expected else { throw .unreadable(path: path, reason: Words.fileShortened) }
    bytes.removeLast(bytes.count - filled)
    return bytes
  }
}
