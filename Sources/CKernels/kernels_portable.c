#define LEVEL(name) name##_portable
#define LEVEL_NAME "portable"
#define TILE_ROWS 2
#define TILE_VECTORS 1
#define PRODUCT_LIMIT 100000
#include "kernels.inc"
