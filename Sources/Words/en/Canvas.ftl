# What Canvas says: keys by name, faults of theme files, the title of a picture.

# The space bar, in the key bar and in the help.
key-space = space
# What may be written for a key in the configuration file.
key-names = a character such as g or G, space, enter, tab, up, home, page-up, f1, ctrl-p, alt-x or shift-tab

## Lines of a theme file that could not be read
theme-not-an-entry = line { $line }: found '{ $found }', expected theme[name]="#rrggbb"
theme-bad-colour = line { $line }: '{ $found }' is not a colour; write "#rrggbb", a grey as "#bw", or "r g b" in decimal

# The title of a picture of the screen that has no other.
svg-title = a terminal screen
