extension DatasetError {
  /// Where, what was found, what was expected, what to do.
  package var sentence: String { "" }
}
