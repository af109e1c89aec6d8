#define LEVEL(name) name##_portable
#define LEVEL_NAME "portable"
#define TILE_ROWS 2
#define TILE_VECTORS 1
#define SLIDE_PLACES 2
#define GRADIENT_ROWS 2
#define PRODUCT_LIMIT 100000
#include "kernels.inc"
