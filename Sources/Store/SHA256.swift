/// The hash of a file's bytes, as `sha256sum` prints it. Source: FIPS 180-4, sections 4.2.2, 5 and 6.2.
enum SHA256 {
  private static let constants: [UInt32] = [
    0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1, 0x923f_82a4, 0xab1c_5ed5,
    0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3, 0x72be_5d74, 0x80de_b1fe, 0x9bdc_06a7, 0xc19b_f174,
    0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f, 0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da,
    0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7, 0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967,
    0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc, 0x5338_0d13, 0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85,
    0xa2bf_e8a1, 0xa81a_664b, 0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070,
    0x19a4_c116, 0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3,
    0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208, 0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7, 0xc671_78f2,
  ]
  private static let beginning: [UInt32] = [
    0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19,
  ]

  /// 64 hexadecimal digits.
  static func text(_ bytes: [UInt8]) -> String {
    var state = beginning
    let length = UInt64(bytes.count) * 8
    var tail = Array(bytes[(bytes.count / 64 * 64)...]) + [0x80]
    tail += [UInt8](repeating: 0, count: (120 - tail.count % 64) % 64)
    for shift in stride(from: 56, through: 0, by: -8) { tail.append(UInt8(truncatingIfNeeded: length >> shift)) }
    state.withUnsafeMutableBufferPointer { state in
      constants.withUnsafeBufferPointer { constants in
        bytes.withUnsafeBytes { mix($0, constants, into: state) }
        tail.withUnsafeBytes { mix($0, constants, into: state) }
      }
    }
    return state.map { word in
      let digits = String(word, radix: 16)
      return String(repeating: "0", count: 8 - digits.count) + digits
    }.joined()
  }

  /// Takes in every whole block of 64 bytes.
  private static func mix(
    _ bytes: UnsafeRawBufferPointer, _ constants: UnsafeBufferPointer<UInt32>,
    into state: UnsafeMutableBufferPointer<UInt32>
  ) {
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 64) { words in
      words.initialize(repeating: 0)
      for block in 0..<bytes.count / 64 { mix(bytes, at: block * 64, words, constants, into: state) }
    }
  }

  @inline(__always)
  private static func turned(_ word: UInt32, _ count: UInt32) -> UInt32 { word &>> count | word &<< (32 &- count) }

  @inline(__always)
  private static func mix(
    _ bytes: UnsafeRawBufferPointer, at offset: Int, _ words: UnsafeMutableBufferPointer<UInt32>,
    _ constants: UnsafeBufferPointer<UInt32>, into state: UnsafeMutableBufferPointer<UInt32>
  ) {
    for index in 0..<16 {
      words[index] = UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: offset &+ 4 &* index, as: UInt32.self))
    }
    for index in 16..<64 {
      let (near, far) = (words[index &- 2], words[index &- 15])
      let first = turned(far, 7) ^ turned(far, 18) ^ far &>> 3
      let second = turned(near, 17) ^ turned(near, 19) ^ near &>> 10
      words[index] = words[index &- 16] &+ first &+ words[index &- 7] &+ second
    }
    var (a, b, c, d) = (state[0], state[1], state[2], state[3])
    var (e, f, g, h) = (state[4], state[5], state[6], state[7])
    // Eight rounds at a time, so that each letter is back in its place and none is moved.
    for round in stride(from: 0, to: 64, by: 8) {
      func add(
        _ index: Int, _ a: UInt32, _ b: UInt32, _ c: UInt32, _ d: inout UInt32, _ e: UInt32, _ f: UInt32, _ g: UInt32,
        _ h: inout UInt32
      ) {
        let high = turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)
        h = h &+ high &+ (g ^ e & (f ^ g)) &+ constants[round &+ index] &+ words[round &+ index]
        d = d &+ h
        let low = turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)
        h = h &+ low &+ (a & b | c & (a | b))
      }
      add(0, a, b, c, &d, e, f, g, &h)
      add(1, h, a, b, &c, d, e, f, &g)
      add(2, g, h, a, &b, c, d, e, &f)
      add(3, f, g, h, &a, b, c, d, &e)
      add(4, e, f, g, &h, a, b, c, &d)
      add(5, d, e, f, &g, h, a, b, &c)
      add(6, c, d, e, &f, g, h, a, &b)
      add(7, b, c, d, &e, f, g, h, &a)
    }
    state[0] &+= a
    state[1] &+= b
    state[2] &+= c
    state[3] &+= d
    state[4] &+= e
    state[5] &+= f
    state[6] &+= g
    state[7] &+= h
  }
}
