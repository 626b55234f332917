#include "query/text/reference_entry.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace concord {
namespace {

// What is longer is a paragraph that cites, not an entry.
constexpr size_t kLongestEntry = 600;

constexpr auto kModals =
    std::to_array<std::string_view>({" shall ", " should ", " must ", " may ", " will ", " can ", " need to ",
                                     " is required ", " are required "});

constexpr auto kPlaces =
    std::to_array<std::string_view>({"http://", "https://", "htps://", "doi:", "doi.org", "arxiv", "arXiv",
                                     " et al", "(OJ ", "( OJ ", "ISBN", "pp. ", "vol. ", "Vol. "});

constexpr auto kListHeadings = std::to_array<std::string_view>(
    {"references", "reference list", "list of references", "bibliography", "works cited", "literature",
     "further reading", "index", "chronological index", "alphabetical index", "subject index", "contents",
     "table of contents", "list of tables", "list of figures"});
constexpr auto kNoticeHeadings = std::to_array<std::string_view>({"copyright notice", "legal notice"});

bool HasYear(std::string_view text) {
  for (size_t i = 0; i + 4 <= text.size(); ++i) {
    if (i > 0 && IsDigit(text[i - 1])) continue;
    const std::string_view century = text.substr(i, 2);
    if ((century != "19" && century != "20") || !IsDigit(text[i + 2]) || !IsDigit(text[i + 3])) continue;
    if (i + 4 == text.size() || !IsDigit(text[i + 4])) return true;
  }
  return false;
}

// "Name (2023) Title", "Name, A. (2023). Title": the year stands in brackets behind who wrote it.
bool OpensWithAuthorAndYear(std::string_view text) {
  constexpr size_t kAuthors = 160;
  const std::string_view head = text.substr(0, kAuthors);
  for (size_t at = head.find('('); at != std::string_view::npos; at = head.find('(', at + 1)) {
    const std::string_view year = head.substr(at + 1, 4);
    if (at > 3 && year.size() == 4 && HasYear(year) && at + 5 < head.size() &&
        (head[at + 5] == ')' || head[at + 5] == ','))
      return true;
  }
  return false;
}

bool IsOneLink(std::string_view text) {
  text = Trim(text);
  while (!text.empty() && (text.front() == '-' || text.front() == '*' || text.front() == ' '))
    text.remove_prefix(1);
  return text.starts_with("http") && text.find(' ') == std::string_view::npos;
}

}  // namespace

bool IsListed(std::string_view headings, std::string_view paragraph) {
  std::string_view lowest = Trim(headings.substr(headings.rfind('>') + 1));
  while (!lowest.empty() && (IsDigit(lowest.front()) || lowest.front() == '.' || lowest.front() == ' '))
    lowest.remove_prefix(1);
  while (!lowest.empty() && (lowest.back() == ':' || lowest.back() == '.')) lowest.remove_suffix(1);
  constexpr size_t kLongestHeading = 24;
  if (lowest.empty() || lowest.size() > kLongestHeading) return false;
  const std::string heading = AsciiLower(lowest);
  if (std::ranges::find(kNoticeHeadings, heading) != kNoticeHeadings.end()) return true;
  return std::ranges::find(kListHeadings, heading) != kListHeadings.end() &&
         std::ranges::none_of(
             kModals, [&](std::string_view word) { return paragraph.find(word) != std::string_view::npos; });
}

bool IsReferenceEntry(std::string_view paragraph) {
  const std::string_view text = Trim(paragraph);
  if (text.empty() || text.size() > kLongestEntry) return false;
  const auto stands = [&](std::string_view word) { return text.find(word) != std::string_view::npos; };
  if (IsOneLink(text)) return true;
  if (std::ranges::any_of(kModals, stands)) return false;
  if (!std::ranges::any_of(kPlaces, stands) || !HasYear(text)) return false;
  // An act in a footnote, with its journal; a paper, with its authors.
  const size_t journal = std::min(text.find("(OJ "), text.find("( OJ "));
  if (journal != std::string_view::npos) return text.find("p. ", journal) != std::string_view::npos;
  return OpensWithAuthorAndYear(text) || text.front() == '[' || stands(" et al");
}

}  // namespace concord
