#include "query/cypher/procedures/procedure_values.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/parameter.h"
#include "base/text.h"

namespace concord::cypher {
namespace {

[[noreturn]] void FailWith(std::string message) {
  FailRuntime("ProcedureError", "InvalidArgumentValue", Position{}, std::move(message));
}

}  // namespace

void FailProcedure(std::string_view procedure, const Error& error) {
  // Options are the keys of a map here.
  std::string key = ParameterOf(error.message).name;
  std::ranges::replace(key, '-', '_');
  const std::string how = key.empty() ? "" : fmt::format("; options are a map, such as {{{}: ...}}", key);
  FailWith(fmt::format("{}: {}{}", procedure, SpellParameters(error.message, Spelling::kHttp), how));
}

const std::string& TextOf(std::string_view procedure, std::string_view name, const Value& value) {
  if (value.type() == ValueType::kString) return value.as_string();
  FailWith(fmt::format("{} expects a STRING for {}; found {}", procedure, name, TypeName(value)));
}

const ValueMap& MapOf(std::string_view procedure, std::string_view name, const Value& value) {
  static const ValueMap empty;
  if (value.is_null()) return empty;
  if (value.type() == ValueType::kMap) return value.as_map();
  FailWith(fmt::format("{} expects a MAP for {}; found {}", procedure, name, TypeName(value)));
}

void CheckKeys(std::string_view procedure, const ValueMap& map, const std::vector<std::string>& known) {
  for (const auto& [key, value] : map) {
    if (std::ranges::find(known, key) != known.end()) continue;
    const std::string_view near = DidYouMean(key, known);
    FailWith(fmt::format("{} has no option '{}'{}; it has {}", procedure, key,
                         near.empty() ? "" : fmt::format(", did you mean '{}'?", near),
                         fmt::join(known, ", ")));
  }
}

Value EvidenceValue(const Evidence& evidence) {
  ValueMap map;
  const std::pair<const char*, const std::string*> texts[] = {
      {"document", &evidence.document}, {"title", &evidence.title},   {"version", &evidence.version},
      {"section", &evidence.section},   {"anchor", &evidence.anchor}, {"quote", &evidence.quote},
      {"source", &evidence.source}};
  for (const auto& [name, text] : texts) {
    if (!text->empty()) map.emplace(name, Value(*text));
  }
  if (evidence.end > 0) {
    map.emplace("start", Value(static_cast<int64_t>(evidence.start)));
    map.emplace("end", Value(static_cast<int64_t>(evidence.end)));
  }
  if (evidence.page > 0) map.emplace("page", Value(int64_t{evidence.page}));
  return Value(std::move(map));
}

std::function<bool()> KeepGoing(Execution& execution) {
  return [&execution] {
    // The statement looks at its clock once in so many ticks.
    for (int tick = 0; tick < 128; ++tick) execution.Tick();
    return true;
  };
}

}  // namespace concord::cypher
