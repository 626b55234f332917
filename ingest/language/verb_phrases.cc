// Tested by clauses_test.cc.
#include "ingest/language/verb_phrases.h"

#include <algorithm>

namespace concord {
namespace {

bool IsComma(const Token& token) { return token.mark == ','; }
// Could be a noun, an adjective or a name: an open-class word in this place.
bool IsContent(const Token& token) {
  return (token.IsWord() || token.shape == TokenShape::kNumber) &&
         !token.Is(kAdverb | kPreposition | kConjunction | kDeterminer | kModal | kBe | kHave | kDo |
                   kSubordinator | kRelative | kNegation | kHedge);
}

// "Work with the boatmen is under way": a verb within some words, before anything subordinate.
bool HasFiniteVerb(const std::vector<Token>& tokens, uint32_t at, uint32_t last) {
  constexpr uint32_t kReach = 16;
  for (uint32_t i = at + 2; i < last && i < at + kReach; ++i) {
    if (tokens[i].Is(kRelative | kSubordinator) && !tokens[i].Is(kPreposition)) return false;
    if (tokens[i].Is(kModal | kBe | kHave) || (tokens[i].Is(kVerbThird) && !tokens[i].Is(kVerbOrNoun)))
      return true;
  }
  return false;
}

}  // namespace

bool StartsVerbPhrase(const std::vector<Token>& tokens, uint32_t at, uint32_t last) {
  if (at >= last || !tokens[at].Is(kVerbBase | kBe | kHave) || tokens[at].nesting > 0) return false;
  // "be" and "have", which are among the statives; not "is", "are" and "has", which no modal governs.
  if (tokens[at].Is(kBe | kHave)) return tokens[at].Is(kStative);
  if (at + 1 >= last) return false;
  const Token& next = tokens[at + 1];
  if (!tokens[at].Is(kVerbOrNoun)) return true;
  if (at > 0 && tokens[at - 1].Is(kAdverb) && !tokens[at - 1].Is(kVerbBase | kSubordinator))
    return true;  // "jointly share", not "as well as supply chains"
  // "enforce any policy or rule that harms": a noun and its relative clause.
  const bool relative = next.Is(kRelative) && !tokens[at].Is(kTakesThat);
  if (next.Is(kDeterminer | kPossessive | kPronoun) && !next.Is(kModal) && !relative) return true;
  // "such care as is needed": a noun
  if (next.Is(kAdverb) && next.Is(kSubordinator) && at + 2 < last && tokens[at + 2].Is(kBe | kHave | kModal))
    return false;
  if (next.Is(kAdverb | kAdjective | kHedge)) return true;
  if (next.StartsUpper() && tokens[at].shape == TokenShape::kLower) return true;  // "track AI incidents"
  // "Work with the boatmen", "Start from the oldest gate": with a capital it opens a sentence.
  if (tokens[at].StartsUpper() && next.shape == TokenShape::kLower && next.Is(kPreposition) &&
      next.end - next.start == 4 && (at == 0 || !tokens[at - 1].IsWord()) && !HasFiniteVerb(tokens, at, last))
    return true;
  // "use and maintain", "design, develop, deploy": a chain of verbs.
  uint32_t chain = at + 1;
  if (chain < last && IsComma(tokens[chain])) ++chain;
  if (chain < last && tokens[chain].Is(kConjunction)) ++chain;
  return chain > at + 1 && chain < last && tokens[chain].Is(kVerbBase) && !tokens[chain].Is(kVerbOrNoun);
}

std::vector<VerbPhrase> SplitVerbs(const std::vector<Token>& tokens, uint32_t first, uint32_t verb,
                                   uint32_t last) {
  std::vector<VerbPhrase> phrases;
  phrases.push_back({first, verb, last});
  const auto is_to = [&](uint32_t i) {
    return tokens[i].Is(kPreposition) && tokens[i].end - tokens[i].start == 2;
  };
  // "to lead, to keep", "shall seek to promote, to contribute"
  const bool infinitive_style = (verb > first && verb > 0 && tokens[verb - 1].Is(kPreposition)) ||
                                (verb + 2 < last && is_to(verb + 1) && tokens[verb + 2].Is(kVerbBase));
  // "to use the lock, if open, to pass": one more purpose, unless the last of several has a conjunction.
  bool series = false;
  for (uint32_t i = verb + 1; infinitive_style && i + 2 < last && !series; ++i)
    series = tokens[i].Is(kConjunction) && is_to(i + 1) && tokens[i + 2].Is(kVerbBase);
  bool object = false, infinitive = false, subordinate = false, plural = false;
  // The verb that stands right before a comma or "and" has no object yet: "mechanisms to develop, disclose
  // and use policies", "ensure that they adopt and use" go on with one object for all.
  const auto is_bare_verb = [&](uint32_t i) {
    return i > verb && tokens[i].Is(kVerbBase) && tokens[i].shape == TokenShape::kLower &&
           (!tokens[i].Is(kVerbOrNoun) || is_to(i - 1));
  };
  bool chain = false;
  for (uint32_t i = verb + 1; i < last; ++i) {
    const Token& token = tokens[i];
    if (token.nesting > 0 || token.quoted) {
      object = true;
      continue;
    }
    const bool separator = IsComma(token) || token.mark == ';' || token.Is(kConjunction);
    if (!separator) {
      if (token.Is(kRelative) || (token.Is(kSubordinator) && !token.Is(kPreposition))) subordinate = true;
      // "ways that undermine values, promote misuse, or pose risks": base forms that go on behind "that".
      if (token.Is(kRelative) && i + 1 < last && tokens[i + 1].Is(kVerbBase)) plural = true;
      if (IsContent(token) && !(token.Is(kVerbBase) && !object && i == verb + 1)) object = true;
      if (i > verb + 1 && token.Is(kVerbBase) && tokens[i - 1].Is(kPreposition) && !token.Is(kVerbOrNoun))
        infinitive = true;
      continue;
    }
    chain = object && (is_bare_verb(i - 1) || (chain && tokens[i - 1].Is(kVerbBase)));
    uint32_t next = i;
    bool strong = false, conjunction = false;
    while (next < last &&
           (IsComma(tokens[next]) || tokens[next].mark == ';' || tokens[next].Is(kConjunction))) {
      strong |= !tokens[next].Is(kConjunction);
      conjunction |= tokens[next].Is(kConjunction);
      ++next;
    }
    if (strong && !plural) subordinate = false;
    if (tokens[i].mark == ';') subordinate = plural = false;
    const uint32_t start = next;
    // ", where appropriate, update"
    if (next + 3 < last && conjunction && tokens[next].Is(kSubordinator | kPreposition) &&
        tokens[next + 1].Is(kHedge) && IsComma(tokens[next + 2]))
      next += 3;
    while (next < last && tokens[next].Is(kAdverb | kNegation) && !tokens[next].Is(kVerbBase | kSubordinator))
      ++next;
    const bool to = next < last && tokens[next].Is(kPreposition) && next + 1 < last &&
                    tokens[next + 1].Is(kVerbBase) && tokens[next].end - tokens[next].start == 2;
    uint32_t candidate = to ? next + 1 : next;
    while (candidate < last && tokens[candidate].Is(kAdverb) && !tokens[candidate].Is(kVerbBase)) ++candidate;
    // "sell, supply, transfer or export goods": no object yet, so all of them are verbs of one.
    if (!object && candidate + 1 < last && tokens[candidate].Is(kVerbBase) &&
        (IsComma(tokens[candidate + 1]) || tokens[candidate + 1].Is(kConjunction))) {
      i = candidate;
      continue;
    }
    // "to independently and continually test it": adverbs of one verb
    if (conjunction && i >= first + 2 && tokens[i - 1].Is(kAdverb) && is_to(i - 2) && start < last &&
        tokens[start].Is(kAdverb)) {
      i = candidate;
      continue;
    }
    // "shall report losses, see Article 7": refers the reader.
    const bool refers = candidate + 1 < last && !conjunction && tokens[candidate].Is(kNoImperative) &&
                        !tokens[candidate].Is(kVerbOrNoun) &&
                        (tokens[candidate + 1].StartsUpper() ||
                         (candidate + 2 < last && tokens[candidate + 2].shape == TokenShape::kNumber));
    if (candidate >= last || refers || !StartsVerbPhrase(tokens, candidate, last)) {
      i = std::max(i, start - 1);
      continue;
    }
    const bool accepted = object && !chain && !subordinate &&
                          (to ? infinitive_style && (conjunction || series) : (strong || !infinitive)) &&
                          (strong || conjunction);
    if (to && !accepted)
      infinitive = true;  // "the ability, at all times, to open and close it" has one purpose
    if (accepted) {
      phrases.back().last = i;
      phrases.push_back({start, candidate, last});
      object = false;
      infinitive = false;
    }
    i = candidate;
  }
  return phrases;
}

}  // namespace concord
