import Basics
import Foundation
import TemporaryPaths

@testable import Datasets

/// A file that exists while its value does.
final class TemporaryFile {
  let path: String
  private let folder: String
  private var names: [String]

  init(_ bytes: [UInt8], name: String = "data.csv") {
    folder = TemporaryPaths.unused().path
    mkdir(folder, 0o700)
    path = "\(folder)/\(name)"
    names = [name]
    Self.write(bytes, to: path)
  }

  convenience init(_ text: String, name: String = "data.csv") { self.init(Array(text.utf8), name: name) }

  /// A further file in the same folder.
  func add(_ bytes: [UInt8], name: String) {
    Self.write(bytes, to: "\(folder)/\(name)")
    names.append(name)
  }

  private static func write(_ bytes: [UInt8], to path: String) {
    guard let file = fopen(path, "w") else { return }
    defer { fclose(file) }
    _ = bytes.withUnsafeBytes { fwrite($0.baseAddress, 1, $0.count, file) }
  }

  deinit {
    for name in names { unlink("\(folder)/\(name)") }
    rmdir(folder)
  }

  func open(_ options: ReadOptions = ReadOptions()) throws(DatasetError) -> Dataset {
    try Reader.open(path: path, options: options)
  }
}

/// Opens text as a file.
func read(_ text: String, _ change: (inout ReadOptions) -> Void = { _ in }) throws -> Dataset {
  var options = ReadOptions()
  change(&options)
  return try TemporaryFile(text).open(options)
}

struct NotOfThisKind: Error {}

func readSeries(_ text: String, _ change: (inout ReadOptions) -> Void = { _ in }) throws -> TimeSeries {
  guard case .series(let series) = try read(text, change) else { throw NotOfThisKind() }
  return series
}

func readTable(_ text: String, _ change: (inout ReadOptions) -> Void = { _ in }) throws -> Table {
  guard case .table(let table) = try read(text, change) else { throw NotOfThisKind() }
  return table
}

func readImages(_ text: String, _ change: (inout ReadOptions) -> Void = { _ in }) throws -> ImageSet {
  guard case .images(let images) = try read(text, change) else { throw NotOfThisKind() }
  return images
}

/// The error that opening this text ends in.
func refusal(_ text: String, _ change: (inout ReadOptions) -> Void = { _ in }) -> DatasetError? {
  do {
    _ = try read(text, change)
    return nil
  } catch { return error as? DatasetError }
}

/// Values with −999 for NaN, so that they can be compared.
func shown(_ values: [Double]) -> [Double] { values.map { $0.isNaN ? -999 : $0 } }

/// Wall-clock ms of a day and time.
func wall(_ year: Int, _ month: Int, _ day: Int, _ hour: Int = 0, _ minute: Int = 0, _ second: Int = 0) -> Instant {
  let days = CivilDate.daysSinceEpoch(year: year, month: month, day: day)
  return Int64(days) * Milliseconds.day + Int64((hour * 60 + minute) * 60 + second) * 1_000
}
