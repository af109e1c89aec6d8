import Embedding

// embed-themes OUTPUT FILE…: writes the theme files into one Swift file.
Embedding.run("embed-themes") { files throws(Problem) in
  var themes: [ThemeSource] = []
  for (path, text) in files { themes.append(try ThemeSource(path: path, text: text)) }
  return ThemeSource.code(themes)
}
