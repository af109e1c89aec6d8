import ArgumentParser
import Basics

/// Which parts' scores a command shows.
struct PartArguments: ParsableArguments {
  @Flag(name: .customLong("no-test"), help: ArgumentHelp(Words.noTest))
  var hidesTest = false

  /// The parts whose scores may be seen.
  var shown: [ScoredPart] {
    ScoredPart.allCases.filter { part in
      switch part {
      case .validation: true
      case .test: !hidesTest
      }
    }
  }
}
