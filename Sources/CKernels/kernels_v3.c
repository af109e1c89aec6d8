#if defined(__x86_64__)
#define LEVEL(name) name##_v3
#define LEVEL_NAME "x86-64-v3"
#define TILE_ROWS 6
#define TILE_VECTORS 1
#define SLIDE_PLACES 6
#define GRADIENT_ROWS 6
#define PRODUCT_LIMIT 60000000
#pragma clang attribute push(__attribute__((target("arch=x86-64-v3"))), apply_to = function)
#include "kernels.inc"
#pragma clang attribute pop
#endif
