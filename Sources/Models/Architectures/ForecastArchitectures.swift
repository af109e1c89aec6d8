import Networks
import Telemetry

/// The strong forecasters of the field as graphs. Each reads the first `past` inputs, the target's own past from oldest
/// to newest, whatever else a window holds.
package enum ForecastArchitectures {
  /// `ŷ = W(x − x_last) + x_last`, with a bias. Source: Zeng et al. (2023), NLinear.
  package static func nlinear(inputs: Int, past: Int, horizon: Int, loss: Loss) -> Architecture {
    var graph = GraphBuilder(inputs: inputs)
    let series = graph.past(past, of: inputs)
    let last = graph.add(.slice(first: past - 1, count: 1), series)
    let change = graph.add(.dense(units: horizon), graph.add(.subtract, series, last))
    graph.add(.add, change, last)
    return graph.architecture(
      loss: loss, initializer: .zero, name: Words.summaryNlinear(past: "\(past)", horizon: "\(horizon)"))
  }

  /// Neighbours in the moving average that is DLinear's trend, as its authors have it.
  package static let trendWidth = 25

  /// `ŷ = W_s(x − T) + W_t T` with biases, T the moving average of `trendWidth` neighbours, an odd number. Source: Zeng et al.
  /// (2023), DLinear.
  package static func dlinear(
    inputs: Int, past: Int, horizon: Int, trendWidth: Int = trendWidth, loss: Loss
  ) -> Architecture {
    var graph = GraphBuilder(inputs: inputs)
    let series = graph.past(past, of: inputs)
    let trend = graph.add(.movingAverage(width: trendWidth), series)
    let rest = graph.add(.dense(units: horizon), graph.add(.subtract, series, trend))
    graph.add(.add, rest, graph.add(.dense(units: horizon), trend))
    return graph.architecture(
      loss: loss, initializer: .zero, name: Words.summaryDlinear(past: "\(past)", horizon: "\(horizon)"))
  }

  /// Channels of the convolution over the past, and neighbours of its output that become their mean.
  static let channels = 8
  static let pool = 4

  /// A chain behind a convolution over the target's past; the other inputs go round it. The kernel's shape does not depend
  /// on the grain, so that models of several grains can share one kernel.
  static func convolved(_ chain: Architecture, inputs: Int, past: Int, kernel: Int) -> Architecture {
    var graph = GraphBuilder(inputs: inputs)
    let signal = graph.add(.reshape(Shape(width: past, channels: 1)), graph.past(past, of: inputs))
    let found = graph.add(
      .activation(.relu), graph.add(.convolution(channels: channels, .signal(kernel: kernel, stride: 1)), signal))
    let places = past - kernel + 1
    var (last, count) = (found, places)
    if places >= pool {
      last = graph.add(.pool(.average, .signal(kernel: pool, stride: pool)), found)
      count = places / pool
    }
    last = graph.add(.reshape(Shape(channels: count * channels)), last)
    if past < inputs {
      last = graph.add(.concatenate, last, graph.add(.slice(first: past, count: inputs - past), graph.input))
    }
    for layer in chain.layers { last = graph.add(layer, last) }
    return graph.architecture(
      loss: chain.loss, initializer: chain.initializer,
      name: Words.summaryConvolved(kernel: "\(kernel)", channels: "\(channels)", chain: chain.summary))
  }

  /// Values that each block of N-HiTS takes the largest of, coarse first.
  package static let pools = [16, 8, 1]

  /// How many steps share a knot of the forecast of a block that pools so many values: half as many again, coarse where what
  /// it reads is coarse.
  static func stepsPerKnot(pool: Int) -> Int { pool * 3 / 2 }

  /// N-HiTS: `r ← reversed x, f ← x_last`; each block pools r, sends it through relu layers of `units`, takes from r what
  /// it can explain, and adds straight lines between its knots to f. Source: Challu et al. (2023).
  ///
  /// What the last block cannot explain is read by nobody, and so not computed.
  ///
  /// - Parameter pools: of each block, 1 or more; without any there is one block, which pools nothing.
  package static func nhits(
    inputs: Int, past: Int, horizon: Int, units: [Int], pools: [Int] = pools, loss: Loss
  ) -> Architecture {
    let pools = pools.isEmpty ? [1] : pools
    var graph = GraphBuilder(inputs: inputs)
    let series = graph.past(past, of: inputs)
    var rest = graph.add(.reverse, series)
    var forecast = graph.add(.slice(first: past - 1, count: 1), series)
    for (number, pool) in pools.enumerated() {
      var hidden = rest
      let window = min(pool, past)
      if window > 1 {
        let signal = graph.add(.reshape(Shape(width: past, channels: 1)), rest)
        hidden = graph.add(.pool(.largest, .signal(kernel: window, stride: window, rounding: .up)), signal)
      }
      for width in units {
        hidden = graph.add(.dropout, graph.add(.activation(.relu), graph.add(.dense(units: width), hidden)))
      }
      let knots = max(horizon / stepsPerKnot(pool: pool), 1)
      var share = graph.add(.dense(units: knots), hidden)
      if knots < horizon { share = graph.add(.interpolate(columns: horizon), share) }
      if number < pools.count - 1 {
        rest = graph.add(.subtract, rest, graph.add(.dense(units: past), hidden))
      }
      forecast = graph.add(.add, forecast, share)
    }
    let widths = KnobValue.list(units).display
    return graph.architecture(
      loss: loss, initializer: .glorot,
      name: Words.summaryNhits(past: "\(past)", widths: widths, horizon: "\(horizon)"))
  }
}

extension GraphBuilder {
  /// The first `past` of `inputs` columns.
  fileprivate mutating func past(_ past: Int, of inputs: Int) -> Place {
    past == inputs ? input : add(.slice(first: 0, count: past), input)
  }
}
