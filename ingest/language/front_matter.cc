#include "ingest/language/front_matter.h"

#include <algorithm>
#include <map>
#include <unordered_map>

#include "base/delimited.h"
#include "base/text.h"
#include "base/unicode.h"
#include "ingest/facts/embedded.h"

namespace concord {
namespace {

constexpr size_t kHeadBytes = 6000;   // a cover and an enacting formula stand in front of it
constexpr size_t kTailBytes = 3000;   // "Approved August 16, 2022.", signatures
constexpr size_t kCoverLines = 30;    // a letterhead, a title page, the head of a bill
constexpr size_t kLastLines = 12;     // signatures
constexpr size_t kLineBytes = 2'000;  // of a line, as much as is looked at

struct Tables {
  std::map<std::string, std::vector<FrontPhrase>, std::less<>> classes;
  std::unordered_map<std::string, int> months;
};

Tables Load() {
  Tables tables;
  for (const EmbeddedFile& file : EmbeddedFiles()) {
    if (file.name != "front_matter.tsv") continue;
    DelimitedReader reader(file.bytes, file.name, {.separator = '\t', .quotes = false, .comment = '#'});
    std::vector<Cell> row;
    for (;;) {
      const Result<bool> more = reader.Next(&row);
      if (!more || !*more) break;
      if (row.size() < 4 || row[0].raw == "class") continue;
      const std::vector<std::string_view> words = Split(row[3].raw, ';');
      if (row[0].raw == "month") {
        for (size_t i = 0; i < words.size(); ++i) {
          for (const std::string_view form : Split(words[i], '|'))
            tables.months.try_emplace(ToLowerCase(form), static_cast<int>(i + 1));
        }
        continue;
      }
      std::vector<FrontPhrase>& phrases = tables.classes[std::string(row[0].raw)];
      for (const std::string_view word : words)
        phrases.push_back({ToLowerCase(word), std::string(row[1].raw)});
    }
  }
  return tables;
}

const Tables& TablesOf() {
  static const Tables tables = Load();
  return tables;
}

bool IsBlank(char c) { return c == ' ' || c == '\n' || c == '\t'; }
bool IsWordByte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
}

void AddLines(std::string_view text, size_t most, std::vector<std::string_view>* lines) {
  for (const std::string_view line : Split(text, '\n')) {
    if (!Trim(line).empty() && lines->size() < most) lines->push_back(Trim(line));
  }
}

}  // namespace

std::span<const FrontPhrase> FrontPhrases(std::string_view word_class) {
  const auto found = TablesOf().classes.find(word_class);
  return found == TablesOf().classes.end() ? std::span<const FrontPhrase>() : found->second;
}

bool StartsWithFrontPhrase(std::string_view lower, std::string_view word_class) {
  return std::ranges::any_of(FrontPhrases(word_class),
                             [&](const FrontPhrase& phrase) { return lower.starts_with(phrase.words); });
}

int MonthOfName(std::string_view lower) {
  constexpr size_t kLongest = 40;
  if (lower.empty() || lower.size() > kLongest) return 0;
  const auto found = TablesOf().months.find(std::string(lower));
  return found == TablesOf().months.end() ? 0 : found->second;
}

PhrasePlace FindPhrase(std::string_view lower, std::string_view phrase, size_t from) {
  if (phrase.empty()) return {};
  const std::string_view first = phrase.substr(0, phrase.find(' '));
  for (size_t at = lower.find(first, from); at != std::string_view::npos; at = lower.find(first, at + 1)) {
    if (at > 0 && IsWordByte(lower[at - 1]) && IsWordByte(first[0])) continue;
    size_t i = at, k = 0;
    while (k < phrase.size() && i < lower.size()) {
      if (phrase[k] == ' ') {
        if (!IsBlank(lower[i])) break;
        while (i < lower.size() && IsBlank(lower[i])) ++i;
        ++k;
      } else if (lower[i] == phrase[k]) {
        ++i, ++k;
      } else {
        break;
      }
    }
    if (k < phrase.size()) continue;
    const bool possessive = lower.substr(i).starts_with("\u2019");
    if (i < lower.size() && !possessive && IsWordByte(lower[i]) && IsWordByte(phrase.back())) continue;
    return {at, i - at};
  }
  return {};
}

DocumentFront::DocumentFront(const Document& document)
    : text(document.text),
      head(text.substr(0, kHeadBytes)),
      tail(text.substr(text.size() - std::min(text.size(), kTailBytes))),
      head_lower(AsciiLower(head)),
      tail_lower(AsciiLower(tail)) {
  for (const Block& block : document.blocks) {
    if (block.span.start > kHeadBytes || lines.size() == kCoverLines) break;
    if (block.kind == BlockKind::kTableCell || block.kind == BlockKind::kFootnote) continue;
    // A cover that a reader kept as one paragraph still has its lines.
    AddLines(document.TextOf(block.span).substr(0, kLineBytes), kCoverLines, &lines);
  }
  if (document.format != "plain_text") title = document.metadata.title;
  constexpr uint32_t kFront = 40;  // what may stand in front of it: marks, a note
  if (document.sections.size() > 1 && document.sections[1].heading.start <= kFront)
    first_heading = document.TextOf(document.sections[1].heading);
  for (size_t b = document.blocks.size(); b-- > 0 && last_lines.size() < kLastLines;) {
    const Span span = document.blocks[b].span;
    if (span.end + kTailBytes < text.size()) break;
    if (span.size() > kLineBytes) continue;
    std::vector<std::string_view> found;
    AddLines(document.TextOf(span), kLastLines, &found);
    last_lines.insert(last_lines.begin(), found.begin(), found.end());
  }
}

}  // namespace concord
