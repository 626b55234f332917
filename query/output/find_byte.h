// Finds the next byte of a kind in a text in which there are few: sixteen at a time, which compilers turn
// into a handful of vector instructions.
#ifndef CONCORD_QUERY_OUTPUT_FIND_BYTE_H_
#define CONCORD_QUERY_OUTPUT_FIND_BYTE_H_

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace concord {

// The first place from `from` on whose byte `is` of the kind, or the size of the text. `is` takes a uint8_t
// and should have no branches.
template <typename Is>
inline size_t FindByte(std::string_view text, size_t from, Is is) {
  constexpr size_t kStep = 16;
  size_t at = from;
  for (; at + kStep <= text.size(); at += kStep) {
    const char* const bytes = text.data() + at;
    uint8_t any = 0;
    for (size_t i = 0; i < kStep; ++i) any |= static_cast<uint8_t>(is(static_cast<uint8_t>(bytes[i])));
    if (any != 0) break;
  }
  while (at < text.size() && !is(static_cast<uint8_t>(text[at]))) ++at;
  return at;
}

}  // namespace concord

#endif  // CONCORD_QUERY_OUTPUT_FIND_BYTE_H_
