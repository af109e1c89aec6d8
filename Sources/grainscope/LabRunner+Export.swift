import Basics
import Dashboard
import Datasets
import Store

/// Runs of the store that leave for other programs.
extension LabRunner {
  func exportKept(_ names: [String], _ text: String) {
    guard let found = try? store.store() else { return }
    var written: [String] = []
    do {
      for id in names.compactMap({ StoreID($0) }) {
        let export = try RunExport(typed: text, run: names.count > 1 ? id.text : nil)
        // The pages beside them are found there.
        for path in try export.write(.run(found.folder(of: id)))
        where !written.contains(path) && !path.hasSuffix(ExportReadme.ending) {
          written.append(path)
        }
      }
      let paths = written.map { Clean.text($0, limit: 100) }
      perform(reduce(&state, .note(Words.labExported(count: paths.count, paths: Listing.all(paths)))))
    } catch { warn(of: error) }
  }
}
