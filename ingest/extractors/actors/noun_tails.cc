#include "ingest/extractors/actors/noun_tails.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "base/text.h"

namespace concord {
namespace {

constexpr uint32_t kMaxTail = 9;  // words behind "of"

}  // namespace

// Whether the conjunction joins words of one tail: "of the Republic of Fens and Moors"; of several, "clerks
// of the senate and the house", whole bodies too.
bool NounTails::JoinsTail(uint32_t conjunction, bool several) const {
  if (conjunction + 1 >= range_.last) return false;
  if (t_[conjunction + 1].StartsUpper() && t_[conjunction - 1].StartsUpper()) return true;
  uint32_t next = conjunction + 1;
  if (t_[next].word == b_.lexicon.the && next + 1 < range_.last) ++next;
  return several && t_[next].Is(kOrganisation) && t_[conjunction - 1].Is(kOrganisation) &&
         !t_[conjunction - 1].Is(kTakesOf);
}

// "provide patients with leaflets", "share lists with": the preposition belongs to the verb in front.
bool NounTails::IsGiven(uint32_t with) const {
  static constexpr auto kGiving = std::to_array<std::string_view>(
      {"provid", "suppl", "furnish", "present", "equip", "entrust", "charg", "engag", "help", "assist",
       "support", "interact", "communicat", "work", "consult", "cooperat", "shar", "connect"});
  for (uint32_t k = 1; k <= 7 && with >= range_.first + k; ++k) {
    const Token& token = t_[with - k];
    if (token.mark == '.' || token.mark == ';') return false;
    if (!token.Is(kAnyVerb)) continue;
    const std::string_view verb = b_.Text(with - k);
    if (std::ranges::any_of(kGiving, [&](std::string_view stem) { return StartsWithIgnoreCase(verb, stem); }))
      return true;
  }
  return false;
}

// The end of the noun phrase behind the preposition or participle at `i`.
uint32_t NounTails::Tail(uint32_t i) const {
  uint32_t last = i + 1;
  for (uint32_t n = 0; last < range_.last && n < kMaxTail; ++last, ++n) {
    const Token& token = t_[last];
    if (!token.IsWord() && token.shape != TokenShape::kNumber) {
      if (token.mark == '-' || token.mark == '/' || b_.IsInitialStop(last) || b_.IsJoint(last)) continue;
      if (b_.IsBracketedWord(last)) {
        last += 2;
        continue;
      }
      break;
    }
    if (token.Is(kModal | kBe | kHave | kDo | kRelative | kSubordinator | kNegation)) break;
    if (token.Is(kConjunction) && !JoinsTail(last, b_.IsPlural(i - 1))) break;
    if (token.Is(kPreposition) && token.word != b_.lexicon.of) break;
    // "the Committee on Roads of the House a briefing": the next noun phrase.
    if (token.Is(kDeterminer) && last > i + 1 && !t_[last - 1].Is(kPreposition | kConjunction)) break;
    const bool finite =
        token.Is(kVerbThird | kVerbBase) && last + 1 < range_.last && t_[last + 1].Is(kDeterminer | kPronoun);
    if ((token.Is(kVerbIng | kVerbPast) || finite) && !token.Is(kVerbOrNoun) && !token.StartsUpper() &&
        last > i + 1 && !t_[last - 1].Is(kDeterminer | kPreposition)) {
      break;
    }
    // "the Secretary of State considers": a name is over where a verb follows it.
    if (token.Is(kVerbThird) && !token.StartsUpper() && t_[last - 1].StartsUpper()) break;
    // "that the Secretary of the Senate transmit copies"
    if (token.Is(kVerbBase) && !token.Is(kVerbOrNoun) && token.shape == TokenShape::kLower &&
        t_[last - 1].shape == TokenShape::kCapital)
      break;
    if (b_.IsPossessiveEnding(last)) break;
  }
  while (last > i + 1 && (t_[last - 1].Is(kPreposition | kDeterminer | kConjunction) ||
                          !(t_[last - 1].IsWord() || t_[last - 1].shape == TokenShape::kNumber)))
    --last;
  return last > i + 1 ? last : i;
}

// "organisations developing AI", "persons concerned", "entities covered by the Act".
uint32_t NounTails::ParticipleTail(TokenRange range, TokenRange words, const ActorName& entry) const {
  const uint32_t i = words.last;
  const Token& noun = t_[i - 1];
  if (t_[i].Is(kPreposition)) return TraitTail(i, noun, entry);
  const bool says_which = t_[i].Is(kSaysWhich);
  if (!says_which && !(noun.Is(kTakesParticiple) && t_[i].Is(kVerbIng | kVerbPast) && range.size() <= 2))
    return i;
  uint32_t last = i + 1;
  // "referred to in Article 57"
  if (last + 1 < range_.last && t_[last].Is(kPreposition) && t_[last + 1].Is(kPreposition)) ++last;
  if (last < range_.last && t_[last].Is(kPreposition)) {
    const bool infinitive =
        t_[last].word == b_.lexicon.to && last + 1 < range_.last && t_[last + 1].Is(kVerbBase);
    return infinitive ? (says_which ? last : i) : std::max(Tail(last), last) > last ? Tail(last) : i;
  }
  if (const uint32_t tail = Tail(i); tail > i) {
    return says_which && t_[i].Is(kVerbPast) ? last : tail;
  }
  return says_which ? last : i;
}

// "experts in robotics", "experts with specific competence", "countries with economies in transition": what
// marks somebody out, and not what is done with them.
uint32_t NounTails::TraitTail(uint32_t i, const Token& noun, const ActorName& entry) const {
  // "apply to the department for a grant"
  const bool named_for =
      EqualsIgnoreCase(b_.Text(i), "for") && i + 1 < range_.last && t_[i + 1].StartsUpper();
  if (noun.Is(kTakesField) && (EqualsIgnoreCase(b_.Text(i), "in") || EqualsIgnoreCase(b_.Text(i), "on") ||
                               EqualsIgnoreCase(b_.Text(i), "from") || named_for))
    return Tail(i);
  if (!EqualsIgnoreCase(b_.Text(i), "with")) return i;
  for (uint32_t k = i + 1; k < range_.last && k < i + 5; ++k) {
    if (!t_[k].IsWord()) break;
    if (t_[k].Is(kModal | kBe | kRelative | kDeterminer)) return i;
    if (t_[k].Is(kTrait)) return std::max(k + 1, Tail(i));
  }
  if (entry.role != "individual" || IsGiven(i)) return i;
  return Tail(i);
}

}  // namespace concord
