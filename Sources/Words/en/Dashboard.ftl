# What Dashboard says.
