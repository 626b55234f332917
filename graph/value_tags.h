// How a value begins in a record (docs/store-format.md).
#ifndef CONCORD_GRAPH_VALUE_TAGS_H_
#define CONCORD_GRAPH_VALUE_TAGS_H_

#include <cstdint>

namespace concord {

// Tags of values in records. Never to be given another meaning.
enum ValueTag : uint8_t {
  kNullTag = 0,
  kFalseTag = 1,
  kTrueTag = 2,
  kIntTag = 3,     // signed varint
  kDoubleTag = 4,  // the 8 bytes of the IEEE 754 number, big-endian
  kStringTag = 5,  // sized
  kDateTag = 6,    // signed varints: year, month, day
  kListTag = 7,    // count, values
  kMapTag = 8,     // count, then sized name and value each
};

}  // namespace concord

#endif  // CONCORD_GRAPH_VALUE_TAGS_H_
