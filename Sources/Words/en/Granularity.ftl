# What Granularity says: lengths of time, why grains and targets cannot be had as asked, and what the leak auditor found.

## A length of time as the subject or object of a sentence, and its steps in the plural
length-milliseconds = { $count ->
    [one] a millisecond
   *[other] { $count } milliseconds
  }
steps-milliseconds = { $count ->
    [one] milliseconds
   *[other] { $count }-millisecond steps
  }
length-seconds = { $count ->
    [one] a second
   *[other] { $count } seconds
  }
steps-seconds = { $count ->
    [one] seconds
   *[other] { $count }-second steps
  }
length-minutes = { $count ->
    [one] a minute
   *[other] { $count } minutes
  }
steps-minutes = { $count ->
    [one] minutes
   *[other] { $count }-minute steps
  }
length-hours = { $count ->
    [one] an hour
   *[other] { $count } hours
  }
steps-hours = { $count ->
    [one] hours
   *[other] { $count }-hour steps
  }
length-days = { $count ->
    [one] a day
   *[other] { $count } days
  }
steps-days = { $count ->
    [one] days
   *[other] { $count }-day steps
  }
length-weeks = { $count ->
    [one] a week
   *[other] { $count } weeks
  }
steps-weeks = { $count ->
    [one] weeks
   *[other] { $count }-week steps
  }
length-months = { $count ->
    [one] a month
   *[other] { $count } months
  }
steps-months = { $count ->
    [one] months
   *[other] { $count }-month steps
  }
length-quarters = { $count ->
    [one] a quarter
   *[other] { $count } quarters
  }
steps-quarters = { $count ->
    [one] quarters
   *[other] { $count }-quarter steps
  }
length-years = { $count ->
    [one] a year
   *[other] { $count } years
  }
steps-years = { $count ->
    [one] years
   *[other] { $count }-year steps
  }

## Why one length is no whole number of another's steps, as “a day is not a whole number of weeks”
not-whole = { $length } { $count ->
    [one] is
   *[other] are
  } not a whole number of { $steps }
not-always-alike = { $length } { $count ->
    [one] does
   *[other] do
  } not always have the same number of { $steps }
not-whole-rows = { $length } { $count ->
    [one] is
   *[other] are
  } not a whole number of rows { $step } apart

## The leak auditor: what was looked at
audit-profiles = seasonal profiles and scales
audit-rows = rows as read
audit-training-windows = { $grain } training windows
audit-window = { $grain } window
audit-bins = { $grain } bins
audit-scaler = { $grain } scaler
audit-calendar = { $grain } calendar features

## The leak auditor: what was done to later rows, which stage looks ahead, and what was found
canary-loud = replaced by large values
canary-missing = removed
canary-cut = cut off
ahead-reader = the reader looks ahead
ahead-aggregator = the aggregator looks ahead
ahead-scaler = the scaler looks ahead
ahead-profile = the seasonal profile looks ahead
ahead-calendar = the calendar looks ahead
ahead-windows = the windows look ahead
leak-input = { $subject }: an input holds rows up to { $newest }, after the origin { $origin }; a forecast could not have known them.
leak-target = { $subject }: a target ends at { $end }, after the border { $border }; it belongs to the next part.
leak-value = { $subject }: number { $number } changed from { $before } to { $after } when only rows from { $border } on were { $change }; { $stage }.
leak-count = { $subject }: { NUMBER($before) } numbers became { NUMBER($after) } when only rows from { $border } on were { $change }; { $stage }.

## Why data cannot change their grain
grain-no-column = There is no column number { $column }; the data have { NUMBER($count) }.
grain-finer-than-rows = The grain { $grain } is finer than the rows, which lie { $step } apart; choose { $step } or coarser.
grain-finer-than-images = Images of { $height }×{ $width } pixels cannot be averaged to { $grain }; choose no more pixels than they have.

## The ladder of a watch
watch-no-grains = The ladder of the watch is empty; give grains, as --grain 1s,5s,15s.
watch-repeated = The grain { $grain } is on the ladder twice; give each once.
watch-bad-step = A step of { $step } ms cannot be watched; give one of up to a day, as --every 1min.
watch-too-long = The grain { $grain } is too long for a watch, whose grains are at most a day; record the stream and open the file in the Lab for longer ones.
watch-uneven-grain = { $grain } is not a whole number of the stream's steps of { $step }; give multiples of it, as --grain { $step },{ $multiple }.
watch-uneven-season = The season { $season } is not a whole number of steps of the finest grain { $step }; give a multiple of it.
watch-uneven-horizon = The horizon { $horizon } is not a whole number of steps of the finest grain { $step }; give a multiple of it, as --horizon { $multiple }.
watch-long-horizon = The horizon { $horizon } is more than { NUMBER($most) } steps of the finest grain { $step }; give a shorter one, or coarser grains.

## Methods of reconciliation
method-bottom-up = the finest rung's forecasts, aggregated
method-top-down = the coarsest rung's forecasts, divided in the proportions of training rows
method-ols = the nearest forecasts that add up, all trusted alike
method-structural = each rung trusted by how many fine steps one of its steps holds
method-variance = each rung trusted by its errors at validation origins
method-mint-shrink = each step trusted by its errors and their correlations (MinT, shrunk)
method-mint-structural = halfway between mint-shrink and structural; the usual one

## Why forecasts cannot be made to add up
reconcile-no-series = Only forecasts of a series can be reconciled; these data have no time axis; open a series.
reconcile-no-origins = At no test origin do all grains have a forecast; train them to the end, or leave grains out.
reconcile-not-additive = Forecasts of a { $aggregation } cannot be reconciled: a coarse { $aggregation } is neither sum nor mean of the fine ones; choose a target of sums or means.
reconcile-no-grain = No grain fills the horizon, and at least two are needed; { $advice }.
reconcile-one-grain = Only the grain { $grain } fills the horizon, and at least two are needed; { $advice }.
reconcile-does-not-fill = The grain { $grain } cannot be reconciled with the others: { $reason }; { $advice }.
reconcile-unequal-steps = The grain { $grain } cannot be reconciled with the others: its steps are not all equally long, so that its means are not means of finer means; { $advice }.
reconcile-not-dividing = The grain { $coarser } cannot be reconciled with { $finer }: { $reason }; { $advice }.
reconcile-signs = Top-down divides a coarse forecast in the proportions of the training rows, which has no meaning where they change their sign (here from { $least } to { $greatest }); choose another method, as mint-structural.
reconcile-no-shares = Top-down needs complete steps of { $grain } in the training part whose values are not all 0, and there are none; choose another method, as structural.
reconcile-few-errors = The method { $method } learns from the errors at validation origins: { NUMBER($found) } have forecasts of all grains, at least { NUMBER($needed) } are needed; choose structural, a shorter horizon or a larger validation part.
reconcile-dependent = The errors at validation origins depend on each other linearly, so that { $method } has no solution; choose structural.

## What to do about it
advice-add-finer = add finer grains
advice-add-divisor = add a grain that it divides, or a longer horizon
advice-leave-out = leave it out
advice-leave-one-out = leave one of them out
advice-take = take { $grains } with a horizon of { $horizon }
advice-leave-out-and-take = leave out { $without } and take { $grains } with a horizon of { $horizon }

## Origins that are left out
omitted-missing = { NUMBER($count) } for missing values
omitted-clock = { NUMBER($count) } for a change of the clock

## Why there is no common target
target-no-column = There is no target column number { $column }; the series has { NUMBER($count) }.
target-not-a-target = A { $aggregation } cannot be forecast, because coarse values do not follow from fine ones; choose mean, sum, min, max or last.
target-nothing-to-compare = The horizon { $horizon } is not a whole number of steps of any of { $grains }; choose a longer horizon or finer grains.
target-bad-grain = Rungs cannot be scored at grain { $grain }: { $reason }; choose a grain that fills the horizon.
target-short-test = The test part is shorter than one horizon of { $horizon } that begins on a boundary of { $steps }; choose a shorter horizon, finer grains or a larger test part.
target-short-validation = no rung can be ranked: the validation part is shorter than one horizon of { $horizon } that begins on a boundary of { $steps }, so that it has no origin; choose a shorter horizon, finer grains or a file with more rows
target-gappy-validation = { $count ->
    [one] no rung can be ranked: the only validation origin has no full horizon of { $horizon } without missing values; choose a shorter horizon or another target
   *[other] no rung can be ranked: none of the { $count } validation origins has a full horizon of { $horizon } without missing values; choose a shorter horizon or another target
  }
# What to do about gaps, beside what is done already.
fill-gaps = { $gaps ->
    [leave-out] fill short gaps, as with --gaps interpolate:3
   *[other] fill longer gaps, with more rows in --gaps { $gaps }
  }
target-gaps = { $count ->
    [one] The only test origin has no full horizon of { $horizon } without missing values
   *[other] None of the { $count } test origins has a full horizon of { $horizon } without missing values
  }; choose a shorter horizon or another target.
target-unserved = { $count ->
    [one] Before the only test origin the rows of some rung are not all known
   *[other] Before each of the { NUMBER($count) } test origins the rows of some rung are not all known
  }, so that nothing can be compared; { fill-gaps }, take fewer grains or a shorter horizon than { $horizon }.
target-no-rung-served = Gaps leave no rung that can learn and be judged, with { NUMBER($needed) } complete training windows and a test origin before which all is known that it reads; { fill-gaps }, or take a shorter horizon than { $horizon }.
target-unserved-validation = { $count ->
    [one] no rung can be ranked: before the only validation origin the rows of some rung are not all known
   *[other] no rung can be ranked: before each of the { NUMBER($count) } validation origins the rows of some rung are not all known
  }; { fill-gaps }, take fewer grains or a shorter horizon than { $horizon }

## Why a ladder or a horizon cannot be had as asked
ladder-unreadable = “{ $text }” is not a length of time; give a whole number from 1 up and a unit (ms, s, min, h, d, w, mo, q, y), at most 100 years, as 30min, 1h or 1d.
ladder-empty = The ladder has no grain; write grains from fine to coarse with commas between, as 30min,1h,1d.
ladder-repeated = The grain { $grain } is on the ladder twice; leave one out.
ladder-uneven = The grain { $grain } cannot be made from rows { $step } apart, because its bins are not whole numbers of them; choose { $multiples }.
ladder-too-coarse = At grain { $grain } the series has only { $bins ->
    [one] { $bins } complete bin
   *[other] { $bins } complete bins
  }, at least 2 are needed; choose a finer grain.
ladder-uneven-horizon = The horizon { $horizon } is not a whole number of rows { $step } apart; choose { $multiples }.
ladder-unreadable-side = "{ $text }" is not a resolution; write the side in pixels, as 8 or 8x8.
ladder-repeated-side = The resolution { $grain } is on the ladder twice; leave one out.
multiples-of-day = a multiple of { $step } that divides a day, as { $twice }, or a calendar unit (d, w, mo, q, y)
multiples-any = a multiple of { $step }, as { $twice }
multiples-days = a number of days or a calendar unit (w, mo, q, y)

## Why a grain is on the ladder
reason-asked = asked for
reason-own-step = the file's own step, nothing is averaged
reason-averages = averages { NUMBER($rows) } rows
reason-horizon = as long as the horizon: a single step
reason-divides-horizon = { NUMBER($steps) } of its steps make the horizon of { $horizon }
reason-beyond = the next usual grain beyond the horizon, to see what more averaging leaves
reason-cycle = { NUMBER($bins) } bins a cycle of { $cycle }
reason-cycle-about = about { NUMBER($bins) } bins a cycle of { $cycle }
reason-alias = the cycle of { $cycle } appears as { $alias }, at { $share } % of its amplitude
reason-averaged-away = the cycle of { $cycle } is averaged away

## Calendar features
calendar-day = time of day { $wave }
calendar-week = day of week { $wave }
calendar-year = day of year { $wave }

## Why windows cannot be made
window-no-aggregate = This grain has no { $aggregation } of column number { $column }; choose an aggregation that it has.
window-no-inputs = A window without lags and without calendar features has nothing to read; choose a lookback of at least one row.
