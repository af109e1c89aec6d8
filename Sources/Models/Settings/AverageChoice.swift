/// Which models the recipe `average` takes the mean of, as validation chose them.
package struct AverageChoice: Hashable, Sendable, Codable {
  /// One of them.
  package struct Member: Hashable, Sendable, Codable {
    let recipe: Recipe
    /// What it counts for; all add up to 1.
    let weight: Double
    /// Of least squares in it; nil where it has none.
    let penalty: Double?
    /// What `ridge` reads.
    let ridgeForm: RidgeForm?
  }

  package let members: [Member]
}

extension Settings {
  /// The settings of a member, with what was chosen for it.
  func taken(by member: AverageChoice.Member) -> Settings {
    var settings = taken(by: member.recipe)
    settings.penalty = member.penalty
    settings.ridgeForm = member.ridgeForm
    return settings
  }
}
