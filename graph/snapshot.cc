#include "graph/snapshot.h"

#include <algorithm>

namespace concord {

bool Node::HasLabel(std::string_view label) const {
  return std::binary_search(labels.begin(), labels.end(), label, std::less<>());
}

}  // namespace concord
