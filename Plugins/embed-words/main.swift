import Embedding

// embed-words OUTPUT FILE…: writes the catalogues of a module, one a language, into one Swift file.
Embedding.run("embed-words") { files throws(Problem) in
  var catalogues: [Catalogue] = []
  for (path, text) in files { catalogues.append(try Catalogue(path: path, text: text)) }
  return try Catalogue.code(catalogues)
}
