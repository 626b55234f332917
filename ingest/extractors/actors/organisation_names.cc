#include "ingest/extractors/actors/organisation_names.h"

#include <array>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "ingest/language/glossary.h"

namespace concord {
namespace {

constexpr uint32_t kMaxName = 18;  // words of an organisation's name

// The role of an organisation by a word of its name; the first that fits.
constexpr auto kRoleByHead = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"court", "court"},
    {"tribunal", "court"},
    {"congress", "legislature"},
    {"senate", "legislature"},
    {"house", "legislature"},
    {"parliament", "legislature"},
    {"legislature", "legislature"},
    {"assembly", "legislature"},
    {"university", "researcher"},
    {"laboratory", "researcher"},
    {"academy", "researcher"},
    {"association", "civil-society"},
    {"foundation", "civil-society"},
    {"society", "civil-society"},
    {"union", "civil-society"},
    {"company", "industry"},
    {"corporation", "industry"},
    {"inc", "industry"},
    {"ltd", "industry"},
});

}  // namespace

std::optional<NamedActor> OrganisationNames::At(uint32_t i, uint32_t* skip) const {
  const Token& first = t_[i];
  // "Under Secretary"
  const bool under = first.Is(kPreposition) && i + 1 < range_.last && t_[i + 1].Is(kOrganisation) &&
                     t_[i + 1].StartsUpper() && EqualsIgnoreCase(b_.Text(i), "under") &&
                     EqualsIgnoreCase(b_.Text(i + 1), "secretary");
  if (b_.capitals || !first.StartsUpper()) return std::nullopt;
  const bool us = first.Is(kPronoun) && first.shape == TokenShape::kUpper;  // "US Congress", "IT Department"
  if (!under && !us &&
      first.Is(kDeterminer | kPronoun | kPreposition | kConjunction | kSubordinator | kModal | kAdverb | kBe |
               kHave))
    return std::nullopt;
  uint32_t last = i, head = UINT32_MAX, capitals = 0;
  for (uint32_t n = 0; last < range_.last && n < kMaxName; ++last, ++n) {
    const Token& token = t_[last];
    if (b_.IsTaken(last) && head == UINT32_MAX) break;
    if (token.IsWord() && token.StartsUpper() &&
        (!token.Is(kPronoun | kModal | kPreposition | kConjunction) || ((under || us) && last == i))) {
      ++capitals;
      if (token.Is(kOrganisation) && head == UINT32_MAX) head = last;
      continue;
    }
    if (b_.IsInitialStop(last) && t_[last + 1].StartsUpper()) continue;
    if (token.mark == '&' && last + 1 < range_.last && t_[last + 1].StartsUpper()) continue;
    // "Department of State", "Office of the Director", "Committee on Commerce, Science, and
    // Transportation".
    const bool small = token.Is(kPreposition | kConjunction | kDeterminer) && token.IsWord();
    if (last == i || !(small || token.mark == ',')) break;
    if (head == UINT32_MAX) {
      if (token.word != b_.lexicon.and_word || !HeadFollows(i, last)) break;
      continue;
    }
    uint32_t next = last + 1;
    while (next < range_.last && (t_[next].word == b_.lexicon.the || t_[next].word == b_.lexicon.and_word) &&
           next < last + 3)
      ++next;
    const bool joins = token.word == b_.lexicon.of || token.Is(kConjunction) || token.mark == ',' ||
                       (token.Is(kPreposition) &&
                        (EqualsIgnoreCase(b_.Text(last), "for") || EqualsIgnoreCase(b_.Text(last), "on") ||
                         EqualsIgnoreCase(b_.Text(last), "to")));
    if (!joins || next >= range_.last || !t_[next].StartsUpper() ||
        (b_.IsTaken(next) && token.word != b_.lexicon.of))
      break;
    if (token.word == b_.lexicon.of || token.Is(kPreposition)) {
      last = next - 1;
      continue;
    }
    // "Chief Digital and Data Officer"
    if (token.Is(kConjunction) && t_[i].word == b_.lexicon.chief && NamesOrganisation(next)) continue;
    // A conjunction joins words of one name only behind "of", "on" or "for", and not two organisations.
    if (!Inside(i, last) || t_[next].Is(kOrganisation) || NamesOrganisation(next)) break;
    if (token.mark == ',' && !ListEndsInConjunction(last)) break;
    last = next - 1;
  }
  if (head == UINT32_MAX) return std::nullopt;
  while (last > i && !t_[last - 1].IsWord()) --last;
  while (last > i && t_[last - 1].Is(kPreposition | kConjunction | kDeterminer)) --last;
  if (last <= head) return std::nullopt;
  // "Department of State Authorization Act", "National Security Strategy": a document.
  if (t_[last - 1].Is(kDocumentNoun) && !t_[last - 1].Is(kOrganisation) &&
      t_[last - 1].word != b_.lexicon.general) {
    *skip = last;
    return std::nullopt;
  }
  if (capitals < 2 && !(i > range_.first && t_[i - 1].word == b_.lexicon.the)) return std::nullopt;
  if (last == i + 1 && IsOwnForum(i)) {
    *skip = last;
    return std::nullopt;
  }
  const TokenRange range{i, last};
  const std::string name(b_.TextOf(range));
  std::string key(b_.lexicon.facts->ResolveAgent(name));
  const bool known = !key.empty();
  return NamedActor{range, known ? key : "new:" + Slug(name), known ? std::string() : name, RoleOf(range)};
}

// "the Economic and Social Council": capitals on both sides of a conjunction, and the head word ends the
// right one. What stands on the left must be no name itself.
bool OrganisationNames::HeadFollows(uint32_t first, uint32_t conjunction) const {
  if (first == range_.first || t_[first - 1].word != b_.lexicon.the) return false;
  for (uint32_t i = first; i < conjunction; ++i) {
    if (t_[i].Is(kDocumentNoun | kOrganisation)) return false;
  }
  if (Lexicon::Match(b_.lexicon.actors, t_, first, conjunction).length > 0) return false;
  for (uint32_t i = conjunction + 1; i < range_.last && i < conjunction + 5 && t_[i].StartsUpper(); ++i) {
    if (t_[i].Is(kOrganisation)) return i > conjunction + 1;
  }
  return false;
}

// "the Union" in an act of the Union: what the forums left alone is nobody else.
bool OrganisationNames::IsOwnForum(uint32_t i) const {
  const auto match = Lexicon::Match(b_.lexicon.forums, t_, i, i + 1);
  if (match.length == 0) return false;
  const ForumName& name = b_.lexicon.forum_list[match.value];
  return b_.passage.glossary->SpeaksFor(b_.lexicon.facts->forums()[name.forum].id);
}

// Whether a preposition stands between the first word and token `at`.
bool OrganisationNames::Inside(uint32_t first, uint32_t at) const {
  for (uint32_t i = first; i < at; ++i) {
    if (t_[i].Is(kPreposition)) return true;
  }
  return false;
}

// Whether the capitals from `at` on make a name of an organisation themselves: "the Department of State and
// the Federal Trade Commission".
bool OrganisationNames::NamesOrganisation(uint32_t at) const {
  for (uint32_t i = at; i < range_.last && i < at + 5 && t_[i].StartsUpper(); ++i) {
    if (t_[i].Is(kOrganisation)) return true;
  }
  return false;
}

bool OrganisationNames::ListEndsInConjunction(uint32_t comma) const {
  for (uint32_t i = comma + 1; i < range_.last && i < comma + 9; ++i) {
    if (t_[i].word == b_.lexicon.and_word) return true;
    if (!t_[i].StartsUpper() && t_[i].mark != ',') return false;
  }
  return false;
}

std::string OrganisationNames::RoleOf(TokenRange range) const {
  for (const auto& [head, role] : kRoleByHead) {
    for (uint32_t i = range.first; i < range.last; ++i) {
      if (EqualsIgnoreCase(b_.Text(i), head)) return std::string(role);
    }
  }
  return "government";
}

}  // namespace concord
