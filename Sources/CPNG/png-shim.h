// libpng over bytes in memory. Its errors jump over frames, which Swift cannot bear: they land here and become a message.
#ifndef GRAINSCOPE_PNG_H
#define GRAINSCOPE_PNG_H

#include <png.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define GRAINSCOPE_PNG_MESSAGE 160

typedef struct {
  uint32_t width, height;
  // Of a decoded pixel in bytes: 1 grey, 2 grey and alpha, 3 colour, 4 colour and alpha.
  uint32_t channels;
  // Bits of a stored value: 1, 2, 4, 8 or 16.
  uint32_t depth;
} grainscope_png_header;

typedef struct {
  const uint8_t *bytes;
  size_t count, position;
  char *message;
} grainscope_png_source;

static inline void grainscope_png_take(png_structp png, png_bytep into, size_t count) {
  grainscope_png_source *source = (grainscope_png_source *)png_get_io_ptr(png);
  if (count > source->count - source->position) png_error(png, "it ends too early");
  memcpy(into, source->bytes + source->position, count);
  source->position += count;
}

static inline void grainscope_png_fail(png_structp png, png_const_charp text) {
  grainscope_png_source *source = (grainscope_png_source *)png_get_error_ptr(png);
  strncpy(source->message, text, GRAINSCOPE_PNG_MESSAGE - 1);
  source->message[GRAINSCOPE_PNG_MESSAGE - 1] = 0;
  png_longjmp(png, 1);
}

static inline void grainscope_png_pass_over(png_structp png, png_const_charp text) { (void)png; (void)text; }

// Reads the header alone where `pixels` is null; else all rows into `pixels`, which holds `size` bytes.
// Returns 1, or 0 with a message.
static inline int grainscope_png_read(
    const uint8_t *bytes, size_t count, grainscope_png_header *header, uint8_t *pixels, size_t size, char *message) {
  grainscope_png_source source = {bytes, count, 0, message};
  message[0] = 0;
  png_structp png =
      png_create_read_struct(PNG_LIBPNG_VER_STRING, &source, grainscope_png_fail, grainscope_png_pass_over);
  png_infop info = png ? png_create_info_struct(png) : NULL;
  if (!info) {
    strncpy(message, "there is no memory for it", GRAINSCOPE_PNG_MESSAGE - 1);
    png_destroy_read_struct(&png, NULL, NULL);
    return 0;
  }
  if (setjmp(png_jmpbuf(png))) {
    png_destroy_read_struct(&png, &info, NULL);
    return 0;
  }
  // Rows are held by libpng too, so that sides are bounded before anything is made for them.
  png_set_user_limits(png, 65535, 65535);
  png_set_chunk_malloc_max(png, 1 << 20);
  png_set_chunk_cache_max(png, 64);
  // Comments, profiles and the like are passed over unread.
  png_set_keep_unknown_chunks(png, PNG_HANDLE_CHUNK_NEVER, NULL, 0);
  png_set_read_fn(png, &source, grainscope_png_take);
  png_read_info(png, info);
  header->depth = png_get_bit_depth(png, info);
  png_set_expand(png);
  png_set_scale_16(png);
  int passes = png_set_interlace_handling(png);
  png_read_update_info(png, info);
  header->width = png_get_image_width(png, info);
  header->height = png_get_image_height(png, info);
  header->channels = png_get_channels(png, info);
  if (pixels) {
    size_t row = png_get_rowbytes(png, info);
    if (row != (size_t)header->width * header->channels || row * header->height != size)
      png_error(png, "its rows are of another size than its header says");
    for (int pass = 0; pass < passes; pass++)
      for (uint32_t y = 0; y < header->height; y++) png_read_row(png, pixels + y * row, NULL);
    png_read_end(png, NULL);
  }
  png_destroy_read_struct(&png, &info, NULL);
  return 1;
}

#endif
