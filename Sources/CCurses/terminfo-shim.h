// The terminal database, without <term.h>, whose several hundred macros have names such as `lines` and `tab`.
#ifndef GRAINSCOPE_TERMINFO_SHIM_H
#define GRAINSCOPE_TERMINFO_SHIM_H

#include <stddef.h>

struct term;
extern int setupterm(const char *type, int descriptor, int *result);
extern int del_curterm(struct term *terminal);
extern struct term *cur_term;
extern int tigetflag(const char *name);
extern int tigetnum(const char *name);
extern char *tigetstr(const char *name);
extern const char *const boolnames[];
extern const char *const numnames[];
extern const char *const strnames[];

// Loads the entry `type`: 1 found, 0 unknown or a printing terminal, -1 no database.
static inline int cc_load_entry(const char *type) {
  int result = -1;
  return setupterm(type, 1, &result) == 0 ? 1 : (result == 1 ? 0 : result);
}

static inline void cc_drop_entry(void) {
  if (cur_term) del_curterm(cur_term);
}

// The string capability, or NULL where it is absent or cancelled.
static inline const char *cc_string(const char *name) {
  char *value = tigetstr(name);
  return value == (char *)-1 ? NULL : value;
}

static inline const char *cc_flag_name(int index) { return boolnames[index]; }
static inline const char *cc_number_name(int index) { return numnames[index]; }
static inline const char *cc_string_name(int index) { return strnames[index]; }

#endif
