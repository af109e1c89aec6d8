import Configuration
import Dashboard

extension LabRunner {
  /// Looks from time to time at what others may change meanwhile: the configuration file, which is read again, and the runs that are kept;
  /// true where the screen may look otherwise now.
  func checkConfiguration() -> Bool {
    guard clock.now >= nextCheck else { return false }
    nextCheck = clock.now + Self.checkInterval
    keeping.look()
    guard configuration.hasChanged() else { return false }
    let reader = configuration.read()
    if let refusal = configuration.refusal(naming: ConfigurationFile.name) {
      perform(reduce(&state, .warning(refusal)))
      return true
    }
    let old = preferences
    preferences = reader.preferences
    perform(reduce(&state, .settings(preferences.screen)))
    var refusal: String?
    // What the command line said still comes first.
    if preferences.theme != old.theme, arguments.theme == nil {
      refusal = setTheme(preferences.theme ?? Themes.usual(depth: look.depth).name)
    }
    if arguments.symbols == nil { look.symbols = screen.capabilities.suited(preferences.symbols) }
    look.hasRoundedCorners = preferences.hasRoundedCorners
    if !arguments.leavesMouse, preferences.usesMouse != old.usesMouse {
      screen.usesMouse = preferences.usesMouse
      perform(reduce(&state, .mouse(preferences.usesMouse)))
    }
    if let notice = refusal ?? reader.notice(file: ConfigurationFile.name) {
      perform(reduce(&state, .warning(notice)))
    } else {
      perform(reduce(&state, .note(Words.labConfigurationRead(file: ConfigurationFile.name))))
    }
    return true
  }
}
