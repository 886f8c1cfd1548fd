#pragma once

#include <stdint.h>

/// What 64 bytes of text hold, one bit for each byte, the first byte's the lowest.
struct awsx_byte_marks {
    /// Line feeds.
    uint64_t ends;
    /// Equals signs.
    uint64_t equals;
    /// Control characters, line feeds among them, and bytes that are not ASCII.
    uint64_t odd;
    /// Those below the small letters and the underscore, and what `odd` has: no usual key begins so.
    uint64_t low;
};

/// Compares 64 bytes at once. Swift's own vectors have no way from a comparison to bits, which is one instruction for 16
/// bytes on x86_64 and a few on arm64.
static inline struct awsx_byte_marks awsx_byte_marks_of(const void *_Nonnull bytes) {
    typedef int8_t vector __attribute__((vector_size(64)));
    typedef _Bool bits __attribute__((ext_vector_type(64)));
    struct awsx_byte_marks marks;
    vector block;
    __builtin_memcpy(&block, bytes, sizeof block);
    bits ends = __builtin_convertvector(block == '\n', bits);
    bits equals = __builtin_convertvector(block == '=', bits);
    // What is not ASCII is negative.
    bits odd = __builtin_convertvector(block < 0x20, bits);
    bits low = __builtin_convertvector(block < '\\', bits);
    __builtin_memcpy(&marks.ends, &ends, sizeof marks.ends);
    __builtin_memcpy(&marks.equals, &equals, sizeof marks.equals);
    __builtin_memcpy(&marks.odd, &odd, sizeof marks.odd);
    __builtin_memcpy(&marks.low, &low, sizeof marks.low);
    return marks;
}
