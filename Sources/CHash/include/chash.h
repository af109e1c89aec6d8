#ifndef CHASH_H
#define CHASH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Takes `blocks` blocks of 64 bytes into the eight words of an SHA-256 state: by the processor's own instructions where it has
/// them, or `plainly`, to the same words. Source: FIPS 180-4.
void ch_sha256(uint32_t state[8], const uint8_t *bytes, size_t blocks, bool plainly);

#endif
