/* encode_amx.c - as encode_avx512.c, for processors that multiply bytes in
 * tiles of 16 rows of 64 bytes.  Compiled with -mavx512f -mavx512bw
 * -mavx512vnni -mamx-tile -mamx-int8. */
#include "kern/encode_512.inc"

/* BYTE_BLOCK is two tiles of rows, KERN_PANEL three of columns. */
#define TILE_ROWS  ((size_t)16)
#define TILE_BYTES ((size_t)64) /* of a row */

/* What LDTILECFG reads. */
struct tile_shapes {
    uint8_t palette;
    uint8_t start;
    uint8_t reserved[14];
    uint16_t row_bytes[16];
    uint8_t rows[16];
};

/* Sums are tiles 0 - 2 for the first sixteen rows, 3 - 5 for the others; 6
 * holds rows, 7 weights. */
static void shape_tiles(void)
{
    struct tile_shapes shapes = {.palette = 1};

    for (size_t i = 0; i < 8; i++) {
        shapes.row_bytes[i] = TILE_BYTES;
        shapes.rows[i] = TILE_ROWS;
    }
    _tile_loadconfig(&shapes);
}

/* One group of columns: sums of the first rows in tile `a`, of the others in
 * `b`, which are left out if there are none. */
#define MULTIPLY(a, b, w) \
    do { \
        _tile_loadd(7, w, KERN_PANEL *ENCODE_GROUP); \
        _tile_loadd(6, byte + k, stride); \
        _tile_dpbusd(a, 6, 7); \
        if (both) { \
            _tile_loadd(6, byte + k + TILE_ROWS * stride, stride); \
            _tile_dpbusd(b, 6, 7); \
        } \
    } while (0)

/* Rows of bytes times a panel: sum[row][column]. */
INLINE void multiply_panel(const int8_t *panel, const uint8_t *byte,
                           size_t stride, bool both,
                           int32_t sum[BYTE_BLOCK][KERN_PANEL])
{
    const size_t width = KERN_PANEL * sizeof sum[0][0];

    _tile_zero(0);
    _tile_zero(1);
    _tile_zero(2);
    _tile_zero(3);
    _tile_zero(4);
    _tile_zero(5);
    for (size_t k = 0; k < stride; k += TILE_BYTES) {
        const int8_t *weight = panel + k * KERN_PANEL;

        MULTIPLY(0, 3, weight);
        MULTIPLY(1, 4, weight + TILE_BYTES);
        MULTIPLY(2, 5, weight + 2 * TILE_BYTES);
    }
    _tile_stored(0, &sum[0][0], width);
    _tile_stored(1, &sum[0][KERN_LANES], width);
    _tile_stored(2, &sum[0][2 * KERN_LANES], width);
    if (both) {
        _tile_stored(3, &sum[TILE_ROWS][0], width);
        _tile_stored(4, &sum[TILE_ROWS][KERN_LANES], width);
        _tile_stored(5, &sum[TILE_ROWS][2 * KERN_LANES], width);
    }
}

static void byte_block(const struct bytes *matrix, size_t count,
                       const uint8_t *byte, const struct byte_row *row,
                       float *y, size_t y_stride)
{
    const size_t stride = matrix->groups * ENCODE_GROUP;
    _Alignas(64) int32_t sum[BYTE_BLOCK][KERN_PANEL];

    shape_tiles();
    for (size_t p = 0; p < matrix->panels; p++) {
        multiply_panel(matrix->panel + p * stride * KERN_PANEL, byte, stride,
                       count > TILE_ROWS, sum);
        for (size_t r = 0; r < count; r++) {
            for (size_t g = 0; g < KERN_PANEL; g += KERN_LANES) {
                store_sums(matrix, p * KERN_PANEL + g, row + r,
                           LOAD_INTS(&sum[r][g]), y + r * y_stride);
            }
        }
    }
    _tile_release();
}

const struct encode encode_amx = {
    .name = "amx",
    .attend = attend,
    .norm = norm,
    .gelu = gelu,
    .round = round_weights,
    .affine = affine,
};
