#include "ingest/resolve/issuer_names.h"

#include <algorithm>

#include "base/text.h"

namespace concord {

std::vector<std::string_view> IssuerNames(std::string_view issuer, const Facts& facts) {
  std::vector<std::string_view> names;
  if (!facts.ResolveAgent(issuer).empty()) return {issuer};
  size_t from = 0;
  while (from <= issuer.size()) {
    const size_t end = std::min(issuer.find(';', from), issuer.size());
    const std::string_view part = Trim(issuer.substr(from, end - from));
    if (!part.empty() && !(part[0] >= 'a' && part[0] <= 'z')) names.push_back(part);
    from = end + 1;
  }
  if (names.size() > 1) return names;
  constexpr std::string_view kAnd = " and ";
  if (const size_t at = issuer.find(kAnd); at != std::string_view::npos) {
    const std::string_view first = Trim(issuer.substr(0, at)), second = Trim(issuer.substr(at + kAnd.size()));
    if (!facts.ResolveAgent(first).empty() && !facts.ResolveAgent(second).empty()) return {first, second};
  }
  return {issuer};
}

}  // namespace concord
