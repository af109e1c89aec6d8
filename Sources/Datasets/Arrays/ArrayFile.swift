extension FileFormat {
  static let numpy = FileFormat(
    names: ["NPY", "NPZ"], endings: [".npy", ".npz"], kinds: [.series, .table, .images],
    words: Words.formatNumpy,
    recognises: { file throws(DatasetError) in
      let beginning = try file.beginning()
      return NPYHeader.recognises(beginning) || ZipArchive.recognises(beginning)
    },
    open: { file throws(DatasetError) in
      try ArrayFile.open(try file.content(), name: file.name, options: file.options, observer: file.observer)
    })
}

/// Opens NumPy's files: an NPY with one array, an NPZ with several.
enum ArrayFile {
  /// No more arrays of an archive are looked at.
  private static let arrayLimit = 256

  static func open(
    _ content: FileContent, name: String, options: ReadOptions, observer: ReadObserver?
  ) throws(DatasetError) -> Dataset {
    let bytes = try content.wholeBytes(observer: observer)
    var report = FileReport()
    report.bytes = content.fileSize
    report.guess.isCompressed = content.isCompressed
    report.guess.encoding = .utf8
    let arrays =
      ZipArchive.recognises(bytes[...])
      ? try Self.arrays(ofArchive: bytes, path: content.path, &report) : [try array(bytes, path: content.path)]
    if options.kind == nil || options.kind == .images,
      let images = try ArrayImages.images(in: arrays, path: content.path, name: name, report: report)
    {
      return .images(images)
    }
    var table = ArrayTable(arrays, path: content.path, name: name, options: options, report: report)
    return try table.assemble()
  }

  private static func array(_ bytes: [UInt8], path: String) throws(DatasetError) -> NPYArray {
    do {
      return try NPYArray(bytes[...], name: "")
    } catch {
      throw .array(path: path, found: error.found, expected: error.expected)
    }
  }

  /// The arrays that can be read; the report names the others.
  private static func arrays(
    ofArchive bytes: [UInt8], path: String, _ report: inout FileReport
  ) throws(DatasetError) -> [NPYArray] {
    let archive = try ZipArchive(bytes, path: path)
    let entries = archive.entries.filter { $0.name.hasSuffix(".npy") }
    guard !entries.isEmpty else {
      throw .otherFormat(
        path: path, format: Words.zipOrSheet, remedy: Words.zipOrSheetRemedy)
    }
    var room = min(MemorySense.inputLimit, max(GzipStream.harmless, bytes.count * GzipStream.usualRatio))
    var arrays: [NPYArray] = []
    var failure: NPYHeader.Failure?
    for entry in entries.prefix(arrayLimit) {
      let name = Clean.text(entry.name.dropLast(4))
      let contents = try archive.contents(of: entry, limit: room)
      room -= entry.size
      do {
        arrays.append(try NPYArray(contents, name: name))
      } catch {
        failure = failure ?? error
        report.leftOut.append(LeftOutColumn(name: name, reason: Words.leftOutHolds(found: error.found)))
      }
    }
    if arrays.isEmpty, let failure { throw .array(path: path, found: failure.found, expected: failure.expected) }
    return arrays
  }
}
