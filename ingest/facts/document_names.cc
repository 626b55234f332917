#include "ingest/facts/document_names.h"

#include "base/text.h"
#include "base/unicode.h"

namespace concord {
namespace {

constexpr size_t kShortTitle = 4;  // words; a shorter title of a standard is common language

bool IsAsciiWord(unsigned char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

}  // namespace

std::vector<NameToken> TokenizeNames(std::string_view text, Span span) {
  std::vector<NameToken> tokens;
  for (size_t at = span.start; at < span.end;) {
    const size_t start = at;
    size_t letters = 0, capitals = 0;
    bool first_capital = false;
    while (at < span.end) {
      const auto c = static_cast<unsigned char>(text[at]);
      if (c < 0x80) {
        if (!IsAsciiWord(c)) break;
        const bool upper = c >= 'A' && c <= 'Z';
        letters += upper || c >= 'a';
        capitals += upper;
        if (at == start) first_capital = upper;
        ++at;
      } else {
        size_t next = at;
        const char32_t code_point = NextCodePoint(text, &next);
        if (!IsLetterOrDigit(code_point)) break;
        const bool upper = IsUpper(code_point);
        ++letters;
        capitals += upper;
        if (at == start) first_capital = upper;
        at = next;
      }
    }
    if (at == start) {
      const auto c = static_cast<unsigned char>(text[at]);
      if (c < 0x80) {
        ++at;
      } else {
        NextCodePoint(text, &at);
      }
      continue;
    }
    const bool number = text[start] >= '0' && text[start] <= '9';
    if (number && at < span.end && text[at] == '+') ++at;
    tokens.push_back({text.substr(start, at - start), static_cast<uint32_t>(start), static_cast<uint32_t>(at),
                      first_capital, letters >= 2 && capitals == letters, number});
  }
  return tokens;
}

DocumentNames::DocumentNames(const Facts& facts) : facts_(&facts), entries_of_(1) {
  for (size_t i = 0; i < facts.documents().size(); ++i) {
    const DocumentFact& fact = facts.documents()[i];
    Add(fact.title, static_cast<uint32_t>(i), UINT32_MAX);
    for (const std::string& alias : fact.aliases) Add(alias, static_cast<uint32_t>(i), UINT32_MAX);
  }
  for (size_t i = 0; i < facts.standards().size(); ++i) {
    const std::string& title = facts.standards()[i].title;
    if (TokenizeNames(title, {0, static_cast<uint32_t>(title.size())}).size() > kShortTitle) {
      Add(title, UINT32_MAX, static_cast<uint32_t>(i));
    }
  }
}

void DocumentNames::Add(std::string_view name, uint32_t document, uint32_t standard) {
  uint32_t node = 0;
  Entry entry{std::string(name), {}, document, standard};
  for (const NameToken& token : TokenizeNames(name, {0, static_cast<uint32_t>(name.size())})) {
    const uint32_t word =
        words_.emplace(FoldCase(token.text), static_cast<uint32_t>(words_.size() + 1)).first->second;
    const auto [edge, added] =
        edges_.emplace((uint64_t{node} << 32) | word, static_cast<uint32_t>(entries_of_.size()));
    if (added) entries_of_.emplace_back();
    node = edge->second;
    entry.capitals.push_back(token.capital);
  }
  if (node == 0) return;
  entries_of_[node].push_back(static_cast<uint32_t>(entries_.size()));
  entries_.push_back(std::move(entry));
}

uint32_t DocumentNames::WordId(std::string_view folded) const {
  const auto at = words_.find(std::string(folded));
  return at == words_.end() ? 0 : at->second;
}

DocumentNames::Match DocumentNames::Longest(std::string_view text, std::span<const NameToken> tokens,
                                            size_t at) const {
  Match best;
  uint32_t node = 0;
  constexpr size_t kGap = 3;  // bytes between two words of a name: a blank, ", ", a dash or quote
  for (size_t i = at; i < tokens.size(); ++i) {
    if (i > at) {
      const std::string_view gap = text.substr(tokens[i - 1].end, tokens[i].start - tokens[i - 1].end);
      const bool decimal = gap == "." && tokens[i - 1].number && tokens[i].number;
      if (gap.size() > kGap || (!decimal && gap.find_first_of(".;!?\"") != std::string_view::npos)) break;
    }
    const uint32_t word = WordId(FoldCase(tokens[i].text));
    if (word == 0) break;
    const auto edge = edges_.find((uint64_t{node} << 32) | word);
    if (edge == edges_.end()) break;
    node = edge->second;
    for (const uint32_t index : entries_of_[node]) {
      const Entry& entry = entries_[index];
      const size_t length = i - at + 1;
      bool fits = true;
      if (length == 1) {
        fits = tokens[at].text == entry.name;
      } else {
        for (size_t k = 0; k < length && fits; ++k)
          fits = !entry.capitals[k] || tokens[at + k].capital || tokens[at + k].number;
      }
      if (!fits) continue;
      best = {length, entry.document == UINT32_MAX ? nullptr : &facts_->documents()[entry.document],
              entry.standard == UINT32_MAX ? nullptr : &facts_->standards()[entry.standard], entry.name};
    }
  }
  return best;
}

}  // namespace concord
