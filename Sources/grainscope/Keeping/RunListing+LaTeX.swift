import Basics
import Store
import Telemetry

extension RunListing {
  /// A plain `tabular` for each list of runs that may be compared, with a column for each setting in which they differ; what they have in
  /// common stands in a comment above it.
  var latex: String {
    zip(headings, groups).map { heading, group in
      "% \(heading)\n" + tabular(group.rows)
    }.joined(separator: "\n")
  }

  private func tabular(_ group: [RunRow]) -> String {
    let task = PredictionTask(rawValue: group[0].task) ?? .forecast
    let knobs = differing(group)
    let hasSeeds = Set(group.map(\.seed)).count > 1
    let heads =
      [Words.runsColumnRun, Words.scoreGrain, Words.runsColumnRecipe] + knobs.map(\.title)
      + (hasSeeds ? [Words.runsColumnSeed] : [])
      + [Words.runsColumnEpochs, task.headlineNames.first, Words.runsColumnStatus]
    let rows = group.map { row in
      [row.id.text, row.rung, row.recipe] + knobs.map { value(of: $0, row) ?? "--" }
        + (hasSeeds ? ["\(row.seed)"] : [])
        + ["\(row.epochs)", score(row, task), Phase(rawValue: row.status)?.words ?? row.status]
    }
    let columns = "lll" + String(repeating: "r", count: heads.count - 4) + "l"
    let lines = ([heads] + rows).map { $0.map(LaTeX.escaped).joined(separator: " & ") + #" \\"# }
    return
      ([#"\begin{tabular}{\#(columns)}"#, #"\hline"#, lines[0], #"\hline"#] + lines.dropFirst()
      + [#"\hline"#, #"\end{tabular}"#]).joined(separator: "\n") + "\n"
  }
}

enum LaTeX {
  /// Text as it is to be read, whatever its signs mean to LaTeX.
  static func escaped(_ text: String) -> String {
    text.map { character in
      switch character {
      case "\\": #"\textbackslash{}"#
      case "~": #"\textasciitilde{}"#
      case "^": #"\textasciicircum{}"#
      case "&", "%", "$", "#", "_", "{", "}": "\\\(character)"
      case "−": "$-$"
      case "→": #"$\rightarrow$"#
      case "×": #"$\times$"#
      default: String(character)
      }
    }.joined()
  }
}
