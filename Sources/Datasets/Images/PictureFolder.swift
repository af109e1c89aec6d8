import Basics
import Glibc

extension FileFormat {
  static let pictureFolder = FileFormat(
    names: [Words.formatFolderName], endings: [], kinds: [.images],
    words: Words.formatFolder,
    recognises: { file in PictureFolder.recognises(file.path) },
    open: { file throws(DatasetError) in
      .images(try PictureFolder(file.path).images(observer: file.observer))
    })
}

/// A folder with one folder of pictures for each class, as `digits/7/0001.png`, or with pictures alone, whose classes are not
/// known then.
///
/// Classes and pictures stand in the order of their names. What is not a picture by its name is ignored; what cannot be
/// read, or has another size than most, is left out and named in the report.
struct PictureFolder {
  /// As many as labels are read from other files.
  private static let classLimit = 100

  private struct Entry {
    let path: String
    /// Folder and name, fit to be shown.
    let name: String
    /// −1 where classes are not known.
    let label: Int32
    var outline: Picture.Outline?
  }

  /// Fit to be shown.
  private let path: String
  private var entries: [Entry] = []
  private var classes: [String] = []
  private var report = FileReport()

  static func recognises(_ path: String) -> Bool {
    !StandardInput.isMeant(by: path) && !path.utf8.contains(0) && kind(of: path) == S_IFDIR
  }

  /// Lists the folder.
  init(_ path: String) throws(DatasetError) {
    self.path = Clean.text(PathBytes.shown(path), limit: 300)
    var loose: [String] = []
    for folder in try Self.names(in: path, shown: self.path) {
      let place = path + "/" + folder
      guard Self.kind(of: place) == S_IFDIR else {
        if FileFormat.picture.claims(folder), Self.kind(of: place) == S_IFREG { loose.append(folder) }
        continue
      }
      let label = Int32(classes.count)
      let pictures = try Self.names(in: place, shown: Clean.text(place, limit: 300)).filter(FileFormat.picture.claims)
      let files = pictures.filter { Self.kind(of: place + "/" + $0) == S_IFREG }
      guard !files.isEmpty else { continue }
      classes.append(folder)
      entries += files.map { file in
        Entry(path: place + "/" + file, name: Clean.text(folder + "/" + file, limit: 120), label: label)
      }
    }
    if entries.isEmpty, !loose.isEmpty {
      entries = loose.map { Entry(path: path + "/" + $0, name: Clean.text($0, limit: 120), label: -1) }
      report.remarks.append(Words.folderNoClasses)
    }
    guard !entries.isEmpty else { throw .isDirectory(path: self.path) }
    guard classes.count <= Self.classLimit else {
      throw .picture(
        path: self.path, found: Words.folderManyClasses(count: classes.count),
        expected: Words.folderClassLimit(limit: Self.classLimit))
    }
  }

  /// - Throws: ``DatasetError``, also ``DatasetError/tooMuch(path:limit:reason:)`` before memory is taken for more than a
  ///   quarter of the machine's.
  consuming func images(observer: ReadObserver?) throws(DatasetError) -> ImageSet {
    try outline(observer)
    let size = try commonSize()
    leaveOut { entry in
      guard let outline = entry.outline, outline.size != size.size else { return nil }
      return Words.oddPictureSize(name: entry.name, size: outline.size)
    }
    let channels = entries.contains { $0.outline?.channels == 3 } ? 3 : 1
    if channels == 3, entries.contains(where: { $0.outline?.channels == 1 }) {
      report.remarks.append(Words.folderMixedColour)
    }
    let needed = entries.count.multipliedReportingOverflow(by: size.height * size.width * channels * 4)
    guard !needed.overflow, needed.partialValue <= MemorySense.inputLimit else {
      throw .tooMuch(path: path, limit: MemorySense.inputLimit, reason: Words.folderInMemory)
    }
    return try assemble(Picture.Outline(height: size.height, width: size.width, channels: channels), observer)
  }

  /// Reads what every file says of itself.
  private mutating func outline(_ observer: ReadObserver?) throws(DatasetError) {
    var problems: [Int: String] = [:]
    for index in entries.indices {
      do {
        entries[index].outline = try Picture.outline(try bytes(of: index))
      } catch let failure as Picture.Failure {
        problems[index] = Words.oddPictureHolds(name: entries[index].name, found: failure.found)
      } catch {
        problems[index] = Words.oddPictureUnreadable(name: entries[index].name)
      }
      if index % 64 == 0 { try notify(observer, done: index, of: 2 * entries.count) }
    }
    for (index, words) in problems.sorted(by: { $0.key < $1.key }) {
      report.oddPictures.add(OddPicture(name: entries[index].name, words: words))
    }
    entries = entries.filter { $0.outline != nil }
  }

  /// The size of most pictures, the larger one of equals.
  private func commonSize() throws(DatasetError) -> Picture.Outline {
    var counts: [String: (count: Int, outline: Picture.Outline)] = [:]
    for outline in entries.compactMap(\.outline) {
      counts[outline.size, default: (0, outline)].count += 1
    }
    let most = counts.values.max { first, second in
      (first.count, first.outline.height * first.outline.width, first.outline.size)
        < (second.count, second.outline.height * second.outline.width, second.outline.size)
    }
    guard let most else { throw noneReadable }
    return most.outline
  }

  private var noneReadable: DatasetError {
    .picture(
      path: path,
      found: report.oddPictures.first.first.map { Words.folderNoneReadableAs(example: $0.words) }
        ?? Words.folderNoneReadable,
      expected: Words.folderOneExpected)
  }

  private mutating func leaveOut(_ words: (Entry) -> String?) {
    entries.removeAll { entry in
      guard let words = words(entry) else { return false }
      report.oddPictures.add(OddPicture(name: entry.name, words: words))
      return true
    }
  }

  private mutating func assemble(
    _ outline: Picture.Outline, _ observer: ReadObserver?
  ) throws(DatasetError) -> ImageSet {
    var pixels: [Float] = []
    pixels.reserveCapacity(entries.count * outline.count)
    var transparent = 0
    var labels: [Int32] = []
    var names: [String] = []
    for index in entries.indices {
      if index % 64 == 0 { try notify(observer, done: entries.count + index, of: 2 * entries.count) }
      do {
        let picture = try Picture(try bytes(of: index))
        guard picture.outline == entries[index].outline else { throw Picture.Failure(found: "", expected: "") }
        if picture.wasTransparent { transparent += 1 }
        if picture.outline.channels == outline.channels {
          pixels += picture.values
        } else {
          for value in picture.values { for _ in 0..<outline.channels { pixels.append(value) } }
        }
        labels.append(entries[index].label)
        names.append(entries[index].name)
      } catch let failure as Picture.Failure {
        let name = entries[index].name
        let words =
          failure.found.isEmpty
          ? Words.oddPictureChanged(name: name) : Words.oddPictureHolds(name: name, found: failure.found)
        report.oddPictures.add(OddPicture(name: name, words: words))
      } catch {
        let name = entries[index].name
        report.oddPictures.add(OddPicture(name: name, words: Words.oddPictureUnreadable(name: name)))
      }
    }
    guard !labels.isEmpty else { throw noneReadable }
    if transparent > 0 { report.remarks.append(Words.folderTransparent(count: transparent)) }
    if report.oddPictures.count > 0 {
      report.remarks.append(
        Words.folderLeftOut(
          count: report.oddPictures.count, example: report.oddPictures.first[0].words))
    }
    report.rows = labels.count
    report.guess.kind = .images
    var set = ImageSet(
      name: Reader.name(of: path), height: outline.height, width: outline.width, channels: outline.channels,
      pixels: pixels, labels: classes.isEmpty ? [] : labels, classNames: classes.map { Clean.text($0, limit: 60) },
      report: report)
    set.fileNames = names
    return set
  }

  private mutating func bytes(of index: Int) throws -> [UInt8] {
    let content = try FileContent(path: entries[index].path)
    if entries[index].outline == nil { report.bytes += content.fileSize }
    return try content.wholeBytes()
  }

  private func notify(_ observer: ReadObserver?, done: Int, of all: Int) throws(DatasetError) {
    guard let observer else { return }
    guard observer(ReadProgress(bytesRead: done, bytesTotal: all, rows: 0)) else { throw .stopped(path: path) }
  }

  // MARK: Folders

  private static func kind(of path: String) -> mode_t? {
    var status = stat()
    return stat(PathBytes.bytes(path), &status) == 0 ? status.st_mode & S_IFMT : nil
  }

  /// In the order of their bytes, without the hidden ones.
  private static func names(in path: String, shown: String) throws(DatasetError) -> [String] {
    guard let folder = opendir(PathBytes.bytes(path)) else {
      throw .unreadable(path: shown, reason: FileStream.reason(errno))
    }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { raw in
        String(validating: raw.prefix { $0 != 0 }, as: UTF8.self)
      }
      if let name, !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}
