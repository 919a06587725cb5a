/* encode_amx.c - as encode_avx512.c, for processors that multiply bytes in
 * tiles of 16 rows of 64 bytes.  Compiled with -mavx512f -mavx512bw
 * -mavx512vnni -mamx-tile -mamx-int8. */
#include "kern/encode_512.inc"

/* BYTE_BLOCK is two tiles of rows, KERN_PANEL three of columns. */
#define TILE_ROWS  ((size_t)16)
#define TILE_BYTES ((size_t)64)     /* of a row */
#define PAIR       (2 * KERN_LANES) /* columns worked on together */

/* What LDTILECFG reads. */
struct tile_shapes {
    uint8_t palette;
    uint8_t start;
    uint8_t reserved[14];
    uint16_t row_bytes[16];
    uint8_t rows[16];
};

/* Sums are tiles 0 and 1 for the first sixteen rows, 2 and 3 for the others; 4
 * and 5 hold rows, 6 and 7 weights. */
static void shape_tiles(void)
{
    struct tile_shapes shapes = {.palette = 1};

    for (size_t i = 0; i < 8; i++) {
        shapes.row_bytes[i] = TILE_BYTES;
        shapes.rows[i] = TILE_ROWS;
    }
    _tile_loadconfig(&shapes);
}

/* The weights of sixteen columns, the number `group` of the matrix. */
INLINE const int8_t *weights_of(const struct bytes *matrix, size_t group)
{
    return matrix->panel +
           (group / 3 * matrix->groups * KERN_PANEL + group % 3 * KERN_LANES) *
               ENCODE_GROUP;
}

/* Rows of bytes times two groups of columns: sum[row][column]. */
INLINE void multiply_pair(const int8_t *one, const int8_t *two,
                          const uint8_t *byte, size_t stride, bool both,
                          int32_t sum[BYTE_BLOCK][PAIR])
{
    const size_t width = PAIR * sizeof sum[0][0];
    const size_t next = KERN_PANEL * ENCODE_GROUP;

    _tile_zero(0);
    _tile_zero(1);
    _tile_zero(2);
    _tile_zero(3);
    for (size_t k = 0; k < stride; k += TILE_BYTES) {
        _tile_loadd(6, one + k * KERN_PANEL, next);
        _tile_loadd(7, two + k * KERN_PANEL, next);
        _tile_loadd(4, byte + k, stride);
        _tile_dpbusd(0, 4, 6);
        _tile_dpbusd(1, 4, 7);
        if (both) {
            _tile_loadd(5, byte + k + TILE_ROWS * stride, stride);
            _tile_dpbusd(2, 5, 6);
            _tile_dpbusd(3, 5, 7);
        }
    }
    _tile_stored(0, &sum[0][0], width);
    _tile_stored(1, &sum[0][KERN_LANES], width);
    if (both) {
        _tile_stored(2, &sum[TILE_ROWS][0], width);
        _tile_stored(3, &sum[TILE_ROWS][KERN_LANES], width);
    }
}

static void byte_block(const struct bytes *matrix, size_t count,
                       const uint8_t *byte, const struct byte_row *row,
                       float *y, size_t y_stride)
{
    const size_t stride = matrix->groups * ENCODE_GROUP;
    const size_t groups = matrix->panels * 3;
    _Alignas(64) int32_t sum[BYTE_BLOCK][PAIR];

    shape_tiles();
    for (size_t g = 0; g < groups; g += 2) {
        size_t two = g + 1 < groups ? g + 1 : g; /* the last may be alone */

        multiply_pair(weights_of(matrix, g), weights_of(matrix, two), byte,
                      stride, count > TILE_ROWS, sum);
        for (size_t r = 0; r < count; r++) {
            store_sums(matrix, g * KERN_LANES, row + r, LOAD_INTS(&sum[r][0]),
                       y + r * y_stride);
            store_sums(matrix, two * KERN_LANES, row + r,
                       LOAD_INTS(&sum[r][(two - g) * KERN_LANES]),
                       y + r * y_stride);
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
