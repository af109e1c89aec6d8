import Canvas

/// A line of text that is being typed for a screen: conditions, a note, a tag.
package struct Prompt: Sendable, Equatable {
  package enum Purpose: Sendable, Equatable {
    case filter
    /// For runs of the store.
    case note([String])
    case tag([String])
    case export([String])
  }

  package let purpose: Purpose
  package var text: String

  private static let limit = 200

  var title: String {
    switch purpose {
    case .filter: Words.promptFilter
    case .note: Words.promptNote
    case .tag: Words.promptTag
    case .export: Words.promptExport
    }
  }

  mutating func append(_ typed: String) { text = String((text + typed).prefix(Self.limit)) }
}

extension State {
  /// What was typed is taken.
  mutating func finish(_ typed: Prompt) -> [Effect] {
    note = nil
    let text = typed.text.split(separator: " ").joined(separator: " ")
    switch typed.purpose {
    case .filter:
      kept.query.filter = text
      return []
    case .note(let runs): return [.markKept(runs, .note(text))]
    case .tag(let runs): return [.markKept(runs, .tag(text))]
    case .export(let runs): return text.isEmpty ? [] : [.exportKept(runs, text)]
    }
  }
}
