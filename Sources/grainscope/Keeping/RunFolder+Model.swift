import Store

extension RunFolder {
  /// Where the model of the run's best epoch lies.
  ///
  /// - Throws: ``Failure`` where there is none, or it is not as it was written.
  func bestModelPath() throws -> String {
    let run = try stored()
    guard run.artifacts[.best] != nil else { throw Failure.input(Words.runsExportNoModel(run: run.id.text)) }
    let path = path(of: .best)
    let found: Found
    do throws(StoreError) { found = try find(.best, of: run) } catch { throw Failure.input(error.sentence) }
    guard case .whole = found else { throw Failure.input(Words.runsExportDamaged(path: path, run: run.id.text)) }
    return path
  }
}
