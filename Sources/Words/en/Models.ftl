# What Models says.
