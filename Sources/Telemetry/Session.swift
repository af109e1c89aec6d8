import Basics

/// What is open: the data, the ladder and the common target. Fixed while the ladder and the horizon are.
package struct SessionInfo: Sendable {
  /// The file's name without folders, not yet cleaned for the screen.
  package var fileName: String
  /// The target column (or `class`).
  package var targetName: String
  package var content: SessionContent
  /// Fine to coarse.
  package var rungs: [RungInfo]
  /// Recipes that read several rungs; empty where rungs cannot be joined.
  package var joins: [JoinChoice] = []
  /// What is done to the data before a model sees them.
  package var policies: [PolicyReport] = []
  /// Columns by what they say about the target, where features were selected.
  package var ranking: FeatureRanking?
  /// Why no rung can be ranked, and what to do about it; nil where they can.
  package var unranked: String?
  /// Columns of the file that no model reads, whatever its settings, with the reason.
  package var unread: [Reasoned] = []
  /// Things the user should know about the data, as `stamps carry no zone and are taken as written`.
  package var remarks: [String] = []
  /// Those of ``remarks`` that say something about the test part.
  package var testRemarks: Set<String> = []
  /// Those of ``remarks`` on the origins and the bands of this ladder, which are not those of other designs on the same data.
  package var originRemarks: Set<String> = []

  package init(
    fileName: String, targetName: String, content: SessionContent, rungs: [RungInfo], remarks: [String] = []
  ) {
    self.fileName = fileName
    self.targetName = targetName
    self.content = content
    self.rungs = rungs
    self.remarks = remarks
  }

  /// The remarks on what may be seen.
  package func remarks(_ shown: [ScoredPart]) -> [String] {
    shown.contains(.test) ? remarks : remarks.filter { !testRemarks.contains($0) }
  }

  /// The remarks that hold on whatever origins models are scored.
  package var dataRemarks: [String] { remarks.filter { !originRemarks.contains($0) } }

  /// The axis of the ladder.
  package var axis: Axis { content.kind.axis }

  /// What is asked at all rungs.
  package var target: SessionTarget { content.target }

  /// The target of a forecast, for what only forecasts have; nil for samples without order.
  package var forecast: ForecastTarget? {
    switch target {
    case .forecast(let target): target
    case .classes, .number: nil
    }
  }

  /// The target of a classification, for what there is of classes alone; nil where there are none.
  package var classes: ClassTarget? {
    switch target {
    case .classes(let target): target
    case .forecast, .number: nil
    }
  }
}

package struct RungInfo: Sendable {
  package var id: RungID
  /// Rows (bins) of the data at this grain.
  package var rows: Int
  /// Why the rung cannot be compared at the common target, as `a day is not a whole number of weeks`; nil where it can.
  package var exclusion: String?
  /// The RMSSE at the test origins of a forecast that knew all values at this grain, as a coarse value says nothing of
  /// the shape within it; nil where nothing is lost or nothing is known.
  package var floor: Double?
  /// The same at validation origins.
  package var validationFloor: Double?

  package init(
    id: RungID, rows: Int, exclusion: String? = nil, floor: Double? = nil, validationFloor: Double? = nil
  ) {
    self.id = id
    self.rows = rows
    self.exclusion = exclusion
    self.floor = floor
    self.validationFloor = validationFloor
  }

  package func floor(_ part: ScoredPart) -> Double? {
    switch part {
    case .validation: validationFloor
    case .test: floor
    }
  }
}

/// A recipe that reads several rungs.
package struct JoinChoice: Hashable, Sendable {
  /// As `coupled`.
  package var recipe: String
  /// One line.
  package var explanation: String

  package init(recipe: String, explanation: String) {
    self.recipe = recipe
    self.explanation = explanation
  }
}
