import ArgumentParser
import Basics

/// A choice that an option takes by its name; capitals do not matter.
protocol NamedChoice: ExpressibleByArgument, CaseIterable, RawRepresentable<String> {}

extension NamedChoice {
  public init?(argument: String) {
    guard let name = Spelling.name(typed: argument, among: Self.allCases.map(\.rawValue)) else { return nil }
    self.init(rawValue: name)
  }
}
