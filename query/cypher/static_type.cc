#include "query/cypher/static_type.h"

#include <array>
#include <string_view>

namespace concord::cypher {
namespace {

constexpr auto kNames =
    std::to_array<std::string_view>({"Any", "Null", "Boolean", "Integer", "Float", "String", "List", "Map",
                                     "Node", "Relationship", "Path", "Temporal"});

}  // namespace

std::string NameOf(TypeKind kind) { return std::string(kNames[static_cast<size_t>(kind)]); }

std::string NamesOf(TypeSet set) {
  std::string names;
  for (size_t i = 0; i < kNames.size(); ++i) {
    if ((set & (1U << i)) != 0) names += (names.empty() ? "" : " or ") + std::string(kNames[i]);
  }
  return names;
}

}  // namespace concord::cypher
