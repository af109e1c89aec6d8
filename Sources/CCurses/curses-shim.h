// ncurses as Swift can see it: macros become functions and constants, global variables become accessors.
#ifndef GRAINSCOPE_CURSES_SHIM_H
#define GRAINSCOPE_CURSES_SHIM_H

#define NCURSES_WIDECHAR 1
#define NCURSES_NOMACROS 1
#include <curses.h>
#include <langinfo.h>
#include <locale.h>
#include <stdio.h>
#include <wchar.h>

// The cast macros A_* are not imported; a chtype is 32 bits wide, so bit 31 (italic) needs the unsigned type.
static const attr_t cc_bold = A_BOLD;
static const attr_t cc_dim = A_DIM;
static const attr_t cc_italic = A_ITALIC;
static const attr_t cc_underline = A_UNDERLINE;
static const attr_t cc_reverse = A_REVERSE;

// Shared mutable globals that Swift 6 refuses to touch.
static inline WINDOW *cc_standard_window(void) { return stdscr; }
static inline WINDOW *cc_physical_window(void) { return curscr; }
static inline int cc_color_count(void) { return COLORS; }
static inline int cc_pair_count(void) { return COLOR_PAIRS; }
static inline int cc_rows(void) { return LINES; }
static inline int cc_columns(void) { return COLS; }

// ncurses takes streams but reads and writes their descriptors itself. Both descriptors are owned by the result.
struct cc_terminal {
  SCREEN *screen;
  FILE *output;
  FILE *input;
};

static inline struct cc_terminal cc_open_screen(const char *type, int output, int input) {
  struct cc_terminal terminal = {NULL, fdopen(output, "w"), fdopen(input, "r")};
  if (terminal.output && terminal.input) terminal.screen = newterm(type, terminal.output, terminal.input);
  return terminal;
}

static inline void cc_close_screen(struct cc_terminal terminal) {
  if (terminal.screen) delscreen(terminal.screen);
  if (terminal.output) fclose(terminal.output);
  if (terminal.input) fclose(terminal.input);
}

// Fills one cell. `pair` may exceed the 255 that an attribute holds; `scalars` is a base character and its marks.
static inline void cc_fill_cell(cchar_t *cell, attr_t attributes, int pair, const uint32_t *scalars, int count) {
  cell->attr = attributes | (attr_t)COLOR_PAIR(pair > 255 ? 255 : pair);
  cell->ext_color = pair;
  for (int i = 0; i < CCHARW_MAX; i++) cell->chars[i] = i < count ? (wchar_t)scalars[i] : 0;
}

static inline void cc_fill_cell_with_one(cchar_t *cell, attr_t attributes, int pair, uint32_t scalar) {
  cell->attr = attributes | (attr_t)COLOR_PAIR(pair > 255 ? 255 : pair);
  cell->ext_color = pair;
  cell->chars[0] = (wchar_t)scalar;
  cell->chars[1] = cell->chars[2] = cell->chars[3] = cell->chars[4] = 0;
}

static inline int cc_cell_pair(const cchar_t *cell) { return cell->ext_color; }

// Only the character type is taken from the environment: LC_NUMERIC would change how C parses numbers elsewhere.
static inline const char *cc_adopt_character_set(void) {
  setlocale(LC_CTYPE, "");
  return nl_langinfo(CODESET);
}

static inline int cc_scalar_width(uint32_t scalar) { return wcwidth((wchar_t)scalar); }

#endif
