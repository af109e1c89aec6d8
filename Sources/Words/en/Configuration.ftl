# What Configuration says: what the settings of config.toml mean, and which of its lines do not hold.

## The file that `grainscope config --default` prints: its comments, line by line
default-head =
    Grainscope's configuration. Every line here shows the default; change or remove what you like.
    The program reads the file again whenever it changes; `grainscope config --check` lists what is wrong.
default-keys =
    A key is a character, or space, enter, tab, esc, up, down, left, right, home, end, page-up, page-down, f1,
    ctrl-p, alt-x, shift-tab. Arrows also belong to the panel with the bright border.
section-look = How the program looks. Options of the command line come first.
section-start = How a session begins.
section-layout = The Lab.
section-runs = Runs that are kept: grainscope runs lists them.
section-keys = One line per action: a list of keys in place of its own. The palette (:) shows the names of all actions.
help-theme = A theme's name, or the path of a btop .theme file.
help-symbols = What graphs are drawn with: { $choices }.
help-colors = How many colours: { $choices }.
help-rounded-corners = Panels have round corners.
help-mouse = The mouse chooses, drags and scrolls; false leaves it to the terminal, to select text.
help-recipe = The model on every rung: { $recipes }.
help-epochs = Epochs that every rung is planned for.
help-smoothing = How much of the noise the curve leaves out: { $choices }.
help-log-scale = Losses are drawn on a logarithmic scale.
help-panels = Panels beside the curve, where there is room for them; Tab reaches the others.
help-knobs-width = Percent of the width that the knobs take.
help-curve-height = Percent of the rows beyond 80×24 that go to the curve; forecast and table share the rest.
help-store = Where runs are kept: "auto" below $XDG_STATE_HOME, a folder, or "none".
help-run-memory = How much memory the open runs of the Lab may hold, as "2 GB"; "auto" is 512 MB. Beyond it the oldest that have ended are closed.
help-store-limit = How much room they may take, as "20 GB"; "auto" is 10 GB, "none" has no limit.

## What a setting may be, after “give” (fault-value)
expected-theme = a theme's name or a file's path in quotes, or "auto"
expected-store = "auto", "none" or a folder's whole path in quotes
expected-run-memory = a size in quotes from "32 MB" to "1 TB", or "auto"
expected-store-limit = a size in quotes, as "20 GB" or "500 MB", or "auto", or "none"
expected-list = a list of { $names }
expected-boolean = true or false
expected-number = a whole number from { $lower } to { $upper }
expected-number-or-auto = a whole number from { $lower } to { $upper }, or "auto"
expected-one-of = one of { $names }

## Lines that do not hold; what follows the file's name
fault-syntax = line { $line } is not valid TOML ({ $reason }); it is ignored.
fault-section = line { $line }: there is no section [{ $name }]; its settings are ignored.
fault-section-near = line { $line }: there is no section [{ $name }]; did you mean { $nearest }? Its settings are ignored.
fault-setting = line { $line }: [{ $section }] has no “{ $name }”; it is ignored.
fault-setting-near = line { $line }: [{ $section }] has no “{ $name }”; did you mean { $nearest }? It is ignored.
fault-outside = line { $line }: outside of a section there is no “{ $name }”; it is ignored.
fault-outside-near = line { $line }: outside of a section there is no “{ $name }”; did you mean { $nearest }? It is ignored.
fault-value = line { $line }: { $setting } is { $found }; give { $expected }.
fault-action = line { $line }: there is no action “{ $name }”; the palette lists them all.
fault-action-near = line { $line }: there is no action “{ $name }”; did you mean { $nearest }? The palette lists them all.
fault-key = line { $line }: { $action }: “{ $found }” is not a key; give { $expected }.
fault-taken-key = line { $line }: { $action }: { $key } belongs to { $other }; take another key, or give { $other } another one as well.
fault-too-many = line { $line }: { $count } lines before it are not valid; from here on nothing is read.
fault-needs-key = line { $line }: { $action } needs a key; it keeps its own.

## Why a line is not valid TOML (fault-syntax)
toml-no-equals = there is no =
toml-open-list = a list is not closed
toml-deep-list = lists within lists, more than { $levels } deep
toml-braces = no setting has braces
toml-several-lines = no setting has several lines of text
toml-no-value = there is no value
toml-open-section = a section is not closed
toml-section-form = a section is written [name]
toml-name-form = a name has letters, digits and - only
toml-repeated = { $name } is already set on line { $line }
toml-more = there is something after the value
toml-commas = values of a list are separated by commas
toml-open-string = a string is not closed
toml-escape-digits = \{ $letter } needs { $count } hexadecimal digits of a character
toml-escape = \ stands before b, t, n, f, r, u, U, " or \ only; in '…' it means itself
toml-not-a-value = { $found } is not a value: text is written in quotes, a Boolean as true or false
