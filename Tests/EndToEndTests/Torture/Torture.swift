import Foundation
import TestMutations

/// How hard the store is tortured: a little in every test run, a thousand moments by `make torture-store`. The same seed gives the same
/// moments, as far as a machine keeps time.
enum Torture {
  static let seed = number("GRAINSCOPE_TORTURE_SEED", usual: 1)
  /// At which a training is cut off.
  static let moments = Int(number("GRAINSCOPE_TORTURE_MOMENTS", usual: 6))
  /// At which a Lab is.
  static var labMoments: Int { max(2, moments / 10) }
  /// Of each of the rarer misfortunes.
  static var faults: Int { max(2, moments / 20) }

  static func number(_ name: String, usual: UInt64) -> UInt64 {
    ProcessInfo.processInfo.environment[name].flatMap { UInt64($0) } ?? usual
  }
}

extension SplitMix64 {
  mutating func chance(_ share: Double) -> Bool { Double.random(in: 0..<1, using: &self) < share }
}

/// The program as it works, to be ended at any moment.
final class Victim {
  private let process = Process()
  var identifier: pid_t { process.processIdentifier }

  init(_ arguments: [String]) throws {
    // Whoever runs the tests may ignore signals, which the program would take for its user's wish, as that of `nohup`.
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["--default-signal=TERM,HUP,USR1", Program.path] + arguments
    process.environment = Program.environment()
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
  }

  /// Sends a signal, if it still works, and waits for the end.
  func end(by signal: Int32) {
    kill(process.processIdentifier, signal)
    process.waitUntilExit()
  }

  func waitUntilExit() -> Int32 {
    process.waitUntilExit()
    return process.terminationStatus
  }

  /// Mostly it is given no time to say farewell.
  static func signal(using generator: inout SplitMix64) -> Int32 {
    generator.chance(0.6) ? SIGKILL : generator.chance(0.5) ? SIGTERM : SIGHUP
  }

  /// Processes of the program with `argument` in their command line.
  static func processes(with argument: String) throws -> [pid_t] {
    try FileManager.default.contentsOfDirectory(atPath: "/proc").compactMap { pid_t($0) }.filter { process in
      let line = (try? String(contentsOfFile: "/proc/\(process)/cmdline", encoding: .utf8)) ?? ""
      return line.hasPrefix(Program.path) && line.contains(argument)
    }
  }
}
