#include "query/coverage/drafts.h"

#include <algorithm>
#include <array>
#include <vector>

#include "base/text.h"

namespace concord {
namespace {

constexpr auto kDraft = std::to_array<std::string_view>({"draft", "drafts", "entwurf", "proyecto", "projet"});
// In front of "draft": "second public draft".
constexpr auto kBeforeDraft = std::to_array<std::string_view>(
    {"consultation", "discussion", "exposure", "final", "first", "fourth", "initial", "preliminary",
     "proposed", "public", "revised", "second", "third", "updated", "working", "zero"});
// Behind it, and alone in brackets.
constexpr auto kAbout = std::to_array<std::string_view>(
    {"and", "by", "comment", "comments", "consultation", "discussion", "feedback", "for", "from", "input",
     "opinions", "public", "review", "scholars", "soliciting", "suggestions", "the"});
constexpr auto kForComment =
    std::to_array<std::string_view>({"comment", "comments", "consultation", "discussion", "feedback"});
// What a text is called until a later one takes its place.
constexpr auto kForNow = std::to_array<std::string_view>({"interim", "provisional", "temporary", "trial"});

template <size_t N>
bool Has(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::ranges::find(words, word) != words.end();
}

bool IsWordByte(char c) {
  return IsDigit(c) || (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
}

std::vector<std::string> WordsIn(std::string_view lower) {
  std::vector<std::string> words;
  for (size_t at = 0; at < lower.size();) {
    size_t end = at;
    while (end < lower.size() && IsWordByte(lower[end])) ++end;
    if (end > at) words.emplace_back(lower.substr(at, end - at));
    at = std::max(end, at + 1);
  }
  return words;
}

// A note in brackets that says nothing of the subject: a state of the text, a date.
bool IsNote(const std::vector<std::string>& words, bool* draft) {
  constexpr auto kMonths =
      std::to_array<std::string_view>({"january", "february", "march", "april", "may", "june", "july",
                                       "august", "september", "october", "november", "december"});
  bool states = false, all = true;
  for (const std::string& word : words) {
    const bool is_draft = Has(kDraft, word);
    *draft |= is_draft;
    states |= is_draft || Has(kForNow, word);
    const bool date = Has(kMonths, word) || std::ranges::all_of(word, IsDigit);
    all = all && (date || is_draft || Has(kBeforeDraft, word) || Has(kAbout, word) || Has(kForNow, word));
  }
  const bool comment =
      all && std::ranges::any_of(words, [](const std::string& word) { return Has(kForComment, word); });
  *draft |= comment;
  return states || all;
}

// `text` without the notes in brackets.
std::string WithoutNotes(std::string_view lower, bool* draft) {
  std::string kept;
  for (size_t at = 0; at < lower.size();) {
    const char open = lower[at];
    const size_t close = open == '(' ? lower.find(')', at) : open == '[' ? lower.find(']', at) : at;
    if (close == at || close == std::string_view::npos) {
      kept += open;
      ++at;
      continue;
    }
    const std::string_view inside = lower.substr(at + 1, close - at - 1);
    kept += IsNote(WordsIn(inside), draft) ? " " : lower.substr(at, close + 1 - at);
    at = close + 1;
  }
  return kept;
}

}  // namespace

TitleCore ReadTitleCore(std::string_view title) {
  constexpr size_t kFewest = 3;  // words that tell works apart
  TitleCore core;
  const std::vector<std::string> words = WordsIn(WithoutNotes(AsciiLower(title), &core.draft));
  std::vector<std::string> kept;
  size_t at = 0;
  if (words.size() > 2 && words[0] == "proposal" && words[1] == "for") {
    core.draft = true;
    at = 2;
  }
  const auto drop_articles = [&] {
    if (!kept.empty()) return;
    while (at < words.size() &&
           (words[at] == "a" || words[at] == "an" || words[at] == "the" || words[at] == "of"))
      ++at;
  };
  for (drop_articles(); at < words.size(); drop_articles()) {
    const std::string& word = words[at];
    if (Has(kDraft, word)) {
      core.draft = true;
      while (!kept.empty() && Has(kBeforeDraft, kept.back())) kept.pop_back();
      ++at;
      if (at < words.size() && words[at] == "for") {
        while (at < words.size() && Has(kAbout, words[at])) ++at;
      }
      continue;
    }
    if (!(kept.empty() && Has(kForNow, word))) kept.push_back(word);
    ++at;
  }
  if (kept.size() < kFewest) return core;
  for (const std::string& word : kept) core.words += (core.words.empty() ? "" : " ") + word;
  return core;
}

}  // namespace concord
