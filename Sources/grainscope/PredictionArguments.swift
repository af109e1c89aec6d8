import ArgumentParser

/// Whether the predictions behind the scores are written too.
struct PredictionArguments: ParsableArguments {
  @Flag(name: .customLong("predictions"), help: ArgumentHelp(Words.predictions))
  var areWritten = false

  /// - Throws: `ValidationError` where there is no JSON to write them into.
  func check(json: Bool) throws {
    guard json || !areWritten else { throw ValidationError(Words.predictionsNeedJson) }
  }
}
