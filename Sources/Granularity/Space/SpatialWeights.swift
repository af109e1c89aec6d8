import Datasets

/// How places along one side of an image are made of the places of another image's side.
struct SpatialWeights {
  struct Term {
    let source: Int
    let weight: Float
  }

  /// For each new place what it is made of; the weights of a place add up to 1.
  let terms: [[Term]]

  /// Means over equal shares of the side; a place on a border counts in part to both.
  init(averaging count: Int, to coarse: Int) {
    // In units of 1/coarse of a place every border is a whole number.
    terms = (0..<coarse).map { place in
      let (first, end) = (place * count, (place + 1) * count)
      return (first / coarse...(end - 1) / coarse).map { source in
        let shared = min(end, (source + 1) * coarse) - max(first, source * coarse)
        return Term(source: source, weight: Float(Double(shared) / Double(count)))
      }
    }
  }

  /// Places repeated.
  init(nearest count: Int, to fine: Int) {
    terms = (0..<fine).map { [Term(source: $0 * count / fine, weight: 1)] }
  }

  /// Straight lines between the middles of places; the outermost are repeated beyond, as in PyTorch's `interpolate`.
  init(linear count: Int, to fine: Int) {
    terms = (0..<fine).map { place in
      let position = max(0, (Double(place) + 0.5) * Double(count) / Double(fine) - 0.5)
      let first = min(Int(position), count - 1)
      let share = Float(position - Double(first))
      guard first + 1 < count, share > 0 else { return [Term(source: first, weight: 1)] }
      return [Term(source: first, weight: 1 - share), Term(source: first + 1, weight: share)]
    }
  }
}

extension ImageSet {
  /// The images at another size, `[count, rows, columns, channels]`.
  func resampled(rows: SpatialWeights, columns: SpatialWeights) -> ImageSet {
    let (newHeight, newWidth) = (rows.terms.count, columns.terms.count)
    var values = [Float](repeating: 0, count: count * newHeight * newWidth * channels)
    var place = 0
    for image in 0..<count {
      for row in rows.terms {
        for column in columns.terms {
          for channel in 0..<channels {
            var sum: Float = 0
            for down in row {
              let start = (image * height + down.source) * width
              for across in column {
                sum += down.weight * across.weight * pixels[(start + across.source) * channels + channel]
              }
            }
            values[place] = sum
            place += 1
          }
        }
      }
    }
    var other = ImageSet(
      name: name, height: newHeight, width: newWidth, channels: channels, pixels: values, labels: labels,
      classNames: classNames, report: report)
    other.numbers = numbers
    return other
  }
}
