// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [.swiftLanguageMode(.v6), .treatAllWarnings(as: .error)]

/// For modules whose unoptimised code would allocate in a training step and make every test of training slow.
let optimized: [SwiftSetting] = [.unsafeFlags(["-O"], .when(configuration: .debug))]

/// `make fuzz` asks for the readers with coverage counted, and for libFuzzer instead of a `main`.
let isFuzzing = Context.environment["GRAINSCOPE_FUZZ"] != nil
let fuzzed: [SwiftSetting] = isFuzzing ? [.unsafeFlags(["-sanitize=fuzzer,address"])] : []

/// A Swift module of the program; its imports are held against docs by Tests/ArchitectureTests. One that speaks has words in
/// the catalogue.
func module(
  _ name: String, _ dependencies: [Target.Dependency] = [], _ extra: [SwiftSetting] = [],
  plugins: [Target.PluginUsage] = [], speaks: Bool = false
) -> Target {
  .target(
    name: name, dependencies: dependencies, swiftSettings: settings + extra,
    plugins: plugins + (speaks ? ["EmbedWords"] : []))
}

func tests(
  _ name: String, _ dependencies: [Target.Dependency], exclude: [String] = [], resources: [Resource] = []
) -> Target {
  .testTarget(
    name: name, dependencies: dependencies, exclude: exclude, resources: resources, swiftSettings: settings)
}

let fuzzers: [Target] =
  isFuzzing
  ? [
    .executableTarget(
      name: "grainscope-fuzz", dependencies: ["ReadingChecks"], path: "Tests/Fuzz", exclude: ["Seeds"],
      swiftSettings: settings + fuzzed,
      linkerSettings: [.unsafeFlags(["-sanitize=fuzzer,address", "-use-ld=lld"])])
  ] : []

/// `make check` asks for these tests alone, and what they need, to look for races among threads: with the sanitizer every
/// module has to be compiled once more.
let raced: Set<String>? =
  Context.environment["GRAINSCOPE_RACES"] != nil
  ? ["TrainingTests", "TelemetryTests", "StoreTests", "TerminalTests"] : nil

/// The targets that those in `names` need, and they themselves.
func needed(by names: Set<String>, among targets: [Target]) -> [Target] {
  var found = names
  while true {
    let next = targets.filter { found.contains($0.name) }.flatMap { target in
      target.dependencies.compactMap {
        switch $0 {
        case .byNameItem(let name, _), .targetItem(let name, _): name
        case .productItem: nil
        @unknown default: nil
        }
      } + (target.plugins ?? []).map { if case .plugin(let name, _) = $0 { name } else { "" } }
    }
    guard !found.isSuperset(of: next) else { return targets.filter { found.contains($0.name) } }
    found.formUnion(next)
  }
}

let package = Package(
  name: "grainscope",
  products: [
    .executable(name: "grainscope", targets: ["grainscope"]),
    // For tests: loaded before the program, so that its writes fail.
    .library(name: "WriteFaults", type: .dynamic, targets: ["WriteFaults"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
  ],
  targets: [
    .systemLibrary(name: "COpenBLAS", providers: [.apt(["libopenblas-dev"])]),
    .systemLibrary(name: "CCurses", providers: [.apt(["libncurses-dev"])]),
    .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CPNG", providers: [.apt(["libpng-dev"])]),
    .systemLibrary(name: "CSQLite", providers: [.apt(["libsqlite3-dev"])]),
    // Kernels are compiled optimised even for debugging; they choose their instruction set when the program starts.
    .target(name: "CKernels", cSettings: [.unsafeFlags(["-O3"])]),
    .target(name: "CHash", cSettings: [.unsafeFlags(["-O3"])]),
    module("Basics", raced == nil ? [] : ["RaceWatch"], optimized, speaks: true),
    module("Tensors", ["Basics", "COpenBLAS", "CKernels"], optimized),
    module("Networks", ["Basics", "Tensors"], optimized, speaks: true),
    module("Datasets", ["Basics", "Tensors", "CZlib", "CPNG"], fuzzed, speaks: true),
    module("Granularity", ["Basics", "Datasets", "Tensors"], speaks: true),
    module("Telemetry", ["Basics"], speaks: true),
    module("Models", ["Basics", "Granularity", "Networks", "Datasets", "Tensors", "Telemetry"], speaks: true),
    module(
      "Studies", ["Basics", "Models", "Granularity", "Networks", "Datasets", "Tensors", "Telemetry"], speaks: true),
    module(
      "Training", ["Basics", "Models", "Studies", "Telemetry", "Networks", "Granularity", "Datasets", "Tensors"],
      speaks: true),
    module("Store", ["Basics", "Telemetry", "CHash", "CSQLite"], optimized, speaks: true),
    module("Canvas", ["Basics"], plugins: ["EmbedThemes"], speaks: true),
    // Makes themes/*.theme part of Canvas, where a link leads to them.
    .plugin(name: "EmbedThemes", capability: .buildTool, dependencies: ["embed-themes"]),
    .executableTarget(
      name: "embed-themes", dependencies: ["Embedding"], path: "Plugins/embed-themes", swiftSettings: settings),
    // Makes the words of Sources/Words part of the modules that say them.
    .plugin(name: "EmbedWords", capability: .buildTool, dependencies: ["embed-words"]),
    .executableTarget(
      name: "embed-words", dependencies: ["Embedding"], path: "Plugins/embed-words", swiftSettings: settings),
    .target(name: "Embedding", path: "Plugins/Embedding", swiftSettings: settings),
    module("Dashboard", ["Basics", "Canvas", "Telemetry"], speaks: true),
    module("Configuration", ["Basics", "Canvas", "Dashboard"], speaks: true),
    module("Terminal", ["Basics", "Canvas", "CCurses"], speaks: true),
    .executableTarget(
      name: "grainscope",
      dependencies: [
        "Basics", "Tensors", "Networks", "Datasets", "Granularity", "Models", "Studies", "Telemetry", "Training",
        "Store", "Canvas", "Dashboard", "Configuration", "Terminal",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings, plugins: ["EmbedWords"]),
    .executableTarget(
      name: "grainscope-bench",
      dependencies: [
        "Basics", "Training", "Models", "Telemetry", "Networks", "Tensors", "Datasets", "Granularity", "Canvas",
        "Dashboard",
      ],
      path: "Benchmarks/Bench", swiftSettings: settings),
    tests("BasicsTests", ["Basics", "TemporaryPaths"]),
    tests("TensorsTests", ["Tensors"]),
    tests(
      "NetworksTests", ["Basics", "Networks", "Tensors", "AllocationCounter", "ReferenceNetwork"],
      resources: [.copy("Fixtures")]),
    // Optimised, as central differences ask it for thousands of losses.
    .target(
      name: "ReferenceNetwork", dependencies: ["Networks", "Tensors"], path: "Tests/ReferenceNetwork",
      swiftSettings: settings + optimized),
    .target(name: "AllocationCounter", path: "Tests/AllocationCounter"),
    .target(name: "WriteFaults", path: "Tests/WriteFaults"),
    tests(
      "DatasetsTests", ["Basics", "Datasets", "Tensors", "CZlib", "ReadingChecks", "TemporaryPaths"],
      resources: [.copy("Fixtures")]),
    // What must be true of the reading of any bytes; the tests and the fuzzer ask the same.
    .target(name: "ReadingChecks", dependencies: ["Datasets"], path: "Tests/ReadingChecks", swiftSettings: settings),
    tests(
      "GranularityTests", ["Basics", "Granularity", "Datasets", "Tensors", "TemporaryPaths"],
      resources: [.copy("Fixtures")]),
    tests("TelemetryTests", ["Basics", "Telemetry"]),
    // Series made of waves and noise, for the tests of what forecasts them.
    .target(name: "TestSeries", dependencies: ["Basics", "Datasets", "Tensors"], path: "Tests/TestSeries"),
    tests(
      "ModelsTests",
      [
        "Basics", "Models", "Granularity", "Networks", "Datasets", "Tensors", "Telemetry", "TestSeries",
        "TemporaryPaths",
      ], resources: [.copy("Fixtures")]),
    tests(
      "StudiesTests",
      ["Basics", "Studies", "Models", "Granularity", "Networks", "Datasets", "Tensors", "Telemetry", "TestSeries"]),
    .target(name: "TestMutations", dependencies: ["Basics"], path: "Tests/TestMutations", swiftSettings: settings),
    tests(
      "TrainingTests",
      [
        "Basics", "Training", "Studies", "Models", "Granularity", "Networks", "Datasets", "Tensors", "Telemetry",
        "TemporaryPaths", "TestMutations",
      ]),
    tests("StoreTests", ["Basics", "Store", "Telemetry", "TemporaryPaths", "TestMutations"]),
    // Where tests put files, for all of them.
    .target(name: "TemporaryPaths", path: "Tests/TemporaryPaths", swiftSettings: settings),
    tests("CanvasTests", ["Basics", "Canvas", "TestMutations"]),
    tests("DashboardTests", ["Basics", "Dashboard", "Canvas", "Telemetry"], exclude: ["Golden"]),
    tests("ConfigurationTests", ["Basics", "Configuration", "Dashboard", "Canvas", "TestMutations"]),
    tests("TerminalTests", ["Terminal", "Canvas", "TerminalProbe", "TemporaryPaths", "TestMutations", "grainscope"]),
    // A program for the tests of the terminal: shows a picture and what keys it was sent.
    .executableTarget(
      name: "TerminalProbe", dependencies: ["Terminal", "Canvas"], path: "Tests/TerminalProbe",
      swiftSettings: settings),
    tests("WordsTests", ["embed-words", "Embedding"], resources: [.copy("Fixtures")]),
    tests("ArchitectureTests", ["Datasets"]),
    // Calls the program with drawn arguments, files and keys: a little in the tests, for hours by `make fuzz`.
    .executableTarget(
      name: "CommandFuzzer", dependencies: ["TestMutations"], path: "Tests/CommandFuzzer", exclude: ["Seeds"],
      swiftSettings: settings),
    tests("EndToEndTests", ["Basics", "grainscope", "Store", "TemporaryPaths", "TestMutations", "CommandFuzzer"]),
  ] + fuzzers
    + (raced == nil
      ? []
      : [
        // Lets the sanitizer see Swift's locks; everything is linked with it.
        .target(name: "RaceWatch", path: "Tests/RaceWatch")
      ])
)
if let raced {
  package.products = []
  package.targets = needed(by: raced, among: package.targets)
}
