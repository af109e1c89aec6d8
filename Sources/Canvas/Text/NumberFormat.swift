/// Numbers as text, without a library: fixed widths so that they don't dance, a true minus sign, thin thousands.
package enum NumberFormat {
  /// As `0.0312` with 4 decimals. NaN is `–`; beyond 1e15 the `short` form.
  package static func fixed(
    _ value: Double, decimals: Int, grouping: Grouping = .none, sign: Sign = .minus, ascii: Bool = false
  ) -> String { "" }
  /// So many significant digits, as `0.0312`, `12.4`, `1.2e-7`.
  package static func significant(_ value: Double, digits: Int = 3, ascii: Bool = false) -> String { "" }
  /// As `34 055`.
  package static func integer(_ value: Int, grouping: Grouping = .space, ascii: Bool = false) -> String { "" }
  /// With a letter for thousands: `950`, `24.3k`, `1.2M`, `3.4G`.
  package static func short(_ value: Double, digits: Int = 3, ascii: Bool = false) -> String { "" }
  /// As short as it can be exact: `1e-3`, `0.01`, `0.5`, `5e-4`, `2`.
  package static func knob(_ value: Double) -> String { "" }
  /// As `−0.5 %` from −0.005.
  package static func percent(_ fraction: Double, decimals: Int = 0, sign: Sign = .minus, ascii: Bool = false) -> String
  { "" }
  /// As `0:41`, `12:05`, `3:12:05`, `2 d 4 h`.
  package static func duration(seconds: Double) -> String { "" }
  /// As `4 096 B`, `1.2 MB`.
  package static func bytes(_ count: Int) -> String { "" }

  package enum Grouping: Hashable, Sendable {
    case none
    /// A space, one column wide in every terminal.
    case space
  }

  package enum Sign: Hashable, Sendable {
    case minus
    /// `+` before positive numbers.
    case always
  }
}
