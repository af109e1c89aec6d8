# What Networks says: the layers of an architecture, as its summary lists them.

layer-dense = Dense { $units }
layer-convolution = Conv { $channels } { $kernel }
layer-grouped-convolution = Conv { $channels } { $kernel } in { $groups } groups
layer-gru = GRU { $units }
layer-dropout = Dropout
layer-max-pool = MaxPool { $kernel }
layer-average-pool = AveragePool { $kernel }
layer-batch-norm = BatchNorm
layer-global-average = GlobalAveragePool
layer-average-to = AveragePool to { $size }
layer-upsample = Upsample to { $size }
layer-blend = Blend
layer-add = Add
layer-subtract = Subtract
layer-concatenate = Concatenate
layer-slice = Slice { $first }..<{ $end }
layer-reverse = Reverse
layer-reshape = Reshape { $shape }
layer-moving-average = MovingAverage { $width }
layer-interpolate = Interpolate { $columns }
# A layer that reads others than the one before it; they are named by their numbers.
layer-of = { $layer } of { $inputs }

resnet-classes = ResNet-18 of { $count } classes
