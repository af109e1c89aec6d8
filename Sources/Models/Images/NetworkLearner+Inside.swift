import Networks
import Telemetry

extension NetworkLearner {
  /// Filters and maps that are shown at most.
  private static let most = 256
  /// Values of maps that are shown at most.
  private static let mostValues = 1 << 18

  /// Filters of the first layer and the maps of a layer for a sample; nil where that is no image.
  package func inside(_ request: InsideRequest) -> InsideView? {
    guard let shape = imageShape, let sample = request.sample, let input = judge.input(of: sample, in: request.part),
      let lens = makeLens()
    else { return nil }
    let layer = min(max(request.layer ?? 0, 0), lens.layers.count - 1)
    let maps = Self.pictures(lens.values(of: input, at: layer), lens.layers[layer].shape)
    var view = InsideView(
      request: request, step: 0, layers: lens.layers.map(\.name), layer: layer, maps: maps)
    if let filters = lens.filters(limit: Self.most) {
      // A dense layer reads the image as a row of values.
      let window = filters.window.places == 1 && filters.window.count == shape.count ? shape : filters.window
      view.filterName = filters.name
      view.filters = Self.pictures(filters.weights, window, total: firstUnits)
    }
    return view
  }

  private func makeLens() -> NetworkLens? {
    if lens == nil { lens = NetworkLens(network) }
    return lens.flatMap { $0.layers.isEmpty ? nil : $0 }
  }

  /// Units of the first layer.
  private var firstUnits: Int { network.architecture.denseShapes.first?.units ?? 0 }

  /// Filters, each a picture of its window: in colour where it sees three channels, else the mean over channels.
  private static func pictures(_ weights: [Float], _ window: Shape, total: Int) -> InsideView.Pictures {
    let most = weights.reduce(0) { max($0, $1.magnitude) }
    let scale = most > 0 && most.isFinite ? 0.5 / most : 0
    var values = weights.map { 0.5 + $0 * scale }
    let isShown = window.channels == 1 || window.channels == 3
    if !isShown {
      values = stride(from: 0, to: values.count, by: window.channels).map { first in
        values[first..<first + window.channels].reduce(0, +) / Float(window.channels)
      }
    }
    return InsideView.Pictures(
      height: window.height, width: window.width, channels: isShown ? window.channels : 1, values: values,
      isSigned: true, total: total)
  }

  /// What is drawn brightest: few values are far larger than all others, and would leave these in the dark.
  private static func brightest(_ values: [Float]) -> Float {
    let sizes = values.map(\.magnitude).filter { $0 > 0 }.sorted()
    return sizes.isEmpty ? 0 : sizes[min(sizes.count * 98 / 100, sizes.count - 1)]
  }

  /// Maps, a picture a channel, on one scale, so that those that are still stay dark.
  private static func pictures(_ values: [Float], _ shape: Shape) -> InsideView.Pictures {
    let isSigned = values.contains { $0 < 0 }
    let most = brightest(values)
    let scale = most > 0 && most.isFinite ? (isSigned ? 0.5 : 1) / most : 0
    func scaled(_ value: Float) -> Float { min(max((isSigned ? 0.5 : 0) + value * scale, 0), 1) }
    guard shape.places > 1 else {
      // The nearest to a square that holds all units.
      var width = 1
      while width * width < values.count { width += 1 }
      let height = (values.count + width - 1) / width
      let blank = [Float](repeating: isSigned ? 0.5 : 0, count: width * height - values.count)
      return InsideView.Pictures(
        height: height, width: width, values: values.map(scaled) + blank, isSigned: isSigned, total: 1)
    }
    let shown = min(shape.channels, Self.most, max(mostValues / shape.places, 1))
    var maps: [Float] = []
    maps.reserveCapacity(shown * shape.places)
    for channel in 0..<shown {
      for place in 0..<shape.places { maps.append(scaled(values[place * shape.channels + channel])) }
    }
    return InsideView.Pictures(
      height: shape.height, width: shape.width, values: maps, isSigned: isSigned, total: shape.channels)
  }
}
