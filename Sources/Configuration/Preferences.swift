import Canvas
import Dashboard

/// What `config.toml` says; without the file, these values.
package struct Preferences: Sendable, Equatable {
  // How the program looks; nil leaves it to the terminal.
  package var theme: String?
  package var symbols: GraphSymbols?
  package var colors: ColorDepth?
  package var hasRoundedCorners = true
  package var usesMouse = true

  // How a session begins.
  package var recipe = "auto"
  /// Nil leaves it to the recipe.
  package var epochs: Int?
  package var smoothing = Smoothing.light
  package var isLogarithmic = true

  package var layout = LayoutChoice()

  // Where runs are kept.
  package var store = StoreChoice.usual
  /// The bytes that they may take; nil for as many as there are.
  package var storeLimit: Int64? = Self.usualStoreLimit
  package static let usualStoreLimit: Int64 = 10_000_000_000

  /// The bytes that the open runs of a session may hold.
  package var runMemory = ScreenSettings.usualRunMemory

  /// Actions with other keys than those that the program comes with, in the order of the file.
  package var keys: [KeyChoice] = []

  package init() {}

  package enum StoreChoice: Sendable, Equatable {
    /// Below the folder of the program's state.
    case usual
    case none
    case folder(String)
  }

  package struct KeyChoice: Sendable, Equatable {
    package let action: Action
    package let keys: [Key]
  }

  /// For the screen. The reader has left out what would give a key two meanings.
  package var screen: ScreenSettings {
    var conflicts: [KeyConflict] = []
    return ScreenSettings(
      keymap: Keymap(changes: keys.map { ($0.action, $0.keys) }, conflicts: &conflicts), layout: layout,
      smoothing: smoothing, isLogarithmic: isLogarithmic, runMemory: runMemory)
  }
}
