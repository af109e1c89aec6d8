/// Which data a run learnt from and where it was judged, so that runs of different sessions can be matched.
package struct DataIdentity: Hashable, Sendable, Codable {
  /// A hash of every value that training or scoring reads, as ``hexadecimal(_:)``: the journal's.
  package var hash: String
  /// A hash of where runs are judged. Scores may be compared where it and the part are the same.
  package var originsHash: String
  /// Where the data lay; it does not identify them.
  package var path: String
  /// How they were read and what was asked for, as the JSON of the journal's session line.
  package var options: String

  package init(hash: String, originsHash: String, path: String, options: String) {
    self.hash = hash
    self.originsHash = originsHash
    self.path = path
    self.options = options
  }
}
