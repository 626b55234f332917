#include "ingest/outline/line_forms.h"

#include <algorithm>
#include <array>
#include <span>
#include <string>

#include "base/text.h"

namespace concord {
namespace {

bool EndsWithAny(std::string_view text, std::span<const std::string_view> ends) {
  return std::ranges::any_of(ends, [&](std::string_view end) { return text.ends_with(end); });
}

bool StartsWithAny(std::string_view text, std::span<const std::string_view> starts) {
  return std::ranges::any_of(starts,
                             [&](std::string_view start) { return StartsWithIgnoreCase(text, start); });
}

constexpr auto kCitations =
    std::to_array<std::string_view>({"having regard", "on a proposal from", "after transmission of the draft",
                                     "acting in accordance with the ordinary"});
// Participles with which resolutions give their reasons; sentences that act may begin with them too, but do
// not end in a comma.
constexpr auto kReasons =
    std::to_array<std::string_view>({"recogni",        "recalling",     "noting",
                                     "acknowledging",  "considering",   "reaffirming",
                                     "affirming",      "mindful",       "convinced",
                                     "aware",          "conscious",     "bearing in mind",
                                     "desiring",       "desirous",      "emphasi",
                                     "stressing",      "welcoming",     "concerned",
                                     "deeply",         "underlining",   "underscoring",
                                     "guided by",      "taking note",   "taking into account",
                                     "expressing",     "in view of",    "having considered",
                                     "having in mind", "believing",     "determined",
                                     "resolved to",    "encouraged by", "highlighting",
                                     "observing",      "realizing",     "seeking",
                                     "appreciating",   "agreeing",      "acting"});
constexpr auto kEnacting =
    std::to_array<std::string_view>({"have adopted", "has adopted", "have agreed", "hereby", "be it enacted",
                                     "do enact as follows", "has decided"});

}  // namespace

bool EndsAsLead(std::string_view text) {
  constexpr auto kEnds = std::to_array<std::string_view>({":", "\u2014", "--", "\u2013", ":*", ":**"});
  return EndsWithAny(text, kEnds);
}

bool AllCapitals(std::string_view text) {
  size_t capitals = 0;
  for (const char c : text) {
    if (c >= 'a' && c <= 'z') return false;
    capitals += c >= 'A' && c <= 'Z' ? 1 : 0;
  }
  return capitals >= 2;
}

bool StartsWithQuote(std::string_view text) {
  return text.starts_with('"') || text.starts_with("\u201C") || text.starts_with("``") ||
         text.starts_with("\u2018\u2018");
}

bool StartsWithSingleQuote(std::string_view text) { return text.starts_with("\u2018"); }

bool EndsWithQuote(std::string_view text) {
  text = text.substr(text.size() - std::min<size_t>(text.size(), 16));
  if (text.ends_with("and")) text.remove_suffix(3);
  while (!text.empty() && std::string_view(".,;: ").find(text.back()) != std::string_view::npos)
    text.remove_suffix(1);
  constexpr auto kEnds = std::to_array<std::string_view>({"\"", "\u201D", "''", "\u2019\u2019"});
  return EndsWithAny(text, kEnds);
}

bool EndsWithSingleQuote(std::string_view text) {
  while (!text.empty() && std::string_view(".,;: ").find(text.back()) != std::string_view::npos)
    text.remove_suffix(1);
  return text.ends_with("\u2019");
}

bool AnnouncesQuote(std::string_view text) {
  if (!EndsAsLead(text)) return false;
  const std::string tail = AsciiLower(text.substr(text.size() - std::min<size_t>(text.size(), 160)));
  return tail.find("following") != std::string::npos || tail.find("as follows") != std::string::npos ||
         tail.find("to read") != std::string::npos || tail.find("inserting") != std::string::npos;
}

bool IsPunctuation(std::string_view text) {
  return text.find_first_not_of(".,;:)-_*= ") == std::string_view::npos;
}

bool Amends(std::string_view text) {
  const std::string tail = AsciiLower(text.substr(text.size() - std::min<size_t>(text.size(), 160)));
  return tail.find("added") != std::string::npos || tail.find("inserted") != std::string::npos ||
         tail.find("replaced") != std::string::npos;
}

bool IsCitation(std::string_view text) { return StartsWithAny(text, kCitations); }

bool IsReason(std::string_view text) {
  while (!text.empty() && (text.front() == '*' || text.front() == '_')) text.remove_prefix(1);
  if (StartsWithIgnoreCase(text, "whereas") || IsCitation(text)) return true;
  while (!text.empty() && (text.back() == '*' || text.back() == '_' || text.back() == ' '))
    text.remove_suffix(1);
  return StartsWithAny(text, kReasons) &&
         (text.ends_with(',') || text.ends_with(';') || text.ends_with(", and"));
}

bool Enacts(std::string_view text) {
  if (text.size() > 300) return false;
  const std::string lower = AsciiLower(text);
  return std::ranges::any_of(kEnacting,
                             [&](std::string_view words) { return lower.find(words) != std::string::npos; });
}

bool IsDefinitions(std::string_view heading) {
  const std::string lower = AsciiLower(heading.substr(0, 60));
  return lower.starts_with("definition") || lower.find("and definitions") != std::string::npos ||
         lower.starts_with("key definition");
}

size_t RunInHeading(std::string_view text, bool sentence) {
  const std::string_view head = text.substr(0, 160);
  for (const std::string_view dash : {".\u2014", ".--", ".\u2013"}) {
    const size_t at = head.find(dash);
    if (at != std::string_view::npos && at > 0 && head.find_first_of(";:") > at) return at + dash.size();
  }
  if (!sentence) return 0;
  const size_t stop = head.substr(0, 90).find(". ");
  if (stop == std::string_view::npos || stop == 0 || stop + 2 >= text.size()) return 0;
  return std::ranges::count(head.substr(0, stop), ' ') <= 9 ? stop + 1 : 0;
}

bool LooksLikeHeading(std::string_view text) {
  if (text.empty() || text.size() > 120) return false;
  constexpr std::string_view kSentenceEnds = ".,;:!";
  if (kSentenceEnds.find(text.back()) != std::string_view::npos || EndsAsLead(text)) return false;
  // The full stop, semicolon and colon of Han script
  constexpr auto kWideEnds = std::to_array<std::string_view>({"\u3002", "\uFF1B", "\uFF1A"});
  if (EndsWithAny(text, kWideEnds)) return false;
  const char first = text.front();
  const bool opens = (first >= 'A' && first <= 'Z') || static_cast<unsigned char>(first) >= 0x80 ||
                     (first >= '0' && first <= '9');
  if (!opens || StartsWithQuote(text) || text.find(". ") != std::string_view::npos) return false;
  if (std::ranges::count(text, ' ') > 14) return false;
  for (const std::string_view verb : {" shall ", " must ", " will ", " should ", "http"}) {
    if (text.find(verb) != std::string_view::npos) return false;
  }
  return true;
}

}  // namespace concord
