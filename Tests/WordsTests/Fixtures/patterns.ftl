# Patterns whose reading is held against Fluent's own.
plain = all words
below =
    a line below
beside = a line
    and one more
lines =
    first
    second

    third, after a blank line
blanks = { " " }· { $name } ·{ " " }
braces = { "{" }{ $name }{ "}" }, \ and "quotes" and 'marks'
signs = 粒度 – “{ $name }” = [{ $name }] # * .x
-term = a rung
    of two lines
term = { -term }, said of { $name }
message = { signs }; { plain }
number = { NUMBER($count) } rows
plural = { $count ->
    [0] no row
    [one] one row of { $name }
   *[other]
        { $count } rows
        of { $name }
  } left
word = { $kind ->
    [images] pictures
    [series-of-days] { number }
   *[other] { "*" }rows
  } in { $name }
nested = { $kind ->
    [images] { $count ->
        [one] a picture
       *[other] { $count } pictures
      }
   *[other] { $kind }
  }
two = { $count ->
    [one] is
   *[other] are
  }{ $kind ->
    [images] , pictures
   *[other] , rows
  }
