#include "ingest/readers/laws/law_path.h"

#include <algorithm>
#include <vector>

#include "base/text.h"

namespace concord {
namespace {

bool IsRoman(std::string_view token) {
  return token.size() <= 8 && token.find_first_not_of("ivxlcdm") == std::string_view::npos;
}

bool IsNumeric(std::string_view token) {
  return token.size() == 1 || IsRoman(token) || token.find_first_of("0123456789") != std::string_view::npos;
}

}  // namespace

std::string BareNumber(std::string_view displayed, std::string_view word) {
  constexpr size_t kLongest = 40;  // words happen in numbers, whole sentences by mistake
  const std::string slug = Slug(displayed, kLongest);
  const std::vector<std::string_view> tokens = Split(slug, '-');
  auto first = std::ranges::find_if(tokens, IsNumeric);
  if (first == tokens.end()) {
    first = tokens.begin();
    if (!word.empty() && first->starts_with(word)) ++first;
  }
  const auto start = static_cast<size_t>(std::distance(tokens.begin(), first));
  std::string bare;
  for (size_t i = start; i < tokens.size(); ++i) {
    if (!bare.empty()) bare += '-';
    bare += tokens[i];
  }
  return bare;
}

}  // namespace concord
