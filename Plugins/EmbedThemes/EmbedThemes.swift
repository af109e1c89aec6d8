import PackagePlugin

/// Makes the target's `.theme` files part of its code, whenever one is added, changed or removed.
///
/// They must lie in the target's folder, if only by a link: the package manager looks there for files that came or went.
@main
struct EmbedThemes: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: Target) async throws -> [Command] {
    let files = target.sourceModule?.sourceFiles(withSuffix: ".theme").map(\.url).sorted { $0.path < $1.path } ?? []
    let output = context.pluginWorkDirectoryURL.appending(path: "BuiltInThemes.swift")
    return [
      .buildCommand(
        displayName: "Embedding \(files.count) themes", executable: try context.tool(named: "embed-themes").url,
        arguments: [output.path] + files.map(\.path), inputFiles: files, outputFiles: [output])
    ]
  }
}
