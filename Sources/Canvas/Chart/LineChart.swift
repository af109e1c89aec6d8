/// Curves over two axes: losses, forecasts, trade-offs.
///
/// Nothing that the data hold is lost between columns: each column of dots shows the smallest and the largest value in it.
package struct LineChart: Widget, Sendable {
  package var series: [Series]
  /// Filled areas between two curves, behind everything.
  package var bands: [Band]
  /// Vertical lines with labels, as an intervention.
  package var marks: [Mark]
  /// Rows under the plot where marks are named; without any they are lines alone.
  package var markRows = 0
  /// Single points, as the best epoch.
  package var markers: [Marker]
  package var crosshair: Crosshair?
  package var xAxis: Axis
  package var yAxis: Axis
  package var legend: Legend
  /// Faint lines across the plot at the ticks of the y axis.
  package var hasGrid: Bool
  /// Shown in the middle where there is nothing to draw.
  package var placeholder: StyledText

  package init(
    series: [Series] = [], bands: [Band] = [], marks: [Mark] = [], markers: [Marker] = [],
    crosshair: Crosshair? = nil, xAxis: Axis = Axis(), yAxis: Axis = Axis(), legend: Legend = .none,
    hasGrid: Bool = true, placeholder: StyledText = StyledText()
  ) {
    self.series = series
    self.bands = bands
    self.marks = marks
    self.markers = markers
    self.crosshair = crosshair
    self.xAxis = xAxis
    self.yAxis = yAxis
    self.legend = legend
    self.hasGrid = hasGrid
    self.placeholder = placeholder
  }

  package struct Series: Sendable {
    package var name: String
    package var data: Data
    package var style: Style
    package var shape: Shape
    /// What stands beside the name in the legend, as the newest value.
    package var value: StyledText
    /// Gives way to other curves in the cells that they share.
    package var standsBack: Bool
    /// Colours a line by its height, from the bottom of the plot to its top, in place of `style`.
    package var gradient: Gradient?

    /// - Parameter standsBack: nil makes broken lines stand back.
    package init(
      _ name: String, _ data: Data, style: Style, shape: Shape = .line, value: StyledText = StyledText(),
      standsBack: Bool? = nil, gradient: Gradient? = nil
    ) {
      self.name = name
      self.data = data
      self.style = style
      self.shape = shape
      self.value = value
      self.standsBack = standsBack ?? (shape == .dashed || shape == .dotted)
      self.gradient = gradient
    }
  }

  package enum Data: Sendable {
    /// In ascending x; a NaN leaves a gap.
    case points([ChartPoint])
    /// In ascending x; drawn through the means, or as the area from minimum to maximum with ``Shape/range``.
    case buckets([ChartBucket])
    /// Equally spaced values: `start, start + step …`; a NaN leaves a gap.
    case values([Double], start: Double, step: Double)
  }

  package enum Shape: Hashable, Sendable {
    case line
    case dashed
    case dotted
    /// Horizontal until the next value.
    case steps
    /// The area from each bucket's minimum to its maximum, tinted, behind all lines.
    case range
    /// A line over a tinted area down to the bottom of the plot.
    case area
    /// Single dots, not connected.
    case scatter
    /// A line with a symbol at each point, for few points; each series has a symbol of its own.
    case lineWithSymbols
  }

  /// The area between `lower` and `upper` at each x.
  package struct Band: Sendable {
    /// Ascending.
    package var x: [Double]
    package var lower: [Double]
    package var upper: [Double]
    package var style: Style

    package init(x: [Double], lower: [Double], upper: [Double], style: Style) {
      self.x = x
      self.lower = lower
      self.upper = upper
      self.style = style
    }
  }

  package struct Mark: Hashable, Sendable {
    package var x: Double
    package var label: String
    /// Nil takes the theme's.
    package var style: Style?

    package init(x: Double, label: String = "", style: Style? = nil) {
      self.x = x
      self.label = label
      self.style = style
    }
  }

  package struct Marker: Hashable, Sendable {
    package var x: Double
    package var y: Double
    package var label: String
    package var style: Style
    /// One column wide.
    package var symbol: Unicode.Scalar
    package var asciiSymbol: Unicode.Scalar

    package init(
      x: Double, y: Double, label: String = "", style: Style, symbol: Unicode.Scalar = "◆",
      asciiSymbol: Unicode.Scalar = "*"
    ) {
      self.x = x
      self.y = y
      self.label = label
      self.style = style
      self.symbol = symbol
      self.asciiSymbol = asciiSymbol
    }
  }

  /// A vertical line with the exact values where it crosses the curves.
  package struct Crosshair: Hashable, Sendable {
    package var x: Double
    /// First line of the read-out, as `step 1 240`.
    package var title: String
    /// Further lines; nil reads the values of the series off the data.
    package var lines: [StyledText]?

    package init(x: Double, title: String = "", lines: [StyledText]? = nil) {
      self.x = x
      self.title = title
      self.lines = lines
    }
  }

  package enum Legend: Hashable, Sendable {
    case none
    /// In the corner of the plot where it hides the least.
    case automatic
    case topRight, topLeft, bottomRight, bottomLeft
  }
}

package struct ChartPoint: Hashable, Sendable {
  package var x: Double
  package var y: Double

  package init(x: Double, y: Double) {
    self.x = x
    self.y = y
  }

  package init(_ x: Double, _ y: Double) { self.init(x: x, y: y) }
}

/// A summary of the values between two positions.
package struct ChartBucket: Hashable, Sendable {
  package var start: Double
  package var end: Double
  package var minimum: Double
  package var maximum: Double
  package var mean: Double

  package init(start: Double, end: Double, minimum: Double, maximum: Double, mean: Double) {
    self.start = start
    self.end = end
    self.minimum = minimum
    self.maximum = maximum
    self.mean = mean
  }
}

extension LineChart {
  /// What of the data an axis shows and how it is labelled.
  package struct Axis: Hashable, Sendable {
    /// Nil takes what the data span, widened to round numbers on the y axis.
    package var range: ClosedRange<Double>?
    package var scale: Scale
    package var ticks: Ticks
    /// Stands at the end of the axis, as `steps` or `MW`.
    package var unit: String
    package var isVisible: Bool
    /// Columns that the labels of a y axis take at least, so that the plot stays in its place when they change.
    package var labelWidth: Int

    package init(
      range: ClosedRange<Double>? = nil, scale: Scale = .linear, ticks: Ticks = .automatic, unit: String = "",
      isVisible: Bool = true, labelWidth: Int = 0
    ) {
      self.range = range
      self.scale = scale
      self.ticks = ticks
      self.unit = unit
      self.isVisible = isVisible
      self.labelWidth = labelWidth
    }

    package static let hidden = Axis(isVisible: false)
  }

  package enum Ticks: Hashable, Sendable {
    /// Round numbers: 1, 2, 5 times powers of ten.
    case automatic
    /// As `automatic`, never between whole numbers.
    case whole
    /// Made by the caller, as times of day; those that overlap are left out.
    case labelled([Tick])
  }
}

package enum Scale: String, Hashable, Sendable {
  case linear
  /// Values that are not positive are not drawn.
  case logarithmic
}

package struct Tick: Hashable, Sendable {
  package var value: Double
  package var label: String

  package init(_ value: Double, _ label: String) {
    self.value = value
    self.label = label
  }
}
