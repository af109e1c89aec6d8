// Swift's Mutex waits in a library that is not built for the thread sanitizer: where a lock is contended it is taken there, or the
// kernel hands it from one holder to the next, and the sanitizer would not see that they follow one another. These are the
// library's three functions for that, by their names and with its calls of the kernel, as the sanitizer needs them.

#include "race_watch.h"

#include <errno.h>
#include <linux/futex.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>

void __tsan_acquire(void *address);
void __tsan_release(void *address);

#define SWIFT __attribute__((swiftcall, visibility("default")))
#define SELF __attribute__((swift_context)) void *

SWIFT void lock_slow(uint32_t thread, SELF lock) __asm__("$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF");
SWIFT void unlock_slow(SELF lock) __asm__("$s15Synchronization12_MutexHandleV11_unlockSlowyyF");
SWIFT _Bool try_lock_slow(SELF lock) __asm__("$s15Synchronization12_MutexHandleV12_tryLockSlowSbyF");

// Whether the kernel did it; what may be asked for again is.
static _Bool ask(void *lock, int deed) {
  while (syscall(SYS_futex, lock, deed | FUTEX_PRIVATE_FLAG, 0, NULL) != 0)
    if (errno != EINTR && errno != EAGAIN) return 0;
  return 1;
}

SWIFT void lock_slow(uint32_t thread, SELF lock) {
  (void)thread;
  if (!ask(lock, FUTEX_LOCK_PI)) abort();
  __tsan_acquire(lock);
}

SWIFT void unlock_slow(SELF lock) {
  __tsan_release(lock);
  if (!ask(lock, FUTEX_UNLOCK_PI)) abort();
}

SWIFT _Bool try_lock_slow(SELF lock) {
  if (syscall(SYS_futex, lock, FUTEX_TRYLOCK_PI | FUTEX_PRIVATE_FLAG, 0, NULL) != 0) return 0;
  __tsan_acquire(lock);
  return 1;
}
