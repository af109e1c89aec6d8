# What Canvas says.
