import Telemetry

/// A run's epochs as rows of numbers by the names of their columns, for a CSV file.
package struct EpochTable {
  package let heading = [
    "epoch", "step", "training_loss", "validation_loss", "learning_rate", "multiply_adds", "seconds",
  ]
  package let rows: [[String]]

  /// Numbers with as few digits as give the same number again; empty where there is none, as the learning rate of what is solved
  /// at once.
  package init(_ run: StoredRun) {
    rows = run.record.epochs.map { report in
      [
        "\(report.epoch)", "\(report.step)", "\(report.trainingLoss)", report.validationLoss.map { "\($0)" } ?? "",
        run.header.plan.isClosedForm ? "" : "\(Float(report.learningRate))", "\(report.multiplyAdds)",
        "\(report.seconds)",
      ]
    }
  }
}
