import Basics
import Foundation
import TemporaryPaths

/// The built program, run as a user runs it.
enum Program {
  /// The folder of the test runner also holds the program.
  static var path: String {
    if let named = ProcessInfo.processInfo.environment["GRAINSCOPE_PROGRAM"] { return named }
    return neighbour("grainscope")
  }

  /// What was built together with the tests, whichever program is tried.
  static func neighbour(_ name: String) -> String {
    let runner = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    return URL(filePath: runner).deletingLastPathComponent().appending(path: name).path
  }

  /// The checkout's top folder.
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  static func sample(_ name: String) -> String { root.appending(path: "sample-data/\(name)").path }

  /// In which everything that is kept goes to a place of its own, never to the user's.
  static func environment(_ own: [String: String] = [:]) -> [String: String] {
    ProcessInfo.processInfo.environment.merging(["XDG_STATE_HOME": state]) { $1 }.merging(own) { $1 }
  }

  /// Of all that these tests leave behind.
  private static let state = TemporaryPaths.unused("-state").path

  struct Outcome {
    let code: Int32
    /// Whether it ended by itself, or by a signal, whose number is the code then.
    var reason = Process.TerminationReason.exit
    let output: String
    let error: String
    var lines: [Substring] { output.split(separator: "\n") }
  }

  /// Runs the program without a terminal; `input` comes through a pipe.
  ///
  /// - Parameters:
  ///   - program: what runs it in its turn.
  ///   - detached: in a session of its own, so that it finds no terminal even where the tests have one.
  static func run(
    _ arguments: [String], input: Data? = nil, in folder: URL? = nil, environment: [String: String] = [:],
    program: String = path, detached: Bool = false
  ) throws -> Outcome {
    let process = Process()
    if let folder { process.currentDirectoryURL = folder }
    process.executableURL = URL(filePath: detached ? "/usr/bin/setsid" : program)
    process.arguments = detached ? ["-w", program] + arguments : arguments
    process.environment = Self.environment(environment)
    let (output, error) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = error
    let source = Pipe()
    process.standardInput = input == nil ? FileHandle.nullDevice : source
    try process.run()
    if let input {
      try source.fileHandleForWriting.write(contentsOf: input)
      try source.fileHandleForWriting.close()
    }
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    let complaint = String(decoding: error.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return Outcome(
      code: process.terminationStatus, reason: process.terminationReason, output: text, error: complaint)
  }

  /// A fresh folder that the caller may fill.
  static func temporaryFolder() throws -> URL {
    let folder = TemporaryPaths.unused()
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
  }
}

extension Program {
  /// A file of these lines in a folder of its own.
  static func file(_ name: String, _ lines: [String]) throws -> String {
    let path = try temporaryFolder().appending(path: name).path
    try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: URL(filePath: path))
    return path
  }
}

extension Program {
  /// A line of a journal with its check sum, without a line break.
  static func summed(_ json: String) -> String {
    String(decoding: SummedLine.bytes(Array(json.utf8.dropFirst())).dropLast(), as: UTF8.self)
  }
}
