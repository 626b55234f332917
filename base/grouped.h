// Numbers as people write them.
#ifndef CONCORD_BASE_GROUPED_H_
#define CONCORD_BASE_GROUPED_H_

#include <cstdint>
#include <string>

namespace concord {

// 12345 is "12,345".
std::string Grouped(uint64_t number);

}  // namespace concord

#endif  // CONCORD_BASE_GROUPED_H_
