// zlib, with the macros that Swift cannot call.
#ifndef GRAINSCOPE_ZLIB_H
#define GRAINSCOPE_ZLIB_H

#include <zlib.h>

static inline int grainscope_inflate_begin(z_stream *stream, int window_bits) {
  return inflateInit2(stream, window_bits);
}

#endif
