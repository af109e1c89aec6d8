# What the store of runs says where it cannot be read or written.

store-unwritable = { $path } cannot be written: { $reason }; make room or give another folder with --store, or train with --no-store.
store-unreadable = { $path } cannot be read: { $reason }.
store-none = { $path } is no store of runs, and holds other things; give an empty folder or one that Grainscope made.
store-newer = The store { $path } is of version { $found }, this program reads up to { $known }; use a newer Grainscope.
store-label-lost = The store { $path } has lost its store.json, and its runs hold more than this program can read; use a newer Grainscope.
shard-damaged = Line { $line } of { $path } is not as it was written; remove that line to read the rest of the run.
shard-beginning-damaged = Line { $line } of { $path } is not as it was written, and nothing of the run can be read without it; bring the file back from a copy, or move the run’s folder out of the store.
shard-misplaced = Line { $line } of { $path } begins a session or a run, and a run’s file has one of each, in that order; remove that line, or put the lines in order.
shard-disordered = Line { $line } of { $path } has epoch { $epoch } behind epoch { $before }; remove that line, or put the lines in order, to read the run.
shard-not-begun = { $path } holds nothing of a run yet: it was cut off as it began.
shard-beginning = { $path } does not begin with a session and a run; move it out of the store.
run-copied = { $path } is a copy of the run { $run }, which is in the store itself; move the copy out of the store.
run-renamed = { $path } holds the run { $run }; give the folder that name again, or move it out of the store.
run-unknown = No run’s name begins with { $id }; grainscope runs list shows all.
run-ambiguous = More than one run’s name begins with { $id }: { $among }; give more of it.
run-trained = Run { $id } is open in another process, which trains it or shows it in a Lab; end that first.
line-no-json = a number in it cannot be written
