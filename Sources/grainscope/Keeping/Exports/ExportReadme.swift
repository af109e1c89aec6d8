import Basics
import Datasets
import Granularity
import Models
import Store
import Telemetry

/// A page of Markdown beside a model that leaves for other programs: which run it is of, what goes in and comes out, in which units,
/// and the Python that uses it.
struct ExportReadme {
  enum Form {
    case onnx, numpy, safetensors
  }

  let form: Form
  let model: FittedModel
  /// Nil of a model without a run.
  let run: StoredRun?
  /// The export's name without folders.
  let file: String

  /// Of a page behind the name of what it stands beside.
  static let ending = ".md"
  /// Its first line, by which it is known to be nobody else's.
  static let mark = "<!-- grainscope-export -->"

  var text: String {
    let parts = [Self.mark, "# " + Markdown.code(file), about, facts] + values + [python]
    return parts.joined(separator: "\n\n") + "\n"
  }

  // MARK: Which model

  private var about: String {
    switch model.subject {
    case .forecast(let forecast):
      let frame = forecast.frame
      let steps = form == .onnx ? frame.members[0].horizon : frame.steps
      let grain = form == .onnx ? frame.members[0].grain : frame.evaluationGrain
      return Words.readmeForecasts(
        target: Markdown.code(frame.name(of: frame.target)), horizon: frame.horizon.label, steps: steps,
        grain: grain.label)
    case .samples(let samples):
      switch samples.frame.target {
      case .classes(let column, let names):
        return Words.readmeClassifies(count: names.count, column: Markdown.code(column))
      case .numbers(let columns, _): return Words.readmePredicts(columns: Markdown.codes(columns))
      }
    }
  }

  private var facts: String {
    let grains =
      switch model.subject {
      case .forecast(let forecast): forecast.frame.members.map(\.grain.label)
      case .samples(let samples): samples.frame.members.map(\.rung)
      }
    var facts = run.map { RunPage($0).exported } ?? []
    facts.append((Words.scoreGrain, grains.joined(separator: ", ")))
    facts.append((Words.runsColumnRecipe, model.recipe.rawValue))
    return Markdown.table([Words.readmeFact, ""], facts.map { [$0.name, Markdown.plain($0.text)] })
  }

  // MARK: What goes in and comes out

  private var values: [String] {
    switch form {
    case .onnx: return ModelValues(model).graph
    case .numpy:
      let arrays = model.arrays.map { [Markdown.code($0.name), Markdown.code("\($0.shape)")] }
      let table = Markdown.table([Words.readmeArray, Words.readmeShape], arrays)
      return ["## " + Words.readmeArrays, arrays.isEmpty ? Words.readmeNoArrays : table, Words.readmeLayers]
        + ModelValues(model).network
    case .safetensors:
      return ["## " + Words.readmeTensors, Words.readmeTensorsHelp] + ModelValues(model).network
    }
  }

  private var python: String {
    let code = ExportPython(model: model, file: file, data: run.map { ExportedData($0.session) })
    var parts = ["## Python", (["```python"] + code.lines(form) + ["```"]).joined(separator: "\n")]
    if form == .safetensors { parts += [Words.readmeProgram, "    " + command] }
    return parts.joined(separator: "\n\n")
  }

  /// The command of this program that uses the file.
  private var command: String {
    let data = run.map { Clean.text($0.session.dataName, limit: 200) } ?? "data.csv"
    let verb =
      switch model.subject {
      case .forecast: "forecast"
      case .samples: "predict"
      }
    let words = [Grainscope.name, verb, data, "--model", Clean.text(file, limit: 200)]
    return words.map { TrainCommandLine.quoted($0) }.joined(separator: " ")
  }
}
