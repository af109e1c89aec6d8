# What Studies says: what audits found, why a grain was chosen, what seeds say, and what stands in the way of a study.

## Audits: checks, each with what was compared with what
audit-columns = columns
audit-columns-about = every column against the target in the same row
audit-columns-ahead-about = every column against the target in the same row and in up to 200 later rows
audit-blocks = same-day statistics
audit-blocks-about = columns that stay the same within an hour, a day or a week, against every other column's mean, sum, minimum, maximum and last value there
audit-means = moving means
audit-means-about = columns against other columns' means over windows of 2 to 49 rows that reach beyond the row
audit-innovations = innovations
audit-innovations-about = what the past does not explain of every column against what it does not explain of the target in up to 30 later rows
audit-scaled = scaled before
audit-scaled-about = mean, deviation and range of every column over all rows against training rows
audit-resampling = double resampling
audit-resampling-about = the target's values within an hour, a day or a week against each other, and deviations within bins
audit-parts = parts
audit-parts-about = every test sample against every training sample, by all values
audit-stamps = time stamps
audit-stamps-about = the newest row behind every input of every window, against the window's origin
audit-canaries = canaries
audit-canaries-about = the bits of what is read at an origin, with all later rows made large, removed or cut off
audit-statistics = statistics
audit-statistics-about = scalers, limits, choices of columns, seasons and shapes, with all rows after training made large, removed or cut off

## Audits: what was looked at
audit-training-windows = { $grain } training windows
audit-validation-windows = { $grain } validation windows
audit-test-windows = { $grain } test windows
audit-window = { $grain } window
audit-scaler = { $grain } scaler
audit-profiles = seasonal profiles and scales

## Audits: what was found
found-leak = { $column } { $what }; leave it out with --without { $column }.
found-block = { $column } is the { $aggregation } of { $other } over { $length }, the rest of it included: at its start the column already holds what comes later; leave it out with --without { $column }, or shift it by { $length }.
found-mean = { $column } is the mean of { NUMBER($rows) } rows of { $other }, { NUMBER($later) } of them later than its own row; leave it out with --without { $column }, or make it of earlier rows alone.
found-innovation = { $rows ->
    [one] { $column } holds what is new in { $target } one row before { $target } does: what their past does not explain of the two correlates by { $correlation }; leave it out with --without { $column } unless it was known then, as a forecast is.
   *[other] { $column } holds what is new in { $target } { NUMBER($rows) } rows before { $target } does: what their past does not explain of the two correlates by { $correlation }; leave it out with --without { $column } unless it was known then, as a forecast is.
  }
found-scaled = { $column } has mean 0 and deviation 1 over all rows and not over training rows: it was scaled with statistics that saw the test part; give the column as it was measured, the program scales it by training rows.
found-resampled = { $column } stays the same within { $length } although rows come every { $step }: it was averaged or repeated before, finer rungs learn copies and the deviation within a bin is 0; begin the ladder at { $grain }.
found-no-deviation = { $grain }: the standard deviation within a bin is the same in all { NUMBER($windows) } training windows, as after resampling twice at one grain; leave the grain out, or read the file as it was before it was averaged.
found-twins = { NUMBER($repeated) } of { NUMBER($tested) } test samples are among the training samples too, so that their scores show memory alone; remove the copies from the file.
found-other-columns = columns: other columns are chosen when only rows after training are { $change }; the choice looks ahead.
found-other-windows = { $grain } training windows: there are others when only rows after training are { $change }; the choice of windows looks ahead.

## Audits: worth knowing, and no leak
remark-block = { $column } changes only from one { $grain } to the next: that is fine where it is known beforehand, as a holiday is, and a leak where it is made of that time's values
remark-scaled = { $column } goes from 0 to 1 over all rows and not over training rows: if it was scaled by its range, the range saw the test part
remark-twins = { NUMBER($repeated) } of { NUMBER($tested) } test samples have the same inputs as training samples
remark-not-audited = { $rung } is not trained and was not audited: { $reason }
remark-ended-early = the audit ended early: { $reason }

## Why no grain can be chosen
choosing-no-series = A grain can be chosen only for forecasts of a series; these data have no time axis; open a series.
choosing-one-grain = Only one grain can be compared, so that there is nothing to choose; add grains that fill the horizon.
choosing-no-yardstick = The target repeats itself exactly in the training part, so that errors have no scale to choose by; naive forecasts are exact there.
choosing-joins = The recipe { $recipe } reads several grains together, so that there is none to choose; take mlp or ridge.
choosing-few-blocks = Before the test part only { NUMBER($found) } of { NUMBER($count) } blocks hold a whole horizon of { $horizon }, at least { NUMBER($needed) } are needed to choose by; take a shorter horizon or a longer series.
choosing-nothing-trained = At no grain could the recipe be trained on every block; take a shorter horizon, another recipe or a longer series.
choosing-stopped = Choosing was stopped; nothing was kept.

## Why a grain was chosen
choice-best = { $rung }: lowest mean RMSSE, { $error } ± { $deviation } over { NUMBER($blocks) } blocks of origins.
choice-no-coarser = Every coarser grain is clearly worse in the same blocks; { $next } by { $difference } ± { $deviation }.
choice-is-coarsest = It is the coarsest, too.
choice-coarser = { $rung }: the coarsest grain that is not clearly worse than the best. { $best } has the lowest mean RMSSE, { $error } ± { $deviation } over { NUMBER($blocks) } blocks of origins; in the same blocks { $rung } is worse by { $difference } ± { $own }, no more than one standard error.
choice-lookback = { $rows ->
    [one] Structure: { $rows } row of lookback.
   *[other] Structure: { $rows } rows of lookback.
  }
choice-lookback-and-layers = { $rows ->
    [one] Structure: { $rows } row of lookback, hidden layers of { $widths } units.
   *[other] Structure: { $rows } rows of lookback, hidden layers of { $widths } units.
  }
choice-missing = Left out, as they could not be trained on every block: { $rungs }.
choice-dropped-blocks = { $count ->
    [one] 1 of { NUMBER($all) } blocks is dropped for all grains: it has no origin at which every one of them could be scored.
   *[other] { NUMBER($count) } of { NUMBER($all) } blocks are dropped for all grains: they have no origin at which every one of them could be scored.
  }
choice-omitted = { $count ->
    [one] 1 of { NUMBER($all) } origins in the blocks is left out for all grains: values are missing that are scored or read, or the clock is changed.
   *[other] { NUMBER($count) } of { NUMBER($all) } origins in the blocks are left out for all grains: values are missing that are scored or read, or the clock is changed.
  }
choice-skipped = { $count ->
    [one] 1 lookback was not tried: some block has too few complete windows for it.
   *[other] { NUMBER($count) } lookbacks were not tried: some block has too few complete windows for them.
  }
choice-skips-longest = Longer lookbacks were not tried: gaps leave them too few blocks.
choice-few-origins = { $count ->
    [one] The choice rests on 1 origin in all, fewer than { NUMBER($needed) }: chance may have made it.
   *[other] The choice rests on { NUMBER($count) } origins in all, fewer than { NUMBER($needed) }: chance may have made it.
  }

## The protocol of the literature
candidate-rate = rate { $rate }
candidate-dropout = dropout { $share }
candidate-decay = decay { $strength }
candidate-from-last = from the last value
candidate-epochs = { $count } epochs
protocol-all-diverged = No network could be trained; every learning rate tried diverged.
protocol-no-solution = The regression has no solution; the columns may be constant.
protocol-not-tuned = The protocol does not tune { $recipe }.
protocol-gaps = The column { $column } has missing values before row { $row }, and the protocol allows no gaps; use a file without missing rows.
protocol-no-room = A window of { NUMBER($lookback) } rows in and { NUMBER($horizon) } out does not fit the borders; choose a shorter lookback or horizon.

## Reconciling
left-out-uneven = it is not a whole number of steps of the others
left-out-no-forecasts = it has no forecasts

## What several seeds say
seeds-all-same = { $recipes } has the same result under every seed: all differences are the data's.
seeds-unmoved = A seed changes nothing at { $rungs } ({ $recipes }).
seeds-best = { $rung } is best with a mean { $measure } of { $mean } over { NUMBER($seeds) } seeds, by more than seed noise.
seeds-best-alike = { $rung } is best with a mean { $measure } of { $mean } over { NUMBER($seeds) } seeds; its lead over { $others } is smaller than seed noise.
seeds-best-cheaper = { $rung } is best with a mean { $measure } of { $mean } over { NUMBER($seeds) } seeds; { $others }, better by less than errors count, costs more.
origins-clear = { $rung } errs less than { $others } by more than the luck of { NUMBER($count) } origins (Diebold–Mariano, 5 %).
origins-luck = The lead of { $rung } over { $others } may be the luck of { NUMBER($count) } origins (Diebold–Mariano, 5 %).
seeds-neighbours = { $fine } and { $coarse } differ by { $difference }, smaller than seed noise (±{ $noise }).

## Why weights cannot be shared
sharing-few-days = { NUMBER($asked) } training days were asked for, and the series has only { NUMBER($count) } before its validation part; give fewer training days.
sharing-does-not-fill = it does not fill the horizon
sharing-no-layer = no hidden layer has the same shape behind { $inputs } inputs; give two hidden layers or more.
