#include "query/text/title_code.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace concord {
namespace {

bool IsSmall(char c) { return c >= 'a' && c <= 'z'; }
bool IsCapital(char c) { return c >= 'A' && c <= 'Z'; }

bool HasDigit(std::string_view word) { return std::ranges::any_of(word, IsDigit); }

// "Log4Shell" has a word in it, "5.1.a" has none.
bool HasSmallRun(std::string_view word) {
  size_t run = 0;
  for (const char c : word) {
    run = IsSmall(c) ? run + 1 : 0;
    if (run == 3) return true;
  }
  return false;
}

// "PR.AC", "ID.IM-P".
bool IsJoinedCapitals(std::string_view word) {
  size_t run = 0;
  bool joined = false;
  for (const char c : word) {
    if (c == '.' || c == '-') {
      if (run == 0) return false;
      joined = true;
      run = 0;
    } else if (!IsCapital(c) || ++run > 4) {
      return false;
    }
  }
  return joined && run > 0;
}

bool IsCode(std::string_view word) {
  constexpr std::string_view kMarks = ".-_()[]/:|*#";
  const bool plain = std::ranges::all_of(word, [&](char c) {
    return IsSmall(c) || IsCapital(c) || IsDigit(c) || kMarks.find(c) != std::string_view::npos;
  });
  return plain && ((HasDigit(word) && !HasSmallRun(word)) || IsJoinedCapitals(word));
}

}  // namespace

std::string_view WithoutCode(std::string_view title, std::string_view id) {
  title = Trim(title);
  const size_t end = std::min(title.find(' '), title.size());
  const std::string_view first = title.substr(0, end);
  if (end == title.size()) {
    const bool names_it = HasDigit(first) && id.size() >= first.size() &&
                          EqualsIgnoreCase(id.substr(id.size() - first.size()), first);
    return names_it || IsCode(first) ? std::string_view() : title;
  }
  if (!HasDigit(first) || !IsCode(first)) return title;
  std::string_view rest = Trim(title.substr(end));
  for (const std::string_view mark : {"-", "–", "—", ":", "|"}) {
    if (rest.starts_with(mark) && rest.size() > mark.size()) {
      rest = Trim(rest.substr(mark.size()));
      break;
    }
  }
  // "3D printing", "24 hours after": the number belongs to what follows.
  return rest.empty() || IsSmall(rest.front()) ? title : rest;
}

}  // namespace concord
