import Tensors

/// The weights of each layer by themselves.
extension NetworkWeights {
  /// Weights of one pair, as they lie in ``parameters`` and ``statistics``.
  struct Slice {
    /// `[inputs, units]`
    let weight: [Float]
    let inputs: Int
    let units: Int
    /// `[units]`; 0 where there is none.
    let bias: [Float]
    /// Running mean and variance of a normalization, `[channels]` each.
    let mean: [Float]
    let variance: [Float]
  }

  var slices: [Slice] {
    var (parameter, statistic) = (0, 0)
    func take(_ count: Int, of values: [Float], _ place: inout Int) -> [Float] {
      defer { place += count }
      return Array(values[place..<place + count])
    }
    return architecture.parameters.map { pair in
      let weight = take(pair.inputs * pair.units, of: parameters, &parameter)
      let bias = pair.hasBias ? take(pair.units, of: parameters, &parameter) : [Float](repeating: 0, count: pair.units)
      let running = pair.statisticsCount / 2
      return Slice(
        weight: weight, inputs: pair.inputs, units: pair.units, bias: bias,
        mean: take(running, of: statistics, &statistic), variance: take(running, of: statistics, &statistic))
    }
  }

  /// The weights of every layer as arrays: `[inputs, units]` and `[units]`, of a convolution `[places · channels, units]`, of a recurrent
  /// layer the gates r, z, n side by side, of a normalization `[channels]` each.
  package var arrays: [NamedTensor] {
    let (slices, indices) = (slices, architecture.parameterIndices)
    return architecture.nodes.enumerated().flatMap { number, node -> [NamedTensor] in
      guard let first = indices[number + 1], node.weightsOf == nil else { return [] }
      return (0..<node.layer.pairCount).flatMap { pair in
        let own = slices[first + pair]
        let state = pair > 0 ? "state_" : ""
        let name = (node.name ?? "layer\(number + 1)") + "." + state
        func vector(_ suffix: String, _ values: [Float]) -> NamedTensor? {
          values.isEmpty ? nil : NamedTensor(name: name + suffix, shape: [values.count], values: values)
        }
        let weight = NamedTensor(name: name + "weight", shape: [own.inputs, own.units], values: own.weight)
        let bias = architecture.parameters[first + pair].hasBias ? vector("bias", own.bias) : nil
        return [weight, bias, vector("mean", own.mean), vector("variance", own.variance)].compactMap { $0 }
      }
    }
  }
}
