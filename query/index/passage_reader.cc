#include "query/index/passage_reader.h"

#include <algorithm>

#include "base/shorten.h"
#include "base/text.h"
#include "query/index/acronym.h"

namespace concord {
namespace {

// So many words lie between a sentence and the next: words of two sentences are less near.
constexpr uint32_t kSentenceGap = 4;
// Between two texts: no phrase goes from one to the next.
constexpr uint32_t kTextGap = 1;
// Words of a long form: more than its letters, for function words stand between them.
constexpr size_t kLongestForm = 16;

bool IsUpperAscii(char c) { return c >= 'A' && c <= 'Z'; }
// Letters and digits; of other alphabets everything but the dashes, quotes and signs of Latin-1 and of
// general punctuation.
bool IsWordByte(std::string_view text, size_t at) {
  const auto byte = [&](size_t i) { return static_cast<unsigned char>(text[i]); };
  const char c = text[at];
  if (byte(at) < 0x80) return IsDigit(c) || IsUpperAscii(c) || (c >= 'a' && c <= 'z');
  at = CharacterStart(text, at);
  if (byte(at) == 0xE2 && at + 1 < text.size() && byte(at + 1) == 0x80) return false;
  return byte(at) != 0xC2;
}

bool EndsSentence(std::string_view between) {
  for (size_t i = 0; i < between.size(); ++i) {
    const bool mark = between[i] == '.' || between[i] == '!' || between[i] == '?' || between[i] == ';';
    if (mark && (i + 1 == between.size() || between[i + 1] == ' ' || between[i + 1] == '\n')) return true;
  }
  return false;
}

// The words at the end of `text` whose first letters spell the acronym, function words aside; empty when
// they do not.
std::string_view SpeltBefore(std::string_view text, std::string_view acronym) {
  size_t at = text.size(), letters = acronym.size(), words = 0, start = at;
  while (letters > 0 && words < kLongestForm) {
    while (at > 0 && !IsWordByte(text, at - 1)) {
      const char c = text[at - 1];
      if (c == '(' || c == ')' || c == ';') return {};
      --at;
    }
    const size_t end = at;
    while (at > 0 && IsWordByte(text, at - 1)) --at;
    if (at == end) return {};
    const std::string word = AsciiLower(text.substr(at, end - at));
    ++words;
    if (AsciiLower(acronym.substr(letters - 1, 1))[0] == word[0]) {
      --letters;
      start = at;
    } else if (!IsStopWord(word)) {
      return {};
    }
  }
  return letters == 0 ? text.substr(start) : std::string_view();
}

}  // namespace

void PassageReader::AddHeadings(NodeId section, NodeId version, std::string_view headings,
                                const std::vector<Term>& terms) {
  const auto [begin, end] = Read(headings, terms);
  const auto passage = static_cast<uint32_t>(read_.passages.size());
  read_.headings.push_back({section, version, begin, end, passage, passage});
}

void PassageReader::Add(std::string_view text, uint32_t start, uint32_t stop,
                        const std::vector<Term>& terms) {
  const auto [begin, end] = Read(text, terms);
  read_.passages.push_back({begin, end, static_cast<uint32_t>(read_.headings.size() - 1), start, stop});
  read_.headings.back().limit = static_cast<uint32_t>(read_.passages.size());
}

std::pair<uint32_t, uint32_t> PassageReader::Read(std::string_view text, const std::vector<Term>& terms) {
  const uint32_t begin = read_.places;
  // In a text all in capitals nothing is an acronym.
  const auto capitals = static_cast<size_t>(std::ranges::count_if(text, IsUpperAscii));
  const bool shouts = capitals > 12 && 2 * capitals > text.size();
  size_t next = 0;  // term
  size_t behind = 0;
  for (size_t at = 0; at < text.size();) {
    if (!IsWordByte(text, at)) {
      ++at;
      continue;
    }
    size_t end = at;
    while (end < text.size() && IsWordByte(text, end)) ++end;
    if (read_.places > begin && EndsSentence(text.substr(behind, at - behind))) read_.places += kSentenceGap;
    behind = end;
    const std::string_view word = text.substr(at, end - at);
    const uint32_t place = read_.places;
    while (next < terms.size() && terms[next].start < end)
      read_.words.push_back({terms[next++].id, read_.places++});
    if (!shouts && end - at <= 9 && IsAcronym(word)) {
      const std::string_view bare = BareAcronym(word);
      auto known = read_.acronyms.find(bare);
      if (known == read_.acronyms.end()) known = read_.acronyms.emplace(bare, std::vector<uint32_t>()).first;
      known->second.push_back(place);
      ReadDefinition(text, at, end, bare);
    }
    at = end;
  }
  const uint32_t end = read_.places;
  read_.places += kTextGap;
  return {begin, end};
}

// "Lethal Autonomous Weapon Systems (LAWS)" and "LAWS (Lethal Autonomous Weapon Systems)".
void PassageReader::ReadDefinition(std::string_view text, size_t start, size_t end,
                                   std::string_view acronym) {
  const auto quote = [](char c) {
    return c == '"' || c == '\'' || c == '*' || static_cast<unsigned char>(c) >= 0x80;
  };
  size_t before = start;
  while (before > 0 && quote(text[before - 1])) --before;
  if (before > 1 && text[before - 1] == '(') {
    const std::string_view spelt = SpeltBefore(text.substr(0, before - 1), acronym);
    if (!spelt.empty()) Define(acronym, Trim(spelt));
    return;
  }
  if (!text.substr(end).starts_with(" (")) return;
  const size_t close = text.find(')', end);
  if (close == std::string_view::npos || close - end > 120) return;
  const std::string_view inside = text.substr(end + 2, close - end - 2);
  if (SpeltBefore(inside, acronym).size() == inside.size()) Define(acronym, inside);
}

void PassageReader::Define(std::string_view acronym, std::string_view text) {
  std::vector<TermId> terms = words_.Read(text);
  if (terms.empty()) return;
  ReadPassages::Defined& defined = read_.definitions[{std::string(acronym), std::move(terms)}];
  if (defined.count++ == 0) defined.text = CollapseSpace(text);
}

}  // namespace concord
