import Datasets
import Networks
import Tensors

/// A base network's weights from a file, by torchvision's names.
struct BaseWeights: Sendable {
  let fileName: String
  let form: BaseForm
  let tensors: [String: NamedTensor]
  /// Of all values, so that a replay recognises the file.
  let hash: UInt64

  /// Reads a safetensors file and holds it against the network that it says it is, for images of that shape.
  ///
  /// - Throws: where it is no such file, or holds neither a ResNet-18 nor a VGG-11.
  init(path: String, image: Shape) throws {
    let file = try SafetensorsFile(path: path)
    guard let form = BaseForm(file) else { throw WeightsError.unknownNetwork(path: file.path) }
    let wanted = form.architecture(image).namedShapes
    let known = Set(wanted.map(\.name))
    // A deeper network of the family has these layers and more.
    if let unexpected = file.names.first(where: { !known.contains($0) && !Self.isHead($0) }) {
      throw WeightsError.unexpectedTensor(path: file.path, name: unexpected, network: form.base.title)
    }
    var tensors: [String: NamedTensor] = [:]
    var hash = bitHashSeed
    for (name, expected) in wanted {
      guard let tensor = try file.tensor(name) else {
        throw WeightsError.missingTensor(path: file.path, name: name, network: form.base.title)
      }
      guard tensor.shape == expected || Self.isColourKernel(tensor.shape, for: expected) else {
        throw WeightsError.misfit(path: file.path, name: name, found: tensor.shape, expected: expected)
      }
      guard tensor.values.allSatisfy(\.isFinite),
        !name.hasSuffix(".running_var") || tensor.values.allSatisfy({ $0 >= 0 })
      else { throw WeightsError.unsound(path: file.path, name: name) }
      tensor.values.withUnsafeBufferPointer { bitHash($0, into: &hash) }
      tensors[name] = tensor
    }
    (self.form, self.tensors, self.hash) = (form, tensors, hash)
    fileName = file.path.split(separator: "/").last.map(String.init) ?? file.path
  }

  /// What comes behind the features, or only counts.
  private static func isHead(_ name: String) -> Bool {
    name.hasPrefix("fc.") || name.hasPrefix("classifier") || name.hasSuffix(".num_batches_tracked")
  }

  /// A kernel for colours can be summed for grey images.
  private static func isColourKernel(_ shape: [Int], for expected: [Int]) -> Bool {
    expected.count == 4 && expected[1] == 1 && shape.count == 4 && shape[0] == expected[0]
      && shape[2...] == expected[2...]
  }
}

extension BaseForm {
  /// Of the network whose names a file has; nil for any other.
  fileprivate init?(_ file: SafetensorsFile) {
    if let first = file.shape(of: "conv1.weight"), first.count == 4 {
      self.init(.resNet18, stem: first[3] == 3 ? .small : .standard)
    } else if file.shape(of: "features.0.weight") != nil {
      self.init(.vgg11, isNormalized: file.shape(of: "features.1.running_mean") != nil)
    } else {
      return nil
    }
  }
}

/// Why a file's weights cannot begin a base network.
package enum WeightsError: Error, Hashable {
  case unknownNetwork(path: String)
  case unexpectedTensor(path: String, name: String, network: String)
  case missingTensor(path: String, name: String, network: String)
  case misfit(path: String, name: String, found: [Int], expected: [Int])
  case unsound(path: String, name: String)
  /// Only images have a base network.
  case notForRows

  package var sentence: String {
    switch self {
    case .unknownNetwork(let path):
      Words.weightsUnknown(path: path)
    case .unexpectedTensor(let path, let name, let network):
      Words.weightsUnexpected(path: path, name: Clean.text(name, limit: 80), network: network)
    case .missingTensor(let path, let name, let network):
      Words.weightsMissing(path: path, name: name, network: network)
    case .misfit(let path, let name, let found, let expected):
      Words.weightsMisfit(path: path, name: name, found: Self.label(found), expected: Self.label(expected))
    case .unsound(let path, let name): Words.weightsUnsound(path: path, name: name)
    case .notForRows: Words.weightsNoImages
    }
  }

  private static func label(_ shape: [Int]) -> String { shape.map(String.init).joined(separator: "×") }
}
