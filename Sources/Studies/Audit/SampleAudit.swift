import Datasets
import Models
import Telemetry

/// Looks for leaks where rows are samples without order: columns that give the answer away, and test samples that stand
/// among the training samples too.
package struct SampleAudit {
  private let experiment: SampleExperiment
  private let dataset: Dataset

  package init(_ dataset: Dataset, experiment: SampleExperiment) {
    self.experiment = experiment
    self.dataset = dataset
  }

  package func report() -> AuditReport {
    var columns = AuditTally("columns", "every column against the target in the same row")
    let profile = Profile(of: dataset, target: experiment.info.targetName)
    columns.count(profile.columns.count)
    for suspicion in profile.suspicions where suspicion.isLeak {
      let warning = ColumnWarning(suspicion)
      columns.find("\(warning.column) \(warning.what); leave it out with --without \(warning.column).")
    }
    var twins = AuditTally("parts", "every test sample against every training sample, by all values")
    let (repeated, tested) = experiment.repeatedTestSamples
    twins.count(tested)
    var remarks: [String] = []
    if repeated * 10 > tested, repeated > 2 {
      twins.find(
        "\(repeated) of \(tested) test samples stand among the training samples too: their scores are memory; "
          + "remove the copies from the file.")
    } else if repeated > 0 {
      remarks.append("\(repeated) of \(tested) test samples stand among the training samples too")
    }
    return AuditReport(
      checks: [columns.check, twins.check], findings: columns.findings + twins.findings, remarks: remarks)
  }
}
