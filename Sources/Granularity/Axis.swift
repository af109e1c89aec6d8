/// A direction along which data can be seen more or less finely.
package enum Axis: String, Hashable, Sendable {
  case time, space
}
