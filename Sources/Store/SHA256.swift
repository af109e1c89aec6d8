import CHash

/// The hash of a file's bytes, as `sha256sum` prints it. Source: FIPS 180-4, sections 5 and 6.2.
enum SHA256 {
  private static let beginning: [UInt32] = [
    0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19,
  ]

  /// 64 hexadecimal digits.
  ///
  /// - Parameter plainly: without the processor's own instructions, as where it has none; the hash is the same.
  static func text(_ bytes: [UInt8], plainly: Bool = false) -> String {
    var state = beginning
    let length = UInt64(bytes.count) * 8
    var tail = Array(bytes[(bytes.count / 64 * 64)...]) + [0x80]
    tail += [UInt8](repeating: 0, count: (120 - tail.count % 64) % 64)
    for shift in stride(from: 56, through: 0, by: -8) { tail.append(UInt8(truncatingIfNeeded: length >> shift)) }
    for part in [bytes, tail] { ch_sha256(&state, part, part.count / 64, plainly) }
    return state.map { word in
      let digits = String(word, radix: 16)
      return String(repeating: "0", count: 8 - digits.count) + digits
    }.joined()
  }
}
