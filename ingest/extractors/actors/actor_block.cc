#include "ingest/extractors/actors/actor_block.h"
#include "ingest/language/passage_tokens.h"

#include <algorithm>

#include "base/text.h"

namespace concord {

ActorBlock::ActorBlock(const TextStretch& from, size_t index, const std::vector<Span>& spans)
    : passage(from),
      lexicon(*from.lexicon),
      tokens(from.tokens->tokens),
      range(from.tokens->blocks[index - from.first_block]),
      block(from.document->blocks[index]),
      taken(spans),
      capitals(MostlyCapitals()) {
  FindRunInHeadings();
}

// A block in capitals: they make no names there.
bool ActorBlock::MostlyCapitals() const {
  uint32_t upper = 0, words = 0;
  for (uint32_t i = range.first; i < range.last; ++i) {
    if (!tokens[i].IsWord() || tokens[i].end - tokens[i].start < 3) continue;
    ++words;
    upper += tokens[i].shape == TokenShape::kUpper;
  }
  return upper * 2 > words;
}

bool ActorBlock::IsTaken(uint32_t i) const {
  const auto it = std::lower_bound(taken.begin(), taken.end(), tokens[i].start,
                                   [](Span s, uint32_t start) { return s.end <= start; });
  return it != taken.end() && it->start < tokens[i].end;
}

// "(2) Duties of providers.--" is a heading though a paragraph goes on behind it: from the last full stop
// or number in parentheses to the stop that a dash follows.
void ActorBlock::FindRunInHeadings() {
  constexpr uint32_t kMaxHeading = 24;
  for (uint32_t i = range.first + 1; i + 1 < range.last; ++i) {
    if (tokens[i].mark != '.' || tokens[i + 1].mark != '-' || tokens[i + 1].space_before) continue;
    uint32_t first = i;
    while (first > range.first && i - first < kMaxHeading && !EndsSentence(first - 1) &&
           tokens[first - 1].mark != ')' && tokens[first - 1].mark != '-')
      --first;
    if (i - first < kMaxHeading) headings_.push_back({first, i});
  }
}

bool ActorBlock::InRunInHeading(uint32_t i) const {
  return std::ranges::any_of(headings_,
                             [i](TokenRange heading) { return heading.first <= i && i < heading.last; });
}

bool ActorBlock::EndsSentence(uint32_t i) const {
  return tokens[i].mark == '.' || tokens[i].mark == ':' || tokens[i].mark == '?' || tokens[i].mark == '!' ||
         tokens[i].mark == '*';
}

bool ActorBlock::IsPlural(uint32_t i) const {
  const std::string_view word = Text(i);
  return word.size() > 2 && word.back() == 's' && word[word.size() - 2] != 's';
}

// The stops of "U.S.": right behind a single capital and before another word with a capital, or "business".
bool ActorBlock::IsInitialStop(uint32_t i) const {
  return tokens[i].mark == '.' && i > range.first && i + 1 < range.last && !tokens[i].space_before &&
         tokens[i - 1].shape == TokenShape::kCapital && tokens[i - 1].end - tokens[i - 1].start == 1 &&
         tokens[i + 1].IsWord();
}

// The "'s" of "the Minister's opinion", where it is a token of its own.
bool ActorBlock::IsPossessiveEnding(uint32_t i) const {
  const std::string_view text = Text(i);
  return !tokens[i].space_before && (text == "'s" || text == "\xE2\x80\x99s");
}

}  // namespace concord
