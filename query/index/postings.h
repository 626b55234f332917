// Rising numbers in few bytes: the differences between one and the next, seven bits a byte.
#ifndef CONCORD_QUERY_INDEX_POSTINGS_H_
#define CONCORD_QUERY_INDEX_POSTINGS_H_

#include <cstdint>
#include <string_view>

#include "graph/large_array.h"

namespace concord {

inline void AppendNumber(uint32_t number, LargeArray<char>* bytes) {
  for (; number >= 0x80; number >>= 7U) bytes->push_back(static_cast<char>(number | 0x80U));
  bytes->push_back(static_cast<char>(number));
}

// Reads what AppendNumber wrote. The bytes are whole: their file has a checksum.
class NumberReader {
 public:
  explicit NumberReader(std::string_view bytes) : at_(bytes.data()), end_(bytes.data() + bytes.size()) {}
  bool done() const { return at_ == end_; }
  uint32_t Next() {
    uint32_t number = 0;
    for (unsigned shift = 0; at_ != end_ && shift < 35; shift += 7) {
      const auto byte = static_cast<unsigned char>(*at_++);
      number |= uint32_t{byte & 0x7FU} << shift;
      if (byte < 0x80) break;
    }
    return number;
  }

 private:
  const char* at_;
  const char* end_;
};

// How often a word stands in a text. Written as the difference of the texts, doubled, plus 1 when the count
// follows because it is not 1.
struct Posting {
  uint32_t text = 0;
  uint32_t count = 0;
};
inline void AppendPosting(uint32_t difference, uint32_t count, LargeArray<char>* bytes) {
  AppendNumber(difference << 1U | (count > 1 ? 1U : 0U), bytes);
  if (count > 1) AppendNumber(count, bytes);
}
template <typename Visit>
void ForEachPosting(std::string_view bytes, Visit visit) {
  uint32_t text = 0;
  for (NumberReader reader(bytes); !reader.done();) {
    const uint32_t head = reader.Next();
    text += head >> 1U;
    visit(Posting{text, (head & 1U) != 0 ? reader.Next() : 1});
  }
}

}  // namespace concord

#endif  // CONCORD_QUERY_INDEX_POSTINGS_H_
