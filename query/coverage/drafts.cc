#include "query/coverage/drafts.h"

#include <algorithm>
#include <set>
#include <utility>
#include <vector>

#include "base/delimited.h"
#include "base/text.h"
#include "query/coverage/embedded.h"

namespace concord {
namespace {

// datasets/draft_words.tsv.
struct DraftWords {
  std::set<std::string, std::less<>> draft, before, about, comment, for_now, article, month;

  DraftWords() {
    const std::pair<std::string_view, std::set<std::string, std::less<>>*> classes[] = {
        {"draft", &draft},     {"before", &before},   {"about", &about}, {"comment", &comment},
        {"for-now", &for_now}, {"article", &article}, {"month", &month}};
    for (const EmbeddedFile& file : CoverageTables()) {
      DelimitedReader reader(file.bytes, file.name, {.separator = '\t', .quotes = false, .comment = '#'});
      std::vector<Cell> row;
      for (Result<bool> more = reader.Next(&row); more && *more; more = reader.Next(&row)) {
        for (const auto& [name, words] : classes) {
          if (row.size() < 3 || row[0].raw != name) continue;
          for (const std::string_view word : Split(row[2].raw, ';')) words->emplace(word);
        }
      }
    }
  }
};

const DraftWords& Words() {
  static const DraftWords words;
  return words;
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
  bool states = false, all = true;
  for (const std::string& word : words) {
    const bool is_draft = Words().draft.contains(word);
    *draft |= is_draft;
    states |= is_draft || Words().for_now.contains(word);
    const bool date = Words().month.contains(word) || std::ranges::all_of(word, IsDigit);
    all = all && (date || is_draft || Words().before.contains(word) || Words().about.contains(word) ||
                  Words().for_now.contains(word));
  }
  const bool comment = all && std::ranges::any_of(words, [](const std::string& word) {
                         return Words().comment.contains(word);
                       });
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
    while (at < words.size() && Words().article.contains(words[at])) ++at;
  };
  for (drop_articles(); at < words.size(); drop_articles()) {
    const std::string& word = words[at];
    if (Words().draft.contains(word)) {
      core.draft = true;
      while (!kept.empty() && Words().before.contains(kept.back())) kept.pop_back();
      ++at;
      if (at < words.size() && words[at] == "for") {
        while (at < words.size() && Words().about.contains(words[at])) ++at;
      }
      continue;
    }
    if (!(kept.empty() && Words().for_now.contains(word))) kept.push_back(word);
    ++at;
  }
  if (kept.size() < kFewest) return core;
  for (const std::string& word : kept) core.words += (core.words.empty() ? "" : " ") + word;
  return core;
}

}  // namespace concord
