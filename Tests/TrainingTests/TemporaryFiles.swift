import Foundation
import TemporaryPaths

@testable import Training

/// A path in a fresh temporary folder.
func temporaryPath(_ name: String) -> String {
  TemporaryPaths.unused().appending(path: name).path
}

/// All lines of a journal, whether or not it begins with a session line.
func readLines(_ path: String) throws -> [JournalLine] {
  try String(contentsOf: URL(filePath: path), encoding: .utf8).split(separator: "\n").map {
    try JSONDecoder().decode(JournalLine.self, from: Data($0.utf8))
  }
}

func usleepForTests(_ microseconds: UInt32) { usleep(microseconds) }
