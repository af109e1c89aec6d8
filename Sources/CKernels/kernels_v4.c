#if defined(__x86_64__)
#define LEVEL(name) name##_v4
#define LEVEL_NAME "x86-64-v4"
#define TILE_ROWS 8
#define TILE_VECTORS 2
#define SLIDE_PLACES 14
#define GRADIENT_ROWS 12
#define PRODUCT_LIMIT 60000000
#pragma clang attribute push(__attribute__((target("arch=x86-64-v4"))), apply_to = function)
#include "kernels.inc"
#pragma clang attribute pop
#endif
