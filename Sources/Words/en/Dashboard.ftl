# What Dashboard says: everything that stands on a screen. The key bar's words and the sentences of the help have to fit 80
# columns: a sentence of the help takes at most 67.

## Screens, as they stand in the header
screen-lab = Lab
screen-tradeoffs = Trade-offs
screen-data = Data
screen-runs = Runs

## Names of actions in the palette; in English those of the configuration file
action-pause = pause
action-step = step
action-restart = restart
action-branch = branch
action-more-epochs = more epochs
action-join = join
action-all-rungs = all rungs
action-next-rung = next rung
action-previous-rung = previous rung
action-next-run = next run
action-close-run = close run
action-test-part = test part
action-knob-above = knob above
action-knob-below = knob below
action-decrease = decrease
action-increase = increase
action-halve = halve
action-double = double
action-type-value = type value
action-compare = compare
action-cross-hair = cross hair
action-read-back = read back
action-read-on = read on
action-read-first = read first
action-read-newest = read newest
action-zoom-in = zoom in
action-zoom-out = zoom out
action-pan-back = pan back
action-pan-on = pan on
action-follow = follow
action-log-scale = log scale
action-smoothing = smoothing
action-curve-axis = curve axis
action-gradient = gradient norm
action-find-rate = find rate
action-to-best = to best
action-previous-origin = previous origin
action-next-origin = next origin
action-first-origin = first origin
action-last-origin = last origin
action-row-above = row above
action-row-below = row below
action-page-above = page above
action-page-below = page below
action-previous-picture = previous picture
action-next-picture = next picture
action-picture-above = picture above
action-picture-below = picture below
action-gallery-back = gallery back
action-gallery-on = gallery on
action-first-picture = first picture
action-last-picture = last picture
action-enlarge = enlarge
action-inside = inside
action-layer-before = layer before
action-layer-after = layer after
action-layer-above = layer above
action-layer-below = layer below
action-cell-left = cell left
action-cell-right = cell right
action-cell-above = cell above
action-cell-below = cell below
action-show-cell = show cell
action-open-rung = open rung
action-train-all = train all
action-seeds = seeds
action-measure = measure
action-class-measure = class measure
action-cost = cost
action-reconcile = reconcile
action-next-method = next method
action-previous-method = previous method
action-choose-grain = choose grain
action-adapt = adapt
action-item-above = item above
action-item-below = item below
action-items-above = items above
action-items-below = items below
action-value-before = value before
action-value-after = value after
action-use-chosen = use chosen
action-run-above = run above
action-run-below = run below
action-runs-above = runs above
action-runs-below = runs below
action-open-run = open run
action-sort-runs = sort runs
action-first-run = first run
action-last-run = last run
action-mark-run = mark run
action-filter-runs = filter runs
action-all-runs = runs of all data
action-compare-runs = runs diff
action-export-runs = export runs
action-parallel-runs = parallel coordinates
action-previous-axis = previous axis
action-next-axis = next axis
action-upper-edge-up = upper edge up
action-upper-edge-down = upper edge down
action-lower-edge-up = lower edge up
action-lower-edge-down = lower edge down
action-brush-to-filter = brush to filter
action-runs-crosshair = runs cross-hair
action-runs-read-back = runs read back
action-runs-read-on = runs read on
action-note-run = note run
action-tag-run = tag run
action-star-run = star run
action-copy-run-command = copy run command
action-remove-run = delete run
action-next-panel = next panel
action-previous-panel = previous panel
action-back = back
action-palette = palette
action-undo = undo
action-copy-command = copy as command
action-copy = copy
action-mouse = mouse
action-theme = theme
action-help = help
action-redraw = redraw
action-suspend = suspend
action-quit = quit

## What the key bar calls an action, in a word or two
key-pause = pause
key-step = step
key-grain = grain
key-screens = screens
key-find = find
key-panel = panel
key-undo = undo
key-theme = theme
key-back = back
key-help = help
key-quit = quit
key-turn = turn
key-type = type
key-read = read
key-pan = pan
key-origin = origin
key-branch = branch
key-start-branch = start branch
key-more-epochs = more epochs
key-join = join
key-halve = halve
key-compare = compare
key-cross-hair = cross-hair
key-all-rungs = all
key-restart = restart
key-run = run
key-close-run = close
key-test-part = test
key-validation = validation
key-zoom = zoom
key-follow = follow
key-log = log
key-smooth = smooth
key-gradient = gradient
key-by-step = by step
key-picture = picture
key-enlarge = enlarge
key-page = page
key-layer = layer
key-cell = cell
key-show = show
key-inside = inside
key-layers = layers
key-rung = rung
key-open = open
key-sort = by score
key-tree = by run
key-order = sort
key-mark = mark
key-filter = filter
key-all-data = all data
key-this-data = this data
key-difference = diff
key-curves = curves
key-export = export
key-parallel = parallel
key-axis = axis
key-upper-edge = upper edge
key-lower-edge = lower edge
key-star = star
key-tag = tag
key-note = note
key-remove = delete
key-command = command
key-unfold = seeds
key-goes-on = go on
key-train-all = train all
key-measure = measure
key-cost = cost
key-method = method
key-reconcile = reconcile
key-which-grain = which grain
key-share-out = share out
key-choose = choose
key-other-value = other value
key-use-it = use it
key-resume = resume
key-this-rung = this
key-curve = curve
key-gallery = gallery
key-show-all = show all
key-outside = outside
key-target = target
key-load = load
key-apply = apply

## Keys of overlays, fields and borders, after the key: “⏎ runs”
key-runs = runs
key-completes = completes
key-keeps = keeps
key-as-before = as before
key-includes = includes
key-trains = trains
key-sets = sets
key-cancels = cancels
key-clears = clears
key-chooses = chooses
key-shows = shows
key-recipe = recipe
key-scroll = scroll
key-applies = applies
key-other = other
key-opens = opens
key-again = again
key-stop = stop
key-opens-in-lab = opens in the Lab
key-opens-with-data = opens with its data
key-follows = follows
key-shows-all = shows all again
key-shows-them = shows them

## Sentences of the help
help-pause = Pauses or resumes training.
help-step = Trains one step, then pauses.
help-next-rung = Shows the next coarser rung; nothing restarts.
help-previous-rung = Shows the next finer rung.
help-decrease = Turns the chosen knob down.
help-increase = Turns the chosen knob up.
help-type-value = Lets you type the chosen knob's value.
help-knob-above = Chooses the knob above.
help-knob-below = Chooses the knob below.
help-read-back = Moves the cross-hair back.
help-read-on = Moves the cross-hair forward.
help-read-first = Moves the cross-hair to the first step in sight.
help-read-newest = Moves the cross-hair to the newest step.
help-pan-back-in-panel = In its panel: moves the zoomed curve back.
help-pan-on-in-panel = In its panel: moves the zoomed curve forward.
help-row-above = Reads the previous step, in the table and on the curve.
help-row-below = Reads the next step.
help-page-above = Moves up by what the table shows.
help-page-below = Moves down by what the table shows.
help-previous-origin-in-panel = In these panels: the previous origin.
help-next-origin-in-panel = In these panels: the next origin, then the future.
help-first-origin = The first origin.
help-last-origin = The last origin.
help-previous-picture-in-gallery = In the gallery: the previous picture.
help-next-picture-in-gallery = In the gallery: the next picture.
help-enlarge-in-gallery = Enlarges the picture, with each class's probability.
help-picture-above = The picture above.
help-picture-below = The picture below.
help-gallery-back = A page of pictures back.
help-gallery-on = A page of pictures forward.
help-first-picture = The first picture: the surest mistake.
help-last-picture = The last picture: the surest hit.
help-layer-before = Inside the network: the previous layer.
help-layer-after = The next layer.
help-previous-picture-inside = Inside: passes the previous picture through.
help-next-picture-inside = Passes the next picture through.
help-cell-left = In the matrix: the predicted class to the left.
help-cell-right = The predicted class to the right.
help-cell-above = The true class above.
help-cell-below = The true class below.
help-show-cell = Shows the cell's pictures in the gallery, or all again.
help-rung-above = Chooses the finer rung above.
help-rung-below = Chooses the coarser rung below.
help-open-rung = Opens the chosen rung in the Lab.
help-train-all = Trains every rung that is paused or waits.
help-seeds = Trains all rungs with five seeds; pressed again, stops that.
help-measure = The matrix in RMSSE, MASE, MSE or skill.
help-class-measure = Classes by recall, precision or F1.
help-cost = Cost in multiply-adds, parameters or seconds.
help-previous-method = In its panel: the previous method of reconciling.
help-next-method = In its panel: the next method of reconciling.
help-reconcile = Makes forecasts add up, rung by rung; pressed again, next method.
help-choose-grain = Chooses the grain on earlier origins, and says why; again, stops.
help-adapt = Shares out compute by ucb, then successive halving, then no more.
help-item-above = Moves up in the list that has the focus.
help-item-below = Moves down.
help-items-above = Moves up by a page.
help-items-below = Moves down by a page.
help-value-before = Chooses the previous value of the option.
help-value-after = Chooses the next value of the option.
help-use-chosen = Opens again with the column as target, the options, or the file.
help-run-above = Chooses the run above.
help-run-below = Chooses the run below.
help-sort-runs = Sorts by start, with branches below their runs, or by score.
help-open-run = Opens the run in the Lab, goes on with it, or unfolds seeds.
help-first-run = Chooses the first run.
help-last-run = Chooses the last run.
help-mark-run = Marks the run: marked ones are drawn over each other.
help-filter-runs = Lists runs that meet conditions, as rate<1e-2 grain:1h.
help-all-runs = Lists the runs of all data, or of the open data.
help-compare-runs = Shows what differs between two marked, or this and a marked.
help-export-runs = Writes marked runs, or the chosen one, for other programs.
help-parallel-runs = Draws all listed runs across their settings and scores.
help-previous-axis = Goes to the axis on the left.
help-next-axis = Goes to the axis on the right.
help-upper-edge-up = Raises the upper edge of what is brushed of the axis.
help-upper-edge-down = Lowers it: runs above it stand back.
help-lower-edge-up = Raises the lower edge: runs below it stand back.
help-lower-edge-down = Lowers the lower edge.
help-brush-to-filter = Lists the runs within the brush alone, by a filter.
help-runs-crosshair = Reads all marked curves at one step.
help-runs-read-back = Moves the cross-hair back.
help-runs-read-on = Moves the cross-hair on.
help-note-run = Writes a note on the run.
help-tag-run = Gives the run a tag.
help-star-run = Stars the run, or takes the star away.
help-copy-run-command = Copies the command line that trains the run again.
help-remove-run = Puts the run into the trash; undo brings it back.
help-palette = Finds every action, rung and knob by name.
help-branch = Branches at the cross-hair or now, with the knobs that wait for it.
help-more-epochs = Continues a run that has ended by as many epochs as it has done.
help-join = Trains several rungs as one: fused, coupled, sharing weights.
help-halve = Halves the chosen knob.
help-double = Doubles the chosen knob.
help-compare = Shows all rungs, score against cost, or this rung's curve.
help-cross-hair = Reads exact values on the curve.
help-all-rungs = Knobs, pause, step, restart, branch: on every rung, or this one.
help-restart = Begins again at step 0 as a new run; undo goes back to the old one.
help-test-part = Shows scores on the test part, which is counted; again, validation.
help-next-run = Shows the rung's next run: parent and branches in turn.
help-close-run = Closes the run: it leaves memory, and the store keeps it.
help-previous-picture = Chooses the previous picture; the order stays until Esc.
help-next-picture = Chooses the next picture.
help-enlarge = Enlarges the chosen picture, or shows the gallery again.
help-inside = Looks inside: filters and maps of pictures, the table of layers.
help-measured-layer-above = Layers: the one above.
help-measured-layer-below = The one below.
help-previous-origin = Shows the forecast from the previous origin.
help-next-origin = Shows the forecast from the next origin, then the future.
help-zoom-in = Zooms in on the curve.
help-zoom-out = Zooms out, up to the whole curve.
help-pan-back = Moves the zoomed curve back; it stays there.
help-pan-on = Moves the zoomed curve forward.
help-follow = Follows the newest step again.
help-log-scale = Draws losses on a logarithmic or a linear scale.
help-smoothing = Smooths more, or not at all; the raw band stays.
help-find-rate = Sweeps the learning rate on a copy of the run, and proposes one.
help-curve-axis = Draws the curve by step, by epoch or by the time trained.
help-gradient = Draws the norm of the gradient among the losses, or no longer.
help-to-best = Sets the cross-hair at the epoch with the best validation loss.
help-next-panel = Moves to the next panel: its border is bright, it has the arrows.
help-previous-panel = Moves to the previous panel.
help-undo = Takes back the last change of a knob, and says what it cannot.
help-copy-command = Copies the command line that trains the shown run again.
help-copy = Copies the panel; the table as tab-separated values.
help-mouse = Leaves the mouse to the terminal, to select text, or takes it back.
help-theme = Shows the screen in every theme, and keeps the one you choose.
help-back = Goes back: out of cross-hair, ⟳ changes, comparison, zoom, panel.
help-help = Shows every key.
help-quit = Quits; asks while a run is training.
help-suspend = Goes to the shell; fg comes back from there.
help-redraw = Draws the whole screen again.
help-screen = Shows screen { $number }: { $name }.

## Headings of the help
group-training = Training
group-rungs = Rungs and runs
group-knobs = Knobs
group-curve = Curve
group-forecast = Forecast and table
group-pictures = Pictures and classes
group-program = Program

## Why a key does nothing now, as half a sentence
not-now-nothing-open = nothing is open
not-now-nothing-to-train = nothing is left to train
not-now-solved = { $recipe } is solved at once, not trained in steps
not-now-ended = { $run } has ended; { $more } continues it, { $branch } branches from it
not-now-ended-for-good = { $run } has ended; { $branch } branches from it
not-now-goes-on = { $run } has not done its epochs yet
not-now-turn-first = { $run } is solved at once; turn a knob marked ⟳ first
not-now-untrainable = this rung cannot be trained; the Lab says why
not-now-other-data = these data have no use for it
not-now-no-run-to-branch = there is no run to branch from
not-now-no-command = no run of a file is shown
not-now-nothing-to-continue = no run here has ended that more epochs would continue
not-now-one-rung = there is only one rung
not-now-rung-without-run = this rung has no run
not-now-no-run-yet = there is no run yet
not-now-nothing-kept = no runs are kept
not-now-no-run-listed = no run is listed
not-now-nothing-to-open = no run to open here; one that another program trains can be opened once it has ended
not-now-two-runs = mark a run, and another one or move to it
not-now-needs-run-list = the arrows are on the axes; Tab goes to the list
not-now-needs-parallel = it moves on the axes of parallel coordinates
not-now-nothing-brushed = nothing of an axis is brushed
not-now-nothing-marked = no run is marked
not-now-no-reveal = what is open has one part alone
not-now-one-run = this rung has only one run
not-now-stream-runs = the runs of a stream stay as long as it is watched
not-now-needs-knobs = needs the focus on the knobs
not-now-needs-number = needs the focus on a knob that is a number
not-now-no-curve = no loss curve is shown
not-now-no-rate = nothing here takes steps at a learning rate that could be searched
not-now-no-best = no epoch of this curve has a validation loss yet
not-now-needs-cross-hair = needs the cross-hair
not-now-needs-zoomed-curve = needs the focus on a zoomed curve
not-now-not-zoomed = the curve is not zoomed
not-now-newest-in-sight = the newest step is in sight
not-now-one-origin = there is only one origin
not-now-needs-forecast = needs the focus on forecast or table
not-now-needs-long-table = needs the focus on a table with more rows
not-now-no-pictures-yet = no pictures have been classified yet
not-now-needs-gallery = needs the focus on the gallery
not-now-needs-inside = needs the focus on the inside of the network
not-now-needs-layers = needs the focus on the table of layers
not-now-needs-confusion = needs the focus on the confusion matrix
not-now-needs-picture-confusion = needs the focus on the confusion matrix of pictures
not-now-no-rungs-to-join = there are no rungs to join
not-now-one-panel = this screen has only one panel
not-now-one-theme = there is only one theme
not-now-nothing-changed = nothing was changed
not-now-nothing-to-leave = there is nothing to go back from
not-now-all-trained = every rung trains or has trained
not-now-needs-forecasts = two rungs need forecasts first
not-now-needs-reconciliation = needs the focus on the reconciliation
not-now-needs-series-run = needs a series with a run
not-now-nothing-to-share = fewer than two rungs are left to train
not-now-no-classes = no classes are predicted
not-now-needs-series = only a series is scored at each grain
not-now-needs-options = needs the focus on the options
not-now-shown = it is shown now, or these data have none
not-now-elsewhere = only on the { $screens } { $count ->
    [one] screen
   *[other] screens
  }

## Notes that keys leave
keys-act-on-all = keys act on every rung
keys-act-on-one = keys act on this rung alone
quit-while-training = { $runs ->
    [one] 1 run is still training
   *[other] { $runs } runs are still training
  }: { $key } again quits · Esc stays
close-running = { $run } is still training: { $key } again stops and closes it, and the store keeps it · Esc stays
close-unkept = { $run } is kept nowhere: { $key } again closes it for good · Esc stays
run-closed = { $run } is closed
run-closed-kept = { $run } is closed; the store keeps it, and screen 4 opens it again
runs-gave-way = { $count ->
    [one] { $run } is closed
   *[other] { $count } runs up to { $run } are closed
  }, as runs hold { NUMBER($megabytes) } MB at most; the store keeps them, and screen 4 opens them again
runs-full-of-stream = { $count ->
    [one] 1 run is open, and holds
   *[other] { NUMBER($count) } runs are open, and hold
  } as much as the { NUMBER($megabytes) } MB that are for them; watch anew to begin others
runs-full = { $count ->
    [one] 1 run is open, and holds
   *[other] { NUMBER($count) } runs are open, and hold
  } as much as the { NUMBER($megabytes) } MB that are for them; { $key } closes the shown one
mouse-taken = the mouse chooses, drags and scrolls again
mouse-left = the mouse selects text as in a shell; { $key } takes it back
knob-not-used = { $knob } is not used by { $choice }
knob-as-before = { $knob } is as it was
knob-waits = { $knob } { $value } waits for a branch at step { NUMBER($step) }: { $key } starts it · Esc forgets it
branch-waits = a branch at step { NUMBER($step) } waits for its knobs: { $key } starts it · Esc forgets it
knob-stays = { $knob } stays as it is: { $reason }
knob-inert = { $run } has ended; { $branch } branches from its end, up to epoch { NUMBER($last) }, { $more } continues it up to epoch { NUMBER($longer) }; { $crosshair } chooses a step where knobs turn for a branch
knob-inert-stopped-early = { $run } has stopped as it no longer got better; { $branch } branches from its end, up to epoch { NUMBER($last) }; { $crosshair } chooses a step where knobs turn for a branch
knob-inert-diverged = { $run } has diverged; { $crosshair } chooses a step before, where knobs turn for a branch that { $branch } starts
knob-epochs-done = { $run } has ended with { $done ->
    [one] 1 epoch
   *[other] { NUMBER($done) } epochs
  } done
run-ends-here = { $run } ends here: { $epochs ->
    [one] 1 epoch is
   *[other] { NUMBER($epochs) } epochs are
  } done already; { $key } continues it
knob-turned-ending = { knob-turned }; { $ended ->
    [one] 1 run ends here: it has done as many
   *[other] { $ended } runs end here: they have done as many
  }
knob-turned = { $knob } { $value } on { $count ->
    [one] 1 rung
   *[other] { $count } rungs
  }
runs-branch = { $count ->
    [one] 1 run branches
   *[other] { $count } runs branch
  }
run-continues = { $run } continues up to epoch { NUMBER($epochs) }
runs-continue = { $count ->
    [one] 1 run continues
   *[other] { $count } runs continue
  }
without-rungs = { $answer }; not { $rungs }
left-out-no-knob = { $rung } (no such knob)
left-out-range = { $rung } (no such value)
left-out-ended = { $rung } (ended)
left-out-epochs-done = { $rung } (done already)
left-out-closed-form = { $rung } (solved, not trained)
left-out-not-there = { $rung } (not so many epochs yet)
left-out-cannot-continue = { $rung } (not to be continued)
left-out-goes-on = { $rung } (still training)
knob-needs-branch = { $knob } { $value } needs a new start: { $key } branches · Esc forgets it
copied-panel = the panel
copied-predictions = predictions
copied-residuals = residuals
copied-layers = layers
copied-runs = runs
copied-rungs = rungs
copied-matrix = the matrix
caption = { $file }: { $facts }
caption-target = the next { $horizon } at grain { $grain }
caption-origin = origin { $origin } ({ NUMBER($place) } of { NUMBER($count) })
copied-rows = { $rows ->
    [one] 1 row
   *[other] { $rows } rows
  } of { $table }
copied-some = the first { NUMBER($first) } of { NUMBER($rows) } rows of { $table }
restart-undone = { $count ->
    [one] { $runs } continues
   *[other] { $runs } continue
  }
restart-undone-shown = { $count ->
    [one] { $runs } stands for its grain again
   *[other] { $runs } stand for their grains again
  }
restart-undone-stopped = { $answer }; { $count ->
    [one] the run that replaced it is stopped
   *[other] the runs that replaced them are stopped
  }
undo-drafts-gone = { $rung }: the ⟳ changes are taken back; no run was touched
undo-branch-back = { $rungs }: what waits for a branch is as it was before; no run was touched
undo-drafts-back = { $rung }: the ⟳ changes wait again for a branch
undo-knob = { $knob } goes back to { $value }; steps taken since then stay
undo-and = { $answer }; { $outcome }
undo-knobs = { $knob } goes back to what it was; steps taken since then stay
typed-nothing = nothing was typed; expected { $expected }
typed-wrong = “{ $typed }” is not { $expected }
typed-wrong-near = “{ $typed }” is not known; did you mean { $nearest }? Expected { $expected }

test-revealed = { test-shown }; ★ stays with what validation chose; { $key } takes it from sight
test-revealed-unranked = { test-shown }; nothing is ranked; { $key } takes it from sight
test-hidden = validation on view again; { test-shown }
test-shown = test shown { NUMBER($times) }×

## What happened to runs
run-diverged = { $rung } diverged at step { NUMBER($step) }: { $reason }
run-dead = { $rung } no longer responds: { $reason }
run-restarted = { $rung }: { $run } begins again
run-branched = { $rung }: { $run } branches from { $parent } at step { NUMBER($step) }
run-branched-longer = { $rung }: { $run } branches from { $parent } at step { NUMBER($step) }, up to epoch { NUMBER($last) }
run-changed = { $change } at step { NUMBER($step) }
better-run = { $run } of this grain is better on validation: { $measure } { $better } against { $shown }; { $key } shows the next run
rung-not-compared = { $rung } is not compared: { $reason }
rung-preferred = { $rung } is preferred now: { $reason }

## Overlays
place-of = { NUMBER($place) } of { NUMBER($count) }
help-title = Keys
palette-title = Commands
palette-found = { NUMBER($count) } found
palette-no-match = no command has such a name
palette-placeholder = an action, a rung, a knob and its value
key-not-now = { $action }: { $reason }
palette-not-now = not now: { $reason }
palette-show-rung = show { $rung }
palette-shows-rung = Shows this rung; nothing restarts.
palette-is-shown = it is shown now
palette-knob-is = is { $value }; { $expected }
palette-knob-refuses = cannot be { $value }; it takes { $expected }
palette-knob-refuses-near = cannot be { $value }; did you mean { $nearest }? It takes { $expected }
palette-refused = { $name } { palette-knob-refuses }
palette-refused-near = { $name } { palette-knob-refuses-near }
palette-setting = { $name } { $value }
palette-smooths = Smooths the curve so much.
palette-sets-live = Sets it at the next step.
palette-sets-structural = Changes it for the next branch.
palette-sets-at-cross-hair = Prepares a branch at the cross-hair with it.
palette-sets-waiting = Changes it for the branch that waits.
themes-title = Themes
theme-kept = theme { $name }; to start with it, write theme = "{ $name }" under [look] in config.toml
join-title = Join grains
join-needs-two = at least two grains
join-done = { $recipe }: { $grains } are joined

## Header
header-solved = solved
header-no-journal = no journal
header-no-runs = runs not kept
header-solving = solving
header-time-left = left
header-ended-at = ended at epoch { NUMBER($epoch) }
header-planned = { NUMBER($epochs) } planned
phase-paused = paused
phase-waiting = waiting
phase-done = done
phase-stopped-early = stopped early
phase-stopped = stopped
phase-diverged = diverged
phase-diverged-at = diverged at step { NUMBER($step) }
dead-since = dead since epoch { NUMBER($epoch) }
phase-interrupted = interrupted
stream-points = points
stream-per-second = /s
stream-skipped = { $points } left out
stream-live = live
stream-not-learning = not learning
stream-silent = silent for { NUMBER($seconds) } s
stream-ended = ended

## Before there are data
motto = one keystroke changes the grain, and the model follows
starting = starting …
opening = opening
not-opened = not opened
too-small = Grainscope needs { NUMBER($needed-width) }×{ NUMBER($needed-height) }; this terminal has { NUMBER($width) }×{ NUMBER($height) }.

## The Data screen
data-title = Data
data-looking = looking through the columns …
data-columns-title = Columns
data-rows = { $rows ->
    [one] 1 row
   *[other] { $rows } rows
  }
data-images = { $images ->
    [one] 1 image
   *[other] { $images } images
  }
data-samples = { $samples ->
    [one] 1 sample
   *[other] { $samples } samples
  }
data-colour-images = of { $size }, colour
data-grey-images = of { $size }, grey
data-step = of { $step }
data-column = column
data-type = type
data-minimum = min
data-mean = mean
data-maximum = max
data-missing = missing
data-mean-and-deviation = mean { $mean } ± { $deviation }
data-distinct = { NUMBER($count) } distinct
data-distinct-or-more = { NUMBER($count) } or more distinct
data-target-because = target: { $reason }
data-options-title = Options
data-no-options = the file itself says what it holds
data-given = given
data-files-title = Files
data-grains-title = Grains
data-horizon = horizon { $horizon }
data-more = and { NUMBER($count) } more
data-no-ladder = no ladder suits these data
data-bins = { $bins ->
    [one] 1 bin
   *[other] { $bins } bins
  }
data-lack-rows = { $bins ->
    [one] 1 lacks rows
   *[other] { $bins } lack rows
  }
data-rhythm-title = Autocorrelation
data-lag = lag in { $unit }
data-constant-target = the target does not vary
data-no-cycle = no cycle found
data-of-variance = { $percent } of variance
data-values-title = Values
data-means-along-file = means along the file
data-no-split = these data cannot be split into training, validation and test
data-part = { $part ->
    [training] training
    [validation] validation
    [test] test
   *[other] { $part }
  }
data-part-brief = { $part ->
    [training] train
    [validation] valid
   *[other] { data-part }
  }
data-part-from = from { $date }

## What was found in the data
data-findings-title = Findings
data-leaks = { $leaks ->
    [one] 1 leak
   *[other] { $leaks } leaks
  }
data-gaps = { $gaps ->
    [one] 1 gap
   *[other] { $gaps } gaps
  }
data-missing-values = { NUMBER($values) } missing
data-odd = { NUMBER($rows) } odd
data-nothing-odd = nothing odd
data-of-column = { $column } { $what }
data-missing-shares = { $values ->
    [one] 1 value
   *[other] { $values } values
  } missing, including those in gaps: { $columns }
data-lines = { $count ->
    [one] line { $lines }
   *[other] lines { $lines }
  }
data-finding = { NUMBER($count) } { $what }: { $place }
data-more-leaks = and { NUMBER($count) } more leaks
data-more-idle = and { NUMBER($count) } more columns that say nothing
data-policy = { $policy } { $value }: { $effect }
data-bits = bits about the target: { $columns }
data-horizon-because = horizon { $horizon }: { $reason }
data-grain-because = grain { $grain }: { $reason }
data-left-out = { $column } is left out: { $reason }
data-audit-future = looking for leaks from the future …
data-audit = looking for leaks …
data-clean-future = no leaks from the future: { NUMBER($comparisons) } comparisons
data-clean = nothing gives the answer away: { NUMBER($comparisons) } comparisons
data-comparisons = { NUMBER($comparisons) } comparisons for leaks
data-check-idle = { $check }: nothing to compare in these data ({ $about })
data-check-clean = { $check }: nothing found in { NUMBER($comparisons) } comparisons ({ $about })
data-check-found = { $check }: { $findings ->
    [one] 1 finding
   *[other] { $findings } findings
  } in { NUMBER($comparisons) } comparisons ({ $about })
data-no-gaps = no gaps: every row of the grid is there
data-gap-rows = { data-gaps }, { $rows ->
    [one] 1 row
   *[other] { $rows } rows
  } missing
data-longest-gap = longest { NUMBER($rows) } before line { $line }, { $from } → { $to }
data-gap = { NUMBER($rows) } before line { $line }

## What is done on the Data screen
data-options-as-before = options are as they were
data-nothing-changed = everything is as it was
data-option-chosen = { $option } { $value }: { $key } opens the file with it · Esc forgets it
data-still-opening = { $what } is still being opened
data-one-target = images have one target, their class
data-no-column = there is no column
data-is-target = { $column } is the target already
data-with-target = target { $column }
data-choose-value-first = choose another value with ←→ first
data-no-other-file = there is no other file
data-choose-elsewhere = move to columns, options or files to choose
data-reopen-while-training = { $what }: { $key } again ends { $runs ->
    [one] a run
   *[other] { $runs } runs
  } and starts again; the journal keeps them · Esc stays
data-opening = opening with { $what } …

## Units of time
unit-years = years
unit-months = months
unit-weeks = weeks
unit-days = days
unit-hours = hours
unit-minutes = minutes
unit-seconds = seconds
unit-milliseconds = milliseconds

## Words that several screens use
no-run = no run yet
nothing-evaluated = no rung has been evaluated yet
not-evaluated = not yet evaluated
not-compared = not compared
not-trained = not trained
not-compared-because = not compared: { $reason }
epoch = epoch
steps = steps
at-step = step { NUMBER($step) }
origin = origin
origins-unit = origins
train = train
valid = valid
valid-last = valid last
best = best
time = time
floor = floor
mean = mean
actual = actual
predicted = predicted
not-predicted = not yet predicted
multiply-adds = multiply-adds
windows = windows
images = images
sample = sample
samples = samples
windows-left-out = { NUMBER($omitted) } of { NUMBER($count) } windows left out: missing values
of-rung = { $rung }: { $what }
examples = { NUMBER($training) } + { NUMBER($validation) } { $what }
runs = { $runs ->
    [one] 1 run
   *[other] { $runs } runs
  }
parameters = { $parameters ->
    [one] 1 parameter
   *[other] { $parameters } parameters
  }
seed = seed { $seed }
times-seeds = ×{ NUMBER($seeds) } seeds
fine-to-coarse = fine to coarse
rungs-title = Rungs
classes-title = Classes
skill = skill
accuracy = accuracy
recall = recall
precision = precision
precision-brief = prec.

## Of which part scores are, and with which weights
part-validation = validation
part-test = test
only-origins = only { origins }
only-origins-of = only { origins-of }
only-samples = only { data-samples }
weights-best = best { $epoch }
weights-last = last { $epoch }
weights-solved = by { $recipe }
weights-within = in epoch { $epoch }
weights-before-divergence = { $best } before it diverged
best-weights = best weights
newest-weights = newest weights
scores-of-weights = scores of { $weights }
star-of-validation = chosen on validation, not on these
no-validation-origins = There is no validation origin, so nothing is ranked: open with a shorter horizon or more data, so that the validation part has room for lookback and horizon; { $key } shows the test part.
no-validation-samples = There is no validation sample, so nothing is ranked: open more data, or split off a validation part; { $key } shows the test part.
no-validation-because = Here { $reason }; { $key } shows the test part.
no-validation-brief = no validation part: not ranked
seen = seen
test-seen = test seen
test-seen-at = test seen at step { NUMBER($step) }

## What has to be beaten
seasonal-naive = seasonal naive
seasonal = seasonal
seasonal-of = seasonal { $season }
naive = naive
commonest-class = commonest class
training-mean = training mean
yardstick-beaten = { $percent } % better than { $baseline }
yardstick-fewer-mistakes = { $percent } % fewer mistakes than { $baseline }
yardstick-fewer-mistakes-brief = { $percent } % fewer mistakes
yardstick-equal = no better than { $baseline }
yardstick-better = { $baseline } has { $score }, which is better
yardstick-better-brief = { $baseline } { $score } is better

## The Lab: ladder and verdict
axis-time = time
axis-space = space
axis-rows = rows
ladder-best-weights = of best weights
ladder-common-target = common target:
ladder-target = target:
ladder-next = next { $horizon }
ladder-class = class
rung-not-started = this rung has not started training
verdict-not-evaluated = not yet evaluated at the common target
verdict-none = no score yet
verdict-count = { NUMBER($count) } { $what }
verdict-count-of = { NUMBER($count) } { $what }, { NUMBER($omitted) } left out
verdict-count-of-all = { NUMBER($count) } of { NUMBER($all) } { $what }
verdict-thin = only { NUMBER($count) } { $what }, too few to tell
verdict-other-origins = at { NUMBER($count) } of { NUMBER($all) } { $what }: not ranked
verdict-not-ranked = { NUMBER($count) } { $what }: not ranked
verdict-too-few = { NUMBER($count) } { $what }: shown, not ranked (20 needed)
against-seasonal-naive = against seasonal naive
against-seasonal-naive-of = against seasonal naive of { $season }
against-naive = against naive
against-commonest-class = against the commonest class
against-training-mean = against the training mean

## The Lab: curve
curve-title = Loss
curve-log = log
curve-linear = linear
curve-smooth = smooth { $amount }
curve-range = { NUMBER($first) }–{ NUMBER($last) } steps
curve-range-epochs = epoch { $first }–{ $last }
curve-range-time = { $first }–{ $last }
curve-epochs = epochs
curve-by-epoch = by epoch
curve-by-time = by time
seconds-short = { $seconds } s
milliseconds-short = { $milliseconds } ms
seconds-unit = s
curve-zoom = zoom { NUMBER($factor) }×
curve-from = from { $run }
curve-dead = dead
curve-branch-here = branch here
curve-no-step = no step yet
curve-at-epoch = epoch { $epoch }
images-per-second = images/s
steps-per-second = steps/s
compare-title = Compare
compare-measure = { $measure } at the common target
compare-not-ranked = { $score } not ranked
compare-at-step = { $rung } step { NUMBER($step) }
curve-rate = rate
sweep-title = Validation error
sweep-curve = validation
sweep-best = best λ
sweep-at-edge = at the edge of those tried
sweep-at-edge-brief = at the edge
sweep-error = error
sweep-none = no λ was tried
sweep-solving = solving …

## The Lab: knobs
knobs-title = Knobs
knobs-of-rung = this rung
knobs-of-all = all rungs
knobs-of-branch = branch at step { NUMBER($step) }
knobs-of-ended = run ended
knobs-branch = branches
knob-was = was { $value }
knob-now = now { $value }
knob-takes = takes { $value }

## The Lab: forecast, table and journal
forecast-title = Forecast
forecast-place = origin { NUMBER($place) } of { NUMBER($count) }
forecast-band = { $level } band
forecast-band-held = { $level } band held
forecast-no-band = too few origins for a band
forecast-none = no forecast yet
future-place = beyond the data
future-place-newest = newest origin
future-place-newest-brief = newest
future-waiting = forecasting beyond the data …
future-nothing-learnt = learns nothing
future-basis = learnt up to { $end }
future-no-actual = from the last boundary of all grains on: not held against what happened
future-rows-behind = forecast from { $origin }, the last boundary of all grains; actual { $rows ->
    [one] 1 row
   *[other] { $rows } rows
  } behind it
future-rows-behind-brief = forecast from { $origin }; actual { $rows ->
    [one] 1 row
   *[other] { $rows } rows
  } behind it
future-lower = lower { $level }
future-upper = upper { $level }
caption-future = { $target }, beyond the data, from { $origin }, { $run }
predictions-title = Predictions
predictions-of = { $target } per { $grain }
fit-title = Fit
fit-axes = predicted against actual
fit-equal = equal
residuals-title = Residuals
residual = residual
journal-title = Journal
journal-began = began
journal-branch = { $run } branches off

## The Lab: classes and pictures
confusion-title = Confusion
confusion-axes = rows: true class, columns: predicted
confusion-axes-brief = row: true
confusion-found = { $class } found:
confusion-taken = { $class } taken for { $guess }:
confusion-count = { NUMBER($found) } of { NUMBER($total) }, { $share }
gallery-title = Gallery
gallery-only = only { $class }→{ $guess }
gallery-order = wrong ones first
gallery-order-brief = wrong first
gallery-wrong = wrong
gallery-held = order held
gallery-empty = no such picture any more
gallery-no-room = no room for a picture
picture-title = Picture
picture-in-colour = { $size } in colour
picture-taken-for = taken for
inside-title = Inside
inside-layer = layer { NUMBER($layer) } of { NUMBER($count) }
inside-filters = filters of { $layer }
inside-picture = picture
inside-several = several networks: choose the rung of one of them
inside-no-layers = this model has no layers
inside-waiting = waiting for the network …
rate-title = Learning rate
rate-takes = takes { $rate }
rate-step = step { NUMBER($step) } of { NUMBER($planned) }
rate-from-step = from the weights of step { NUMBER($step) }
rate-now = now
rate-batch = batch
rate-smoothed = loss
rate-under-way = A copy of the run takes steps at ever greater rates; the run itself is not touched.
rate-steepest = { $rate }: the loss falls fastest there (Smith, 2017).
rate-below-minimum = { $rate }: a tenth of { $minimum }, where the loss is smallest; it falls fastest only beyond, where steps become unstable.
rate-below-rise = { $rate }: from these weights the loss hardly falls at any rate; this is a tenth of where it begins to rise.
rate-none = No proposal: over all rates the loss neither falls nor rises by more than chance. Arrows choose a rate.

layers-title = Layers
layers-layer = layer
layers-shape = out
layers-parameters = params
layers-dead = dead
layers-saturated = sat.
layers-weights = weights
layers-gradients = gradient
layers-outputs = outputs
layers-frozen = frozen
layers-examples = outputs of { $count ->
    [one] 1 training example
   *[other] { NUMBER($count) } training examples
  }
layers-remark = gradients and Δw are those of the step that comes next; dead units are 0 for every example
layers-not-of-stream = the networks of a stream are not measured

## The Trade-offs screen: rungs; headings of at most six columns, but for progress and coherent
head-grain = grain
head-progress = progress
head-rows = rows
head-training-loss = train last
head-validation-loss = valid last
head-parameters = params
head-per-epoch = MAC/ep
head-per-window = MAC/w
head-time = ms/ep
head-coherent = coherent
head-spent = MACs
rungs-keys-on-all = keys act on all
rungs-keys-on-one = keys act on this rung
rungs-as-good = about as good as { $rung } with { $error }, and coarser
chosen-on-validation = chosen on validation
losses-own-scale = losses compare within a grain alone
rungs-not-ranked = not yet ranked at the common target
rungs-too-few = not ranked: { NUMBER($count) } { $what }, from { NUMBER($least) } on rungs are ranked
rungs-no-score = not ranked: there is no { $measure }, as repeating the last season makes no error, or is not possible
rungs-fewer-origins = not ranked: no rung is scored at all origins
rungs-none-sound = none is ranked: all diverged or no longer respond
runs-done = { NUMBER($done) } of { NUMBER($runs) } runs

## The Trade-offs screen: names of its boards in the strip
board-rungs = rungs
board-matrix = matrix
board-cost = cost
board-error = error
board-classes = classes
board-cascade = cascade
board-reconciled = reconciled
board-grain = grain
board-compute = compute

## The Trade-offs screen: matrix, cost, error and classes
matrix-title = Matrix
matrix-measure = { $measure } of each model at each grain
matrix-best-brief = best model
matrix-best = best model of its column
matrix-best-on-validation = best model of its column on validation
matrix-beaten = { $best }; a naive forecast is better at { $grains }
matrix-beaten-brief = best model; naive is better at { $grains }
matrix-beaten-count = best model; naive is better in { $count ->
    [one] 1 column
   *[other] { NUMBER($count) } columns
  }
matrix-legend = { matrix-best }; colour grows with the error
matrix-origins = { $origins } origins
matrix-few-origins = only { $origins } origins
matrix-one-origin = only 1 origin
matrix-not-ranked = { $origins } origins: not ranked
cost-title = Cost
cost-spent-brief = MACs
cost-seconds-brief = seconds
cost-spent = multiply-adds spent
cost-prediction = multiply-adds per prediction
cost-parameters = parameters
cost-seconds = seconds of training
cost-front = Pareto front
cost-front-on-validation = Pareto front on validation
cost-dominated = dominated
cost-without-seeds = without seeds, not drawn: { $rungs }
cost-without-seeds-brief = { NUMBER($count) } not drawn
error-title = Error
over-seeds = 95 % over seeds
over-seeds-brief = 95 %
error-of-seeds = mean of { NUMBER($seeds) } seeds
error-without-seeds = { $rungs }: not among the runs that were repeated
seeds-on-validation = on validation: { $verdict }
class-board-measure = { $measure } of each class at each grain
class-board-worst = coarse grains cost most for
at-grain = at { $grain }

## The Trade-offs screen: training all rungs
all-training = all rungs are training already
all-finished = all rungs have finished training
rungs-continue = { NUMBER($count) } of { NUMBER($rungs) } rungs continue
seeds-begun = { NUMBER($seeds) } seeds repeat each shown run, knobs turned at the same steps; { $key } cancels
seeds-cancelled = training with several seeds is cancelled

## The Trade-offs screen: choosing a grain
choice-title = Grain
choice-chosen = chosen
choice-search = { $recipe }, { NUMBER($structures) } structures, { choice-blocks }
choice-blocks = { NUMBER($blocks) } blocks before the test part
choice-least = best { $value }
choice-explanation = Every grain is trained, with several lookbacks and widths, on what was known before each of five blocks of origins, and scored on the block. Of the grains that are not worse than the best by more than one standard error of the difference in the same blocks, the coarsest is chosen. The test part is not looked at.
choice-measure = mean RMSSE ± SE of difference
choice-measure-brief = mean RMSSE
choice-progress = { NUMBER($done) } of { NUMBER($planned) } trainings
choice-preparing = preparing blocks of origins …
choice-begun = a grain is being chosen on origins before the test part; { $key } cancels
choice-cancelled = choosing a grain is cancelled
choice-done = { $rung } is the grain to take, and is selected now
choice-done-despite = { $rung } is chosen among these grains, and is selected now. { $cautions }
choice-worse = { $baseline } has { $error } at the validation origins, better than the shown run of { $rung } with { $own }.
choice-few-origins = { $count ->
    [one] The choice rests on 1 origin, too few to tell.
   *[other] The choice rests on { NUMBER($count) } origins, too few to tell.
  }
choice-done-beside = { choice-done }; ★ stays with { $preferred }, which scores best at the validation origins alone
choice-star = ★ stays with { $preferred }, which scores best at the validation origins alone.
time-left = { $time } left

## The Trade-offs screen: cascade
cascade-title = Cascade
cascade-alone = its models alone
cascade-alone-brief = alone
cascade-axes = accuracy over τ
cascade-curve = cascade
cascade-decided-by = decided by
cascade-cost = multiply-adds per image
cascade-cost-brief = MAC/img
cascade-none = no cascade has been evaluated yet
cascade-accuracy = accuracy
cascade-at = at
cascade-of = of { $total }

## The Trade-offs screen: reconciliation
reconciliation-title = Reconciled
reconciliation-waiting = the forecasts of all rungs are being made to add up …
reconciliation-running = reconciling …
reconciliation-stale = again: runs continued
reconciliation-next = next method
reconciliation-mean = mean RMSSE { $before } → { $after }
reconciliation-to-score = to RMSSE { $score }
reconciliation-differed = differed by { $percent } % before
reconciliation-done = { $method }: mean RMSSE over grains { $change }; { $key } shows the next method
reconciliation-in-sample = learnt from these very errors
reconciliation-unavailable = not available here
origins = { $origins ->
    [one] 1 origin
   *[other] { $origins } origins
  }
count-of = { NUMBER($count) } of { NUMBER($all) }
origins-of = { NUMBER($origins) } of { NUMBER($all) } origins
origins-not-ranked = { origins }, not ranked

## The Trade-offs screen: sharing out compute
allocation-title = Compute
allocation-spent = spent { $multiply-adds }
allocation-share = { $percent } of { $budget }
allocation-begun = compute is shared out by { $policy }
allocation-stopped = nothing more is shared out; { $key } continues all
allocation-empty = { $policy } ended before its first grant
allocation-unranked = { $policy } ended: no rung can be ranked on validation
allocation-ended = { $policy } ended: { $rung } is best on validation, with { $percent } % of the compute
allocation-columns = share · RMSSE on validation

## The Runs screen; “at” is the best epoch, whose weights are scored
runs-title = Runs
runs-of-session = of this session
runs-by-score = by { $score } on validation
runs-legend = stands for its grain · { $star } its best on validation · loss: in one grain, scaler and loss
runs-legend-short = stands for its grain · loss: in one grain, scaler and loss
runs-legend-brief = stands for its grain
head-loss = loss
runs-none = No run yet
runs-explanation = A run appears here with its first step. { $branch } branches another off in the Lab, { $restart } begins again, { $join } joins grains.
head-run = run
head-recipe = recipe
head-from = from
# The run that a branch left, and the step at which it did.
from-run = { $run } at { NUMBER($step) }
head-epochs = epochs
head-at = at
head-difference = what differs
run-title = Run { $number }
other-models-brief = other models
other-models = other models than { $rungs } alone
joined-models = { $run }, { $recipe }: { $remark }
scored-then-diverged = best { $epoch }, then diverged
scored-before-failure = best { $epoch } scored, { $failure }
scored-before-divergence = scored as it stood before it diverged: best epoch { $epoch }, validation loss { $loss }
run-trained = trained from step 0
run-begun-again = begun again in place of { $run }
run-branched-from = branched from { $run } at step { NUMBER($step) }
run-branched-elsewhere = branched at step { NUMBER($step) } from a run of another session

## The Runs screen: runs of the store
head-began = began
head-planned = planned
kept-all-data = all data
kept-by-start = newest first
kept-by-validation = by validation
kept-by-loss = by best loss
kept-by-seconds = by time trained
kept-found = { NUMBER($found) } of { $total ->
    [one] 1 run
   *[other] { NUMBER($total) } runs
  }
kept-legend = best of its grain
kept-marked = { $count } marked
kept-hidden = { $count ->
    [one] 1 more setting differs
   *[other] { $count } more settings differ
  }
kept-seeds = { $count } seeds
kept-seeds-diverged = { $count } diverged
kept-none = No run of these data was kept yet; { $all } lists those of all data.
kept-none-filtered = No run meets these conditions; { $filter } changes them.
kept-interrupted = { $runs ->
    [one] 1 run of this file was interrupted
   *[other] { $runs } runs of this file were interrupted
  }: { $key } shows them
kept-curves-named = marked · training thin
kept-curves-coming = marked runs are read …
kept-marks-full = { $count } runs are marked already; unmark one first
kept-restored = { $run } out of the trash again
kept-removed = { $runs ->
    [one] { $run } is
   *[other] { $runs } runs are
  } in the trash; { $key } brings back
kept-remove-training = a run that is trained cannot be deleted; stop it first
prompt-filter = filter:
prompt-note = note:
prompt-tag = tag:
prompt-export = to files:
export-usual = { $stem }.onnx
export-stem = model
parallel-title = Parallel
parallel-coming = runs are read …
parallel-others = { $runs ->
    [one] 1 more may not be compared
   *[other] { NUMBER($runs) } more may not be compared
  }
parallel-drawn = the first { $count } drawn
parallel-none-within = no run lies within what is brushed
difference-title = Diff
difference-only = only what differs
difference-none = Nothing differs.
difference-coming = Both runs are read …
difference-needs-two = Mark a run with { $mark }, then another one, or move to it.
