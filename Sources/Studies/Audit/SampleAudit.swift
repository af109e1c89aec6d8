import Datasets
import Models
import Telemetry

/// Looks for leaks where rows are samples without order: columns that give the answer away, and test samples that are
/// among the training samples too.
package struct SampleAudit {
  private let experiment: SampleExperiment
  private let dataset: Dataset

  package init(_ dataset: Dataset, experiment: SampleExperiment) {
    self.experiment = experiment
    self.dataset = dataset
  }

  package func report() -> AuditReport {
    var columns = AuditTally(Words.auditColumns, Words.auditColumnsAbout)
    let profile = Profile(of: dataset, target: experiment.info.targetName)
    columns.count(profile.columns.count)
    for suspicion in profile.suspicions where suspicion.isLeak {
      let warning = ColumnWarning(suspicion)
      columns.find(Words.foundLeak(column: warning.column, what: warning.what))
    }
    var twins = AuditTally(Words.auditParts, Words.auditPartsAbout)
    let (repeated, tested) = experiment.repeatedTestSamples
    twins.count(tested)
    var remarks: [String] = []
    if repeated * 10 > tested, repeated > 2 {
      twins.find(Words.foundTwins(repeated: repeated, tested: tested))
    } else if repeated > 0 {
      remarks.append(Words.remarkTwins(repeated: repeated, tested: tested))
    }
    return AuditReport(
      checks: [columns.check, twins.check], findings: columns.findings + twins.findings, remarks: remarks)
  }
}
