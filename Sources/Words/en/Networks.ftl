# What Networks says: the layers of an architecture, as its summary lists them, and why one cannot be built.

layer-dense = Dense { $units }
layer-convolution = Conv { $channels } { $kernel }
layer-grouped-convolution = Conv { $channels } { $kernel } in { $groups } groups
layer-gru = GRU { $units }
layer-dropout = Dropout
layer-max-pool = MaxPool { $kernel }
layer-average-pool = AveragePool { $kernel }
layer-batch-norm = BatchNorm
layer-layer-norm = LayerNorm
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

## Why no network can be built of an architecture or of weights from a file
fault-size = { NUMBER($inputs) } inputs and { NUMBER($layers) } layers
fault-order = layer { $layer } reads what does not come before it
fault-layer-size = layer { $layer } is of an impossible size
fault-shape = layer { $layer } does not fit what it reads
fault-shared-weights = layer { $layer } uses the weights of another kind of layer
fault-unread = a layer that no other reads
fault-memory = more values than fit into memory
fault-weights = { NUMBER($found) } weights where the layers have { NUMBER($expected) }
fault-moments = { $found ->
    [one] 1 moment
   *[other] { $found } moments
  } of each weight instead of { $expected }
fault-layer-steps = counts of steps of { $found } layers that do not fit { $expected }
fault-statistics = { NUMBER($found) } running statistics where the layers have { NUMBER($expected) }
