# What Basics says: how names are listed.
and = and
or = or
none = none
and-more = { $names } and { NUMBER($count) } more

## Why a file is not written or read, within a sentence
file-is-input = it is a file that the program reads
file-is-kept = it lies in a store of runs, which the program alone writes
file-is-named-twice = the same command writes something else there
file-is-held = another program writes into it
file-removed = it was removed while the program wrote it
file-not-empty = there is something in it already
file-dangling-link = it is a link that leads nowhere
file-on-device = it is a device that files stand on
file-not-regular = it is no ordinary file
file-too-long = it is longer than { NUMBER($most) } bytes
