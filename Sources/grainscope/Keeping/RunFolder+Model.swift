import Store

extension RunFolder {
  /// Where the model of the run's best epoch lies.
  ///
  /// - Throws: ``Failure`` where there is none, or it is not as it was written.
  func bestModelPath() throws -> String {
    let run = try stored()
    let (name, path) = (run.id.text, path(of: .best))
    let found: Found
    do throws(StoreError) { found = try find(.best, of: run) } catch { throw Failure.input(error.sentence) }
    switch found {
    case .whole: return path
    case .missing where run.artifacts[.best] == nil: throw Failure.input(Words.runsExportNoModel(run: name))
    case .damaged where run.artifacts[.best] == nil:
      throw Failure.input(Words.runsExportUntold(shard: shard, path: path))
    case .missing, .damaged: throw Failure.input(Words.runsExportDamaged(path: path, run: name))
    }
  }
}
