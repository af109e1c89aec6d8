import Basics

extension DatasetError {
  /// Where, what was found, what was expected, what to do.
  package var sentence: String {
    switch self {
    case .missing(let path): "\(path): there is no such file; check the path."
    case .isDirectory(let path):
      "\(path): this is a folder without folders of pictures in it; name a file of data, or a folder with one folder of PNG,"
        + " PGM or PPM pictures for each class."
    case .unreadable(let path, let reason):
      "\(path): the file cannot be read (\(reason)); check what it is and its permissions."
    case .empty(let path): "\(path): the file is empty; rows are expected, as a CSV with a header or an object a line."
    case .noRows(let path, let names):
      "\(path): there is a header (\(Listing.some(names))) and no rows below it; give a file with data."
    case .binary(let path, let offset):
      "\(path): byte \(offset) is NUL, so this is not a text file; give a \(FileFormat.choice) file."
    case .foreign(let path, let format, let remedy): "\(path): this is \(format); \(remedy)."
    case .onlyText(let path, let names):
      "\(path): no column holds numbers (found words in \(Listing.some(names))); at least one column of numbers is needed,"
        + " or another separator or decimal mark."
    case .allMissing(let path, let names):
      "\(path): every value is missing (columns \(Listing.some(names))); at least one column needs numbers."
    case .recordTooLong(let path, let line, let limit):
      "\(path), line \(line): the row is longer than \(limit >> 20) MB; rows must end in line breaks."
    case .tooManyColumns(let path, let count, let limit):
      "\(path): the first row has \(count) columns or more, and at most \(limit) can be read; check the separator."
    case .malformed(let path, let line, let column, let found, let remedy):
      "\(path), line \(line)\(column.map { ", column \($0)" } ?? ""): \(found); \(remedy)."
    case .unreadableDates(let path, let column, let example):
      "\(path), line \(example.line): “\(example.text)” in column \(column) \(example.problem.rawValue);"
        + " write stamps as 2016-07-31 13:30, or name another time column."
    case .noTimeColumn(let path, let names):
      "\(path): no column holds dates or times (columns \(Listing.some(names))); name one, or read the file as a table."
    case .irregular(let path, let step, let rows, let gridRows, let widest):
      "\(path), line \(widest.line): the stamps jump from \(CivilTime(wallClock: widest.from)) to"
        + " \(CivilTime(wallClock: widest.to)), so that \(rows) rows would need \(gridRows) or more steps of"
        + " \(Cadence.label(of: step)); correct the stamp or thin the file out to a regular step."
    case .noSuchColumn(let name, let near, let known):
      "There is no column “\(name)”; "
        + (near.isEmpty ? "the columns are \(Listing.some(known))." : "did you mean \(Listing.choice(near))?")
    case .tooManyClasses(let name, let count):
      "Column \(name) has \(count) different words or more, too many for classes; choose another target."
    case .unknownZone(let name, let near, let databaseFound):
      if !databaseFound {
        "The zone “\(name)” cannot be looked up because /usr/share/zoneinfo is absent; install tzdata, or give an"
          + " offset as +02:00."
      } else if near.isEmpty {
        "There is no time zone “\(name)”; give a name as Europe/London, an offset as +02:00, or UTC."
      } else {
        "There is no time zone “\(name)”; did you mean \(Listing.choice(near))?"
      }
    case .damaged(let path, let what): "\(path): \(what); fetch the file again or name another."
    case .tooMuch(let path, let limit, let reason):
      "\(path): this is more than \(Self.size(limit)), and \(reason); give a smaller file, or unpack it and name that."
    case .unknownEncoding(let name):
      "There is no text encoding “\(name)” on this system; give utf-8, utf-16, latin1, windows-1252, gb18030 or another"
        + " name that iconv --list knows."
    case .array(let path, let found, let expected):
      "\(path): the NumPy file holds \(found), but \(expected) was expected; save it again or name another."
    case .unwritable(let path, let reason):
      "\(path): the file cannot be written (\(reason)); check its folder, or name another."
    case .safetensors(let path, let found, let expected):
      "\(path): the safetensors file holds \(found), but \(expected) was expected; save it again or name another."
    case .idx(let path, let found, let expected):
      "\(path): the IDX file has \(found), but \(expected) was expected; fetch the file again or name another."
    case .picture(let path, let found, let expected):
      "\(path): here is \(found), but \(expected) was expected; save it again or name another."
    case .notImages(let path, let columns):
      "\(path): \(columns) number columns beside the label are not n² pixels from 0 up; read the file as a table."
    case .badBorders(let borders, let rows):
      "The borders \(borders.map(String.init).joined(separator: ",")) do not fit \(rows) rows; give three ascending row"
        + " numbers at which training, validation and test end, the last at most \(rows)."
    case .badFractions(let fractions):
      "The shares \(fractions.map { "\($0)" }.joined(separator: ", ")) are not a split; give three positive numbers that"
        + " add up to 1."
    case .tooFewRows(let rows, let needed, let purpose):
      "There \(rows == 1 ? "is 1 row" : "are \(rows) rows"), and \(purpose) needs at least \(needed); give more data."
    case .stopped(let path): "\(path): reading was stopped."
    }
  }

  private static func size(_ bytes: Int) -> String {
    bytes >= 1 << 30 ? "\(bytes >> 30) GB" : bytes >= 1 << 20 ? "\(bytes >> 20) MB" : "\(bytes) bytes"
  }
}
