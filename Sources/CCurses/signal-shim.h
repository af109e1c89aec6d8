// Signal handlers. They run at any moment, on any thread, perhaps inside malloc: C that only touches the one structure
// below and calls only async-signal-safe functions. The state is a weak symbol, so that every object file that
// includes this header shares one copy.
#ifndef GRAINSCOPE_SIGNAL_SHIM_H
#define GRAINSCOPE_SIGNAL_SHIM_H

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

struct cc_guard {
  uint64_t raised;           // bit n: signal n has arrived and was not taken yet (of those that are noted)
  int wake;                  // event descriptor that ends a poll, or -1
  int terminal;              // the terminal while the screen is up, else -1
  int captured;              // file that stands in for standard error, or -1
  int standard_error;        // what standard error was before, or -1
  int restoring;             // handlers that restore the terminal at this moment
  int keeps_crash_handlers;  // hand crashes on to the handler that was there before (a backtracer)
  struct termios modes;      // terminal modes from before the screen
  size_t farewell_length;
  char farewell[512];        // bytes that take the terminal out of the screen
  struct sigaction before[65];
  uint64_t installed;        // cc_bit(n): `before[n]` is to be put back
};

__attribute__((weak, visibility("hidden"))) struct cc_guard cc_guard_state = {
    .wake = -1, .terminal = -1, .captured = -1, .standard_error = -1};

static inline struct cc_guard *cc_guarded(void) { return &cc_guard_state; }

// 64 signals in 64 bits: the last one is bit 0, as there is no signal 0.
static inline uint64_t cc_bit(int number) { return UINT64_C(1) << (number & 63); }

static inline void cc_write_all(int descriptor, const char *bytes, size_t count) {
  int patience = 20;  // a stalled terminal gets at most 20 × 25 ms
  while (count > 0) {
    ssize_t written = write(descriptor, bytes, count);
    if (written > 0) {
      bytes += written;
      count -= (size_t)written;
    } else if (written < 0 && errno == EINTR) {
      continue;
    } else if (written < 0 && errno == EAGAIN && patience-- > 0) {
      struct pollfd wait = {descriptor, POLLOUT, 0};
      poll(&wait, 1, 25);
    } else {
      return;
    }
  }
}

// What a library has said may name what comes from outside: whatever would act on the terminal is shown as "?". `before`
// is the last byte of the part before, as a C1 control takes two bytes of UTF-8.
static inline unsigned char cc_make_harmless(char *bytes, size_t count, unsigned char before) {
  for (size_t i = 0; i < count; i++) {
    unsigned char byte = (unsigned char)bytes[i];
    int is_c1 = before == 0xC2 && byte >= 0x80 && byte < 0xA0;
    if (is_c1 || (byte < 0x20 && byte != '\n' && byte != '\t') || byte == 0x7F) bytes[i] = '?';
    if (is_c1 && i > 0) bytes[i - 1] = '?';
    before = byte;
  }
  return before;
}

// Puts the terminal back once, and shows what was written to standard error meanwhile. Async-signal-safe.
static inline void cc_restore_terminal(void) {
  __atomic_fetch_add(&cc_guard_state.restoring, 1, __ATOMIC_SEQ_CST);
  int terminal = __atomic_exchange_n(&cc_guard_state.terminal, -1, __ATOMIC_SEQ_CST);
  if (terminal >= 0) {
    cc_write_all(terminal, cc_guard_state.farewell, cc_guard_state.farewell_length);
    tcsetattr(terminal, TCSANOW, &cc_guard_state.modes);
  }
  int captured = __atomic_exchange_n(&cc_guard_state.captured, -1, __ATOMIC_SEQ_CST);
  int target = cc_guard_state.standard_error;
  if (captured >= 0 && target >= 0) {
    char part[1024];
    off_t end = lseek(captured, 0, SEEK_END);
    off_t offset = end > 65536 ? end - 65536 : 0;
    ssize_t count;
    unsigned char before = 0;
    while (offset < end && (count = pread(captured, part, sizeof part, offset)) > 0) {
      before = cc_make_harmless(part, (size_t)count, before);
      cc_write_all(target, part, (size_t)count);
      offset += count;
    }
    dup2(target, 2);
  }
  __atomic_fetch_sub(&cc_guard_state.restoring, 1, __ATOMIC_SEQ_CST);
}

static inline void cc_note_signal(int number) {
  int saved = errno;
  uint64_t one = 1;
  __atomic_fetch_or(&cc_guard_state.raised, one << number, __ATOMIC_SEQ_CST);
  if (cc_guard_state.wake >= 0) (void)!write(cc_guard_state.wake, &one, sizeof one);
  errno = saved;
}

// Restores the terminal and dies of `number`.
static inline void cc_die_restored(int number) {
  cc_restore_terminal();
  // Another thread may be in the middle of it: the process must not end before the farewell does.
  for (int wait = 0; wait < 100 && __atomic_load_n(&cc_guard_state.restoring, __ATOMIC_SEQ_CST) > 0; wait++) {
    poll(NULL, 0, 10);
  }
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = SIG_DFL;
  sigaction(number, cc_guard_state.keeps_crash_handlers ? &cc_guard_state.before[number] : &action, NULL);
  raise(number);  // blocked while this handler runs; takes effect on return
}

static inline uint64_t cc_take_signals(void) {
  return __atomic_exchange_n(&cc_guard_state.raised, 0, __ATOMIC_SEQ_CST);
}

enum cc_taking { CC_ALWAYS, CC_UNLESS_IGNORED, CC_IF_DEFAULT };

static inline void cc_install(int number, void (*handler)(int), int flags, enum cc_taking taking) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = handler;
  action.sa_flags = flags;
  sigemptyset(&action.sa_mask);
  // No other handler may run on this thread before the farewell is out.
  if (handler == cc_die_restored) sigfillset(&action.sa_mask);
  if (!(cc_guard_state.installed & cc_bit(number))) {
    sigaction(number, NULL, &cc_guard_state.before[number]);
    void (*before)(int) = cc_guard_state.before[number].sa_handler;
    if (taking == CC_UNLESS_IGNORED && before == SIG_IGN) return;
    if (taking == CC_IF_DEFAULT && before != SIG_DFL) return;
    cc_guard_state.installed |= cc_bit(number);
  }
  sigaction(number, &action, NULL);
}

// Whether a process that does nothing about the signal ends of it. 32 and 33 belong to the C library.
static inline int cc_ends_process(int number) {
  switch (number) {
  case SIGKILL: case SIGSTOP: case SIGTSTP: case SIGTTIN: case SIGTTOU: case SIGCONT:
  case SIGCHLD: case SIGURG: case SIGWINCH: return 0;
  default: return number < 32 || number >= SIGRTMIN;
  }
}

// Owns the signals of a full-screen program. HUP, INT and QUIT stay ignored where they were (nohup, `&`). Whatever else
// ends a process ends it with the terminal restored, from an alarm to the last of the real-time signals.
static inline void cc_install_handlers(void) {
  static const int noted[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH, SIGUSR1};
  static const int crashes[] = {SIGABRT, SIGSEGV, SIGILL, SIGTRAP, SIGBUS, SIGFPE};
  for (size_t i = 0; i < sizeof noted / sizeof *noted; i++) {
    cc_install(noted[i], cc_note_signal, SA_RESTART, CC_UNLESS_IGNORED);
  }
  for (size_t i = 0; i < sizeof crashes / sizeof *crashes; i++) {
    cc_install(crashes[i], cc_die_restored, SA_ONSTACK, CC_ALWAYS);
  }
  for (int number = 1; number <= 64; number++) {
    if (cc_ends_process(number) && !(cc_guard_state.installed & cc_bit(number))) {
      cc_install(number, cc_die_restored, SA_ONSTACK, CC_IF_DEFAULT);
    }
  }
}

static inline void cc_remove_handlers(void) {
  for (int number = 1; number <= 64; number++) {
    if (!(cc_guard_state.installed & cc_bit(number))) continue;
    sigaction(number, &cc_guard_state.before[number], NULL);
  }
  cc_guard_state.installed = 0;
}

// A stack for the handlers on this thread, so that a stack overflow also restores the terminal.
static inline void cc_give_handlers_a_stack(void) {
  stack_t present;
  if (sigaltstack(NULL, &present) != 0 || !(present.ss_flags & SS_DISABLE)) return;
  stack_t stack = {.ss_sp = malloc(65536), .ss_flags = 0, .ss_size = 65536};
  if (stack.ss_sp) sigaltstack(&stack, NULL);
}

// The last resort for a call of exit() with the screen up.
static inline void cc_restore_at_exit(void) { atexit(cc_restore_terminal); }

// Stops the whole job as Ctrl-Z does and returns when it continues (at once where nobody could continue it).
static inline void cc_stop_job(void) {
  struct sigaction action, before;
  memset(&action, 0, sizeof action);
  action.sa_handler = SIG_IGN;
  sigaction(SIGTSTP, &action, &before);
  kill(0, SIGTSTP);  // the others of the job; ignored here
  action.sa_handler = SIG_DFL;
  sigaction(SIGTSTP, &action, NULL);
  raise(SIGTSTP);  // to this thread: no instruction follows before the stop
  sigaction(SIGTSTP, &before, NULL);
}

// Dies of `number`, so that the caller's shell sees the true reason.
static inline void cc_die_of(int number) {
  struct sigaction action;
  sigset_t set;
  memset(&action, 0, sizeof action);
  action.sa_handler = SIG_DFL;
  sigaction(number, &action, NULL);
  sigemptyset(&set);
  sigaddset(&set, number);
  pthread_sigmask(SIG_UNBLOCK, &set, NULL);
  raise(number);
  _exit(128 + number);
}

#endif
