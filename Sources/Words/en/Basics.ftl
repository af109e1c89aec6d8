# What Basics says: how names are listed.
and = and
or = or
none = none
and-more = { $names } and { NUMBER($count) } more
