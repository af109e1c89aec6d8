import Basics
import Datasets
import FoundationEssentials
import Granularity
import Models
import Networks
import Store

/// The lines of Python that use an exported model, on the data that it was trained on where they can be read so.
struct ExportPython {
  let model: FittedModel
  /// The export's name, beside which the page lies.
  let file: String
  /// What the model was trained on; nil of a model without a run.
  let data: ExportedData?

  /// - Returns: a line each.
  func lines(_ form: ExportReadme.Form) -> [String] {
    switch form {
    case .onnx: onnx
    case .numpy: numpy
    case .safetensors:
      [
        "import json", "from safetensors import safe_open",
        "with safe_open(\(name), \"np\") as file:",
        "    notes = json.loads(file.metadata()[\"grainscope\"])",
        "    tensors = {name: file.get_tensor(name) for name in file.keys()}",
      ]
    }
  }

  private var name: String { PythonText.text(file) }

  private var onnx: [String] {
    switch model.subject {
    case .forecast(let forecast): series(forecast.frame, forecast.frame.members[0].windows[0])
    case .samples(let samples):
      switch samples.frame.source {
      case .table(let columns, _): table(columns, samples.frame.target)
      case .images(let height, let width, let channels, let white):
        images("\(height), \(width), \(channels)", white: white, samples.frame.target)
      }
    }
  }

  private func session(_ output: GraphValue, _ inputs: [GraphValue]) -> String {
    let feed = inputs.map { "\"\($0.rawValue)\": \($0.rawValue)" }.joined(separator: ", ")
    return "\(output.rawValue), = onnxruntime.InferenceSession(\(name)).run(None, {\(feed)})"
  }

  // MARK: Series

  private func series(_ frame: ForecastFrame, _ windows: FittedWindows) -> [String] {
    let calendar = windows.calendar.features
    let inputs: [GraphValue] = calendar.isEmpty ? [.window] : [.window, .calendar]
    let run = session(.forecast, inputs)
    guard let read = (data ?? .unknown).frame(ofTime: true),
      let step = windows.grain.pandasStep(at: frame.learntTo, frame.zone)
    else {
      let zeros = inputs.map { input in
        let shape = input == .window ? "\(windows.lookback), \(windows.aggregates.count)" : "\(calendar.count)"
        return "\(input.rawValue) = np.zeros((1, \(shape)))"
      }
      return ["import numpy as np, onnxruntime"] + zeros + [run]
    }
    let origin = CivilTime(windows.grain.floor(frame.learntTo, on: frame.zone.clock), in: frame.zone).description
    return [
      "import numpy as np, onnxruntime, pandas as pd", "rows = \(read).tz_localize(None)",
      "origin = pd.Timestamp(\(PythonText.text(origin)))",
      "bins = rows[rows.index < origin].resample(\(PythonText.text(step)), origin=origin)",
      "window = \(Self.aggregated(windows.aggregates, of: frame)).to_numpy(dtype=float)[None, -\(windows.lookback):]",
    ] + Self.waves(calendar) + [run]
  }

  /// A frame with a column for each aggregate of `bins`.
  private static func aggregated(_ aggregates: [ColumnAggregate], of frame: ForecastFrame) -> String {
    var columns: [(column: Int, ways: [String])] = []
    for aggregate in aggregates {
      if columns.last?.column != aggregate.column { columns.append((aggregate.column, [])) }
      columns[columns.count - 1].ways.append(aggregate.aggregation.rawValue)
    }
    let frames = columns.map { "bins[\(PythonText.text(frame.columns[$0.column]))].agg(\(PythonText.list($0.ways)))" }
    return frames.count == 1 ? frames[0] : "pd.concat([\(frames.joined(separator: ", "))], axis=1)"
  }

  /// The calendar's waves at `origin`.
  private static func waves(_ features: [CalendarFeatures.Feature]) -> [String] {
    guard !features.isEmpty else { return [] }
    let waves = features.map { feature in
      let turn =
        switch feature.cycle {
        case .day: "day"
        case .week: "(origin.dayofweek + day) / 7"
        case .year: "(origin.dayofyear - 1 + day) / (366 if origin.is_leap_year else 365)"
        }
      let wave =
        switch feature.wave {
        case .sine: "sin"
        case .cosine: "cos"
        }
      return "np.\(wave)(2 * np.pi * \(turn))"
    }
    return [
      "day = (origin - origin.normalize()) / pd.Timedelta(\"1D\")",
      "calendar = np.array([[\(waves.joined(separator: ",\n                      "))]])",
    ]
  }

  // MARK: Samples

  private func table(_ columns: [String], _ target: SampleFrame.Target) -> [String] {
    guard let read = (data ?? .unknown).frame(ofTime: false) else {
      return answers(
        to: ["import numpy as np, onnxruntime", "rows = np.zeros((1, \(columns.count)))"], .rows, target)
    }
    let rows = "rows = \(read)[\(PythonText.list(columns))].to_numpy(dtype=float)"
    return answers(to: ["import numpy as np, onnxruntime, pandas as pd", rows], .rows, target)
  }

  private func images(_ shape: String, white: Double, _ target: SampleFrame.Target) -> [String] {
    guard let data, let read = data.frame(ofTime: false) else {
      return answers(
        to: ["import numpy as np, onnxruntime", "images = np.zeros((1, \(shape)), np.float32)"], .images, target)
    }
    // Where another column than these is left, they are not so many pixels, and Python says so.
    let pixels = "rows.drop(columns=\(PythonText.list(data.labels)), errors=\"ignore\").to_numpy(np.float32)"
    return answers(
      to: [
        "import numpy as np, onnxruntime, pandas as pd", "rows = \(read)",
        "images = \(pixels).reshape(-1, \(shape)) / \(exactDecimal(white))",
      ], .images, target)
  }

  private func answers(to lines: [String], _ input: GraphValue, _ target: SampleFrame.Target) -> [String] {
    switch target {
    case .classes(_, let names):
      lines + [
        session(.probabilities, [input]),
        "classes = np.array(\(PythonText.list(names)))[probabilities.argmax(axis=1)]",
      ]
    case .numbers: lines + [session(.numbers, [input])]
    }
  }

  // MARK: Arrays

  private var numpy: [String] {
    let open = ["import numpy as np", "arrays = np.load(\(name))"]
    guard model.functions.count == 1, let layers = model.functions[0].numpyLayers else {
      return open + ["for name, array in arrays.items():", "    print(name, array.shape)"]
    }
    return open + ["x = np.zeros((1, \(model.functions[0].inputs)), np.float32)"] + layers
  }
}

extension FittedFunction {
  /// What it makes of rows `x` on the training scale, a line a layer; nil where that takes more than sums and one function.
  fileprivate var numpyLayers: [String]? {
    switch self {
    case .copy, .smoothing, .hybrid, .theta: return nil
    case .linear: return ["x = x @ arrays[\"weight\"] + arrays[\"bias\"]"]
    case .network(let weights):
      guard weights.architecture.isChain else { return nil }
      var lines: [String] = []
      for (number, node) in weights.architecture.nodes.enumerated() {
        switch node.layer {
        case .dense where node.hasBias:
          let layer = PythonText.text("layer\(number + 1).weight")
          let bias = PythonText.text("layer\(number + 1).bias")
          lines.append("x = x @ arrays[\(layer)] + arrays[\(bias)]")
        case .activation(let activation):
          guard let function = activation.numpy else { return nil }
          lines.append("x = \(function)")
        case .dropout: break
        case .dense, .convolution, .groupedConvolution, .gru, .pool, .batchNorm, .layerNorm, .adaptiveAverage,
          .upsample, .blend, .add, .subtract, .concatenate, .slice, .reverse, .reshape, .movingAverage, .interpolate:
          return nil
        }
      }
      return lines
    }
  }
}

extension Activation {
  /// Of `x`; nil where NumPy has no such function.
  fileprivate var numpy: String? {
    switch self {
    case .linear: "x"
    case .relu: "np.maximum(x, 0)"
    case .leakyRelu: "np.maximum(x, 0.01 * x)"
    case .tanh: "np.tanh(x)"
    case .sin: "np.sin(x)"
    case .sigmoid: "1 / (1 + np.exp(-x))"
    case .gelu, .softmax: nil
    }
  }
}

extension Grain {
  /// The length by which pandas makes bins that begin where those of this grain do; nil where it makes none of that kind.
  ///
  /// - Parameter instant: in a bin with whose start bins of fixed length begin.
  fileprivate func pandasStep(at instant: Instant, _ zone: Zone) -> String? {
    // Days of a zone whose clocks are changed have no fixed length.
    if case .named = zone { return nil }
    switch unit {
    // Its units are called as here.
    case .milliseconds: return label
    case .days: return "\(count)D"
    case .months:
      let start = CivilTime(floor(instant, on: zone.clock), in: zone)
      guard start.date.day == 1, start.millisecondOfDay == 0 else { return nil }
      switch count {
      case 1: return "MS"
      case 3: return start.date.month % 3 == 1 ? "QS" : nil
      case 12: return start.date.month == 1 ? "YS" : nil
      default: return nil
      }
    }
  }
}
