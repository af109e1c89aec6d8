// SQLite, with the macro that Swift cannot see.
#ifndef GRAINSCOPE_SQLITE_H
#define GRAINSCOPE_SQLITE_H

#include <sqlite3.h>

// The text is copied before the call returns; none is the empty one, not the missing one.
static inline int grainscope_bind_text(sqlite3_stmt *statement, int place, const char *text, int bytes) {
  return sqlite3_bind_text(statement, place, text ? text : "", bytes, SQLITE_TRANSIENT);
}

#endif
