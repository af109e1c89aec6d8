# What grainscope says: the help of its commands and options, what they print, and why they fail.

## The program
program-abstract = A laboratory in the terminal for models at many grains of the same data.
program-discussion =
    Open a file and watch models learn at every grain (resolution), side by side:

    { "  " }grainscope demand.csv                      open the Lab on your own file
    { "  " }grainscope                                 open the Lab on a sample
    { "  " }grainscope samples                         list the samples

    The same work without a screen:

    { "  " }grainscope inspect demand.csv              what is in it, and its grains
    { "  " }grainscope train demand.csv --grain 1h,1d  train and score every grain
    { "  " }grainscope reconcile demand.csv            make all grains add up
    { "  " }grainscope choose demand.csv               find the grain worth taking
    { "  " }grainscope replay run.journal              run again, compare the bits

    In the Lab, ? shows every key.

## What the shell allows
limit-files = This shell lets a program open { NUMBER($found) } files at a time, and at least { NUMBER($needed) } are needed; allow more, as by ulimit -n 1024.
limit-memory = This shell leaves the program { NUMBER($found) } MB of memory, and at least { NUMBER($needed) } MB are needed; allow more, as by ulimit -v unlimited.
limit-threads = This shell does not let the program start { NUMBER($needed) } threads; end other programs, or allow more, as by ulimit -u 4096.

## Files that are written
output-not-written = Standard output cannot be written: { $reason }; what was written is not whole.
file-not-written = { $path } cannot be written: { $reason }; choose another path.

## Names of values in the help of options
value-amount = amount
value-choice = choice
value-count = count
value-days = days
value-depth = depth
value-duration = duration
value-epochs = epochs
value-file = file
value-grain = grain
value-grains = grains
value-journal = journal
value-keys = keys
value-kind = kind
value-model = model
value-name = name
value-names = names
value-number = number
value-origins = origins
value-path = path
value-percent = percent
value-percents = percents
value-points = points
value-policy = policy
value-rows = rows
value-rule = rule
value-share = share
value-texts = texts
value-time = time
value-widths = widths
value-zone = zone

## Options of several commands
knobs-title = Knobs
reading-title = How to read the file
preparation-title = What is done to the data
composite-title = What a composite leaves behind

json-object = Print one JSON object.
json-lines = Print one JSON object per line.
recipe-of-grains = The model of every grain.
recipe-on-rungs = The model on every rung.
recipe-choices = The model: { $recipes }.
choices-or-all = { $choices }, or all.
note = Note: { $remark }.
journal-path = Write the journal here.
seed = Seed of everything that is random.
# What a name that is not known may have been, and what there is.
choice-near = did you mean { $nearest }? Choose one of { $names }.
choice-one-of = choose one of { $names }.
choice-unknown = { $option } “{ $found }” is not known; { $advice }
# What an option takes, after its name and what was found.
give-whole = give a whole number from { $lower } to { $upper }.
give-whole-from = give a whole number from { $lower } up.
give-number = give a number from { $lower } to { $upper }.
# An option as the table of knobs explains it, with its range.
knob-help = { $explanation }: { $range }.

## The file and how it is scored
session-file = A series, a table or images: a { $formats } file, each also compressed with gzip, or a folder of pictures.
session-file-samples = The name of a sample works too, as demand or digits; - is standard input.
session-target = The column to predict.
session-task = What a table's target of whole numbers is read as: { $tasks }; by default its name and values decide.
session-horizon = How far ahead every grain is judged, as 1h, 1d or 2w.
session-grain = The ladder, as 30min,1h,1d (series) or 8x8,4x4 (images).
session-evaluation-grain = The grain at which all are scored; by default the finest.
session-band = Percentage of actual values that the band around a forecast should contain.
session-split = How samples are split: { $rules }.
session-validation-share = Share of the samples outside the test part that validation takes, as 0.1.
session-initial = Begin with trained weights: a model's file, a run of the store by its name, or weights of a base network for images with torchvision's names, for the recipe composite.
session-threads = How many rungs compute at the same time; the result does not depend on it.
session-weights-unwanted = --init names no model of this program, but weights by other names, which are for the base network of the recipe composite; add --recipe composite, or give a model's file.
initial-idle = --init gives networks their first weights, and nothing is trained here; leave it out.
initial-empty = --init is empty; name a run of the store or a model's file.
model-nowhere = { $name }: there is no such file, and no such run in the store. { $reason }
initial-recipe = { $path } is a model of the recipe { $found }; give --recipe { $found } instead of { $recipe }, or another model.
initial-no-network = { $path } is a model of the recipe { $recipe }, which is computed from the data and begins with nothing; leave --init out.
initial-misfit = The weights do not fit { $rung }: { $reason }; ask for the data, horizon and structure that the model was trained with, or leave --init out.
samples-missing = The samples were not found beside the program; name a file, as: grainscope demand.csv.

## How to read the file
reading-as = Read the file as { $kinds }.
reading-separator = What stands between cells: { $separators }.
reading-decimal = The decimal mark: { $marks }.
reading-thousands = What groups thousands: { $marks }.
reading-header = Whether the first line names the columns: { $choices }.
reading-encoding = Encoding of the text: utf-8, utf-16, latin1, windows-1252, gb18030 …
reading-time-column = The column that holds the time.
reading-day-first = Whether 3/4/2016 is 3 April: { $choices }.
reading-zone = Time zone of the time stamps, as Europe/London.
reading-label-column = The column of classes beside the pixels.
reading-missing = Further texts and numbers that mean a missing value, as -,? or -999.

## What is done to the data
preparation-gaps = What is done about missing rows: leave-out, interpolate:ROWS or carry-forward:ROWS; without a number, gaps of up to { $usual } rows.
preparation-clip = Clip at this many robust standard deviations from the median of training rows.
preparation-columns = The only columns to read beside the target, as a,b.
preparation-without = Columns to leave out, as a,b.
preparation-features = How many columns to keep: those with the highest mutual information with the target.

## How the screen looks
look-theme = Theme: { $themes }, or a btop .theme file.
look-symbols = Graph symbols: { $kinds }.
look-colors = Colours: { $depths }.
look-mouse = Leave the mouse to the terminal, to select text.
theme-unknown = There is no theme “{ $theme }”; { $advice } Or name a .theme file.
theme-unreadable = The theme file { $path } cannot be read; give the path of a btop .theme file.
theme-more-faults = { $fault }. { $more ->
        [one] One more line cannot be read.
       *[other] { NUMBER($more) } more lines cannot be read.
    }
theme-not-set = The theme { $theme } cannot be read.

## What a composite leaves behind
composite-weights = Write the trained base network of the finest rung to this file, with torchvision's names.
composite-weights-written = { $count ->
    [one] 1 tensor of the base network was written to { $path }.
   *[other] { $count } tensors of the base network were written to { $path }.
  }
composite-weights-unwanted = --save-weights writes the base network of the recipe composite; add --recipe composite, or leave it out.

## lab
lab-abstract = Open the Lab: pick a grain, turn knobs, watch every rung learn. (default)
lab-discussion = Without a file it opens a sample. In the Lab, ? shows every key and q quits.
lab-recipe = The model that starts on every rung; by default the one in config.toml, or auto on a series and mlp on other data.
lab-paused = Open with all rungs paused; space starts them.
lab-no-journal = Keep no journal of this session.
lab-journal-or-none = --journal asks for a journal and --no-journal for none; give one of the two.
lab-copied = copied { $what }
lab-copied-command = the command that trains { $run } again
lab-copied-command-origins = the command that trains { $run } again; it names its own grains alone, so that scores may be of other origins than here
lab-copied-command-reach = the command that trains { $run } again; it asks for the run's own lookback and columns, so that scores may be of other origins than here
lab-copied-command-partly = a command of { $run }, { $shortfall }; grainscope replay { $journal } repeats all of it
lab-copied-command-partly-alone = a command of { $run }, { $shortfall }; no journal is kept
future-none = this run forecasts nothing beyond its data
lab-kept-now = { $count ->
    [0] nothing trains: no state was kept
    [one] the state of the run that trains is kept
   *[other] the states of the { NUMBER($count) } runs that train are kept
  }
lab-no-clipboard = this terminal gives no access to the clipboard
lab-configuration-read = { $file } was read again
lab-no-checkpoint = This run has not begun yet; try again in a moment.
lab-not-opened = The file cannot be opened: { $reason }.
lab-stream-not-reconciled = The forecasts of a stream cannot be reconciled; open a file for that.
lab-stream-not-chosen = A stream cannot be tried at other grains; open a file for that.
lab-continued = Run { $run } goes on at epoch { $epoch }.
lab-export-form = “{ $found }” does not say what to write; give files that end in { $endings }, or a folder behind { $folders }.
lab-exported = { $count ->
    [one] 1 file or folder written: { $paths }
   *[other] { NUMBER($count) } files and folders written: { $paths }
  }
lab-opened = Run { $run } of the store is { $number } here, as it was left.
lab-stream-not-repeated = A stream cannot be trained again with other seeds; open a file for that.

## train
train-abstract = Train a recipe on every grain and score all on one common target.
train-discussion =
    On a terminal it shows progress and the time left; into a pipe it writes plain lines; with --json one object a line, each with "event": those of rungs that learn side by side come as it happens, "ended" of each rung in the order of the ladder, and last "end" with every rung's scores. Rungs are ranked by validation scores; test scores stand apart.

    { "  " }grainscope train demand --grain 1h,1d --recipe mlp --horizon 1d
    { "  " }grainscope train digits.csv --grain 8x8,4x4,2x2 --epochs 60 --json
    { "  " }grainscope train demand --grain 1h,1d --recipe coupled --coupling 1
no-test = Leave every test score out. Tune on validation scores, look at the test part last.
predictions = With --json, write the predictions behind the scores too, with the actual values.
predictions-need-json = --predictions writes into what --json prints; add --json, or leave it out.
patience = Stop after this many epochs without a better validation loss; 0 never does.
patience-no-steps = --patience does nothing with { $recipe }, which is solved at once, without steps. Leave it out, or take another --recipe.
train-none-finished = No rung could be trained to its end; what was printed for each says why.

train-began = { $rung }: { $recipe }, { $model }, { $rows ->
    [one] 1 training row
   *[other] { $rows } training rows
  }
# One grain of a joined run.
train-part = { $run }, { $rung }
train-windows-left-out = { $rung }: { NUMBER($omitted) } of { NUMBER($count) } training windows are left out: missing values
train-epoch = { $rung }: epoch { $epoch } of { $epochs }, training { $training }
train-epoch-validated = { train-epoch }, validation { $validation }
train-penalty = { $rung }: λ { $penalty } has the lowest validation error of { NUMBER($tried) } that were tried
train-penalty-at-edge = { train-penalty }, and the error still falls there
train-finding = { $rung }: { $finding }
train-diverged = { $rung }: { $explanation }
train-dead = { $rung } no longer learns: { $explanation }

## forecast
forecast-abstract = Forecast beyond the end of a series, with bands, as CSV or JSON.
forecast-discussion =
    Trains every grain, takes the best by validation and forecasts the next horizon from the last row on, in the target's own units at the evaluation grain. Standard output holds the forecasts alone; what forecasts and what it has learnt from is said on standard error.

    { "  " }grainscope forecast demand --horizon 1d > next-day.csv
    { "  " }grainscope forecast demand --grain 1h --recipe mlp --levels 50,80,95 --refit
    { "  " }grainscope forecast demand --save-model demand.safetensors --output next-day.csv
    { "  " }grainscope forecast newer.csv --model demand.safetensors --layout ndjson
forecast-recipe = Recipe that is trained on every grain, auto where none is given: the same as of train.
forecast-model = A model that --save-model wrote: it forecasts from these data without training.
forecast-refit = Then learn from all rows, with the settings that validation chose; bands keep the errors of the model before.
forecast-reconcile = Forecast every grain at its own steps so that they add up, by { $methods }.
forecast-reconciled-not-saved = A model's file holds one grain, and --reconcile forecasts several; leave out one of --save-model and --reconcile.
forecast-joined-reconciled = { $recipe } forecasts one grain from several, so that there is nothing to add up; give --reconcile a recipe that forecasts each grain by itself, as ridge.
forecast-reconciled-errors = { $recipe } at every grain forecasts, made to add up by { $method }. RMSSE at { $origins ->
    [one] 1 validation origin
   *[other] { NUMBER($origins) } validation origins
  }, before and after: { $levels }.
forecast-level-errors = { $grain } { $own } → { $error }
forecast-reconciled = { $recipe } at { $grains } forecasts, made to add up by { $method }, which has learnt from the errors at validation origins; there are too few of them to tell how well it does.
forecast-learnt-errors = { $method } has learnt from the errors at validation origins, which are too few to take bands from as well
forecast-other-method = { $reason }; leave out --levels, or reconcile by structural, ols, bottom-up or top-down.
forecast-from = Forecast from this time on, on the wall clock of the data, as 2024-03-01T00:00; no later row is read.
forecast-every-origin = Forecast from every origin of the test part, with what happened there beside each forecast.
forecast-levels = Shares of values that bands are to hold, as 80 or 50,80,95; 80 where none is given.
forecast-from-or-every = --from asks for one origin and --every-origin for all; give one of them.
forecast-refit-or-every = --refit learns from the test part, so that --every-origin would be no test; give one of them.
forecast-refit-or-from = This model has learnt from all rows, those behind --from too; leave --from out, or give { $newest }.
forecast-model-decides = { $option } was decided when the model was trained; leave it out, or train anew without --model.
forecast-model-of-samples = { $path } is a model of a table or of images; give one of a series.
forecast-no-series = { $file } is no series, and only a series goes on; give data with a time column.
forecast-dead = { $recipe } at { $grain } forecasts, though its network no longer responds to what it reads; try a lower --learning-rate.
forecast-none-sound = No model forecasts: all { $count } runs diverged or no longer respond to what they read; try a lower --learning-rate.
forecast-other-lookback = { $grain } reads { NUMBER($own) } rows before an origin with these grains, and { NUMBER($other) } on the whole ladder, whose finest grain has another season ({ $own-season } here, { $other-season } there); --lookback { $other } trains it as there.
forecast-weekend = The forecast of { $day } is of a day of the weekend, which the series never has: read it as that of the next business day.
forecast-not-ranked = No grain can be ranked by validation: there are too few origins that all grains have; name the grain that is to forecast with --grain.
forecast-chosen = { $recipe } ({ $chosen })
forecast-best = { $recipe } at { $grain } forecasts: { $count ->
    [one] the only grain that could be judged
   *[other] the best of { $count } grains
  } on validation, RMSSE { $error } at { $origins ->
    [one] 1 origin
   *[other] { $origins } origins
  }.
forecast-unjudged = { $recipe } at { $grain } forecasts; { $found ->
    [0] no validation origin tells
    [one] 1 validation origin is too few to tell
   *[other] { $found } validation origins are too few to tell
  } how well.
forecast-diverged = { $recipe } at { $grain } forecasts with weights from before its training diverged; train it with a smaller --learning-rate.
forecast-naive-is-better = { $name } has { $naive } on validation, which is better than { $error }; --recipe { $recipe } forecasts with it.
forecast-naive = Naive
forecast-seasonal = Seasonal naive
forecast-no-yardstick = No grain can be ranked: the target repeats itself exactly in the training part, so that errors have no scale; name the grain that is to forecast with --grain, or take --recipe seasonal-naive or naive with one.
forecast-learnt-from = It has learnt from the rows before { $end } alone; later ones are read, not learnt from (--refit learns from all).
forecast-refitted = It has then learnt anew from all rows before { $end }. Scored before refitting: what is said of validation, and the errors behind bands, are those of the model that had learnt from the rows before { $training } alone; the one that forecasts has no score.
forecast-read = { $recipe } at { $grain } from { $path } forecasts.
forecast-missing = No forecast from { $origin }: values that the model reads before it are missing; give an earlier --from, or fill gaps with --gaps interpolate when training.
forecast-no-time = --from “{ $text }” is no time of these data; give one as 2024-03-01T00:00.
forecast-beyond-end = --from { $origin } is beyond the end of the data, { $end }; give an earlier time.
forecast-before-begin = --from { $origin }: the file begins at { $begin }, and there are no rows before to read; give a later time.
forecast-no-boundary = --from { $origin } is no boundary of every grain that is read; give { $before } or { $after }.
forecast-no-test-origins = A model from a file has no test part to forecast every origin of; leave out --every-origin.
forecast-few-origins = A band of { $level } % needs { $needed } origins whose values are known, and there { $found ->
    [0] are none
    [one] is 1
   *[other] are { $found }
  }
forecast-lower-levels = { $reason }; leave --levels out, or give lower ones.
forecast-no-band = { $reason }: none is written.
forecast-clock-change = The clock is changed within the { $horizon } from { $origin }, which then has more or fewer steps than the model forecasts; give another --from, or --grain { $grain } alone.
forecast-uneven = The clock is changed within the { $horizon } from { $origin }: the { $steps ->
    [one] step
   *[other] { $steps } steps
  } of { $grain } that are forecast end at { $end }, the { $horizon } at { $other }.
forecast-rows-behind = It forecasts from { $origin }, the last boundary of { $grain }, as scores and bands come from such origins; --from "{ $later }" takes the rows behind it too.
forecast-rows-unread = It forecasts from { $origin }, the last boundary of { $grain }, which it reads too; the rows behind it are not read.
forecast-other-place = Scores and bands come from origins at boundaries of { $grain }; from { $origin } bands may be too wide or too narrow.
forecast-learnt-behind = It has learnt from rows behind { $origin }: how well it does there is no test.

## What a model answers
sheet-layout = How rows are laid out: { $layouts }. Without it the first.
sheet-json = Write JSON lines, as --layout ndjson does.
sheet-json-or-layout = --json is --layout ndjson; leave out one of them.
sheet-output = Write into this file; - is standard output.

## predict
predict-abstract = Predict classes or numbers of samples with a model that was trained before, as CSV or JSON.
predict-discussion =
    Rows of a table and images in, classes with their probabilities or numbers in the target's own units out, a row for each sample in the file's order. Columns that name samples are written beside. Standard output holds the predictions alone; what predicts, what it does not read and, where the file has the target, how well it does is said on standard error.

    { "  " }grainscope train penguins.csv --save-model penguins.safetensors
    { "  " }grainscope predict newer.csv --model penguins.safetensors > classes.csv
    { "  " }grainscope predict pictures/ --model digits.safetensors --layout ndjson
predict-model = A model of a table or of images that train --save-model wrote.
predict-identities = Columns to write beside predictions, separated by commas; without it those that are named like an identity, or hold another text in every row.
predict-no-columns = --id { $name }: images have no columns; leave it out.
predict-many-texts = --id { $name }: the column holds more different texts than are kept; name a column of numbers.
predict-model-of-series = { $path } is a model of a series; grainscope forecast asks it.
predict-read = { $recipe } from { $path } predicts { $target } of { $count ->
    [one] 1 sample
   *[other] { NUMBER($count) } samples
  }.
predict-unread = { $count ->
    [one] The column { $columns } is not read.
   *[other] { NUMBER($count) } columns are not read: { $columns }.
  }
predict-lacking = { $count ->
    [one] 1 sample lacks a value that the model reads; its prediction is empty.
   *[other] { NUMBER($count) } samples lack values that the model reads; their predictions are empty.
  }
predict-accuracy = Accuracy { $accuracy } on { $count ->
    [one] the 1 sample
   *[other] the { NUMBER($count) } samples
  } that have a prediction and a class in the file; any that the model has learnt from make it look better.
predict-errors = RMSE { $rmse }, MAE { $mae }, R² { $r2 } on { $count ->
    [one] the 1 sample
   *[other] the { NUMBER($count) } samples
  } that have a prediction and a value in the file; any that the model has learnt from make it look better.

## Models in files
save-model = Write the model that is best on validation into this file, for forecast and predict.
save-model-not-ranked = No model is written: none of the rungs can be ranked by validation; train one alone, with --grain.
model-saved = { $recipe } at { $grain }, the best on validation, is written to { $path }.

## evaluate
evaluate-abstract = Score every grain's model at every grain, with costs, and with intervals over seeds.
evaluate-discussion =
    The evaluation matrix has a row for each model's grain and for both naive forecasts, and a column for each grain at which their forecasts are scored, on the same origins; * marks the best model of a column. With several seeds, trained as many at a time as --threads allows, cells are means, and differences that are smaller than seed noise are named.

    { "  " }grainscope evaluate demand --recipe ridge
    { "  " }grainscope evaluate demand --recipe mlp --epochs 60 --seeds 5 --measure MASE
    { "  " }grainscope evaluate demand --seeds 5 --json | jq '.rungs[] | { "{" }rung, mean{ "}" }'
evaluate-seeds = How many seeds each grain is trained with.
evaluate-no-matrix = --measure names scores of forecasts at every grain, which { $file } has none of. Leave it out.
evaluate-measure-idle = --measure chooses what the matrix shows; --json writes every measure. Leave it out.
evaluate-none-trained = No rung could be trained; what was printed for each says why.
evaluate-nothing-to-train = There is no rung that could be trained.
evaluate-progress = { $percent } %  { NUMBER($done) } of { NUMBER($runs) } runs

## audit
audit-abstract = Look for knowledge of the future in what models read, and in the file itself.
audit-discussion =
    Scores cannot reveal a leak: it makes them better. So the auditor compares time stamps; changes all rows after an origin, or after the training part, and checks that nothing made of earlier rows changes with them; and looks for columns that were made of later rows: a same-day mean, a moving mean that reaches ahead, a target shifted the wrong way, values scaled over all rows. It looks at exactly what the Lab would train on, with the same options.

    Exit code 0: nothing was found; 1: something was, with one sentence each; 2: the file cannot be opened as asked.

    { "  " }grainscope audit demand
    { "  " }grainscope audit meter.csv --gaps interpolate:3 --select-features 4 --json
audit-cancelled = The audit of { $file } was cancelled.
audit-checked = checked
audit-comparisons = comparisons
audit-findings = findings
audit-none = none
audit-idle = nothing to compare
audit-check = { $check }: { $about }
audit-result = { $file }: { $leaks ->
    [0] no leaks found
    [one] one leak
   *[other] { $leaks } leaks
  }; { NUMBER($comparisons) } comparisons in { $seconds } s.

## inspect
inspect-abstract = Show what is in a file: columns, step, gaps, odd cells, cycles, and the ladder of grains that suits it.
inspect-discussion =
    The Data screen of the Lab shows the same report.

    { "  " }grainscope inspect demand
    { "  " }grainscope inspect meter.csv --target load --gaps interpolate:3
    { "  " }grainscope inspect meter.csv --json | jq '.gaps.longest'

inspect-series = { $rows ->
    [one] a series of 1 row
   *[other] a series of { $rows } rows
  }
inspect-table = { $rows ->
    [one] a table of 1 sample
   *[other] a table of { $rows } samples
  }
inspect-images = { $count ->
    [one] 1 image
   *[other] { $count } images
  }
inspect-images-of-size = { inspect-images } of { $height }×{ $width } pixels, { $channels ->
    [one] grey
   *[other] in colour
  }
inspect-column-count = { $count ->
    [one] 1 column
   *[other] { $count } columns
  }
inspect-span = from { $first } to { $last }, one row every { $step }
inspect-span-zone = { inspect-span }, zone { $zone }
inspect-note = note
inspect-more = and { NUMBER($count) } more

inspect-warnings-title = Look at these columns
inspect-leak = leak
inspect-idle = idle

inspect-classes-title = Classes
inspect-unknown = unknown

inspect-time-title = Time
inspect-step = step
inspect-step-share = { $step }, { $share } of all steps between rows
inspect-gaps = gaps
inspect-no-gaps = none
inspect-gap-count = { NUMBER($gaps) }, together { $rows ->
    [one] 1 missing row
   *[other] { $rows } missing rows
  }
inspect-longest = longest
inspect-first = first
inspect-gap = { $rows ->
    [one] 1 row
   *[other] { $rows } rows
  } before line { $line }, { $from } → { $to }

inspect-findings-title = Found in the file
inspect-finding-lines = { $count ->
    [one] line { $lines }
   *[other] lines { $lines }
  }

inspect-cycles-title = Cycles
inspect-no-cycles = none found by autocorrelation or periodogram
inspect-cycle-length = length
inspect-cycle-rows = rows
inspect-cycle-column = column
inspect-autocorrelation = autocorrelation
inspect-periodogram = periodogram
inspect-of-variance = { $share } of variance

inspect-suggested-title = Suggested
inspect-target = target
inspect-horizon = horizon
inspect-season = season
inspect-ladder = ladder
inspect-rung-samples = { $count ->
    [one] 1 sample
   *[other] { $count } samples
  }; { $reason }
inspect-rung-bins = { $count ->
    [one] 1 bin
   *[other] { $count } bins
  }; { $reason }
inspect-rung-incomplete = { $count ->
    [one] 1 bin
   *[other] { $count } bins
  } ({ NUMBER($incomplete) } incomplete); { $reason }
inspect-not-compared = ✗ not compared: { $reason }

inspect-split-title = Split
inspect-split-rows = { $count ->
    [one] 1 row
   *[other] { $count } rows
  }

inspect-ranking = ranking
inspect-bits = { $bits } bits

inspect-reading-title = How it was read
inspect-reading-note = override a guess with the option
inspect-given = given
inspect-guess = guess
inspect-other-choices = or { $choices }
inspect-left-out = left out

inspect-columns-title = Columns
inspect-column = column
inspect-type = type
inspect-minimum = min
inspect-mean = mean
inspect-maximum = max
inspect-missing = missing
inspect-distinct = distinct
inspect-more-columns = and { $count ->
    [one] 1 more column
   *[other] { $count } more columns
  }

## samples
samples-abstract = List the data sets that come with the program.
samples-demand = half-hourly electricity demand of England and Wales, 12 weeks: daily and weekly cycles
samples-machine-load = a computer's own load, one row a second, while it built software
samples-co2 = weekly carbon dioxide on Mauna Loa: a slow series with a yearly cycle
samples-digits = 1 797 real handwritten digits of 8×8 pixels in ten classes
samples-waves = generated: known waves plus known noise, so that the best possible error is known
samples-open = Open one by its name, for example: grainscope { $sample }
samples-folder = They are in { $folder }

## replay
replay-abstract = Run a journal again and compare the weights bit for bit.
replay-discussion = Every command of the recorded session is applied at the step at which it was given. Exit code 0 means that every run ended with the same bits, 1 that one did not, or that the journal does not hold all of one.
replay-journal = A .journal file that Grainscope wrote.
replay-data = Where the data are now, if they were moved.
replay-nothing-ended = No run in { $journal } has ended, so there is nothing to compare; let a run end first.
replay-damaged = { $count ->
    [one] Line { $lines } of { $journal } is
   *[other] Lines { $lines } of { $journal } are
  } not as written and { $count ->
    [one] was
   *[other] were
  } left out: what it said was not replayed.
replay-disordered = Line { $line } of { $journal } tells of run { $run }, which only line { $begun } begins: the lines are not in the order in which they were written, so that nothing of the run was replayed.
replay-repeated = { $count ->
    [one] Line { $lines } of { $journal } repeats the end of a run and was
   *[other] Lines { $lines } of { $journal } repeat the ends of runs and were
  } left out.
replay-unbegun = The beginning of { $count ->
    [one] run { $runs }
   *[other] runs { $runs }
  } is missing in the journal, so that nothing of it was replayed.
replay-cut = The last line of { $journal } is cut off: what it said was not replayed, and what may have followed is unknown.
replay-unended = { $count ->
    [one] Run { $runs } began
   *[other] Runs { $runs } began
  } and did not end in the journal, so that there is nothing to compare with.
replay-differs = The replay differs from the recording: the data, the program or the processor is not the same.
replay-other-kernels = Note: the journal was made with OpenBLAS kernels for { $recordedKernel } and our own for { $recordedLevel }; this machine uses those for { $kernel } and { $level }, so the last bits may differ.
replay-identical = run { $run } at { $rung }: { $steps ->
    [one] 1 step
   *[other] { $steps } steps
  }, weights { $weights }, identical
replay-revealed = The test part was looked at { $times ->
    [one] once
   *[other] { $times } times
  }, at { $count ->
    [one] run { $runs }
   *[other] runs { $runs }
  }.
replay-different = run { $run } at { $rung }: { $steps ->
    [one] 1 step
   *[other] { $steps } steps
  }, weights { $weights }, DIFFERENT (recorded { $recorded })

## picture
picture-abstract = Draw a screen as SVG, PNG or text, without a terminal.
picture-discussion =
    Opens the file, trains for a while, presses the keys that you give, and draws what the Lab would show.

    { "  " }grainscope picture demand --screen lab --size 120x36 --output lab.svg
    { "  " }grainscope picture demand --keys "g g v" --output -
    { "  " }grainscope picture demand --bare --output figure.png
picture-screen = Which screen: { $screens }.
picture-size = Columns and rows.
picture-form = { $path }: a picture is written as { $endings }; give a path with such an ending, or - for text.
picture-no-mouse = --no-mouse does nothing in a picture. Leave it out.
picture-part = Whose scores and predictions are drawn: validation, or test, which counts as looking at it.
picture-output = Where to write: a .svg, .png or .txt path, or - for text on standard output.
picture-bare = Draw the screen alone, without the window around it.
picture-png-missing = { $path } cannot be drawn: PNG needs librsvg, which is not installed here (on Debian: apt-get install librsvg2-2 fonts-dejavu-core). Install it, or write .svg.
picture-png-too-large = { $path } cannot be drawn: { $size } cells are too many for a PNG. Give a smaller --size, or write .svg.
picture-keys = Keys to press after training, separated by spaces, as g g v ?.
picture-size-invalid = --size “{ $size }” is not a size; give columns and rows, each from 1 to { $most }, as 120x36.
picture-key-unknown = --keys: “{ $key }” is not a key; give { $keys }.

## config
config-abstract = Print, find or check the configuration file.
config-discussion =
    Keys, theme, layout and what a session begins with. To begin with a file that lists all defaults:

    { "  " }mkdir -p "$(dirname "$(grainscope config --path)")"
    { "  " }grainscope config --default > "$(grainscope config --path)"
config-default = Print a file that changes nothing and explains everything.
config-path = Print where the file is looked for.
config-check = Say which lines of the file are not valid, and why; this is the default.
config-file = The file to check, in place of the usual one.
config-one-flag = Give only one of --default, --path and --check.
config-file-not-checked = Only --check takes a file.
config-no-place = Neither XDG_CONFIG_HOME nor HOME is set, so there is no place for a configuration file; set one of them.
config-no-file = There is no file { $path }; check the path.
config-defaults = There is no { $path }: the defaults apply.
config-unreadable = { $path } cannot be read as text of at most a megabyte; give an ordinary file.
config-valid = { $path }: every line is valid.
config-fault = { $path }, { $fault }
config-faults = { $path }: { $count ->
    [one] 1 line is
   *[other] { $count } lines are
  } not valid.
config-more-faults = { config-fault } And { NUMBER($more) } more: grainscope config --check lists them.

## protocol
protocol-abstract = Score forecasters as the literature scores long forecasts (the ETT sets and the like).
protocol-discussion =
    All columns are forecast on the z-scored scale by one model, windows have stride 1 and none is dropped. What can be tuned is tuned on the validation part alone; its error stands beside that on the test part. For ETTh1 the published figures stand beside ours. Borders are the rows at which training, validation and test end; without them those of the ETT sets are taken, for hours or for quarters of an hour.

    { "  " }grainscope protocol ETTh1.csv
    { "  " }grainscope protocol ETTm1.csv --recipe ridge --horizons 96 --set ett-minute
    { "  " }grainscope protocol load.csv --borders 6000,8000,10000 --lookback 168,336
protocol-file = A file with a series; every numeric column is forecast.
protocol-recipe = Forecasters, separated by commas.
protocol-lookback = Rows that a forecast looks back on; of several the best is chosen. Without it ridge looks for its own, and networks take 336.
protocol-horizons = Rows to forecast, separated by commas.
protocol-set = Whose borders: { $sets }; by default the file's step decides.
protocol-borders = Rows at which training, validation and test end.
protocol-seed = Seed of the first weights and of the order of windows.
protocol-threads = How many models are fitted at the same time.
protocol-no-series = { $file } is not a series; the protocol needs a time column and one row per step.
protocol-numbers-invalid = { $option } “{ $text }” is not a list of row counts from { $minimum } to { $maximum }; give whole numbers separated by commas, as 96,192.
protocol-stopped = The protocol was stopped; the lines above are complete.

protocol-borders-given = as given
protocol-set-or-borders = --borders and --set both say where the parts end; give one of the two.
protocol-set-given = { $set }, as given
protocol-set-by-step = { $set }, by the file's step
protocol-title = { $columns ->
    [one] 1 column
   *[other] { $columns } columns
  }; training rows [0, { $training }), validation [{ $training }, { $validation }), test [{ $validation }, { $test }) ({ $source })
protocol-head-recipe = recipe
protocol-head-horizon = horizon
protocol-head-windows = windows
protocol-head-lookback = lookback
protocol-head-validation = valid
protocol-head-published = published
protocol-head-choice = chosen on validation
protocol-published = Published for this set, MSE / MAE, by horizon:
protocol-not-alike = Not all of them are like for like: see the manual, Scores as the literature reports them.
protocol-progress = { NUMBER($done) } of { NUMBER($models) } models
protocol-model = { $recipe } { $horizon }: { $candidate }/{ $candidates }, epoch { $epoch }
protocol-model-validated = { protocol-model }, validation { $error }

## reconcile
reconcile-abstract = Make the forecasts of all grains add up, and show what that gains and loses at each.
reconcile-discussion =
    A recipe is trained on every grain. What the grains forecast for the same time differs; reconciled, an average day is the mean of its hours. Each grain is scored at its own grain before and after, at common test origins; what a method learns about the errors comes from validation origins. Methods:

    { $methods }

    { "  " }grainscope reconcile demand --grain 30min,1h,6h,1d --horizon 1d
    { "  " }grainscope reconcile demand --method all --recipe mlp --epochs 50

reconcile-title-alone = { $target }: RMSSE over the next { $horizon } at each grain's own steps
reconcile-title = { $target }: RMSSE over the next { $horizon } at each grain's own steps; the methods learn from the errors at { $validation ->
    [one] 1 validation origin
   *[other] { NUMBER($validation) } validation origins
  }
reconcile-disagreement = At { $part ->
    [test] test
   *[validation] validation
  } origins coarse forecasts differed from the finest by { $share } before (root mean square, of the coarse ones); now they add up.
reconcile-around-zero = At { $part ->
    [test] test
   *[validation] validation
  } origins coarse forecasts differed from the finest before; now they add up.
reconcile-nearly-perfect = –: at { $grains } the error was as good as 0 before, so that no share of it is taken.
reconcile-in-sample = { $method } *
reconcile-signs = Minus is gain, plus is loss.
reconcile-in-sample-explained = { reconcile-signs } *: { $methods } learnt from the errors at the validation origins, so that the scores there are better than they will be: do not choose by them beside methods that learnt nothing.
reconcile-shrinkage = { $method }: the errors' covariance is shrunk by { $share } towards its diagonal.
reconcile-steps = steps
reconcile-base = base
reconcile-mean = mean

## find-rate
find-rate-abstract = Sweep the learning rate and propose one for each grain.
find-rate-discussion =
    A model of fresh weights takes 210 steps, each at a greater learning rate, from 1e-6 to 10. Proposed is the rate at which the smoothed loss falls fastest, or a tenth of that at which it is smallest, whichever is less (Smith, 2017). The same seed gives the same answer.

    { "  " }grainscope find-rate demand
    { "  " }grainscope find-rate digits --recipe conv --optimizer momentum --json
find-rate-no-steps = find-rate needs a recipe that learns step by step; { $recipe } is solved at once. Choose another, as mlp.
find-rate-title = { $target }: { $recipe }, the loss of 210 steps from a learning rate of 1e-6 to one of 10
find-rate-loss = loss, 1e-6 to 10
find-rate-rate = rate
find-rate-rule = why
find-rate-steepest = the loss falls fastest
find-rate-below-minimum = a tenth of { $minimum }, where the loss is smallest
find-rate-below-rise = a tenth of where the loss begins to rise
find-rate-none = the loss neither falls nor rises

## choose
choose-lookback-idle = --lookback does nothing with choose, which tries half, once and twice what suits each grain. Leave it out.
choose-abstract = Choose the grain that is worth it, and say why.
choose-discussion =
    Every grain is trained on what was known before rolling blocks of origins, with several lookbacks and hidden widths, and scored on those blocks at one grain. Of the grains whose mean RMSSE lies within one standard error of the best, the coarsest is chosen. The test part of the data is never looked at.

    { "  " }grainscope choose demand
    { "  " }grainscope choose demand --recipe ridge --grain 30min,1h,1d --json
choose-progress = Choosing  [{ $bar }]  { NUMBER($done) } of { NUMBER($planned) } trainings
choose-progress-left = { choose-progress }  { $time } left

choose-title = { $target }: the next { $horizon } at grain { $grain }, { $recipe }, { $structures ->
    [one] 1 structure
   *[other] { $structures } structures
  } on { $blocks ->
    [one] 1 block
   *[other] { $blocks } blocks
  } of { $origins } origins before the test part
choose-lookback = lookback
choose-units = units
choose-best = best
choose-chosen = chosen
choose-standard-error = one standard error of the difference from the best, in the same blocks
choose-least = { $error }, the best: what reaches it is not clearly worse
choose-difference = worse by

## sharing
sharing-abstract = Measure whether models that share hidden weights do better than apart, with few and with many days.
sharing-discussion =
    Models of several columns at one grain, or of one column at several grains, are trained apart and sharing, with several seeds, and scored on the same days: two weeks of validation, by which one chooses, and the last quarter of the series as the test, which says how good the choice is. Errors are mean squared errors on the scale of the training days, over all models; intervals hold with 95 % confidence over the seeds.

    { "  " }grainscope sharing power.csv --columns "Zone 1,Zone 2" --days 14,200
    { "  " }grainscope sharing demand --grain 1h,3h --days 14,50 --alpha auto
sharing-file = A file or a sample that is a series.
sharing-columns = Columns to forecast, each by its name or the beginning of it; by default the first one.
sharing-grain = One grain, or several for one column.
sharing-horizon = How far ahead to forecast.
sharing-days = How many training days; several separated by commas.
sharing-alpha = α: the first model's part in shared weights; auto chooses it on validation.
sharing-rule = How weights are shared: { $rules }.
sharing-lookback = Rows that a forecast looks back on.
sharing-units = Widths of the hidden layers, as 64,32.
sharing-epochs = Passes over the training windows.
sharing-seeds = How many seeds, counted from 1.
sharing-threads = How many seeds train at the same time.
sharing-best-epoch = Score the epoch that was best on two validation weeks instead of the last one.
sharing-no-series = { $file } is not a series; sharing is measured on series with a time column.
sharing-column-unknown = --columns: there is no column “{ $column }”; choose from { $columns }.
sharing-one-model = A single model has nothing to share with; give two columns, or two grains, as --grain 1h,3h.
sharing-no-units = --units “{ $units }” names no widths; give one or more, as 64,32.
sharing-alpha-invalid = --alpha “{ $alpha }” is not a share; give a number from 0 to 1, or auto.
sharing-days-invalid = --days “{ $days }” is not a list of days; give whole numbers from 2 to { $most }, separated by commas, as 14,200.

sharing-subject = { $column } at { $grain }
sharing-title = { $models }: the next { $horizon }, { $seeds ->
    [one] 1 seed
   *[other] { $seeds } seeds
  }
sharing-head-days = days
sharing-head-windows = windows
sharing-head-part = part
sharing-validation = validation
sharing-test = test
sharing-head-apart = apart
sharing-head-shared = shared
sharing-head-difference = difference
sharing-one-seed = a single seed says nothing about chance
sharing-wins = sharing wins
sharing-loses = sharing loses
within-seed-noise = smaller than seed noise

## adapt
adapt-abstract = Train all grains while a bandit gives the next compute to the one that looks most promising.
adapt-discussion =
    Every rung learns; after each grant of multiply-adds its score at the validation origins decides which rung gets the next. Each way of sharing out is compared with an even split of the same budget, with several seeds, by the score of the rung that does best on validation; its score on the test part stands beside it. Costs are multiply-adds, never seconds, so that the choices are the same on every machine.

    { "  " }grainscope adapt demand --policy ucb
    { "  " }grainscope adapt demand --seeds 20 --json
adapt-budget = Multiply-adds in total, as 500M or 2G; by default those of ten epochs of the whole ladder.
adapt-grants = How many grants the budget is divided into.
adapt-seeds = How many seeds, counted from --seed.
adapt-no-series = { $file } is not a series; compute is shared out among grains of time.
recipe-joins = The recipe { $recipe } joins grains, and { $command } trains each by itself; take mlp or ridge, or train --recipe { $recipe }.
adapt-no-steps = The recipe { $recipe } has no steps to share out; choose mlp or linear2.
adapt-budget-invalid = --budget “{ $budget }” is not an amount; give a number of multiply-adds from 1 to 1e18, as 500M or 2G.

adapt-title = { $target }: the next { $horizon } at grain { $grain }, { $amount } multiply-adds in { $grants ->
    [one] 1 grant
   *[other] { $grants } grants
  }, { $seeds ->
    [one] 1 seed
   *[other] { $seeds } seeds
  }
adapt-validation = { $policy }: RMSSE at validation origins { $error }
adapt-test = { $policy }: RMSSE at test origins { $error }
adapt-against-even = { $error }, against even { $gain }: { $verdict }
no-validation = { $file }: best epochs, bands and ranks are taken from the validation part, and it gives none: { $reason }.
adapt-less-error = less error than an even split
adapt-more-error = more error than an even split
adapt-wins = best { NUMBER($count) }×

## watch
watch-abstract = Watch a stream in the Lab: every grain learns while the values arrive.
watch-discussion =
    The stream is standard input, a file that grows, or this machine's own load. Each rung forecasts the next horizon in advance and is scored when it has passed; the grain that does best, or as well and coarser, is preferred.

    { "  " }vmstat 1 | grainscope watch --column us
    { "  " }ping example.org | grainscope watch --column time
    { "  " }grainscope watch load.csv --every 1min --horizon 15min
    { "  " }grainscope watch --host --record load.csv

    Into a pipe, or with --json, it writes a line for each origin that was scored instead of showing a screen.
watch-file = A file to follow while it grows; without it, or with -, standard input.
watch-host = Watch this machine: { $columns }; by default { $first }.
watch-column = The column: its heading or number, or a name that stands beside a number.
watch-every = The stream's step; by default that of its time stamps, or 1s.
watch-grain = The ladder, as 1s,5s,15s.
watch-horizon = How far ahead every grain is judged; by default the coarsest grain.
watch-season = How far back the seasonal naive forecast looks; by default the horizon.
watch-window = How many of the newest origins errors are averaged over.
watch-no-stamps = Take each value as one step, whatever time stamp stands beside it.
watch-record = Write the steps to a CSV file.
watch-until = End after this many values.
watch-json-or-look = --theme, --symbols, --colors and --no-mouse are about a screen, which --json does not show. Leave them out.
watch-json = Print one JSON object per line instead of showing a screen.
watch-host-decimal = --decimal does nothing with --host, whose figures the program writes itself. Leave it out.
watch-host-missing = --missing does nothing with --host, whose figures the program writes itself. Leave it out.
watch-host-and-file = --host watches this machine; leave out the file { $file }.
watch-recipe-invalid = --recipe { $recipe } does not learn from a stream; give one of { $recipes }.
watch-lookback-invalid = --lookback: “{ $lookback }” is not what a watch looks back on; give a whole number of bins from { $minimum } to { $maximum }.
watch-no-column = --host has no column “{ $column }”; give one of { $columns }.
watch-this-machine = this machine

watch-title = { $source } ▸ { $column }: grains { $grains }, judged on the next { $horizon }
watch-excluded = { $rung } is not judged: { $reason }
watch-scale = { $origins ->
    [one] RMSSE over the newest origin
   *[other] RMSSE over the newest { NUMBER($origins) } origins
  }; seasonal naive ({ $season } ago) is about 1
watch-preferred = { $rung } is preferred now: { $reason }
watch-rate = { $points ->
    [one] 1 point
   *[other] { $points } points
  } in { $seconds } s, { NUMBER($rate) } a second
watch-skipped = { $lines ->
    [one] 1 line without a number was left out
   *[other] { NUMBER($lines) } lines without a number were left out, the newest of them
  }: “{ $newest }”
watch-late = { $values ->
    [one] 1 value came after its step was over and was left out
   *[other] { NUMBER($values) } values came after their step was over and were left out
  }; where stamps jump, --no-stamps takes each value as one step
watch-cut = { $lines ->
    [one] Of 1 line
   *[other] Of { NUMBER($lines) } lines
  } only the first 64 KB were looked at.
watch-no-number = { $source }: no number came; { watch-send-numbers }
watch-no-number-in-lines = { $source }: no number came in { $lines ->
    [one] 1 line, “{ $newest }”
   *[other] { $lines } lines, the last one “{ $newest }”
  }; { watch-send-numbers }
watch-send-numbers = send lines that hold numbers, or name a column with --column.

## Tables of scores and costs
score-title-forecasts = { $target }: the next { $horizon } at grain { $grain }
score-title-samples = { $target }
score-origins = { $count ->
    [one] 1 origin
   *[other] { NUMBER($count) } origins
  }
score-origins-left-out = { score-origins }, { NUMBER($omitted) } left out
score-origins-of = { NUMBER($count) } of { NUMBER($all) }
score-sample-count = { $count ->
    [one] 1 sample
   *[other] { NUMBER($count) } samples
  }
score-validation = Validation, by which one chooses: { $places }
score-validation-thin = { score-validation }, so few that chance decides
score-test = Test, which tells how good the choice is: { $places }
score-test-thin = { score-test }, so few that chance decides
score-best = { $rung } ★
score-unsound = { $rung } ✗
score-grain = grain
score-floor = floor
score-skill = skill
score-band-held = held
score-accuracy = accuracy
score-precision = precision
score-recall = recall
score-class-validation = validation class at { $rung }
score-class-test = test class at { $rung }
score-samples = samples
score-naive = naive
score-seasonal-naive = seasonal { $season }
score-without-season = No season was found in the training part, so that there is no seasonal naive: RMSSE and MASE are relative to the change from one step to the next, skill to naive.
score-season-not-whole = RMSSE, MASE, skill and seasonal naive have no value at { $grains }: the season of { $season } is no whole number of steps there.
score-commonest-class = commonest class
score-training-mean = training mean
score-few-origins = Fewer than 20 test origins: the figures are shown, not ranked.
score-floor-explained = floor: what a perfect forecast at that grain would score, seen at { $grain }.
score-band-explained = held: the share of actual values within the { $level } % band, which at each origin knows the errors before it.
score-few-validation = { $count ->
    [one] No ★: there is 1 validation origin or sample, and rungs are ranked from { NUMBER($least) } on.
   *[other] No ★: there are { NUMBER($count) } validation origins or samples, and rungs are ranked from { NUMBER($least) } on.
  }
score-no-model = No model has scores here: values are missing that it reads.
score-ranked = ★ best on validation; --no-test leaves test scores out until the choice is made.
score-alike = { $rungs } are alike as far as errors count (to two decimals, or three digits): the cheapest to train comes first.
score-diverged-best = { $rung } is not ranked: it diverged, and its scores are of epoch { $epoch }, the best before.
score-dead = { $rung } is not ranked: its network no longer responds to what it reads.
evaluation-diverged = { $rung } is not ranked: it diverged.
score-diverged = { $rung } is not ranked: it diverged before an epoch had ended, and its scores are of the last weights before.
score-unranked = { $rung } is not ranked: it lacks values that it reads at { $count ->
    [one] 1 of the { NUMBER($all) } validation origins
   *[other] { NUMBER($count) } of the { NUMBER($all) } validation origins
  }.
score-weights-of-halves = ×: how much a grain counts. Each half of the validation origins is scored with weights from the errors at the other half.
score-weights-learnt = { score-weights-of-halves } Test is scored with weights from all of them, which are shown.
score-parts-explained = A grain within a joined run is no run of its own: it begins with another seed, learns on other batches, and its weights are of the epoch that is best for all grains together. Alone it scores otherwise.
score-naive-shaped = { $count ->
    [one] { $rungs } repeats a value of its own grain, shaped at { $grain } as the training part is on the mean.
   *[other] { $rungs } repeat values of their own grain, shaped at { $grain } as the training part is on the mean.
  }
score-best-explained = best: the epoch with the smallest validation loss, whose weights are scored; last: the loss after the last.
score-loss-scales = loss: of each grain on a scale of its own, not comparable between grains.
score-sum-learns = combination sum: grains learn together from the rows at which each of them has a window, those of the coarsest at most.
score-left-out = { $rung } is left out: { $reason }.

cost-best = best
cost-best-of = { $epoch } of { $epochs }
cost-best-loss = loss
cost-last-loss = last
cost-steps = steps
cost-multiply-adds = MACs
cost-parameters = parameters
cost-seconds = seconds
cost-per-image = MACs/image

cascade-threshold = { $part ->
    [test] test
   *[validation] validation
  } τ
cascade-threshold-explained = *: the threshold τ in force, { $threshold }; by: the share of images that a model decides, as × in the table of scores.
cascade-of-finest = of finest
cascade-decides = by { $rung }

evaluation-title-forecasts = { $target }: the next { $horizon }, { $recipe }, { $seeds }
evaluation-title-samples = { $target }: { $recipe }, { $seeds }
evaluation-one-seed = seed { $seed }
evaluation-seeds = { NUMBER($count) } seeds
evaluation-measure = { $measure } at
evaluation-origins = origins
evaluation-front = front
evaluation-no-interval = none
evaluation-few-origins = ?: too few origins for a claim (a test part takes 20); the figures are shown, not ranked.
evaluation-naive-alone = In a column the naive forecast repeats values of that column's grain, and skill is against it; a model's row is one forecast in all columns.
evaluation-naive-explained = In a column the naive forecasts repeat values of that column's grain, and skill is against that seasonal naive; a model's row is one forecast in all columns.
evaluation-star-explained = *: in a matrix the best model of its column on validation.
evaluation-front-explained = front: no other rung is both cheaper (in multiply-adds of one seed) and better on validation.

## Reading, training and journals
reading-stopped = { $name }: reading was stopped.
reading-bytes = Reading { $name }  { $megabytes } MB
reading-share = Reading { $name }  [{ $bar }] { $percent } %
reading-share-left = { reading-share }  { $seconds } s left
no-subcommand-near = { $command } has no command { $name }; did you mean { $near }?
no-command-near = There is neither a command nor a file { $name }; did you mean { $near }?
file-missing = There is no file { $path }; check the path, or list the samples with: grainscope samples.
journal-not-written = The journal cannot be written at { $path }: { $reason }; give another path, or --no-journal in the Lab.
journal-not-whole = The runs have ended, but their journal { $path } is not whole, so that it cannot be replayed.
training-stopped = Training was stopped; nothing was kept.
training-none = No rung could be trained.
time-left = { $time } left

## Where runs are kept
store-title = Where runs are kept
store-folder = Keep runs in this folder; by default below $XDG_STATE_HOME, or where config.toml says.
store-none = Keep no runs.
store-checkpoints = Seconds after which the states of runs are kept again, from which they can go on.
store-or-none = --store names a folder for runs and --no-store wants none kept; give one of the two.
store-nowhere = There is no folder for runs: config.toml wants none, or neither XDG_STATE_HOME nor HOME is set; name one with --store.
store-not-whole = The runs have ended, but the store { $path } does not hold them whole.
store-label-made = { $path }/store.json was missing or damaged; it is made anew, as the runs beside it can be read.
store-not-kept = Runs are not kept from here on: { $reason }
value-folder = folder
value-run = run
value-seconds = seconds
value-text = text
value-conditions = conditions

## runs
runs-abstract = List, compare and go on with runs that were kept.
runs-discussion =
    A run is named by the beginning of its name, as far as no other begins so.

    { "  " }grainscope runs list --where 'rate<1e-2 grain:1h' --sort validation
    { "  " }grainscope runs show k7mr
    { "  " }grainscope runs diff k7mr w3x9
    { "  " }grainscope runs continue k7mr --epochs +200
    { "  " }grainscope runs command k7mr
runs-run = The run, by the beginning of its name.
runs-other = The run beside it.
runs-list-abstract = List runs, those that may be compared together.
runs-list-discussion =
    A condition is a name, a comparison and a value, as rate<1e-2, grain:1h, status=interrupted, units=64,32 or star=yes;
    all of them must hold. Beside the columns every knob has a name: that of its option.
runs-list-data = Only runs on data whose name holds this.
runs-list-where = Conditions on knobs and on { $columns }.
runs-list-sort = What to sort by: { $columns }. Scores are sorted among runs that may be compared.
runs-list-trash = List the runs in the trash.
runs-list-limit = How many runs to list; 0 lists all.
runs-list-csv = Print CSV with a column for each knob.
runs-list-latex = Write tables for LaTeX, a plain tabular for each list of runs that may be compared.
runs-list-one-form = A list is JSON, CSV or LaTeX; give one of --json, --csv and --latex.
runs-none = There are no such runs.
runs-trash-empty = There are no such runs in the trash.
runs-more = { $shown } of { NUMBER($count) } runs are shown; --limit 0 shows all.
runs-heading = { $data }, judged at { $count ->
    [0] no validation origin
    [one] 1 validation origin
   *[other] { NUMBER($count) } validation origins
  }
runs-heading-samples = { $data }, judged on { $count ->
    [0] no validation sample
    [one] 1 validation sample
   *[other] { NUMBER($count) } validation samples
  }
runs-heading-thin = { $heading }, so few that chance decides
runs-heading-of = { $heading } (data { $data }, origins { $origins })
runs-ranked-apart = Each list is sorted by itself: scores on other data, at other origins or of another task are not ranked together.
runs-heading-stream = { $data }, a stream that was watched
runs-column-run = run
runs-column-began = began (UTC)
runs-column-recipe = recipe
runs-column-epochs = epochs
runs-column-seed = seed
runs-column-status = status
runs-column-differs = what differs
runs-branch = branch of { $parent } at step { NUMBER($step) }
runs-unranked-diverged = not ranked: it diverged
runs-unranked-dead = not ranked: its network no longer responds
runs-unranked-untrained = not ranked: it has ended no epoch
runs-unranked-origins = not ranked: it lacks origins
runs-seed = seed { $seed }
phase-queued = queued
phase-running = running
phase-paused = paused
phase-completed = completed
phase-early-stopped = stopped early
phase-stopped = stopped
phase-diverged = diverged
phase-interrupted = interrupted
condition-form = “{ $condition }” is no condition; give a name, a comparison and a value, as rate<1e-2.
condition-text-order = { $name } is a text, which is neither less nor greater; compare it by : or !=.
condition-number = { $name } is compared with a number, not with “{ $found }”.
condition-flag = { $name } is yes or no, not “{ $found }”; compare it by : or !=.
condition-unknown = Runs have no “{ $name }”; give the option of a knob, or one of { $columns }.
condition-near = Runs have no “{ $name }”; did you mean { $near }?
runs-show-abstract = Show all that is kept of a run.
runs-show-test = Show its test scores too, and note that they were looked at.
runs-command-abstract = Print the command that trains a run again.
runs-command-none = No command trains run { $run } again: its data came through a pipe.
runs-command-partly = Run { $run }, { $shortfall }.
# What one command does not repeat of a run and what it does, behind the run's name.
repetition-branched = a branch at step { NUMBER($step) }, which no single command repeats: this one trains its knobs from the beginning
repetition-turned = whose { $knobs } changed after its first step, is repeated by no single command: this one trains from the beginning with the knobs as they are now
repetition-planned = whose schedule was laid out over { NUMBER($first) } epochs up to step { NUMBER($step) } and over { NUMBER($last) } since, is repeated by no single command: this one lays it out over all of them; with --epochs { $first } it repeats the run up to step { NUMBER($step) }
repetition-weights = begun with the weights of { $path }, which is gone or has other weights now: this command does not begin where it began
repetition-split = one of several seeds that were evaluated, learnt from the rows that the seed { $seed } draws for training, as all of them did: this command draws its rows by the seed { $own }
repetition-cut = which ended after { NUMBER($epochs) } of { NUMBER($planned) } epochs, is repeated up to there: the command trains all of them
runs-diff-abstract = Show what differs between two runs, and nothing else.
runs-export-abstract = Write a run for other programs.
runs-export-discussion =
    The model is the one with the best weights; beside runs of the store a model's file may be named. An ONNX model takes raw values and answers in the target's own units; what its inputs are stands in its notes.

    { "  " }grainscope runs export k7mr --onnx model.onnx --csv epochs.csv
    { "  " }grainscope runs export best.safetensors --onnx model.onnx
runs-export-onnx = Write the model as a graph of ONNX.
runs-export-numpy = Write what the model has learnt as an archive of NumPy's arrays.
runs-export-safetensors = Write the model's file, as forecast and predict take it.
runs-export-csv = Write the epochs as CSV; - is standard output.
runs-export-tensor-board = Write losses and settings into this folder as TensorBoard reads them.
runs-export-mlflow = Write losses, settings and notes into this folder as MLflow's file store has them.
runs-export-nothing = Nothing is asked for; give --onnx, --numpy, --safetensors, --csv, --tensorboard or --mlflow.
runs-export-no-model = { $run } has no model that is kept: it had no end, and no checkpoint yet.
runs-export-model-alone = { $path } is a model without a run; give a run of the store for { $option }.
runs-export-damaged = { $path } is not as the run { $run } wrote it.
runs-export-untold = No line of { $shard } tells of { $path } any more, so that nobody knows whether it is whole; give that file itself to export what it holds.
runs-export-written = { $path } is written.
# The page beside an exported model. Markdown; names from the data and numbers come as code.
readme-foreign = { $path } is there and was not written by an export; move it, or export under another name.
readme-fact = model
readme-run = run
readme-forecasts = Forecasts { $target } for { $horizon } after an origin, in { NUMBER($steps) } { $steps ->
    [one] step
   *[other] steps
  } of { $grain }.
readme-classifies = Says of a sample how probable each of the { NUMBER($count) } classes of { $column } is.
readme-predicts = Predicts { $columns } of a sample.
readme-inputs = Inputs
readme-output = Output
readme-name = name
readme-type = type
readme-shape = shape
readme-meaning = meaning
readme-window = the { NUMBER($lookback) } { $lookback ->
    [one] bin
   *[other] bins
  } of { $grain } before the origin, the oldest first; the last side holds { $columns }, in this order: a column of the data and how the rows of a bin become one value
readme-calendar = the origin by the wall clock ({ $zone }): { $waves }, in this order, each the sine or cosine of 2π times the share of the day, of the week from Monday on, or of the year that has passed
readme-rows = rows with the columns { $columns }, in this order; one in which a value is missing has no answer: it is NaN
readme-images = pictures as shares of white (pixels of the file by { $white }), line by line from the top left
readme-forecast = { $target } in the file’s own unit; value k is that of the k-th bin of { $grain } after the origin, which begins k − 1 bins after it
readme-probabilities = of { $classes }, in this order; they add up to 1
readme-numbers = { $columns }, in this order, in the file’s own units
readme-raw = Values go in as they are in the file, in its own units: scaling ({ $scaling }) and the way back are part of the graph. Any number of samples goes in at once.
readme-holes = A window in which a value is missing has no forecast: it is NaN.
readme-gaps = Missing rows were filled before that, by { $policy }; a window in which a value is missing has no forecast: it is NaN.
readme-clips = Rows of the data are brought within these bounds first: { $bounds }.
readme-arrays = Arrays
readme-array = array
readme-no-arrays = There are none: this recipe learns nothing.
readme-layers = A dense layer computes `x @ weight + bias`: its `weight` is `[inputs, units]`. What stands in other layers is told by the manual, docs/exporting.md.
readme-tensors = Tensors
readme-tensors-help = `0.parameters` holds the weights of a network in a row, layer by layer, `weight` as `[inputs, units]` before `bias`; `0.statistics` running means and variances, and `errors` those from which bands are taken, where there are some. The note `grainscope` says as JSON what layers they are of, and everything below. The manual, docs/exporting.md, makes a module of PyTorch of a dense network.
readme-network = What the network reads and answers
readme-member = Network { $number }, of { $grains }
readme-count = values
readme-offset = offset
readme-scale = scale
readme-scaled = A row of these values, in this order, each as (value − offset) / scale:
readme-lags = { $aggregate } of as many bins of { $grain } before the origin, the oldest first
readme-newest = newest value of the target before the origin
readme-clipped = within { $lower }…{ $upper }
readme-pixels = pixels at { $grain } as shares of white, line by line from the top left
readme-in-notes = one each, in the note `grainscope` of a file of `--safetensors`
readme-past = It goes along all rows of { $target } at { $grain } from its first states, in their own units, and forecasts { NUMBER($count) } steps from the states at an origin; docs/recipes.md has the equations.
readme-network-forecast = The answer is { NUMBER($count) } { $count ->
    [one] value
   *[other] values
  } z, one for each bin of { $grain } after the origin: { $target } is z · { $scale } + its newest value before the origin, in the file’s own unit.
readme-logits = The answer is a logit for each class, in this order: { $classes }; their softmax is the probabilities.
readme-network-numbers = The answer is a value z for each of { $columns }, which is z · scale + offset in the file’s own unit, with the offsets { $offsets } and the scales { $scales }.
readme-joining = How they are joined
readme-joined = Their forecasts are brought to { $grain } and become one by { $combination }, with the weights { $weights }.
readme-cascade = The coarsest decides where it is at least { $threshold } sure of a class, else the next finer one, and the finest in any case.
readme-program = The program itself takes the file:
runs-open-abstract = Open a run in the Lab, as it was.
runs-open-discussion = With its settings, its losses and its best weights, on the data that it was trained on, beside the other grains of its session. It stays the same run: more epochs train it on, and a branch may begin at any of its steps. One that was cut off goes on. In place of a run a model's file may be named, with data to judge it on: its grains open as runs that begin with its weights and wait.
runs-open-file = The data, where a model's file is opened.
runs-open-file-idle = { $run } is a run of the store, which is opened on the data that it was trained on; leave the data out.
runs-open-no-file = { $path } is a model's file, which does not say where its data are; name them behind it, as demand.
runs-open-data = The data of run { $run } cannot be opened as they were ({ $path }): { $reason }
runs-continue-abstract = Go on with a run where it was.
runs-continue-discussion = It goes on from its last checkpoint, to the same bits as if it had never stopped, and stays the same run.
runs-continue-epochs = The epochs to plan in all, as 400, or further ones, as +200.
runs-continue-no-steps = Run { $run } is of the recipe { $recipe }, which is solved at once and has no epochs to add.
runs-continue-epochs-invalid = “{ $found }” is no number of epochs; give all, as 400, or further ones, as +200.
runs-continue-no-checkpoint = Run { $run } was cut off before its first checkpoint; grainscope runs command { $run } says how to train it again.
runs-continue-missing = { $path } is gone, perhaps to keep the store within its limit, so that run { $run } cannot go on; grainscope runs command { $run } says how to train it again.
runs-continue-stream = Run { $run } learnt from a stream, which cannot be read again; grainscope watch begins a new one.
runs-continue-damaged = { $path } is not as it was written, so that run { $run } cannot go on; grainscope runs command { $run } says how to train it again.
runs-continue-untold = No line of { $shard } tells of { $path } any more, so that run { $run } cannot go on; grainscope runs command { $run } says how to train it again.
runs-continue-diverged = Run { $run } diverged; train it again with a smaller learning rate.
runs-continue-stopped-early = Run { $run } stopped early, as its patience asks; train it again with a longer one.
runs-continue-done = Run { $run } has done its { $epochs ->
    [one] 1 epoch
   *[other] { NUMBER($epochs) } epochs
  }; ask for more, as --epochs +200.
runs-continue-options = What run { $run } was trained on cannot be read from the store; train it again.
runs-continue-other-data = { $path } is not the data that run { $run } was trained on (hash { $found } instead of { $recorded }); bring back the original file.
runs-continue-kernels = Note: the run was begun with OpenBLAS kernels for { $recordedKernel } and our own for { $recordedLevel }; this machine uses those for { $kernel } and { $level }, so the last bits may differ.
train-no-checkpoints = No checkpoints are written: runs are not kept.
train-stopped-kept = Stopped; grainscope runs continue goes on with { $runs }.
runs-note-abstract = Write a note on a run, in the place of the one before.
runs-note-text = The note; an empty one takes it away.
runs-tag-abstract = Give a run a tag, in the place of the one before.
runs-tag-text = The tag; an empty one takes it away.
runs-star-abstract = Mark a run with a star.
runs-star-off = Take the star away.
runs-remove-abstract = Put a run into the trash.
runs-remove-discussion = It keeps its place on the disk until --for-good takes it from there.
runs-remove-for-good = Take a run in the trash from the disk; on a disk that is full, any run.
runs-removed = Run { $run } is in the trash; grainscope runs restore { $run } brings it back.
runs-remove-no-room = The disk has no room left to put the run { $run } into the trash; grainscope runs rm --for-good { $run } takes it from the disk at once.
runs-not-in-trash = Run { $run } is not in the trash; grainscope runs rm { $run } puts it there.
runs-restore-abstract = Bring a run back from the trash.
runs-import-abstract = Keep the runs of a journal.
runs-import-discussion = They are made again from the journal and its data, which takes as long as training them did.
runs-import-journal = The journal of a session: a path, or a name among those of sessions.
runs-import-nowhere = Runs are imported into a store; leave out --no-store, or name a folder with --store.
runs-imported = { $count ->
    [one] 1 run was imported.
   *[other] { NUMBER($count) } runs were imported.
  }
runs-import-known = { $count ->
    [one] 1 run is in the store already, as { $runs }, and was not imported again.
   *[other] { NUMBER($count) } runs are in the store already, as { $runs }, and were not imported again.
  }
runs-import-differs = { $count ->
    [one] 1 run came to other weights
   *[other] { NUMBER($count) } runs came to other weights
  } than its journal says: the program, its kernels or the journal were changed since.
runs-index-abstract = Make the store's index anew from the runs' own files.
runs-index-discussion = The index only makes lists fast: all that is kept stands in the runs' folders.
runs-index-not-kept = { $path } holds no index, as it cannot be written or lies on another machine; lists are made without it.
runs-indexed = { $count ->
    [one] 1 run is in the index.
   *[other] { NUMBER($count) } runs are in the index.
  }
runs-unreadable = { $count ->
    [one] 1 run cannot be read.
   *[other] { NUMBER($count) } runs cannot be read.
  }
runs-disk-abstract = Say how much room the store takes.
runs-disk-heading = { $path } with { $count ->
    [one] 1 run
   *[other] { NUMBER($count) } runs
  }
runs-disk-total = in all
runs-disk-limit = At most { $limit }, by [runs] limit in config.toml: beyond that the last states of the oldest runs without a star, tag or note go first.
runs-disk-over = More than the { $limit } of [runs] limit in config.toml: the next training removes last states of the oldest runs without a star, tag or note; beyond that, runs rm --for-good takes runs away.
runs-disk-unlimited = Without a limit, by [runs] limit in config.toml.
store-pruned = To keep the store within { $limit }, { $runs ->
    [one] the last state of an old run was removed
   *[other] the last states of { NUMBER($runs) } old runs were removed
  } ({ $freed }); weights, losses and scores stay.
page-title = Run { $run }: { $grain }, { $recipe }, { $status }
page-data = data
page-data-of = { $data } ({ $hash }), { NUMBER($validation) } validation and { NUMBER($test) } test origins
page-data-stream = { $data }, a stream
page-steps-stream = { NUMBER($steps) }, { $origins ->
    [one] judged at 1 origin
   *[other] judged at { NUMBER($origins) } origins
  }
page-began = began
page-began-by = { $time } UTC, by { $command } of { $version }
page-model = model
page-steps = steps
page-steps-of = { NUMBER($steps) }, { NUMBER($epochs) } of { NUMBER($planned) } epochs, { $seconds } s
page-best = best
page-best-of = epoch { $epoch } with a validation loss of { $loss }
page-validation = validation
page-score-best = { $first } { $value }, { $second } { $other } at { NUMBER($origins) } origins, with the best weights, of epoch { $epoch }
page-score-last = { $first } { $value }, { $second } { $other } at { NUMBER($origins) } origins, with the last weights, of epoch { $epoch }
page-test = test
page-test-hidden = not looked at yet; --test shows it, and notes that
page-test-seen = { $score }; looked at { $count ->
    [one] once
   *[other] { NUMBER($count) } times
  }, first { $time } UTC
page-settings = settings
page-changes = changes
page-failure = failure
page-files = files
page-file = { $path } ({ $size }, step { $step })
page-tag = tag
page-note = note
page-command = command
diff-nothing = Nothing differs.
diff-other-origins = Their scores are of other origins and are not compared.
diff-data-hash = data’s hash
diff-seed = seed
diff-initial = begins with
diff-parent = parent
diff-fork = { $parent }, up to step { NUMBER($step) }
diff-version = version
diff-kernel = kernels
diff-weights = last weights
