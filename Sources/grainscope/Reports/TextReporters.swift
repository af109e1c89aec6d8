import Basics
import Telemetry

/// Plain lines for a pipe or a file: a beginning, a line at each tenth of a run, an end.
final class PlainReporter: TrainReporter {
  private let info: SessionInfo
  /// The parts whose scores may be seen.
  private let shown: [ScoredPart]
  private var reported: [RunID: Int] = [:]

  init(info: SessionInfo, shown: [ScoredPart]) {
    self.info = info
    self.shown = shown
  }

  func begin() {
    for remark in info.remarks(shown) { write(Words.note(remark: remark)) }
    for policy in info.policies where !policy.isDefault { write(policy.sentence) }
    for rung in info.rungs {
      if let reason = rung.exclusion { write(Words.scoreLeftOut(rung: rung.id.label, reason: reason)) }
    }
  }

  func report(_ event: Event, _ tally: TrainTally) {
    switch event {
    case .began(let plan):
      write(
        Words.trainBegan(rung: plan.rung.label, recipe: plan.recipe, model: plan.summary, rows: plan.trainingRows))
      for sentence in plan.omissions { write(sentence) }
    case .epoch(let run, let report):
      if let dead = report.dead, dead.epoch == report.epoch {
        let rung = tally.runs[run]?.plan.rung.label ?? ""
        write(Words.trainDead(rung: rung, explanation: dead.explanation))
      }
      line(run, report, tally)
    case .diverged(let run, let divergence):
      let rung = tally.runs[run]?.plan.rung.label ?? ""
      write(Words.trainDiverged(rung: rung, explanation: divergence.explanation))
    case .cannotBegin(_, _, let sentence), .notice(let sentence), .unkept(_, let sentence): write(sentence)
    case .ended(let run, let end): for sentence in end.findings(run, tally) { write(sentence) }
    case .applied, .phase, .evaluated, .reconciled, .choosing, .chosen, .rolled, .refused, .seedsAdvanced,
      .seedsEnded, .allocated, .inside, .layers, .rates:
      break
    }
  }

  func end(_ tally: TrainTally) {
    write("")
    Standard.output.write(ScoreTable(tally, shown: shown).text)
  }

  private func line(_ run: RunID, _ report: EpochReport, _ tally: TrainTally) {
    guard let record = tally.runs[run] else { return }
    let planned = record.plannedEpochs
    let tenth = report.epoch * 10 / planned
    guard tenth > reported[run, default: 0] else { return }
    reported[run] = tenth
    let (rung, epoch, epochs) = (record.plan.rung.label, "\(report.epoch)", "\(planned)")
    let training = NumberFormat.fixed(Double(report.trainingLoss), decimals: 5)
    guard let loss = report.validationLoss else {
      return write(Words.trainEpoch(rung: rung, epoch: epoch, epochs: epochs, training: training))
    }
    let validation = NumberFormat.fixed(Double(loss), decimals: 5)
    write(
      Words.trainEpochValidated(
        rung: rung, epoch: epoch, epochs: epochs, training: training, validation: validation))
  }

  private func write(_ text: String) { Standard.output.write(text + "\n") }
}

/// One line on a terminal, redrawn in place, with the time left.
final class ProgressReporter: TrainReporter {
  private let info: SessionInfo
  private let shown: [ScoredPart]
  private let output: Standard
  private let clock = ContinuousClock()
  private let began: ContinuousClock.Instant

  /// - Parameter shown: the parts whose scores may be seen.
  init(info: SessionInfo, shown: [ScoredPart] = ScoredPart.allCases, to output: Standard = .output) {
    self.info = info
    self.shown = shown
    self.output = output
    began = clock.now
  }

  func begin() {
    for remark in info.remarks(shown) { line(Words.note(remark: remark)) }
    for policy in info.policies where !policy.isDefault { line(policy.sentence) }
  }

  func report(_ event: Event, _ tally: TrainTally) {
    switch event {
    case .diverged(let run, let divergence):
      let rung = tally.runs[run]?.plan.rung.label ?? ""
      line(Words.trainDiverged(rung: rung, explanation: divergence.explanation))
    case .began(let plan): for sentence in plan.omissions { line(sentence) }
    case .epoch(let run, let report):
      guard let dead = report.dead, dead.epoch == report.epoch else { return }
      line(Words.trainDead(rung: tally.runs[run]?.plan.rung.label ?? "", explanation: dead.explanation))
    case .cannotBegin(_, _, let sentence), .notice(let sentence), .unkept(_, let sentence): line(sentence)
    case .ended(let run, let end): for sentence in end.findings(run, tally) { line(sentence) }
    case .applied, .phase, .evaluated, .reconciled, .choosing, .chosen, .rolled, .refused,
      .seedsAdvanced, .seedsEnded, .allocated, .inside, .layers, .rates:
      break
    }
  }

  func refresh(_ progress: [RunID: RunProgress], _ tally: TrainTally) {
    var parts: [String] = []
    var done = 0.0
    for (run, record) in tally.ordered {
      let total = Double(record.plannedEpochs)
      let share = record.end != nil ? 1 : min(1, Double(progress[run]?.epoch ?? 0) / max(1, total))
      done += share
      parts.append("\(record.plan.rung) " + (record.end != nil ? "✓" : "\(Int(share * 100)) %"))
    }
    guard !tally.runs.isEmpty else { return }
    let share = done / Double(tally.runs.count)
    let line = bar(share) + "  " + parts.joined(separator: "  ") + "  " + timeLeft(share)
    output.show(line)
  }

  /// Takes the line away.
  func erase() { output.erase() }

  func end(_ tally: TrainTally) {
    erase()
    output.write(ScoreTable(tally, shown: shown).text)
  }

  private func bar(_ share: Double) -> String {
    let filled = Int(share * 20)
    return String(repeating: "━", count: filled) + String(repeating: "─", count: 20 - filled)
  }

  private func timeLeft(_ share: Double) -> String {
    guard share > 0.02, share < 1 else { return "" }
    let elapsed = began.duration(to: clock.now).components
    let seconds = Double(elapsed.seconds) + Double(elapsed.attoseconds) * 1e-18
    let left = Int(seconds / share * (1 - share)) + 1
    return Words.timeLeft(time: "\(left / 60):" + (left % 60 < 10 ? "0" : "") + "\(left % 60)")
  }

  private func line(_ text: String) {
    output.erase()
    output.write(text + "\n")
  }
}

extension EndReport {
  /// What was found in closed form, a sentence each.
  fileprivate func findings(_ run: RunID, _ tally: TrainTally) -> [String] {
    let own = finding.flatMap { finding in
      tally.runs[run].map { Words.trainFinding(rung: $0.plan.rung.label, finding: finding) }
    }
    return [own, penaltySentence(run, tally)].compactMap { $0 }
  }

  /// Which penalty was taken; nil where there was none to choose.
  private func penaltySentence(_ run: RunID, _ tally: TrainTally) -> String? {
    guard let choice = penaltyChoice, let rung = tally.runs[run]?.plan.rung.label else { return nil }
    let penalty = shortDecimal(choice.penalty)
    return choice.isAtEdge
      ? Words.trainPenaltyAtEdge(rung: rung, penalty: penalty, tried: choice.tried)
      : Words.trainPenalty(rung: rung, penalty: penalty, tried: choice.tried)
  }
}

extension RunPlan {
  /// How many windows are not learnt from, as values are missing in them: of each sub-model, where there are several.
  fileprivate var omissions: [String] {
    let own =
      parts.isEmpty
      ? [(rung: rung.label, left: gappyRows, learnt: trainingRows)]
      : parts.map { part in
        (rung: Words.trainPart(run: rung.label, rung: part.rung.label), left: part.gappyRows, learnt: part.trainingRows)
      }
    return own.filter { $0.left > 0 }.map {
      Words.trainWindowsLeftOut(rung: $0.rung, omitted: $0.left, count: $0.left + $0.learnt)
    }
  }
}
