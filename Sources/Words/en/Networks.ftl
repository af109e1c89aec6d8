# What Networks says.
