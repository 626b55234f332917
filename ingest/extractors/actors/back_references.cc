#include "ingest/extractors/actors/back_references.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "base/text.h"

namespace concord {
namespace {

constexpr size_t kReach = 12;  // actors to look back

std::string_view WithoutPlural(std::string_view word) {
  return word.size() > 3 && word.back() == 's' ? word.substr(0, word.size() - 1) : word;
}

}  // namespace

bool BackReferences::RefersBack(TokenRange range) const {
  const uint32_t noun = range.first;
  if (range.size() != 1 || noun == b_.range.first) return false;
  const bool small = t_[noun].shape == TokenShape::kLower;
  if (small && IsPointedAt(range)) return true;
  const Token& article = t_[noun - 1];
  if (!article.Is(kDeterminer) || article.Is(kPossessive) || IsSubject(range)) return false;
  if (!StartsWithIgnoreCase(b_.Text(noun - 1), "th")) return false;
  for (size_t k = found_.size(); small && k-- > 0 && k + kReach > found_.size();) {
    const TokenRange named = found_[k].tokens;
    for (uint32_t i = named.first; named.size() > 1 && i < named.last; ++i) {
      if (t_[i].word != 0 && t_[i].word == t_[noun].word) return true;
    }
  }
  // In the place of a subject or behind "by" it may be whom a measure addresses.
  if (noun < b_.range.first + 2 || !t_[noun - 2].IsWord() || EqualsIgnoreCase(b_.Text(noun - 2), "by"))
    return false;
  return NamedBefore(noun);
}

// "The entity shall", but not "notices of the entity shall".
bool BackReferences::IsSubject(TokenRange range) const {
  if (range.last >= b_.range.last || !t_[range.last].Is(kModal)) return false;
  return range.first < b_.range.first + 2 || !t_[range.first - 2].Is(kPreposition);
}

// "such entity", "those entities", "such person or entity".
bool BackReferences::IsPointedAt(TokenRange range) const {
  uint32_t at = range.first - 1;
  if (t_[at].Is(kConjunction) && at >= b_.range.first + 2 && t_[at - 1].shape == TokenShape::kLower) at -= 2;
  if (!t_[at].Is(kDeterminer) || IsSubject(range)) return false;
  const std::string_view article = b_.Text(at);
  static constexpr auto kPointing = std::to_array<std::string_view>({"such", "that", "those", "these"});
  // "given that tenants pay": no article.
  if (b_.IsPlural(range.last - 1) && EqualsIgnoreCase(article, "that")) return false;
  if (std::ranges::none_of(kPointing, [&](std::string_view word) { return EqualsIgnoreCase(article, word); }))
    return false;
  return range.last >= b_.range.last || !t_[range.last].Is(kRelative);
}

bool BackReferences::NamedBefore(uint32_t noun) const {
  size_t left = kReach;
  for (size_t k = found_.size(); k-- > 0 && left > 0; --left) {
    if (IsHeadOf(noun, found_[k])) return true;
  }
  for (size_t k = earlier_.size(); k-- > 0 && left > 0; --left) {
    if (IsHeadOf(noun, earlier_[k])) return true;
  }
  return false;
}

// "the Board" after "Board of Bridges", "the user" after "users".
bool BackReferences::IsHeadOf(uint32_t noun, const NamedActor& actor) const {
  uint32_t head = actor.tokens.first;
  while (head + 1 < actor.tokens.last && t_[head + 1].IsWord() && !t_[head + 1].Is(kPreposition)) ++head;
  const std::string_view word = b_.Text(noun), other = b_.Text(head);
  if (actor.tokens.size() == 1 && EqualsIgnoreCase(word, other)) return false;  // says no more than this does
  return EqualsIgnoreCase(WithoutPlural(word), WithoutPlural(other));
}

}  // namespace concord
