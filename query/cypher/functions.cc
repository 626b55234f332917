#include "query/cypher/functions.h"

#include <algorithm>
#include <array>

namespace concord::cypher {
namespace {

constexpr auto kFunctions = std::to_array<Function>({
#define FUNCTION(name, run, min, max, first, others, result, nulls) \
  {name, min, max, first, others, result, nulls, run},
#include "query/cypher/functions.def"
#undef FUNCTION
});

}  // namespace

const Function* FindFunction(std::string_view name) {
  const auto at = std::find_if(kFunctions.begin(), kFunctions.end(),
                               [&](const Function& function) { return function.name == name; });
  return at == kFunctions.end() ? nullptr : &*at;
}

std::vector<std::string> FunctionNames() {
  std::vector<std::string> names;
  for (const Function& function : kFunctions) names.emplace_back(function.name);
  return names;
}

}  // namespace concord::cypher
