# What Configuration says.
