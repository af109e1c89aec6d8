/// Places of blocks in a buffer that is yet to be made.
package struct BufferLayout: Sendable {
  package private(set) var count = 0

  package init() {}

  /// Room for `rows` × `columns`, each row padded with zeros to a multiple of 16 and aligned to 64 bytes.
  package mutating func reserve(rows: Int, columns: Int) -> BlockPlace {
    let place = BlockPlace(offset: count, rows: rows, columns: columns)
    count += rows * place.stride
    return place
  }

  /// Room for further rows of zeros after the block reserved last.
  package mutating func pad(rows: Int, columns: Int) {
    count += rows * Block.padded(columns)
  }
}

/// Where a block lies in its buffer.
package struct BlockPlace: Hashable, Sendable {
  package let offset: Int
  package let rows: Int
  package let columns: Int
  package var stride: Int { Block.padded(columns) }

  /// The same memory, or the beginning of it, in another shape.
  package func reshaped(rows: Int, columns: Int) -> BlockPlace {
    let place = BlockPlace(offset: offset, rows: rows, columns: columns)
    precondition(rows * place.stride <= self.rows * stride, "\(rows)×\(columns) in \(self.rows)×\(self.columns)")
    return place
  }
}

/// Memory for floats that never moves: made when a model is built, zeroed, aligned to 64 bytes, with a vector's room
/// behind, up to which kernels may read.
package final class Buffer {
  package let count: Int
  let base: UnsafeMutablePointer<Float>

  package init(count: Int) {
    self.count = count
    let room = max(count, 1) + 16
    let bytes = room * MemoryLayout<Float>.stride
    let memory = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 64)
    base = memory.bindMemory(to: Float.self, capacity: room)
    base.initialize(repeating: 0, count: room)
  }

  package convenience init(_ layout: BufferLayout) {
    self.init(count: layout.count)
  }

  deinit {
    base.deallocate()
  }

  /// The block at `place`; valid as long as the buffer lives.
  package func block(_ place: BlockPlace) -> Block {
    precondition(place.offset + place.rows * place.stride <= count, "a block beyond its buffer of \(count)")
    return Block(base: base + place.offset, rows: place.rows, columns: place.columns, stride: place.stride)
  }

  /// The whole buffer as one row.
  package var whole: Block {
    Block(base: base, rows: 1, columns: count, stride: count)
  }

  package func fill(_ value: Float) {
    base.update(repeating: value, count: count)
  }
}

/// A view of `rows` × `columns` floats in a buffer.
///
/// Rows are `stride` floats apart; the lanes from `columns` to the stride hold zeros. The view does not keep its buffer
/// alive: whoever plans with blocks keeps the buffer beside them.
package struct Block {
  let base: UnsafeMutablePointer<Float>
  package let rows: Int
  package let columns: Int
  package let stride: Int

  /// "rows×columns", for messages.
  var shape: String { "\(rows)×\(columns)" }

  /// The row length rounded up to whole vectors.
  package static func padded(_ columns: Int) -> Int {
    (columns + 15) & ~15
  }

  package subscript(row: Int, column: Int) -> Float {
    get {
      precondition(row < rows && column < columns, "element (\(row), \(column)) of a \(rows)×\(columns) block")
      return base[row * stride + column]
    }
    nonmutating set {
      precondition(row < rows && column < columns, "element (\(row), \(column)) of a \(rows)×\(columns) block")
      base[row * stride + column] = newValue
    }
  }

  /// Lets `write` fill a row's `columns` floats in place.
  package func withRow(_ row: Int, _ write: (UnsafeMutableBufferPointer<Float>) -> Void) {
    precondition(row < rows, "row \(row) of a \(rows)×\(columns) block")
    write(UnsafeMutableBufferPointer(start: base + row * stride, count: columns))
  }

  /// Appends the first `rows` rows without their padding.
  package func append(rows: Int, to values: inout [Float]) {
    for row in 0..<rows {
      values.append(contentsOf: UnsafeBufferPointer(start: base + row * stride, count: columns))
    }
  }

  /// Appends the transposed block without its padding.
  package func appendTransposed(to values: inout [Float]) {
    for column in 0..<columns {
      for row in 0..<rows { values.append(base[row * stride + column]) }
    }
  }

  /// Copies rows `first..<first + count` of `matrix` into the first rows.
  package func load(_ matrix: Matrix, first: Int, count: Int) {
    precondition(matrix.columns == columns && count <= rows && first + count <= matrix.rows)
    matrix.values.withUnsafeBufferPointer { values in
      guard let source = values.baseAddress else { return }
      for row in 0..<count {
        (base + row * stride).update(from: source + (first + row) * columns, count: columns)
      }
    }
  }
}
