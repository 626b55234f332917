// Counts the characters before a byte of a version's text: Web Annotation counts characters, we count bytes.
#ifndef CONCORD_QUERY_EXPORTERS_CHARACTER_COUNTS_H_
#define CONCORD_QUERY_EXPORTERS_CHARACTER_COUNTS_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "graph/snapshot.h"

namespace concord {

// Keeps a count for every 4 KB of each text that was asked for, and the whole text that was asked for last,
// if it was asked for several times in a row. Must not outlive the snapshot. For one thread.
class CharacterCounts {
 public:
  explicit CharacterCounts(const Snapshot& snapshot) : snapshot_(snapshot) {}

  // kCorrupt if there is no such version.
  Result<uint64_t> Before(std::string_view version, uint64_t byte);

 private:
  static constexpr uint64_t kStep = 4096;
  struct Text {
    NodeId node = 0;
    std::vector<uint64_t> counts;
  };
  const Snapshot& snapshot_;
  std::map<std::string, Text, std::less<>> texts_;
  NodeId last_ = 0;
  size_t times_ = 0;  // that it was asked for in a row
  std::optional<std::string> last_text_;
};

}  // namespace concord

#endif  // CONCORD_QUERY_EXPORTERS_CHARACTER_COUNTS_H_
