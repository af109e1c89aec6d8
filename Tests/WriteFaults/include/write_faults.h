#ifndef GRAINSCOPE_WRITE_FAULTS_H
#define GRAINSCOPE_WRITE_FAULTS_H

// A library to be loaded before a program (LD_PRELOAD), in which the n-th call that writes to a file fails:
//   GRAINSCOPE_FAULT_AT    n, from 1
//   GRAINSCOPE_FAULT_KIND  full (ENOSPC), broken (EIO), or short: half is written, and the next call goes on
//   GRAINSCOPE_FAULT_MARK  a file that is made once a call has failed
//   GRAINSCOPE_FAULT_SPARE files below this folder are written as ever
// Calls that write are write, pwrite, fsync, fdatasync, rename and ftruncate. What goes to standard error, to pipes and to
// terminals does not count.

#endif
