# What Datasets says: what a file holds, why it cannot be used, what was found while it was read.

## Formats of files, in one line each
format-csv = rows of cells between commas, semicolons, tabs, bars or spaces
format-idx = images and their labels, each in a file of MNIST's format
format-json-lines = one JSON object per line
format-numpy = NumPy's arrays, one or several
format-picture = a single picture, to be looked at
format-folder = a folder of PNG, PGM or PPM pictures for each class
# The only format without a name of its own; stands beside CSV, IDX and others.
format-folder-name = folder of pictures

## Why a file cannot be used: where, what was found, what was expected, what to do
missing-file = { $path }: there is no such file; check the path.
folder-without-pictures = { $path }: this is a folder without folders of pictures in it; name a data file, or a folder with one folder of PNG, PGM or PPM pictures for each class.
unreadable-file = { $path }: the file cannot be read ({ $reason }); check what it is and its permissions.
empty-file = { $path }: the file is empty; give rows: a CSV with a header, or one JSON object per line.
no-rows = { $path }: there is a header ({ $names }) and no rows below it; give a file with data.
binary-file = { $path }: byte { $offset } is NUL, so this is not a text file; give a { $formats } file.
other-format = { $path }: this is { $format }; { $remedy }.
only-text = { $path }: no column holds numbers (found text in { $names }); at least one column of numbers is needed, or another separator or decimal mark.
all-missing = { $path }: every value is missing (columns { $names }); at least one column needs numbers.
long-row = { $path }, line { $line }: the row is longer than { $megabytes } MB; rows must end in line breaks.
many-columns = { $path }: the first row has { NUMBER($count) } columns or more, and at most { NUMBER($limit) } can be read; check the separator.
malformed-line = { $path }, line { $line }: { $found }; { $remedy }.
malformed-column = { $path }, line { $line }, column { $column }: { $found }; { $remedy }.
unreadable-dates = { $path }, line { $line }: “{ $text }” in column { $column } { $problem ->
    [impossibleDate] is not a possible date
   *[other] is not a date
  }; write stamps as 2016-07-31 13:30, or name another time column.
no-time-column = { $path }: no column holds dates or times (columns { $names }); name one, or read the file as a table.
irregular-stamps = { $path }, line { $line }: the stamps jump from { $from } to { $to }, so that { NUMBER($rows) } rows would need { NUMBER($steps) } or more steps of { $step }; correct the stamp or thin the file out to a regular step.
no-column = There is no column “{ $name }”; the columns are { $known }.
column-left-out = The column “{ $name }” is left out: it { $reason }; the columns are { $known }.
no-column-near = There is no column “{ $name }”; did you mean { $near }?
many-classes = Column { $name } has { NUMBER($count) } different values or more, too many for classes; choose another target.
no-amounts = Column { $name } holds text, which has no amounts; leave out --task number, or choose another target.
no-whole-numbers = Column { $name } holds more than a few whole numbers, too many or too fine for classes; leave out --task classes, or choose another target.
no-zone = There is no time zone “{ $name }”; give a name such as Europe/London, an offset such as +02:00, or UTC.
no-zone-near = There is no time zone “{ $name }”; did you mean { $near }?
no-zone-database = The zone “{ $name }” cannot be looked up because /usr/share/zoneinfo is absent; install tzdata, or give an offset such as +02:00.
damaged-file = { $path }: { $what }; fetch the file again or name another.
large-file = { $path }: this is more than { $limit }, and { $reason }; give a smaller file, or unpack it and name that.
little-memory = { $path }: about { $needed } of memory are needed, and { $free } are free; give a file of fewer rows or columns, or a coarser one.
no-encoding = There is no text encoding “{ $name }” on this system; give utf-8, utf-16, latin1, windows-1252, gb18030 or another name from iconv --list.
bad-array = { $path }: the NumPy file holds { $found } (expected { $expected }); save it again or name another.
unwritable-file = { $path }: the file cannot be written ({ $reason }); check its folder, or name another.
bad-safetensors = { $path }: the safetensors file holds { $found } (expected { $expected }); save it again or name another.
bad-idx = { $path }: the IDX file has { $found } (expected { $expected }); fetch the file again or name another.
bad-picture = { $path }: found { $found } (expected { $expected }); save it again or name another.
not-images = { $path }: { NUMBER($columns) } number columns beside the label are not n² pixels from 0 up; read the file as a table.
bad-borders = The borders { $borders } do not fit { NUMBER($rows) } rows; give three ascending row numbers at which training, validation and test end, the last at most { NUMBER($rows) }.
bad-fractions = The shares { $shares } are not a split; give three positive numbers that add up to 1.
few-rows = There { $rows ->
    [one] is 1 row
   *[other] are { $rows } rows
  }, and { $purpose } needs at least { NUMBER($needed) }; give more data.
empty-part = A { $part ->
    [training] training
    [validation] validation
   *[test] test
  } part of { $share } % of { $rows ->
    [one] 1 row
   *[other] { NUMBER($rows) } rows
  } holds none of them; give a larger share or more data.
stopped = { $path }: reading was stopped.
unclosed-quote = a quoted cell begins here and never ends
unclosed-quote-remedy = close the quote or remove it

## What needs more rows (few-rows)
purpose-split = a split into training, validation and test
purpose-series = a series
purpose-series-stamps = a series (its rows all carry one stamp)

## Sizes of files
size-amount = { $gigabytes } GB
size-gigabytes = { NUMBER($count) } GB
size-megabytes = { NUMBER($count) } MB
size-bytes = { NUMBER($count) } bytes

## Cells that cannot be read, after their column's name
odd-cell = “{ $text }” { $problem ->
    [notANumber] is not a number
    [outOfRange] is beyond the range of numbers
    [impossibleDate] is not a possible date
   *[other] is not a date
  }

## Why a table's target was chosen
target-label = named like a label
target-text = the only text column with few values
target-last = the last column

## Preparation
gap-policy-unknown = “{ $text }” is not a policy for gaps; choose leave-out, interpolate:ROWS or carry-forward:ROWS, such as interpolate:3.
clip-refused = Outliers cannot be clipped at { $width } robust standard deviations; give a number from 1 up, such as 6.
features-refused = { NUMBER($count) } features cannot be selected; give a number from 1 up.
target-left-out = The target { $name } is among the columns left out; keep it, or choose another --target.
needs-columns = { $option } needs columns, which images do not have; leave it out.
needs-time-order = { $option } needs rows in the order of time, which a { $kind } does not have; leave it out.
information-method = Mutual information with the target in bits, by at most 16 × 16 bins of equal frequency on training rows, less the bias of counting (Miller–Madow)

## Files that are not text: what they are, and what to do (other-format)
packed-twice = data compressed twice
packed-twice-remedy = unpack it once: gunzip -k FILE
parquet = a Parquet file
parquet-remedy = export it as CSV
hdf5 = an HDF5 file
sqlite = an SQLite database
export-table = export the table as CSV
bzip2 = bzip2-compressed data
xz = xz-compressed data
zstd = zstd-compressed data
unpack-first = unpack it first: { $command } FILE
jpeg = a JPEG picture
jpeg-remedy = turn it into PNG: convert x.jpg x.png
pdf = a PDF document
pdf-remedy = give a CSV or IDX file
excel = an old Excel sheet
excel-remedy = save the sheet as CSV
zip-or-sheet = a zip archive or a spreadsheet
zip-or-sheet-remedy = unpack it, or save the sheet as CSV
utf16-without-mark = UTF-16 text without a byte order mark
utf16-remedy = name its encoding: --encoding { $encoding }
a-terminal = a terminal
a-terminal-remedy = send data into it: zcat x.csv.gz | grainscope inspect -

## Files and pipes
standard-input = standard input
input-closed = it is closed
a-device = it is a device, not a file
file-shortened = it became shorter while it was read
gzip-ends = the gzip data end in the middle
gzip-damaged = the gzip data are damaged
gzip-ratio = compressed data may not expand further than that
pipe-in-memory = a pipe is kept in memory

## CSV
ragged-rows = { $count ->
    [one] 1 row has fewer or more cells than the header
   *[other] { $count } rows have fewer or more cells than the header
  }
odd-cells = { $count ->
    [one] one cell could not be read as a number and counts as missing
   *[other] { $count } cells could not be read as numbers and count as missing
  }
missing-numbers = { $count ->
    [one] 1 cell that holds { $word } counts as missing
   *[other] { NUMBER($count) } cells that hold { $word } count as missing
  }
missing-no-cell = --missing { $word } matches no cell
missing-sentinel = { NUMBER($count) } cells of { $columns } hold { $shown }, far from all others; --missing { $word } leaves them out
rows-without-stamp = { $count ->
    [one] one row has no readable stamp and is left out
   *[other] { $count } rows have no readable stamp and are left out
  }
ambiguous-dates = dates do not show whether day or month comes first; they are read with { $first ->
    [month] the month first
   *[other] the day first
  }
read-without-signs = numbers of { $columns } are read without { $signs }, as they stand: 12.3% is 12.3
time-passed-over = the column { $column } is read as numbers, because they do not run as time does; --as series reads a series
count-heading = line { $line } counts { NUMBER($rows) } rows of { $columns ->
    [one] 1 column
   *[other] { NUMBER($columns) } columns
  } and names the classes of the last one: { $classes }; the columns have no names
# Why a column is left out, after its name.
left-out-empty = has no name and no values
left-out-no-values = has no values
left-out-dates-of-samples = holds dates, and rows are samples
left-out-text = holds text
left-out-more-dates = holds further dates
left-out-counter = only counts the rows
left-out-lists = holds lists
identifiers-as-text = { $columns }: whole numbers with more digits than a number keeps, read as text with every digit
rounded-integers = { $columns }: whole numbers beyond 2^53 are rounded to 53 bits
undecoded-places = { $count ->
    [one] 1 place is not { $encoding } and shows as �
   *[other] { $count } places are not { $encoding } and show as �
  }
undecoded-line = line { $line } is not UTF-8, and such text shows as �; name its encoding, such as --encoding latin1 or gb18030

## Stamps and zones
zone-as-written = as written
stamps-of-changing-clocks = rows are missing or repeated where clocks change in { $zone }: if the stamps are local times, name their zone, as --zone { $zone }
stamps-without-zone = stamps carry no zone and are taken as written
stamps-count-from-1970 = stamps count from 1970 and are shown in UTC
stamps-of-several-offsets = stamps carry several offsets, so days begin at midnight UTC; name a zone for local days
stamps-partly-with-offset = some stamps carry an offset and some do not; those are taken as UTC
stamps-cut-digits = digits of stamps below a millisecond are cut off
stamps-at-month-ends = stamps stand at month ends; each row is counted from its month's first day
stamps-irregular = stamps are irregular: { NUMBER($percent) } % of steps are { $step }; rows are moved to the nearest { $cadence }
rows-reversed = rows run from new to old and were reversed
stamps-repeated-few = { $repeated ->
    [one] 1 of { NUMBER($rows) } rows repeats a stamp and is left out
   *[other] { NUMBER($repeated) } of { NUMBER($rows) } rows repeat a stamp and are left out
  }
stamps-repeated = { NUMBER($repeated) } of { NUMBER($rows) } rows repeat a stamp and are left out; several series may be stacked in one file

## NumPy's arrays: found, and expected (bad-array)
array-header = a header
array-bytes = { NUMBER($count) } bytes
array-version = format version { $version }
array-versions = version 1, 2 or 3
array-header-size = a header of { NUMBER($count) } bytes
array-header-limit = no more than the file has
array-not-dictionary = a header that is not a dictionary
array-incomplete-header = an incomplete header
array-header-keys = descr, fortran_order and shape
array-dimensions = { NUMBER($count) } dimensions
array-dimension-limit = at most 4
array-records = records with fields
array-for-each-column = an array of numbers for each column
array-type = values of type { $type }
array-numbers = numbers
array-value-bytes = { NUMBER($count) } bytes of values
array-size = { NUMBER($count) } for the shape { $shape }
array-size-uncountable = more than 2⁶¹ for the shape { $shape }
array-pixel-range = negative or very large values in images of shape { $shape }
pixels-from-0 = pixels from 0 up
array-many-classes = more than 100 classes in { $name }
array-class-limit = at most 100 classes
array-none = no arrays
array-shapes = arrays of shape { $shapes }
array-shapes-expected = numbers in one dimension, in two (rows, columns) or in three (images, height, width)
# Why an array is left out, after its name.
left-out-holds = holds { $found }
left-out-not-images = is neither the images nor their classes
left-out-shape = has the shape { $shape }
left-out-no-numbers = holds no numbers
array-no-labels = no array of labels was found beside the images
array-rows-by-second = rows carry no time and are counted as one per second

## Zip archives (damaged-file)
zip-no-directory = the zip archive has no directory at its end
zip-large = the zip archive is one of 4 GB or more
zip-many-entries = the zip archive has { NUMBER($count) } entries
zip-directory-damaged = the directory of the zip archive is damaged
zip-method = the zip archive is encrypted or compressed in a way that is not read here
zip-entry-outside = an entry of the zip archive lies outside of it
zip-entry-damaged = an entry of the zip archive is damaged
zip-claim = the zip archive claims to expand to { NUMBER($count) } bytes

## IDX files: found, and expected (bad-idx)
other-bytes = other bytes
idx-header = an IDX header
idx-bytes = { NUMBER($count) } bytes
idx-header-bytes = { NUMBER($count) } bytes of header
idx-size = { NUMBER($count) } bytes for { $shape } values
idx-size-uncountable = more than 2⁶³ bytes for { $shape } values
idx-labels = a list of labels
idx-images-beside = the file of the images beside it
idx-dimensions = { NUMBER($count) } dimensions
idx-dimensions-expected = count, height, width and one or three channels
idx-row-size = rows of { NUMBER($count) } values
idx-square = square images
idx-empty-images = { NUMBER($count) } images of { $size }
idx-a-pixel = at least one pixel
idx-pixel-range = negative or very large values
idx-label-shape = labels of shape { $shape }
idx-label-count = one for each of { NUMBER($count) } images
idx-no-labels = no file of labels was found beside the images
pixels-as-they-are = bytes hold 0 and 1 alone: taken as they are, not divided by 255
pixels-of-16 = pixels hold 0 to 16: divided by 16
missing-pixels = { $count ->
    [one] 1 pixel is missing and counts as black
   *[other] { $count } pixels are missing and count as black
  }

## Pictures: found, and expected (bad-picture)
picture-nothing = nothing
picture-expected = a PNG, PGM or PPM picture
picture-map-expected = a PGM or PPM picture
picture-bytes = { NUMBER($count) } bytes for { $size } pixels
picture-whole = a whole picture
picture-size = { $size } pixels
picture-size-limit = a picture that fits into a quarter of the memory
picture-png-refused = a PNG that libpng refuses ({ $reason })
picture-png-whole = a whole one
picture-map-header = a header without width, height and maximum value
picture-map-numbers = three numbers from 1 to 65 535
picture-byte-count = { NUMBER($count) } or more
picture-values = { NUMBER($count) } values
picture-value-count = { NUMBER($count) }
picture-value = the value { NUMBER($value) }
picture-maximum = at most { NUMBER($maximum) }, the maximum of its header
picture-single = a single picture; to learn, name a folder with one folder of pictures for each class
folder-no-classes = pictures without a folder for each class: their classes are not known
folder-many-classes = { NUMBER($count) } folders of pictures
folder-class-limit = at most { NUMBER($limit) } classes
folder-none-readable = no picture that can be read
folder-none-readable-as = no picture that can be read ({ $example })
folder-one-expected = at least one PNG, PGM or PPM
folder-in-memory = pictures are held in memory
folder-mixed-colour = grey pictures among coloured ones are read as coloured
folder-left-out = { $count ->
    [one] 1 picture is left out: { $example }
   *[other] { NUMBER($count) } pictures are left out, as the first of them: { $example }
  }
folder-transparent = { $count ->
    [one] 1 picture is transparent and laid over white
   *[other] { $count } pictures are transparent and laid over white
  }
# Why a picture is left out.
odd-picture-size = { $name } has { $size } pixels
odd-picture-holds = { $name } holds { $found }
odd-picture-unreadable = { $name } cannot be read
odd-picture-changed = { $name } changed while it was read

## JSON Lines: what stands on a line (malformed-column)
# Refers to what is expected at a place of a line.
json-expected = { $expected ->
    [object] an object
    [key] a key in quotes
    [colon] a colon
    [objectEnd] a comma or { "}" }
    [listEnd] a comma or the list's end
    [closingQuote] the string's closing quote
    [digit] a digit
    [lineEnd] the line's end
   *[other] a value
  }
json-found = { json-expected } was expected, and “{ $found }” stands here
json-found-control = { json-expected } was expected, and a control character stands here
json-line-ends = { json-expected } was expected, and the line ends here
json-escape = a backslash begins an escape that JSON does not have
json-deep = objects and lists are nested more than { NUMBER($limit) } deep
json-many-keys = the lines so far have more than { NUMBER($limit) } keys
json-key-twice = the key “{ $key }” stands here for the second time
json-no-values = up to here no key holds a number or a string
json-sparse = { NUMBER($lines) } lines have few of their { NUMBER($keys) } keys in common
# What to do.
json-remedy-whole = each line must be one whole object, such as { "{" }"load": 1.5{ "}" }
json-remedy-document = each line must be one whole object; jq -c . FILE makes such lines of a document
json-remedy-list = write one object per line; jq -c '.[]' FILE makes such lines of a list of objects
json-remedy-deep = write flatter objects
json-remedy-keys = give each line the same keys
json-remedy-key = give it one value

## Safetensors: found, and expected (bad-safetensors)
tensors-readable-bytes = { NUMBER($count) } bytes that can be read
tensors-byte-count = { NUMBER($count) }
tensors-bytes = { NUMBER($count) } bytes
tensors-length-expected = a header with its length in the first { NUMBER($count) }
tensors-header-size = a header of { $count } bytes
tensors-header-range = 2 to { $limit }
tensors-json = { $what }, at byte { $offset } of its header
tensors-json-expected = JSON that begins with { "{" } and ends with { "}" }
tensors-place = the tensor { $name } at byte { $offset } of the values
tensors-place-expected = byte { $offset }, where the one before ends
tensors-value-bytes = { NUMBER($count) } bytes of values
tensors-value-bytes-expected = { NUMBER($count) }, as its header says
tensors-metadata-not-object = a __metadata__ that is not an object
tensors-metadata-not-strings = a __metadata__ of something other than strings
tensors-metadata-expected = strings by name
tensors-incomplete = an incomplete tensor { $name }
tensors-fields = dtype, shape and data_offsets of each
tensors-type = the tensor { $name } of type { $type }
tensors-offsets = data_offsets of the tensor { $name } that are not a beginning and an end
tensors-two-numbers = two numbers
tensors-size = { NUMBER($count) } bytes of the tensor { $name }
tensors-size-expected = { NUMBER($count) } for { $type } of the shape { $shape }
tensors-size-uncountable = more than 2⁶¹ for { $type } of the shape { $shape }
# What is wrong with the header's JSON (tensors-json).
strict-no-brace = no { "{" } at its beginning
strict-more-objects = more than one object
strict-no-mark = no { $mark } where one belongs
strict-deep = objects too deep within each other
strict-key-twice = the key { $key } twice
strict-end = an end in its middle
strict-value = a value that is not a string, list or object
strict-number = a list of something other than whole numbers of up to 18 digits
strict-not-utf8 = a string that is not UTF-8
strict-control = a control character in a string
strict-unclosed = a string that never ends
strict-surrogate = half a surrogate pair
strict-escape = an escape that JSON does not have

## Streams
live-unreadable = { $path }: the stream cannot be read ({ $reason }); check its permissions.
live-not-a-stream = { $path }: this is { $what }; name a file that grows, or send lines into grainscope watch.
live-terminal = Standard input is this terminal; send lines into it, such as vmstat 1 | grainscope watch --column us, or watch this machine with --host.
live-no-column = The stream has no column “{ $name }”; it has { $known }.
live-no-column-near = The stream has no column “{ $name }”; did you mean { $near }?
live-no-column-names = The stream has no column “{ $name }”; it names none, so give a number, such as --column 1.
live-no-host-figures = This machine's load cannot be read ({ $reason }); --host needs Linux's /proc.
live-comma = Line { $line }, “{ $text }”: the comma may be a decimal mark, stand between two columns or group thousands; give --decimal comma, or --decimal point where it separates columns.
live-gzip = gzip-compressed data
live-gzip-remedy = send it in unpacked: zcat FILE | grainscope watch
live-binary = binary data with NUL bytes
live-binary-remedy = give lines of text
live-utf16 = UTF-16 text
live-utf16-remedy = send it in as UTF-8: iconv -f utf-16 -t utf-8 FILE | grainscope watch
live-folder = a folder
live-no-ordinary-file = not an ordinary file
live-shortened = { $name } was cut short and is read from its beginning.
live-gone = { $name } is gone; waiting for a file of that name.
live-replaced = Another file took the name { $name }; it is followed now.
this-machine = this machine
host-no-stat = /proc/stat is not there or holds no line cpu
host-stat-gone = /proc/stat is gone
