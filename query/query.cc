#include "query/query.h"

#include <fmt/format.h>

#include <charconv>
#include <cmath>

#include "base/parameter.h"

namespace concord {

std::string_view Arguments::Get(std::string_view option, std::string_view otherwise) const {
  const auto at = options.find(option);
  return at == options.end() ? otherwise : std::string_view(at->second);
}

Result<int64_t> Arguments::GetInt(std::string_view option, int64_t otherwise, int64_t least,
                                  int64_t most) const {
  if (!Has(option)) return otherwise;
  const std::string_view text = Get(option);
  int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value < least || value > most) {
    return FailValue(option, text, fmt::format("a whole number from {} to {}", least, most));
  }
  return value;
}

Result<double> Arguments::GetShare(std::string_view option, double otherwise) const {
  if (!Has(option)) return otherwise;
  const std::string_view text = Get(option);
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || !(value >= 0 && value <= 1)) {
    return FailValue(option, text, "a number from 0 to 1");
  }
  return value;
}

Result<std::optional<Date>> Arguments::GetDate(std::string_view option) const {
  if (!Has(option)) return std::nullopt;
  const std::optional<Date> date = Date::Parse(Get(option));
  if (!date) {
    return FailValue(option, Get(option), "a date such as 2024, 2024-03 or 2024-03-21");
  }
  return date;
}

std::string Arguments::Text() const {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

std::span<const Query> Queries() {
  static const std::vector<Query> queries = {
#define QUERY(name) k##name##Query,
#include "query/queries.def"
#undef QUERY
  };
  return queries;
}

const Query* FindQuery(std::string_view name) {
  for (const Query& query : Queries()) {
    if (query.name == name) return &query;
  }
  return nullptr;
}

}  // namespace concord
