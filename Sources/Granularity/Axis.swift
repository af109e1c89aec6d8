/// A direction along which data can be seen more or less finely.
package enum Axis: String, Hashable, Sendable, Codable, CaseIterable, Comparable {
  case time, space, features, text

  package static func < (left: Axis, right: Axis) -> Bool {
    (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
  }
}

/// A grain of any axis.
package enum AxisGrain: Hashable, Sendable, CustomStringConvertible {
  case time(Grain)
  case space(SpatialGrain)

  package var axis: Axis {
    switch self {
    case .time: .time
    case .space: .space
    }
  }

  package var description: String {
    switch self {
    case .time(let grain): grain.label
    case .space(let grain): grain.label
    }
  }
}

/// A point on one or more ladders: at most one grain of each axis.
package struct Rung: Hashable, Sendable, CustomStringConvertible {
  package private(set) var grains: [Axis: AxisGrain] = [:]

  package init(_ grains: AxisGrain...) {
    for grain in grains { self.grains[grain.axis] = grain }
  }

  package subscript(axis: Axis) -> AxisGrain? { grains[axis] }

  /// The grain of the time axis, where the rung has one.
  package var time: Grain? {
    if case .time(let grain) = grains[.time] { grain } else { nil }
  }

  package var space: SpatialGrain? {
    if case .space(let grain) = grains[.space] { grain } else { nil }
  }

  /// Labels of the grains in the order of the axes, as `1h` or `1h 8×8`.
  package var description: String {
    grains.sorted { $0.key < $1.key }.map(\.value.description).joined(separator: " ")
  }
}
