# What Datasets says.
