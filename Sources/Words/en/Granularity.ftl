# What Granularity says.
