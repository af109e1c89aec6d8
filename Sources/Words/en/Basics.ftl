# What Basics says: how names are listed.
and = and
or = or
none = none
