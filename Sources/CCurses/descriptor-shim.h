// Linux descriptors that Glibc's module leaves out or hides behind variadic functions.
#ifndef GRAINSCOPE_DESCRIPTOR_SHIM_H
#define GRAINSCOPE_DESCRIPTOR_SHIM_H

#ifndef _GNU_SOURCE
#define _GNU_SOURCE 1
#endif
#include <fcntl.h>
#include <stdint.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <termios.h>
#include <unistd.h>

static inline int cc_open_terminal(void) { return open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK); }

static inline int cc_memory_file(const char *name) { return (int)syscall(SYS_memfd_create, name, 1u /* close on exec */); }

static inline int cc_event_descriptor(void) { return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK); }

// Columns and rows of the terminal, zero where it does not know.
static inline struct winsize cc_window_size(int descriptor) {
  struct winsize size = {0, 0, 0, 0};
  if (ioctl(descriptor, TIOCGWINSZ, &size) != 0) size.ws_row = size.ws_col = 0;
  return size;
}

#endif
