#include "ingest/extractors/actors/role_phrases.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "base/text.h"

namespace concord {
namespace {

constexpr uint32_t kMaxModifiers = 4;

}  // namespace

bool RolePhrases::IsModifier(uint32_t i) const {
  const Token& token = t_[i];
  if (!token.IsWord() || token.nesting != t_[i + 1].nesting || b_.IsTaken(i)) return false;
  const bool us = token.Is(kPronoun) && token.shape == TokenShape::kUpper && !b_.capitals;  // "US persons"
  if (!us && token.Is(kDeterminer | kPreposition | kConjunction | kModal | kBe | kHave | kDo | kRelative |
                      kSubordinator | kPronoun | kNoModifier | kAdverb | kNegation))
    return false;
  if (token.StartsUpper())
    return t_[i + 1].StartsUpper() || token.shape == TokenShape::kUpper ||
           token.shape == TokenShape::kMixed || (i > range_.first && !b_.EndsSentence(i - 1)) ||
           !token.Is(kAnyVerb);
  // "in interpreting Congress's powers": a name takes no participle in front.
  if (token.Is(kVerbIng) && t_[i + 1].shape == TokenShape::kCapital && !t_[i + 1].Is(kBareModifier))
    return false;
  const bool opened =
      i == range_.first || t_[i - 1].Is(kDeterminer | kPreposition | kConjunction) || t_[i - 1].mark == ',';
  if (token.Is(kVerbIng | kVerbPast))
    return opened && i > range_.first &&
           (t_[i - 1].Is(kDeterminer | kPreposition) ||
            // "local and affected communities"
            (token.Is(kVerbPast) && i > range_.first + 1 && t_[i - 1].Is(kConjunction) &&
             t_[i - 2].Is(kAdjective))) &&
           t_[i - 1].word != b_.lexicon.to && !(token.Is(kVerbIng) && t_[i - 1].word == 0);
  if (token.Is(kVerbThird) && !token.Is(kVerbOrNoun)) return false;
  if (token.Is(kVerbBase)) {
    if (!token.Is(kVerbOrNoun)) return false;
    return !(i > range_.first && (t_[i - 1].word == b_.lexicon.to || t_[i - 1].Is(kModal | kConjunction) ||
                                  t_[i - 1].mark == ',')) &&
                   i > range_.first && !t_[i - 1].IsWord()
               ? false
               : i > range_.first && t_[i - 1].Is(kDeterminer | kPreposition);
  }
  return true;
}

// "U.S. persons": single capitals, each with its stop.
void RolePhrases::TakeInitials(TokenRange* range) const {
  uint32_t first = range->first;
  while (first >= range_.first + 2 && t_[first - 1].mark == '.' && !t_[first - 1].space_before &&
         t_[first - 2].shape == TokenShape::kCapital && t_[first - 2].end - t_[first - 2].start == 1)
    first -= 2;
  if (range->first - first >= 4) range->first = first;
}

// "an individual, business, or agency": behind a comma goes on who was named before it.
bool RolePhrases::ContinuesList(uint32_t first) const {
  return first > range_.first && t_[first - 1].mark == ',' && !found_.empty() &&
         found_.back().tokens.last == first - 1;
}

// "the authority to inspect bridges", "the administration of rivers": what somebody may or has to do.
bool RolePhrases::IsPower(TokenRange words) const {
  if (words.last < range_.last && t_[words.last].word == b_.lexicon.of &&
      t_[words.last - 1].shape == TokenShape::kLower &&
      EqualsIgnoreCase(b_.Text(words.last - 1), "administration"))
    return true;
  return words.last + 1 < range_.last && t_[words.last].word == b_.lexicon.to &&
         t_[words.last + 1].Is(kVerbBase) && EqualsIgnoreCase(b_.Text(words.last - 1), "authority");
}

// "the commission must", "Parties are encouraged": whoever is told to act is somebody.
bool RolePhrases::IsToldToAct(TokenRange range) const {
  if (range.last >= range_.last) return false;
  if (range.first > range_.first && t_[range.first - 1].Is(kDeterminer)) return t_[range.last].Is(kModal);
  return (range.first == range_.first || b_.EndsSentence(range.first - 1)) && b_.IsPlural(range.last - 1) &&
         t_[range.last].Is(kModal | kBe);
}

// "serve as the coordinator", "is a member of the board", "become users": what somebody is, and nobody
// else. "such as the provider" and "there are users" are.
bool RolePhrases::IsPredicate(TokenRange range) const {
  uint32_t at = range.first;
  const bool article = at > range_.first && t_[at - 1].Is(kDeterminer);
  if (article) --at;
  if (at == range_.first) return false;
  --at;
  const std::string_view before = at > range_.first ? b_.Text(at - 1) : std::string_view();
  if (EqualsIgnoreCase(b_.Text(at), "as"))
    return (article || b_.IsPlural(range.last - 1)) && !EqualsIgnoreCase(before, "such") &&
           !EqualsIgnoreCase(before, "well");
  if (t_[at].Is(kNegation) && at > range_.first) --at;
  if (EqualsIgnoreCase(b_.Text(at), "become") || EqualsIgnoreCase(b_.Text(at), "becomes")) return true;
  return t_[at].Is(kBe) && !(at > range_.first && EqualsIgnoreCase(b_.Text(at - 1), "there"));
}

// "of persons, firms and entities", "in an organization": further down a list or behind a preposition, where
// nobody acts; "by entities" may tell who must.
bool RolePhrases::IsInPassing(TokenRange range) const {
  if (range.size() != 1 || (range.last < range_.last && t_[range.last].Is(kModal))) return false;
  uint32_t at = range.first;
  while (at > range_.first && t_[at - 1].Is(kDeterminer)) --at;
  if (at == range_.first) return false;
  const Token& before = t_[at - 1];
  return before.mark == ',' || before.Is(kConjunction) ||
         (before.Is(kPreposition) && !EqualsIgnoreCase(b_.Text(at - 1), "by"));
}

// "user prompts", "service provider lists", "public and private sectors": the role says what kind of thing.
bool RolePhrases::IsModifierOfNoun(TokenRange words) const {
  const uint32_t head = words.last - 1;
  if (words.last >= range_.last || b_.IsPlural(head)) return false;
  uint32_t next = words.last;
  const uint64_t function_words = kPreposition | kModal | kBe | kHave | kDo | kAdverb | kRelative |
                                  kSubordinator | kDeterminer | kNegation | kPronoun;
  const bool opened = words.first > range_.first && t_[words.first - 1].Is(kDeterminer);
  const bool noun_like = t_[next].shape == TokenShape::kLower && t_[next].space_before &&
                         !t_[next].Is(function_words | kConjunction);
  // "public and private", "individual and societal", "public / internal": only "the public" is somebody.
  if (t_[head].word == b_.lexicon.public_word && !opened && words.size() == 1) return true;
  if (t_[head].Is(kBareModifier) && (!t_[head].Is(kMass) || t_[head].word == b_.lexicon.public_word) &&
      (t_[next].Is(kConjunction) || t_[next].mark == ',') && next + 1 < range_.last &&
      t_[next + 1].Is(kAdjective))
    return true;
  if (!noun_like) return false;
  // "the provider assesses" is a verb, "any state agencies" is none; behind an article both may be.
  if (t_[next].Is(kVerbIng | kVerbPast) && !t_[next].Is(kVerbOrNoun)) return false;
  if (t_[next].Is(kAdjective) || t_[next].Is(kHedge | kSaysWhich)) return false;
  if (t_[next].Is(kVerbThird)) return t_[next].Is(kVerbOrNoun) && !opened;
  if (t_[next].Is(kVerbBase) && !t_[next].Is(kVerbOrNoun)) return false;
  return true;
}

// A term that is being defined: the words alone stand in quotation marks.
bool RolePhrases::IsQuotedTerm(TokenRange words) const {
  const auto is_quote = [&](uint32_t i) { return t_[i].mark == '"' || t_[i].mark == '\''; };
  return words.first > range_.first && words.last < range_.last && is_quote(words.first - 1) &&
         is_quote(words.last);
}

// "Entity List", "Responsible Business Conduct": capitals on both sides make one name.
bool RolePhrases::IsPartOfLongerName(TokenRange words) const {
  const uint32_t head = words.last - 1;
  if (b_.capitals || b_.block.kind == BlockKind::kHeading || !t_[head].StartsUpper() ||
      words.last >= range_.last)
    return false;
  const Token& next = t_[words.last];
  if (!next.StartsUpper() || !next.space_before || next.shape == TokenShape::kUpper) return false;
  return !next.Is(kDeterminer | kPreposition | kConjunction | kModal | kBe | kAdverb | kPronoun |
                  kSubordinator) &&
         !b_.IsPlural(head);
}

// English puts a determiner before a noun that can be counted and is one: "delegate authority" names
// nobody.
bool RolePhrases::HasDeterminer(TokenRange range, TokenRange words) const {
  const uint32_t head = words.last - 1;
  if (t_[head].shape != TokenShape::kLower || b_.IsPlural(head) || t_[head].Is(kMass) ||
      range.first == range_.first)
    return true;
  const Token& before = t_[range.first - 1];
  if (before.IsWord())
    return before.Is(kDeterminer | kConjunction | kModal | kRelative) ||
           before.shape == TokenShape::kNumber || EqualsIgnoreCase(b_.Text(range.first - 1), "as") ||
           b_.Text(range.first - 1).find('\'') != std::string_view::npos;
  return true;
}

// "state and local governments", "natural or legal person": the left adjective shares the noun.
void RolePhrases::TakeCoordinatedModifier(TokenRange* range) const {
  if (range->first < range_.first + 2 || range->size() < 2 || !t_[range->first - 1].Is(kConjunction)) return;
  const Token& left = t_[range->first - 2];
  if (!left.IsWord() || left.StartsUpper() || b_.IsTaken(range->first - 2)) return;
  const bool adjective = left.Is(kAdjective) || (left.Is(kBareModifier) && !b_.IsPlural(range->first - 2) &&
                                                 (!left.Is(kMass) || left.word == b_.lexicon.public_word));
  if (!adjective || !(t_[range->first].Is(kAdjective) || t_[range->first].Is(kVerbPast))) return;
  range->first -= 2;
  if (range->first > range_.first && t_[range->first - 1].Is(kAdjective)) --range->first;
}

// "bodies, offices and agencies of the Union": what stands behind the last belongs to all, and they are
// one.
void RolePhrases::ShareTail(TokenRange* range, TokenRange words) const {
  if (range->last == words.last) return;
  for (size_t k = found_.size(); k-- > 0;) {
    const TokenRange before = found_[k].tokens;
    const uint32_t words_of_one = k + 1 == found_.size() ? 1 : 3;  // the first may bring adjectives
    if (before.last + 1 != range->first || before.size() > words_of_one ||
        !found_[k].actor.starts_with("role:"))
      return;
    const Token& joint = t_[before.last];
    if (!joint.Is(kConjunction) && joint.mark != ',') return;
    range->first = before.first;
  }
}

std::optional<NamedActor> RolePhrases::Role(const ActorName& entry, TokenRange words, uint32_t* skip) const {
  if (entry.role == "issuer") return std::nullopt;  // "we": no name of anybody
  if (entry.role.empty()) {                         // "statutory authority", "celestial bodies"
    *skip = words.last;
    return std::nullopt;
  }
  while (words.size() > 1 && t_[words.first].Is(kDeterminer)) ++words.first;
  const uint32_t head = words.last - 1;
  const Token& noun = t_[head];
  const bool behind = words.last < range_.last;
  const bool person =
      entry.role == "individual";  // "the effect on workers of new machines": seldom of something
  const bool has_of = behind && t_[words.last].word == b_.lexicon.of;
  const bool named = noun.StartsUpper() && !(words.first == range_.first || b_.EndsSentence(words.first - 1));
  if (b_.block.kind == BlockKind::kHeading || b_.InRunInHeading(head) || IsPartOfLongerName(words) ||
      IsQuotedTerm(words))
    return std::nullopt;
  if (IsModifierOfNoun(words) || IsPower(words)) return std::nullopt;
  if (noun.Is(kBareModifier) && words.size() == 1) {
    // "State of the Union": no state
    if (!b_.IsPlural(head) && words.last + 2 < range_.last && has_of && noun.StartsUpper() &&
        t_[words.last + 1].word == b_.lexicon.the && t_[words.last + 2].StartsUpper() &&
        entry.role == "state")
      return std::nullopt;
    // "state of the art"
    if (!noun.StartsUpper() && has_of && !noun.Is(kTakesOf)) return std::nullopt;
    if (!noun.StartsUpper() && !b_.IsPlural(head) &&
        !(words.first > range_.first &&
          (t_[words.first - 1].Is(kDeterminer | kPreposition | kConjunction) || IsModifier(words.first - 1) ||
           b_.IsInitialStop(words.first - 1) || ContinuesList(words.first))))
      return std::nullopt;
  }
  TokenRange range = words;
  for (uint32_t n = 0; n < kMaxModifiers && range.first > range_.first; ++n) {
    uint32_t before = range.first - 1;
    if (t_[before].mark == ')' && before >= range_.first + 3 && b_.IsBracketedWord(before - 2)) {
      range.first -= 3;
      continue;
    }
    if (t_[before].mark == '-' || !IsModifier(before)) break;
    --range.first;
    while (range.first >= range_.first + 2 && b_.IsJoint(range.first - 1)) range.first -= 2;  // "R&D"
  }
  TakeInitials(&range);
  // "Five Eyes countries": the forum in front says whose.
  constexpr uint32_t kForumWords = 6;
  if (entry.role == "state" && range.first > range_.first && b_.IsTaken(range.first - 1) &&
      t_[range.first - 1].IsWord() && t_[range.first - 1].StartsUpper() && b_.IsPlural(head)) {
    const uint32_t role = range.first;
    while (range.first > range_.first && role - range.first < kForumWords && b_.IsTaken(range.first - 1) &&
           t_[range.first - 1].IsWord())
      --range.first;
  }
  if (range.first > range_.first && t_[range.first - 1].word == b_.lexicon.other) --range.first;
  TakeCoordinatedModifier(&range);
  if (!HasDeterminer(range, words)) return std::nullopt;
  if (noun.Is(kNeedsOf) && range.size() == 1 && !has_of && !named && !IsToldToAct(range)) return std::nullopt;
  const bool of_name = has_of && words.last + 1 < range_.last && t_[words.last + 1].StartsUpper();
  if (has_of && (noun.Is(kTakesOf) || (b_.IsPlural(head) && !person) ||
                 (of_name && noun.Is(kOrganisation | kBareModifier)))) {
    range.last = tails_.Tail(words.last);
  } else if (behind) {
    range.last = tails_.ParticipleTail(range, words, entry);
  }
  ShareTail(&range, words);
  if (noun.Is(kVerbBase) && range.size() == 1 && range.first > range_.first &&
      (t_[range.first - 1].Is(kModal) || t_[range.first - 1].word == b_.lexicon.to))
    return std::nullopt;  // "shall delegate"
  if (IsPredicate(range) || (noun.Is(kGeneric) && IsInPassing(range))) return std::nullopt;
  return NamedActor{range, entry.key, {}, entry.role};
}

}  // namespace concord
