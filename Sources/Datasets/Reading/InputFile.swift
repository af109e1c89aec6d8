/// A file that is offered to the formats; its bytes are asked for by the first format that looks at them.
final class InputFile {
  let path: String
  let options: ReadOptions
  let observer: ReadObserver?
  /// The longest record of a text, in bytes.
  let recordLimit: Int
  private var opened: (content: FileContent, beginning: [UInt8])?

  init(
    path: String, options: ReadOptions = ReadOptions(), recordLimit: Int = ByteSource.usualRecordLimit,
    observer: ReadObserver? = nil
  ) {
    self.path = path
    self.options = options
    self.recordLimit = recordLimit
    self.observer = observer
  }

  /// Without folders and ending, fit to be shown.
  var name: String { Reader.name(of: path) }

  func content() throws(DatasetError) -> FileContent { try open().content }

  /// The first 512 bytes once they are unfolded; fewer where there are no more.
  ///
  /// - Throws: ``DatasetError/empty(path:)`` where there are none.
  func beginning() throws(DatasetError) -> ArraySlice<UInt8> { try open().beginning[...] }

  private func open() throws(DatasetError) -> (content: FileContent, beginning: [UInt8]) {
    if let opened { return opened }
    let content = try FileContent(path: path, observer: observer)
    // Columns take at least about as much as their text.
    try MemoryNeed(bytes: content.fileSize).check(for: content.path)
    let beginning = try content.beginning(512)
    guard !beginning.isEmpty else { throw .empty(path: content.path) }
    opened = (content, beginning)
    return (content, beginning)
  }

  /// The content as text from its beginning, of which the buffer already holds some.
  ///
  /// - Throws: ``DatasetError`` where a file of another program, no text, or nothing is there.
  func text() throws(DatasetError) -> ByteSource {
    let (content, beginning) = try open()
    if let refusal = OtherFormat.format(of: beginning, path: content.path) { throw refusal }
    try content.stream.rewind()
    var source = try ByteSource(content, encoding: options.encoding, recordLimit: recordLimit)
    _ = try source.fill(from: 0)
    guard source.end > 0 else { throw .empty(path: source.path) }
    try OtherFormat.refuseBinary(source)
    return source
  }

  /// The first 512 bytes as UTF-8, whatever encoding they stand in.
  func textBeginning() throws(DatasetError) -> ArraySlice<UInt8> {
    let source = try text()
    return source.bytes[..<min(source.end, 512)]
  }
}
