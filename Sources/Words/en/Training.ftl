# What Training says: what happens to runs, watches and journals, and what to do about it.

## Runs
run-diverged = The loss at step { $step } is not a finite number (learning rate { $rate }); the weights of step { $kept } were kept: begin again with a smaller learning rate, or branch before that step with one.
run-diverged-unclipped = The loss at step { $step } is not a finite number (learning rate { $rate }); the weights of step { $kept } were kept: begin again with a smaller learning rate or a clip norm of 1, or branch before that step with them.
watch-diverged = The loss at step { $step } is not a finite number (learning rate { $rate }); begin again with a smaller learning rate.
run-dead-activation = Since epoch { $epoch } the network answers the same, or nearly so, whatever it reads: its hidden units ({ $activation }) do not respond (learning rate { $rate }). Until they do, only that one answer is learnt: begin again, or branch before that epoch, with a smaller learning rate or another activation.
run-dead = Since epoch { $epoch } the network answers the same, or nearly so, whatever it reads: its units do not respond (learning rate { $rate }). Until they do, only that one answer is learnt: begin again, or branch before that epoch, with a smaller learning rate.
run-dead-part = Since epoch { $epoch } one of the networks answers the same, or nearly so, whatever it reads: its units do not respond (learning rate { $rate }). Until they do, only that one answer is learnt: begin again, or branch before that epoch, with a smaller learning rate.
branch-under-way = { $run } is computed again from step { NUMBER($first) } to { NUMBER($last) }, where the branch begins
seeds-diverged = { $rungs }: under some seed the run diverged, so that it is not ranked.
seeds-dead = { $rungs }: under some seed the network no longer responds, so that it is not ranked.
seeds-untrained = { $rungs }: under some seed no epoch was ended, so that it is not ranked.
seeds-few-origins = { $rungs }: scored at too few validation origins or samples to be ranked.
nothing-to-share = No run has begun that compute could be shared out to.

## Watches
watch-wide-kernel = { $rung } learns without a convolution: one of { $kernel ->
    [one] 1 bin
   *[other] { NUMBER($kernel) } bins
  } does not fit into the differences of the { NUMBER($lookback) } bins that are looked back on; give a smaller --kernel, or a longer --lookback.
watch-ahead = Values come faster than one every { $step }: without time stamps each counts as one step, so that the times shown are counted and run ahead of the clock; --every gives the stream's step.
watch-behind = Values come slower than one every { $step }: without time stamps each counts as one step, so that the times shown are counted and fall behind the clock; --every gives the stream's step.
watch-set-back = The stream's clock was set back; its bins begin again, and what was learnt stays.
watch-column = { $column } is watched; --column takes another: { $others }.
watch-not-recorded = The stream cannot be recorded at { $path } ({ $reason }); give a path that can be written.
watch-newest = { $origins ->
    [one] the last origin
   *[other] the last { NUMBER($origins) } origins
  }
watch-coarser = { $rung } is as good as { $best } within a standard error, and coarser: { $measure } { $own } against { $other } over { watch-newest }
watch-best = { $rung } forecasts best: { $measure } { $own } over { watch-newest }
watch-best-against = { $rung } forecasts best: { $measure } { $own } against { $other } of { $against } over { watch-newest }

## Checkpoints that cannot be read
checkpoint-none = { $path } is no checkpoint of a run; give the last.safetensors that Grainscope wrote.
checkpoint-newer = The checkpoint { $path } is of version { $found }, this program reads up to { $known }; use a newer Grainscope.
checkpoint-damaged = The checkpoint { $path } is damaged: it has { $reason }; train the run again.
checkpoint-description = a description that cannot be read

## Journals that cannot be read or replayed
journal-unreadable = The journal { $path } cannot be read: { $reason }; give the path of a .journal file.
journal-unwritable = The journal { $path } cannot be written: { $reason }; the session cannot be replayed from here on.
journal-line-no-json = a line cannot be written as JSON
journal-no-file = there is no such readable file
journal-bad-line = Line { $line } of { $path } is not a journal line; give a file that Grainscope wrote as a journal.
journal-no-session = { $path } does not begin with a session line, so it is no journal; give a file that Grainscope wrote as one.
journal-damaged-beginning = Line 1 of { $path } is not as it was written: it is the session’s own, without which nothing can be replayed.
journal-late-session = The session’s own line is line { $line } of { $path } and not the first: the lines are not in the order in which they were written; put that line first.
journal-newer = { $path } is a journal of version { $found }, this program reads up to { $newest }; use a newer Grainscope.
journal-bad-knob = The { $knob } of { $run } is “{ $found }” in the journal, which is no value that it can take; the journal is damaged.
journal-no-knob = The { $knob } of { $run } is missing in the journal; the journal is damaged.
journal-structural-knob = The journal turns the { $knob } of { $run } while it trains, which only a branch can; the journal is damaged.
journal-other-ground = { $run } has settings for other data or another task than the session's; the journal is damaged.
journal-second-beginning = { $run } begins once more in line { $line } of the journal; the journal is damaged.
journal-second-session = Line { $line } of { $path } begins another session; put that line and those behind it into a file of their own.
journal-no-parent = { $run } branches from { $parent }, which the journal does not hold before it; the journal is damaged.
journal-no-step = The journal acts on { $run } at step { $wanted }, but the replay ended at step { $reached }; data, program or kernel differ from the recording.
journal-other-data = { $path } is not the data that the journal was made with (hash { $found } instead of { $recorded }); bring back the original file.
journal-older-data = { $path } is not the data that the journal was made with (hash { $found } instead of { $recorded }); bring back the original file, or replay it with Grainscope 0.1.0, which read numbers in 32 bits.
rate-not-begun = The run has not begun, so that no rate can be searched.
