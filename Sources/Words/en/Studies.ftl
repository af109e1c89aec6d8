# What Studies says.
