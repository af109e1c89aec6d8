import Foundation
import PackagePlugin

/// Makes the target's words part of its code: `Sources/Words/LANGUAGE/TARGET.ftl` of every language becomes its `Words`.
@main
struct EmbedWords: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: Target) async throws -> [Command] {
    let catalogue = context.package.directoryURL.appending(path: "Sources/Words")
    let files = try FileManager.default.contentsOfDirectory(at: catalogue, includingPropertiesForKeys: nil)
      .map { $0.appending(path: target.name + ".ftl") }
      .filter { FileManager.default.fileExists(atPath: $0.path) }
      .sorted { $0.path < $1.path }
    let output = context.pluginWorkDirectoryURL.appending(path: "Words.swift")
    return [
      .buildCommand(
        displayName: "Embedding the words of \(target.name)", executable: try context.tool(named: "embed-words").url,
        arguments: [output.path] + files.map(\.path), inputFiles: files, outputFiles: [output])
    ]
  }
}
