# What Telemetry says: names of knobs and data options, and what is common to reports.

## Knobs: the short name on the screen; where room is shorter still, an abbreviation; and one line that says what the knob does.
knob-learning-rate = learning rate
knob-learning-rate-short = lr
knob-learning-rate-help = how far each step moves the weights; too large diverges, too small crawls
knob-batch = batch
knob-batch-help = examples averaged in a step; 1 is per-sample descent, 0 the full batch
knob-dropout = dropout
knob-dropout-help = share of hidden units silenced in each training step
knob-momentum = momentum
knob-momentum-help = how much of the previous direction is kept (Adam's β₁)
knob-weight-decay = weight decay
knob-weight-decay-short = decay
knob-weight-decay-help = pull of the weights towards zero
knob-clip-norm = clip norm
knob-clip-norm-short = clip
knob-clip-norm-help = norm to which longer gradients are scaled down; 0 clips none
knob-epochs = epochs
knob-epochs-help = passes over the training part
knob-memory = memory
knob-memory-help = windows of a stream after which an older one weighs 1/e
knob-coupling = coupling μ
knob-coupling-help = how strongly two grains' forecasts are pulled together; 0 lets each learn alone
knob-coupling-by = coupling by
knob-coupling-by-help = consensus moves both towards each other; same-sign moves both the same way and drifts (for teaching)
knob-sharing = sharing α
knob-sharing-help = weight of the finest sub-model in the shared hidden weights, αW₁ + (1 − α)W₂
knob-sharing-by = sharing by
knob-sharing-by-help = whether all sub-models take over the shared weights, or all but the first
knob-combination = combination
knob-combination-help = how the sub-models' forecasts are combined
knob-tau = τ
knob-tau-help = how sure a coarse model must be to decide; otherwise the image is passed to the next finer one
knob-beta2 = β₂
knob-beta2-help = how much of the squared gradients so far is kept (RMSProp's α)
knob-l1-penalty = L1 penalty
knob-l1-penalty-short = L1
knob-l1-penalty-help = strength of a penalty on the sum of all weights' magnitudes; 0 for none
knob-weight-averaging = weight averaging
knob-weight-averaging-short = averaging
knob-weight-averaging-help = decay of a moving average of the weights (EMA), which is judged and kept in their place; 0 for none
knob-freeze = freeze
knob-freeze-help = how many of the first layers keep their weights; the last one always learns
knob-layer-decay = layer decay
knob-layer-decay-help = what the learning rate is multiplied by from each layer to the one before it; 1 for one rate
knob-base = base
knob-base-help = whether the base network keeps its weights (frozen) or is trained too (trained)
knob-base-network = base network
knob-base-network-help = the network whose features, learnt on other images, are built upon
knob-join = join
knob-join-help = how base and feature network are combined
knob-units = units
knob-units-help = width of each hidden layer
knob-trend-width = trend width
knob-trend-width-help = rows in the moving average that is dlinear's trend
knob-pools = pools
knob-pools-help = how many values each block of nhits takes the largest of, coarse first; none is one block that pools nothing
knob-kernel = kernel
knob-kernel-help = width of a convolution over the past, which grains can share, or side of the filters on images; 0 for none
knob-activation = activation
knob-activation-help = the non-linear function after each hidden layer
knob-normalization = normalization
knob-normalization-help = what hidden layers are brought to one scale by: the batch, which needs two examples or more, or each example's own layer
knob-lookback = lookback
knob-lookback-help = rows of the rung's own grain that a forecast may look back on; 0 takes what suits the rung
knob-optimizer = optimizer
knob-optimizer-help = rule that turns gradients into steps
knob-schedule = schedule
knob-schedule-help = how the learning rate changes over a run
knob-step-every = step every
knob-step-every-help = epochs from one drop of the learning rate to the next; 0 fits six stretches into the run
knob-warm-up = warm-up
knob-warm-up-help = epochs over which the learning rate rises to its full value, 1 being full at once; 0 takes a twentieth of the run, at least two
knob-plateau-patience = plateau patience
knob-plateau-patience-help = epochs without a better validation loss before the learning rate drops
knob-rate-factor = rate factor
knob-rate-factor-help = what the learning rate is multiplied by at each drop
knob-peak = peak
knob-peak-help = share of the planned epochs after which one-cycle reaches the full learning rate
knob-start-divisor = start divisor
knob-start-divisor-help = one-cycle begins at the full learning rate divided by this
knob-final-divisor = final divisor
knob-final-divisor-help = one-cycle ends at its first learning rate divided by this
knob-period = period
knob-period-help = epochs up to the first restart at the full learning rate; 0 fits three cycles into the run
knob-period-growth = period growth
knob-period-growth-help = how many times longer each period between restarts is than the one before
knob-loss = loss
knob-loss-help = what training minimises
knob-scaler = scaler
knob-scaler-help = how columns are brought to one scale, fitted on training rows only
knob-augment = augment
knob-augment-help = how training images are varied, differently in every epoch
knob-inputs = inputs
knob-inputs-help = the target's own past alone, or every column
knob-recipe = recipe
knob-recipe-help = the model that is trained on each rung

## What a knob takes, as a half sentence, and a list of widths that is empty
range-number = a number from { $lower } to { $upper }
range-number-or-zero = a number from { $lower } to { $upper }, or 0
range-whole = a whole number from { $lower } to { $upper }
range-whole-or-all = a whole number from { $lower } to { $upper }, or 0 for all
range-odd = an odd number from { $lower } to { $upper }
range-odd-or-zero = an odd number from 1 to { $upper }, or 0
range-choice = one of { $names }
range-widths = widths from { $lower } to { $upper }, as 64,32
no-widths = none

## Options of the data, on the screen
option-kind = read as
option-separator = separator
option-decimal = decimal
option-thousands = thousands
option-header = header
option-encoding = encoding
option-time-column = time column
option-day-first = day first
option-zone = zone
option-label-column = label column
option-gaps = gaps
option-clip = clip outliers
option-features = select features

## Reports
policy = { $name }, { $value }: { $effect }.
columns-ahead = columns ahead
run = run { $number }

## What happened to a run
run-restarted-at = restart, was at step { NUMBER($step) }

## Scores
share-of-wrong-classes = share of wrong classes
