# What Training says.
