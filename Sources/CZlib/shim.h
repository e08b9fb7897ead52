#include <zlib.h>

// deflateInit2 is a macro, which Swift does not see. 15 + 16: the largest window, in gzip's frame.
static inline int tongbao_gzip_init(z_stream *stream) {
  return deflateInit2(stream, Z_BEST_COMPRESSION, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY);
}

// Bare, without a frame, as a zip archive holds it.
static inline int tongbao_raw_init(z_stream *stream) {
  return deflateInit2(stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY);
}
