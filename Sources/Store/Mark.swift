/// What a user did to a run that was kept: it is written beside the run and changes nothing of it.
package struct Mark: Hashable, Sendable, Codable {
  package enum Kind: String, Hashable, Sendable, Codable {
    case note, tag, star, unstar
    /// Into the trash, and out of it.
    case removed, restored
    /// The test scores were looked at.
    case revealed
  }

  package var kind: Kind
  /// Of a note or a tag; an empty one takes it away.
  package var text: String?
  package var at: Stamp

  package init(_ kind: Kind, _ text: String? = nil, at: Stamp) {
    self.kind = kind
    self.text = text
    self.at = at
  }
}

/// What all marks of a run come to.
package struct RunMarks: Hashable, Sendable {
  package private(set) var note: String?
  package private(set) var tag: String?
  package private(set) var isStarred = false
  /// Nil unless it lies in the trash.
  package private(set) var deletedAt: Stamp?
  /// When its test scores were looked at first; nil where they never were.
  package private(set) var testRevealedAt: Stamp?
  package private(set) var reveals = 0

  package mutating func apply(_ mark: Mark) {
    switch mark.kind {
    case .note: note = mark.text.flatMap { $0.isEmpty ? nil : $0 }
    case .tag: tag = mark.text.flatMap { $0.isEmpty ? nil : $0 }
    case .star: isStarred = true
    case .unstar: isStarred = false
    case .removed: deletedAt = mark.at
    case .restored: deletedAt = nil
    case .revealed:
      testRevealedAt = testRevealedAt ?? mark.at
      reveals += 1
    }
  }
}
