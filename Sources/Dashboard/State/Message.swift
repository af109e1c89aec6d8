import Canvas
import Telemetry

/// What happened.
package enum Message: Sendable {
  /// A file is being opened; said before the data are there, so that the first frame appears immediately.
  case loading(String)
  /// Why nothing could be opened, as a sentence with its remedy.
  case failure(String)
  indirect case session(SessionInfo)
  /// What is to be known of the open data; comes some time after them.
  indirect case report(DataReport)
  /// What the leak auditor found; comes some time after the report.
  indirect case audit(AuditReport)
  /// What else could be opened.
  case sources([DataSource])
  /// Why the data could not be opened again as asked; the session continues.
  case notReopened(String)
  case event(Event)
  /// What a run says of the time beyond its data, as was asked for.
  indirect case future(FutureWish, FutureAnswer)
  /// What the store of runs says, as was asked for.
  indirect case kept(KeptAnswer)
  /// A run of the store is about to begin here under this number, as far as it came; once it has begun it is shown in the Lab, where
  /// that is asked for.
  indirect case takenUp(RunID, KeptRun.Past)
  /// A run that joins rungs was asked for and is to be shown once it begins.
  case joining
  /// How far each run is, once a frame.
  case progress([RunID: RunProgress])
  case input(InputEvent)
  /// The names of the themes to choose from and the one that is in use.
  case themes([String], current: String)
  /// What the configuration file says, at the start and whenever it was changed.
  indirect case settings(ScreenSettings)
  /// Whether the terminal reports the mouse.
  case mouse(Bool)
  /// The test part is to be on view, as if its key had been pressed.
  case revealTest
  /// Something that the user should see to, already worded.
  case warning(String)
  /// Something that the user should know, already worded: a branch that could not be made, a theme that could not be read.
  case note(String)
}

/// What must be done: the only way from the screen to the world.
package enum Effect: Hashable, Sendable {
  case send(RunID, Command)
  /// Starts a run of its own from a run at exactly `atStep`, with `edits` made.
  case branch(from: RunID, atStep: Int, edits: [Knob: KnobValue])
  /// Ends a run and lets go of what it holds in memory; in the store it stays.
  case close(RunID)
  /// Starts a run that reads several rungs, fine to coarse.
  case join([RungID], recipe: String)
  /// Shares out compute among runs by a policy; nil ends that.
  case allocate([RunID], policy: AllocationPolicy?)
  /// Opens data again, then ends the runs of the old session and starts again; its journal stays.
  case reopen(Reopening)
  /// Trains runs again under other seeds, beside those that are shown; ends in a report.
  case repeatSeeds([SeedRequest], count: Int)
  case stopSeeds
  /// Makes the forecasts of these runs add up; ends in a report.
  case reconcile([RunID])
  /// Chooses a grain with the settings of a run; ends in a report.
  case chooseGrain(like: RunID)
  case stopChoosing
  /// Sweeps the learning rate on a copy of a run; ends in a report.
  case findRate(RunID)
  case stopFindingRate
  /// Puts into the journal which runs' test scores came into sight, and at which of their steps; the number counts reveals.
  case noteReveal(number: Int, [RunID: Int])
  case setTheme(String)
  /// Gives the mouse to the program or to the terminal.
  case setMouse(Bool)
  /// Puts text on the clipboard.
  case copy(CopySource)
  /// Puts the command that trains a run's model again on the clipboard.
  case copyCommand(RunID)
  /// Sets a mark on runs of the store.
  case markKept([String], KeptMark)
  /// Opens a run of the store: goes on with one that was cut off, and shows one that has ended as it was. Other data than the open ones
  /// are opened for it.
  case openKept(String)
  /// Writes runs of the store for other programs, into the files and folders that were typed.
  case exportKept([String], String)
  /// Puts the command that trains a run of the store again on the clipboard.
  case copyKeptCommand(String)
  case suspend
  case quit
  /// Draw every cell again.
  case redraw
}
