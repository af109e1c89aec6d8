# What Models says: recipes, why data and settings do not fit, what is done to data, and what a report on data holds.

## Recipes, one line each, for lists and help
recipe-auto = the mean of the best of naive forecasts, theta, smoothing, least squares and their hybrid, and a network beside it that may take over where it does better on validation data
recipe-average = the mean of the three that do best on validation data, of naive forecasts, theta, smoothing, least squares and their hybrid
recipe-mlp = two hidden layers of relu units on lags and calendar: the all-rounder
recipe-conv = filters that slide over an image, each layer followed by pooling; then one dense layer
recipe-composite = a base network, pretrained or not, joined with a small feature network on the same image
recipe-linear2 = two linear layers by per-sample gradient descent: the smallest model that learns
recipe-ridge = linear least squares with a penalty, in closed form; penalty, lookback and seasonal differences are chosen by folds
recipe-nlinear = one linear layer on the target's past, measured from its last value
recipe-dlinear = two linear layers, for the trend (a moving average) and for the remainder
recipe-nhits = three blocks of relu layers, coarse to fine: each explains what those before it left
recipe-gru = gated recurrent units that read the target's past step by step, then one dense layer
recipe-smoothing = a level, a slope and up to two seasons that follow their errors: exponential smoothing, hard to beat on regular series
recipe-theta = the theta method: a level that follows each value and a trend of all of them, after a season is taken away
recipe-hybrid = smoothing, and least squares on what it leaves where that does better on validation data
recipe-per-grain = a model on each grain, side by side, their forecasts combined (late fusion)
recipe-fused = one model that reads the features of all grains together (early fusion)
recipe-coupled = a coarse and a fine model that learn to agree, with strength μ
recipe-shared = models of several grains whose hidden weights are blended after each step, by α
recipe-cascade = the coarse model first, the finer one only for images of which it is unsure (below τ)
recipe-naive = the last known value, repeated: the first baseline to beat
recipe-seasonal-naive = the value one season ago: the baseline that counts

## What a model is, in short
summary-nlinear = NLinear { $past } → { $horizon }
summary-dlinear = DLinear { $past } → { $horizon }
summary-nhits = N-HiTS { $past } → { $widths } → { $horizon }
summary-convolved = Conv { $kernel }×{ $channels } relu → { $chain }
summary-gru = GRU { $past } → { $widths } → { $outputs }
summary-composite = { $base } { $learning }, Conv { $filters } { $side }×{ $side } → { $join } → { $outputs }
summary-auto = the mean of the best that is solved at once, or { $network }
summary-auto-alone = the mean of the best that is solved at once
summary-average = the mean of the best that is solved at once
summary-naive = the last value
summary-seasonal-naive = the value one season ago
summary-smoothing = level, slope and seasons → { NUMBER($horizon) }, by exponential smoothing
summary-theta = level and trend → { NUMBER($horizon) }, by the theta method
summary-hybrid = exponential smoothing and least squares on its errors, { NUMBER($inputs) } inputs → { NUMBER($outputs) }
found-best = { $recipe } does best on validation, with an RMSSE of { $error }; then { $others }
found-best-is = { $choice }; { $model }
found-share = { $recipe } { $percent } %
found-average = the mean of { $shares }
found-average-best = { $average }; { $recipe }: { $model }
found-smoothing = { $seasons }, { $slope }; { $rates }
found-refit = { $seasons }, { $slope }; { $rates } on training rows, found anew at each origin
found-relative-refit = { $seasons }, { $slope }, errors in shares of the forecast; { $rates } on training rows, found anew at each origin
found-theta-added = a season of { NUMBER($steps) } steps is subtracted; θ { $theta }, α { $alpha }
found-theta-multiplied = the series is divided by a season of { NUMBER($steps) } steps; θ { $theta }, α { $alpha }
found-theta = no season; θ { $theta }, α { $alpha }
found-theta-refit = { $found } on training rows, found anew at each origin
found-no-season = no season
found-seasons-added = { $count ->
    [one] a season of { $steps } steps that is added
   *[other] seasons of { $steps } steps that are added
  }
found-seasons-multiplied = { $count ->
    [one] a season of { $steps } steps that multiplies
   *[other] seasons of { $steps } steps that multiply
  }
found-no-slope = no slope
found-straight-slope = a straight slope
found-damped-slope = a slope damped by { $damping }
found-correction = { $smoothing }; corrected by least squares
found-no-correction = { $smoothing }; not corrected, as that does no better on validation
found-ridge-last = { $rows ->
    [one] one row
   *[other] { NUMBER($rows) } rows
  } before an origin, measured from the last value
found-ridge-season = { $rows ->
    [one] one row
   *[other] { NUMBER($rows) } rows
  } before an origin, as differences over a season of { NUMBER($season) } steps
summary-ridge = least squares, { NUMBER($inputs) } inputs → { NUMBER($outputs) }
summary-stream-naive = the newest value, repeated
summary-stream-seasonal-naive = the value { NUMBER($bins) } bins ago
summary-stream-ridge = { NUMBER($lags) } lags → { NUMBER($outputs) }, least squares whose past fades

## How a model was built, without a full stop
remark-pools = { $count ->
    [one] pool { $pools } of { NUMBER($layers) } is left out, because nothing would be left of a side
   *[other] pools { $pools } of { NUMBER($layers) } are left out, because nothing would be left of a side
  }
remark-no-network = there are too few windows for a network, so that it learns nothing by steps
remark-no-season = no season is found in the training part, so that the last value is repeated
remark-base-weights = the { $base } begins with the weights of { $file }
remark-other-weights = the weights of { $file } are a { $found }'s, so that the { $base } begins with random ones
remark-random-weights = the { $base } begins with random weights; --init FILE gives trained ones
remark-random-weights-kept = the { $base } begins with random weights and keeps them; --init FILE gives trained ones

## What may be given to a knob on the command line, as a half sentence
knob-whole = a whole number from { $lower } to { $upper }
knob-widths = at most { $most } whole numbers from { $lower } to { $upper }, as 64,32

## Why a knob cannot be set
knob-wrong-kind = The knob { $knob } cannot be set to { $value }; it takes another kind of value.
knob-unknown-choice = { $knob } cannot be “{ $found }”; choose one of { $names }.
knob-unknown-choice-near = { $knob } cannot be “{ $found }”; did you mean { $nearest }? Choose one of { $names }.
knob-many-layers = { NUMBER($count) } hidden layers were asked for; give at most { $most } widths, as 64,32.
knob-unreadable = { $knob } cannot be “{ $found }”; give { $expected }.
knob-out-of-range = { $knob } { $found } is out of range; give { $expected }.

## Why an option of a knob does nothing
content-name = { $content ->
    [series] a series
    [table] a table
    [images] images
   *[stream] a stream
  }
knob-takes-on = on { content-name } { $range }
knob-takes-too = { $before }; on { content-name } { $range }
idle-unused = { $knob } is not used by { $by }
idle-beside = --{ $option } does nothing with --{ $other } { $found }; it acts with { $acting }. Leave it out.
idle-no-steps = --{ $option } does nothing with { $recipe }, which is solved at once, without steps. Leave it out, or take another --recipe.
idle-recipe = --{ $option } does nothing with { $recipe }; it acts with { $acting }. Leave it out, or take another --recipe.
idle-content = --{ $option } does nothing on { content-name }; it acts on { $acting }. Leave it out.

## Beginning with a trained model
initial-taken = begins with the weights of { $file }
initial-taken-but-last = begins with the weights of { $file }, but for the last layer, which has other outputs and begins with random ones
initial-other-columns = { $file } reads the columns { $found }; here are { $columns }
initial-other-target = { $file } was trained to predict { $found }, and goes on with { $target }
initial-learnt-to = { $file } has learnt from rows up to { $time }, and validation begins at { $validation }: where these are the same data, scores do not tell how good it is on rows that it does not know
initial-other-split = { $file } was trained with seed { $seed }, and the seed here is { $own }: where these are the same data, it has learnt from samples that it is judged by here
initial-random = begins with random weights: { $reason }
initial-other-model = { $file } is a model of the recipe { $found } with { NUMBER($networks) } { $networks ->
    [one] network
   *[other] networks
  }
initial-other-layers = { $file } reads { NUMBER($foundInputs) } values and is { $found }; here { NUMBER($expectedInputs) } are read by { $expected }

## A base network's weights
weights-unknown = { $path }: the tensors have neither a ResNet-18's names (conv1.weight …) nor a VGG-11's (features.0.weight …); export one with export-weights.py.
weights-unexpected = { $path }: there is a tensor { $name }, which a { $network } does not have; export a ResNet-18 or a VGG-11.
weights-missing = { $path }: there is no tensor { $name }, which a { $network } has; export all of its weights.
weights-misfit = { $path }: { $name } has the shape { $found }, but { $expected } is expected for these images; give weights of that shape.
weights-unsound = { $path }: { $name } holds values that are not numbers, or variances below 0; export the weights again.
weights-no-images = --init names weights of a base network of images, and these data are no images; give a model of this program, or leave it out.

## Why a rung cannot be trained
experiment-no-grain = There is no grain { $rung } on this ladder; choose among { $known }.
experiment-excluded = The grain { $rung } cannot be compared at this target: { $reason }; choose another horizon or leave the grain out.
experiment-few-windows = { $found ->
    [one] At grain { $rung } the training part has one window of { NUMBER($lookback) } rows
   *[other] At grain { $rung } the training part has { NUMBER($found) } windows of { NUMBER($lookback) } rows
  }, and at least { $needed ->
    [one] one is needed
   *[other] { NUMBER($needed) } are needed
  }; choose a shorter lookback, a finer grain, or open more rows.
experiment-gappy-windows = { $found ->
    [0] At grain { $rung } none of the { NUMBER($count) } training windows of { NUMBER($lookback) } rows is without missing values
    [one] At grain { $rung } only one of the { NUMBER($count) } training windows of { NUMBER($lookback) } rows is without missing values
   *[other] At grain { $rung } only { NUMBER($found) } of the { NUMBER($count) } training windows of { NUMBER($lookback) } rows are without missing values
  }, and at least { NUMBER($needed) } are needed; { fill-gaps }, or choose a shorter lookback or a finer grain.
experiment-no-test-origins = { $count ->
    [one] The grain { $rung } cannot be judged: at the only test origin values are missing among the { NUMBER($lookback) } rows that it reads
   *[other] The grain { $rung } cannot be judged: at each of the { NUMBER($count) } test origins values are missing among the { NUMBER($lookback) } rows that it reads
  }; choose a shorter lookback, or { fill-gaps }.
# What to do about gaps, beside what is done already.
fill-gaps = { $gaps ->
    [leave-out] fill short gaps (--gaps interpolate:3)
   *[other] fill longer gaps (more rows in --gaps { $gaps })
  }
# The same as half sentences.
refusal-few-windows = { $found ->
    [0] its training part has no window of { NUMBER($lookback) } rows
    [one] its training part has one window of { NUMBER($lookback) } rows
   *[other] its training part has { NUMBER($found) } windows of { NUMBER($lookback) } rows
  }, and at least { NUMBER($needed) } are needed to learn
refusal-gappy-windows = { $found ->
    [0] none of its { NUMBER($count) } training windows of { NUMBER($lookback) } rows is without missing values
    [one] one of its { NUMBER($count) } training windows of { NUMBER($lookback) } rows is without missing values
   *[other] { NUMBER($found) } of its { NUMBER($count) } training windows of { NUMBER($lookback) } rows are without missing values
  }, and at least { NUMBER($needed) } are needed to learn
refusal-no-test-origins = { $count ->
    [one] at the only test origin values are missing among the { NUMBER($lookback) } rows that it reads
   *[other] at each of the { NUMBER($count) } test origins values are missing among the { NUMBER($lookback) } rows that it reads
  }
experiment-no-fit = The recipe { $recipe } does not fit { $task }; choose { $known }.
experiment-unusable = The grain { $rung } cannot be trained: { $reason }
task-series = a series
task-table = a table
task-images = images
task-image-numbers = images whose target is a number
reason-uneven-season = a season of { $season } is no whole number of its steps of { $grain }; choose another with --seasons
reason-long-season = the training part has { NUMBER($rows) } rows and would need two seasons of { $season }, each of { NUMBER($steps) }; choose shorter ones with --seasons
reason-not-positive = seasons multiply a level above 0 alone, and training rows hold values of 0 or less; take --season-form added
reason-no-penalty = the penalty is chosen on validation windows, and there are none; choose a shorter horizon, a finer grain or a file with more rows
reason-not-compared = it is not among the grains compared
reason-join-grains = the recipe { $recipe } joins at least two grains; name them with a plus, as { $example }.
reason-wide-kernel = a convolution of { NUMBER($kernel) } rows does not fit into the { NUMBER($lookback) } rows that are looked back on; give a --kernel of at most { NUMBER($lookback) }, 0 for none, or a longer --lookback.
reason-wide-trend = a trend of { NUMBER($width) } rows is wider than the { NUMBER($lookback) } rows that are looked back on; give a --trend-width of at most { NUMBER($most) }, or a longer --lookback.
reason-wide-pool = a pool of { NUMBER($pool) } rows is wider than the { NUMBER($lookback) } rows that are looked back on; give --pools of at most { NUMBER($lookback) }, or a longer --lookback.
reason-no-shared-layer = no hidden layer has the same shape on all grains ({ $shapes }), so that there is nothing to share; give two hidden layers or more, as 64,32, or a lookback that all can take.
reason-not-tied = its steps are not always the same number of steps of { $finer }, so that the two cannot be tied; join rungs of which one divides the other, as 1h and 1d.

## Why a file cannot be opened as asked
opening-other = The file cannot be opened as asked: { $reason }.
opening-no-classes = The images of { $file } have no classes, which training needs; put the labels file beside it.
idle-separated = { $option } does nothing on { $file }, which has no cells between separators. Leave it out.
idle-option = { $option } does nothing on { content-name }; it acts on { $acting }. Leave it out.
opening-no-target = Images have no target “{ $name }”; it is { $known }.
opening-time-as-target = The column { $name } holds the time, which is not forecast; choose another --target: { $known }.
opening-few-complete = { $complete ->
    [0] None of { NUMBER($all) } rows has
    [one] 1 of { NUMBER($all) } rows has
   *[other] { $complete } of { NUMBER($all) } rows have
  } a value in every column that is read; { $column } lacks most, in { $lacking } rows: leave such columns out with --without, or give more rows.
opening-no-features = { $file } has no number column beside its target { $target }; add columns to learn from, or choose another --target.
opening-no-numbers = { $file } has no number column to forecast; add one, or open a file that has.
opening-prepare-images = Preparing columns or gaps
opening-gaps = --gaps { $policy }

## What to know about data that were opened, without a full stop
remark-gaps-filled = gaps of up to { NUMBER($limit) } rows are interpolated in what models read, as without missing values { $rung } has { NUMBER($complete) } of { NUMBER($count) } training windows; what they are judged by is not filled; --gaps leave-out fills none, --gaps interpolate:N longer ones too
remark-gaps-needed = gaps of up to { NUMBER($limit) } rows are interpolated in what models read, as otherwise too little is left to learn from or to be judged by; what they are judged by is not filled; --gaps leave-out fills none, --gaps interpolate:N longer ones too
remark-business-days = Saturdays and Sundays are missing: the last value is carried over gaps of up to { NUMBER($limit) } days in what models read, and the horizon is the next day, as a longer one holds days that never come; what models are judged by is not filled; --gaps and --horizon choose otherwise
remark-business-days-asked = Saturdays and Sundays are missing: the last value is carried over gaps of up to { NUMBER($limit) } days in what models read; what they are judged by is not filled; --gaps chooses otherwise
remark-uneven-pixels = { $height }×{ $width } pixels do not divide into { $grains }: those on a border count in part to both sides
remark-stratified = the classes stand one after the other in the file, so that the test part is drawn from each of them
remark-unseen-classes = { $count ->
    [one] { $count } class of the test part never occurs in training; --split stratified draws the test part from every class
   *[other] { $count } classes of the test part never occur in training; --split stratified draws the test part from every class
  }
remark-missing-rows = { $count ->
    [one] { $count } row with missing values is left out
   *[other] { $count } rows with missing values are left out
  }
# A column with why it is not read, as `name (holds text)`.
unread-column = { $column } ({ $reason })
unread-text = holds text
remark-unread = { $count ->
    [one] 1 column of the file is
   *[other] { $count } columns of the file are
  } read by no model: { $columns }
remark-read-as-classes = { $count ->
    [one] the target { $target } has 1 distinct whole number: read as a class; --task number reads amounts
   *[other] the target { $target } has { $count } distinct whole numbers: read as classes; --task number reads amounts
  }
remark-read-as-amounts = { $count ->
    [one] the target { $target } has 1 distinct whole number: read as an amount; --task classes reads classes
   *[other] the target { $target } has { $count } distinct whole numbers: read as amounts; --task classes reads classes
  }
remark-constant-target = { $target } has one value in every row: RMSSE, MASE and skill measure errors against its changes, of which there are none
remark-beyond-squares = values of { $target } reach { $reach }, and errors are squared, which numbers hold from 1e-150 to 1e150: scores may be missing or 0; give the column in another unit
remark-repeating-target = { $target } is the same again after { $season } throughout the training part: RMSSE, MASE, skill and ranks measure errors against its changes, of which there are none; MSE and MAE stand, and naive forecasts are exact
remark-no-band = a band of { $level } % needs { NUMBER($needed) } origins before and the validation part has { NUMBER($found) }: there is none at first
remark-passed-over = { $count ->
    [one] { $rungs } takes no origin from other rungs: with the { $rows } rows that it reads, gaps leave it fewer than { NUMBER($needed) } training windows or no test origin
   *[other] { $rungs } take no origin from other rungs: with the { $rows } rows that they read, gaps leave each fewer than { NUMBER($needed) } training windows or no test origin
  }
remark-shortened = with what they begin with, gaps leave no rung { NUMBER($needed) } training windows and a test origin: origins are those before which { $rows } are known, for models that read no more (--lookback)
filling-gaps = { $gaps ->
    [leave-out] --gaps interpolate:3 fills short gaps, carry-forward:3 those right before an origin too
   *[other] more rows in --gaps { $gaps } fill longer gaps, carry-forward those right before an origin too
  }
omitted-unserved = { NUMBER($count) } where the { $rows } before them are not all known ({ filling-gaps })
omitted-unserved-columns = { NUMBER($count) } where the { $rows } before them are not known in all columns ({ filling-gaps })
rows-of-rung-first = { $count ->
    [one] 1 row of { $rung }
   *[other] { NUMBER($count) } rows of { $rung }
  }
rows-of-rung = { NUMBER($count) } of { $rung }
remark-fewer-windows = { $count ->
    [one] at the only validation window values are missing that it reads, so that no loss is measured there
   *[other] validation losses are of { NUMBER($found) } of { NUMBER($count) } windows: at the others values are missing that it reads, so that they cannot be held against losses of other runs
  }
remark-untied = { $count ->
    [one] { $left } is not read: { $recipe } ties { $read } alone
   *[other] { $left } are not read: { $recipe } ties { $read } alone
  }
remark-omitted-validation = validation origins are left out: { $counts }
remark-omitted-test = test origins are left out: { $counts }

## What is done to data before a model sees them
split-stratified = { $percent } % of each class are the test part
split-file-order = the last { $percent } % of the file are the test part; validation is drawn at random from what stands before it
columns-all = all are kept
columns-left-out = left out { $columns }
gaps-none = no value is missing
gaps-left-out = windows that touch a missing value of a column that they read are left out; missing: { $counts }
gaps-too-long = no gap is so short
count-of-column = { NUMBER($count) } of { $column }
gaps-interpolated = values filled: { $counts }; each is read only where the row after its gap is known; validation and test are judged by the file's own values
gaps-carried = values filled: { $counts }, each from the last known one; validation and test are judged by the file's own values
outliers-none = no value lies so far from its column's median
outliers-of = { NUMBER($count) } of { $column } ({ NUMBER($training) } in training)
outliers-clipped = values clipped: { $counts }; limits from training rows; validation and test are judged by the file's own values
features-kept = kept { NUMBER($kept) } of { NUMBER($count) } beside the target: { $columns }

## A report on data: why a target, a horizon and grains
why-asked = asked for
why-only-constants = the first column of numbers; none of them varies
why-first-column = the first column of numbers that varies
why-image-numbers = each image has a number
why-image-classes = each image has a class
why-horizon-business-day = the next day, as a longer one would hold Saturdays and Sundays, which are missing
why-horizon-ranked = the longest usual one that leaves { NUMBER($origins) } origins in the test part, to rank by
why-horizon-cut = of usual ones the longest with { NUMBER($origins) } origins in the test part; { NUMBER($found) } of { NUMBER($all) } are left, as the notes say
why-horizon-unranked = the test part is too short for { NUMBER($origins) } origins of any usual one
season-none = none
why-season = of day, week, 52 weeks and year the one that repeats best in the training part, of those after which it is like itself again (autocorrelation { $correlation })
why-no-season = after none of day, week, 52 weeks and year is the training part like itself again (autocorrelation above { $least }, and as much above that within)
why-not-cycle = ; the strongest cycle found, { $cycle }, is not taken: { $why }
why-cycle-unusual = seasons are day, week, 52 weeks and year alone
why-cycle-too-long = the training part does not hold it twice
why-cycle-unlike = the training part is not enough like itself again after it (autocorrelation { $correlation })
why-cycle-level = the training part is as like itself within it (autocorrelation { $correlation }, and { $lowest } where it is lowest within)
why-cycle-fading = the training part is less like itself after two of them (autocorrelation { $correlation }, then { $again })
why-cycle-worse = over the horizon its seasonal naive errs more in the training part (RMSE { $error } against { $best })
why-own-size = the pictures' own size
why-averaged = each pixel averages a block of them
why-all-columns = all columns of numbers but the target
why-and-loss = { $reason }; brought back to the finest it loses { $loss }

## A report on data: columns to look at
column-empty = has no value at all
column-constant = has one value in every row and says nothing
column-equals = equals the target in every row
column-follows = follows from the target in the same row (correlation { $correlation })
column-ahead = is the target { $rows ->
    [one] one row
   *[other] { $rows } rows
  } ahead: it knows the future
column-class = has values that each stand for one class: it gives the answer away

## A report on data: what was odd in the file
odd-duplicates = duplicate stamps, left out
odd-unordered = rows out of order, sorted in
odd-moved = rows between steps, moved by up to { $length }
odd-stamps = unreadable stamps, left out
odd-skipped = stamps that the clocks never showed, carried past the jump
odd-pictures = pictures that do not match the others, left out
odd-cells = odd cells, taken as missing
odd-ragged = rows with too few or too many cells
odd-line = line { $line }
odd-row = line { $line }: { $stamp }
odd-cell = line { $line }, { $column }: { $what }

## A trained model read from its file
model-none = { $path } holds tensors, but no model that Grainscope wrote; give a file that Grainscope wrote as a model.
model-newer = { $path } is a model of version { $found }, this program reads up to { $known }; use a newer Grainscope.
model-changed = { $path } has other weights than when the session began with them; bring back that file, or begin anew.
model-damaged = { $path } is no valid model: { $reason }; write it again from its run.
model-has = it has { $fault }
model-no-json = its description is not JSON
model-description = its description has no valid { $place }
model-settings = its settings are not valid ({ $reason })
fault-functions = { $count ->
    [one] 1 function for its members
   *[other] { $count } functions for its members
  }
fault-window-function = a function that does not fit the windows of { $grain }
fault-sample-function = a function that does not fit the samples of { $rung }
fault-weights = no weight for each of its members
fault-no-weights = no weights
fault-band = a band of another number of steps
fault-columns = columns that contradict each other
fault-zone = the unknown zone { $zone }
fault-no-members = no members
fault-windows = windows of columns that it does not have
fault-way = no refinement from { $from } to { $to }
fault-horizons = members of different horizons
fault-bins = grains whose steps do not begin together
fault-some-ways = refinements between some members only
fault-samples = samples that contradict each other
fault-networks = another number of networks than it names
fault-combination = an unknown combination
fault-subject = neither series nor samples

## A trained model asked about data
model-other-kind = The model predicts from { $expected }, and these data are { $found }; give data as it was trained on.
model-missing-column = The model reads the column { $name }, which these data lack (they have { $found }); give data with the columns that it was trained on.
model-words-in-column = The model reads numbers in the column { $name }, and here it holds words as “{ $example }”; give data with the columns that it was trained on.
model-other-step = The model reads rows { $expected } apart, and these lie { $found } apart; give data at the step that it was trained on.
model-other-zone = The model was trained in the time zone { $expected }, and these stamps are in { $found }; read them with the zone that it was trained in.
model-other-images = The model reads images of { $expected }, and these are of { $found }; give images of that size.
model-clock-change = the clock is changed within a horizon, which then has more or fewer steps than the model forecasts
model-unreadable = The model cannot read these rows: { $reason }
rows-of-table = rows of a table
onnx-whole-past = { $recipe } goes along the whole past of a series, for which an ONNX graph of a window has no place; save the model with --save-model, or export the arrays.
onnx-mean = { $recipe } forecasts by the mean of several models, of which not all are graphs of ONNX; export a run of one of them, as of --recipe ridge, or save the model with --save-model.
onnx-joined = { $recipe } joins several grains by the calendar or by what each sample is like, for which ONNX has no operators; export a run that reads one grain.
