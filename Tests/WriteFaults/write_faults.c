#define _GNU_SOURCE
#include "write_faults.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static atomic_int calls;

// Whether this call is the one that fails. `broken` and `full` fail once and for all, as a disk does.
static int fails(int *half) {
  const char *at = getenv("GRAINSCOPE_FAULT_AT"), *kind = getenv("GRAINSCOPE_FAULT_KIND");
  if (!at || !kind) return 0;
  int number = atomic_fetch_add(&calls, 1) + 1, wanted = atoi(at);
  int is_short = strcmp(kind, "short") == 0;
  if (number < wanted || (is_short && number > wanted)) return 0;
  const char *mark = getenv("GRAINSCOPE_FAULT_MARK");
  if (mark) {
    int file = (int)syscall(SYS_openat, AT_FDCWD, mark, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    if (file >= 0) syscall(SYS_close, file);
  }
  *half = is_short;
  errno = strcmp(kind, "full") == 0 ? ENOSPC : EIO;
  return 1;
}

static int is_spared(const char *path) {
  const char *spare = getenv("GRAINSCOPE_FAULT_SPARE");
  return spare && strncmp(path, spare, strlen(spare)) == 0;
}

static int counts(int file) {
  struct stat status;
  if (file == 2 || fstat(file, &status) != 0 || !S_ISREG(status.st_mode)) return 0;
  char name[64], path[4096];
  snprintf(name, sizeof name, "/proc/self/fd/%d", file);
  ssize_t length = readlink(name, path, sizeof path - 1);
  if (length < 0) return 1;
  path[length] = 0;
  // Memory that has a descriptor is on no disk.
  return !is_spared(path) && strncmp(path, "/dev/shm/", 9) != 0 && strncmp(path, "/memfd:", 7) != 0;
}

ssize_t write(int file, const void *bytes, size_t count) {
  int half = 0;
  if (counts(file) && fails(&half)) {
    if (!half || count < 2) return half ? syscall(SYS_write, file, bytes, count) : -1;
    count /= 2;
  }
  return syscall(SYS_write, file, bytes, count);
}

ssize_t pwrite64(int file, const void *bytes, size_t count, off_t place) {
  int half = 0;
  if (counts(file) && fails(&half) && !half) return -1;
  return syscall(SYS_pwrite64, file, bytes, count, place);
}

ssize_t pwrite(int file, const void *bytes, size_t count, off_t place) { return pwrite64(file, bytes, count, place); }

int fsync(int file) {
  int half = 0;
  if (counts(file) && fails(&half) && !half) return -1;
  return (int)syscall(SYS_fsync, file);
}

int fdatasync(int file) {
  int half = 0;
  if (counts(file) && fails(&half) && !half) return -1;
  return (int)syscall(SYS_fdatasync, file);
}

int rename(const char *from, const char *to) {
  int half = 0;
  if (!is_spared(to) && fails(&half) && !half) return -1;
  return (int)syscall(SYS_renameat, AT_FDCWD, from, AT_FDCWD, to);
}
