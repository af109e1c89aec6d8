# What grainscope says.
