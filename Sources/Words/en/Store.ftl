# What the store of runs says where it cannot be read or written.

store-unwritable = { $path } cannot be written: { $reason }; make room or give another folder with --store, or train with --no-store.
store-unreadable = { $path } cannot be read: { $reason }.
store-none = { $path } is no store of runs, and holds other things; give an empty folder or one that Grainscope made.
store-newer = The store { $path } is of version { $found }, this program reads up to { $known }; use a newer Grainscope.
shard-damaged = Line { $line } of { $path } is not as it was written; remove that line to read the rest of the run.
shard-not-begun = { $path } holds nothing of a run yet: it was cut off as it began.
shard-beginning = { $path } does not begin with a session and a run; move it out of the store.
run-unknown = No run’s name begins with { $id }; grainscope runs list shows all.
run-ambiguous = More than one run’s name begins with { $id }: { $among }; give more of it.
run-trained = Run { $id } is open in another process, which trains it or shows it in a Lab; end that first.
line-no-json = a number in it cannot be written
