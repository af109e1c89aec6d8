/// The newest values of a stream, in bounded memory and always in one piece; places are counted from the stream's begin.
package struct RollingSeries: Sendable {
  /// At least so many of the newest values are held, and never more than twice as many.
  package let capacity: Int
  private var held: [Double] = []
  /// The place of the first value held.
  private var first = 0
  /// The place of the newest value that is missing; −1 where none is.
  private var newestMissing = -1

  package init(capacity: Int) {
    precondition(capacity > 0, "a rolling series of \(capacity) values")
    self.capacity = capacity
    held.reserveCapacity(2 * capacity)
  }

  /// Values that came so far; the place of the next.
  package var count: Int { first + held.count }
  /// Places whose values are held.
  package var range: Range<Int> { first..<count }

  package mutating func append(_ value: Double) {
    if held.count == 2 * capacity {
      held.removeFirst(capacity)
      first += capacity
    }
    if !value.isFinite { newestMissing = count }
    held.append(value)
  }

  /// Steps over `gap` places without a value: what is older than the capacity is let go at once.
  package mutating func skip(_ gap: Int) {
    if gap >= capacity {
      first = count + gap - capacity
      held.removeAll(keepingCapacity: true)
      held.append(contentsOf: repeatElement(.nan, count: capacity))
      newestMissing = count - 1
    } else {
      for _ in 0..<gap { append(.nan) }
    }
  }

  package subscript(place: Int) -> Double { range.contains(place) ? held[place - first] : .nan }

  /// The newest `count` values; nil where so many are not held.
  package func newest(_ count: Int) -> ArraySlice<Double>? {
    count <= held.count ? held[(held.count - count)...] : nil
  }

  /// The values at `places`; nil where some are not held.
  package func values(at places: Range<Int>) -> ArraySlice<Double>? {
    guard places.lowerBound >= first, places.upperBound <= count else { return nil }
    return held[places.lowerBound - first..<places.upperBound - first]
  }

  /// As ``values(at:)``, and nil where one of them is missing.
  package func whole(at places: Range<Int>) -> ArraySlice<Double>? {
    guard let values = values(at: places) else { return nil }
    return newestMissing < places.lowerBound || values.allSatisfy { $0.isFinite } ? values : nil
  }
}
