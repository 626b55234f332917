#include "base/text.h"

#include <algorithm>
#include <utility>

#include "base/unicode.h"

namespace concord {
namespace {

constexpr std::string_view kAsciiSpace = " \t\n\r\f\v";

char LowerAscii(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

}  // namespace

std::string_view Trim(std::string_view text) {
  const size_t first = text.find_first_not_of(kAsciiSpace);
  if (first == std::string_view::npos) return text.substr(0, 0);
  return text.substr(first, text.find_last_not_of(kAsciiSpace) - first + 1);
}

std::vector<std::string_view> Split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (;;) {
    const size_t end = text.find(separator);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

std::string CollapseSpace(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool blank = false;
  for (size_t at = 0; at < text.size();) {
    const size_t start = at;
    if (IsSpace(NextCodePoint(text, &at))) {
      blank = true;
      continue;
    }
    if (blank && !out.empty()) out += ' ';
    blank = false;
    out.append(text, start, at - start);
  }
  return out;
}

std::string Slug(std::string_view text, size_t max_length) {
  std::string slug;
  for (const char c : FoldForComparison(text)) {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
      slug += c;
    } else if (!slug.empty() && slug.back() != '-') {
      slug += '-';
    }
  }
  if (slug.size() > max_length) {
    // A hyphen just behind the limit means that the last word fits.
    const size_t hyphen = slug.rfind('-', max_length);
    slug.resize(hyphen == std::string::npos ? max_length : hyphen);
  }
  while (slug.ends_with('-')) slug.pop_back();
  return slug;
}

bool EqualsIgnoreCase(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, {}, LowerAscii, LowerAscii);
}

bool StartsWithIgnoreCase(std::string_view text, std::string_view prefix) {
  return EqualsIgnoreCase(text.substr(0, prefix.size()), prefix);
}

std::string AsciiLower(std::string_view text) {
  std::string lower(text);
  std::ranges::transform(lower, lower.begin(), LowerAscii);
  return lower;
}

bool IsOneOf(std::string_view text, std::span<const std::string_view> texts) {
  return std::ranges::find(texts, text) != texts.end();
}

bool IsOneOfIgnoreCase(std::string_view text, std::span<const std::string_view> texts) {
  return std::ranges::any_of(texts, [text](std::string_view other) { return EqualsIgnoreCase(text, other); });
}

// Three rows of the usual table, and only the band of cells within `limit` of the diagonal: O(limit * size).
// Berghel and Roach, An extension of Ukkonen's enhanced dynamic programming ASM algorithm (1996), the
// simple half.
size_t EditDistance(std::string_view a, std::string_view b, size_t limit) {
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() > limit) return limit + 1;
  const size_t far = limit + 1;
  std::vector<size_t> before(a.size() + 1, far), last(a.size() + 1, far), row(a.size() + 1, far);
  for (size_t i = 0; i <= std::min(a.size(), limit); ++i) last[i] = i;
  for (size_t j = 1; j <= b.size(); ++j) {
    const size_t first = j > limit ? j - limit : 0;
    const size_t end = std::min(a.size(), limit > b.size() ? a.size() : j + limit);
    std::ranges::fill(row, far);
    size_t best = far;
    for (size_t i = first; i <= end; ++i) {
      size_t cost = i == 0 ? j : far;
      if (i > 0) {
        cost = std::min({last[i - 1] + (a[i - 1] == b[j - 1] ? 0 : 1), last[i] + 1, row[i - 1] + 1});
        if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
          cost = std::min(cost, before[i - 2] + 1);
        }
      }
      row[i] = std::min(cost, far);
      best = std::min(best, row[i]);
    }
    if (best == far) return far;
    std::swap(before, last);
    std::swap(last, row);
  }
  return last[a.size()];
}

std::string_view DidYouMean(std::string_view word, std::span<const std::string> candidates) {
  const std::string folded = AsciiLower(word);
  // One slip in a short word, three at most.
  size_t limit = std::min<size_t>(3, folded.size() / 3 + (folded.size() > 1 ? 1 : 0));
  std::string_view best;
  for (const std::string& candidate : candidates) {
    const size_t distance = EditDistance(folded, AsciiLower(candidate), limit);
    if (distance > limit || (distance == limit && !best.empty())) continue;
    // A word that shares no letter with the candidate is no slip of it.
    if (distance >= std::max(folded.size(), candidate.size())) continue;
    best = candidate;
    limit = distance;
  }
  return best;
}

}  // namespace concord
