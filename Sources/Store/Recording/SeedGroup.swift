import FoundationEssentials
import Telemetry

/// What runs have in common that differ in nothing but their seed.
enum SeedGroup {
  private struct Content: Encodable {
    let data, origins, rung, recipe: String
    let patience: Int
    let settings: [Knob: KnobValue]
    let initial: String?
  }

  /// What the options of a session say of the weights that its networks begin with.
  private struct Options: Decodable {
    struct Initial: Decodable { let hash: String }
    let initial: Initial?
  }

  /// Sixteen digits of a hash.
  static func name(_ plan: RunPlan, _ session: StoredSession) -> String {
    let content = Content(
      data: session.data.hash, origins: session.data.originsHash, rung: plan.rung.label, recipe: plan.recipe,
      patience: plan.patience, settings: RunRecord(plan).effectiveSettings,
      initial: (try? JSONDecoder().decode(Options.self, from: Data(session.data.options.utf8)))?.initial?.hash)
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let json = (try? encoder.encode(content)) ?? Data()
    return String(SHA256.text(Array(json)).prefix(16))
  }
}
