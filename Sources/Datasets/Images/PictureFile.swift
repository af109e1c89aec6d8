extension FileFormat {
  static let picture = FileFormat(
    names: ["PNG", "PGM", "PPM"], endings: [".png", ".pgm", ".ppm", ".pnm"], kinds: [],
    words: Words.formatPicture,
    recognises: { file throws(DatasetError) in Picture.Format(try file.beginning()) != nil },
    open: { file throws(DatasetError) in
      .images(try PictureFile.images(try file.content(), name: file.name, observer: file.observer))
    })
}

/// A single picture: to look at, with nothing to learn from it.
enum PictureFile {
  static func images(_ content: FileContent, name: String, observer: ReadObserver?) throws(DatasetError) -> ImageSet {
    let bytes = try content.wholeBytes(observer: observer)
    do {
      let picture = try Picture(bytes)
      var report = FileReport()
      report.bytes = content.fileSize
      report.rows = 1
      report.guess.kind = .images
      report.guess.isCompressed = content.isCompressed
      report.remarks.append(Words.pictureSingle)
      let outline = picture.outline
      var set = ImageSet(
        name: name, height: outline.height, width: outline.width, channels: outline.channels, pixels: picture.values,
        report: report)
      set.fileNames = [Clean.text(content.path.split(separator: "/").last.map(String.init) ?? name)]
      return set
    } catch {
      throw .picture(path: content.path, found: error.found, expected: error.expected)
    }
  }
}
