# What Terminal says: why the screen cannot be opened.
-no-screen-needed = use `grainscope train` or `grainscope picture`, which need no screen

no-terminal = The screen needs a terminal, and /dev/tty cannot be opened; run it in a terminal, or { -no-screen-needed }.
type-missing = The variable TERM is not set, so the terminal's abilities are unknown; set it (for example TERM=xterm-256color), or { -no-screen-needed }.
type-unknown = The terminal database has no entry for TERM={ $type }; set TERM to a known type (for example xterm-256color), or { -no-screen-needed }.
cannot-place-cursor = A terminal of TERM={ $type } cannot place its cursor, which the screen needs; set TERM to what the terminal really is, or { -no-screen-needed }.
modes-refused = The terminal refuses to change its modes (error { $code }); run it in another terminal, or { -no-screen-needed }.
start-failed = The screen could not be started: { $reason }; try another TERM, or { -no-screen-needed }.
already-open = The terminal already shows a screen of this program; close that one first.

## Reasons of start-failed
no-memory-file = no memory file (error { $code })
no-event-descriptor = no event descriptor (error { $code })
refused-type = ncurses refuses TERM={ $type }
