import Foundation

/// What NumPy, scikit-learn and SciPy computed; see the scripts in Fixtures.
enum Fixtures {
  static func load<Value: Decodable>(_ name: String, as type: Value.Type = Value.self) throws -> Value {
    let url = Bundle.module.bundleURL.appending(path: "Fixtures/\(name).json")
    return try JSONDecoder().decode(type, from: Data(contentsOf: url))
  }
}
