#include "ingest/actor_names.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "ingest/glossary.h"
#include "ingest/lexicon.h"

namespace concord {
namespace {

constexpr uint32_t kMaxModifiers = 4;
constexpr uint32_t kMaxTail = 9;   // words behind "of"
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

class ActorNameFinder {
 public:
  ActorNameFinder(const Passage& passage, size_t block, const std::vector<Span>& taken)
      : passage_(passage),
        lexicon_(*passage.lexicon),
        t_(passage.tokens->tokens),
        range_(passage.tokens->blocks[block - passage.first_block]),
        block_(passage.document->blocks[block]),
        taken_(taken) {
    of_ = lexicon_.vocabulary.Find("of");
    to_ = lexicon_.vocabulary.Find("to");
    the_ = lexicon_.vocabulary.Find("the");
    and_ = lexicon_.vocabulary.Find("and");
    other_ = lexicon_.vocabulary.Find("other");
    all_ = lexicon_.vocabulary.Find("all");
    capitals_ = MostlyCapitals();
  }

  std::vector<NamedActor> Find() {
    for (uint32_t i = range_.first; i < range_.last;) i = At(i);
    return std::move(found_);
  }

 private:
  std::string_view Text(uint32_t i) const { return passage_.document->TextOf(t_[i].span()); }
  std::string_view TextOf(TokenRange range) const { return passage_.document->TextOf(SpanOf(t_, range)); }

  // A block in capitals: they make no names there.
  bool MostlyCapitals() const {
    uint32_t upper = 0, words = 0;
    for (uint32_t i = range_.first; i < range_.last; ++i) {
      if (!t_[i].IsWord() || t_[i].end - t_[i].start < 3) continue;
      ++words;
      upper += t_[i].shape == TokenShape::kUpper;
    }
    return upper * 2 > words;
  }

  bool IsTaken(uint32_t i) const {
    const auto it = std::lower_bound(taken_.begin(), taken_.end(), t_[i].start,
                                     [](Span s, uint32_t start) { return s.end <= start; });
    return it != taken_.end() && it->start < t_[i].end;
  }

  uint32_t At(uint32_t i) {
    if (!t_[i].IsWord() || IsTaken(i)) return i + 1;
    skip_ = i + 1;
    std::optional<NamedActor> best = Organisation(i);
    if (!best && skip_ > i + 1) return skip_;
    const auto match = Lexicon::Match(lexicon_.actors, t_, i, range_.last);
    if (match.length > 0) {
      const ActorName& entry = lexicon_.actor_list[match.value];
      const TokenRange words{i, i + static_cast<uint32_t>(match.length)};
      std::optional<NamedActor> known = entry.proper ? Proper(entry, words) : Role(entry, words);
      if (known && (!best || known->tokens.last >= best->tokens.last)) best = std::move(known);
    }
    if (!best && skip_ > i + 1) return skip_;
    if (!best) best = Acronym(i);
    if (!best) best = Those(i);
    if (!best) return i + 1;
    const uint32_t next = std::max(best->tokens.last, i + 1);
    Keep(std::move(*best));
    return next;
  }

  void Keep(NamedActor actor) {
    // Modifiers may have taken in the actor before: "United States Government".
    while (!found_.empty() && found_.back().tokens.last > actor.tokens.first) {
      if (found_.back().tokens.first < actor.tokens.first) {
        actor.tokens.first = found_.back().tokens.last;
        break;
      }
      found_.pop_back();
    }
    if (!actor.tokens.empty()) found_.push_back(std::move(actor));
  }

  // ---- known names ---------------------------------------------------------------------------------

  std::optional<NamedActor> Proper(const ActorName& entry, TokenRange words) const {
    const std::string_view text = TextOf(words);
    // The name's own letters decide where capitals must be; a text in capitals is taken at its word.
    if (words.size() == 1 && entry.name.size() <= 5) {
      if (text != entry.name) return std::nullopt;
    } else {
      for (uint32_t i = words.first; i < words.last; ++i) {
        if (t_[i].IsWord() && !t_[i].StartsUpper() && !t_[i].Is(kPreposition | kConjunction | kDeterminer))
          return std::nullopt;
      }
    }
    // "United States policy": a country in front of a noun is an adjective.
    if (entry.role == "state" && words.last < range_.last && t_[words.last].shape == TokenShape::kLower &&
        t_[words.last].space_before &&
        !t_[words.last].Is(kPreposition | kConjunction | kModal | kBe | kHave | kDo | kAdverb | kRelative |
                           kSubordinator | kDeterminer | kNegation | kVerbThird | kVerbPast | kVerbIng)) {
      skip_ = words.last;
      return std::nullopt;
    }
    const ActorFact* fact = lexicon_.facts->FindActor(entry.key);
    if (fact != nullptr) {
      const NameGate* gate = fact->GateOf(entry.name);
      if (gate != nullptr && !Passes(*gate, words)) return std::nullopt;
    }
    return NamedActor{words, entry.key, {}, entry.role};
  }

  bool Passes(const NameGate& gate, TokenRange words) const {
    for (const std::string& never : gate.never) {
      if ((words.last < range_.last && Text(words.last) == never) ||
          (words.first > range_.first && Text(words.first - 1) == never))
        return false;
    }
    if (gate.any.empty()) return true;
    const std::string_view near = Neighbourhood(words);
    for (const GateRule& rule : gate.any) {
      switch (rule.kind) {
        case GateRule::Kind::kCase:
          if (!capitals_) return true;
          break;
        case GateRule::Kind::kDefinition:
          // "the Bureau of Industry and Security (BIS)"
          if (words.first > range_.first && t_[words.first - 1].mark == '(' && !found_.empty() &&
              found_.back().tokens.last + 1 == words.first)
            return true;
          if (const auto* terms = passage_.glossary->Find(Text(words.first));
              terms != nullptr && EqualsIgnoreCase(terms->front().name, TextOf(words)))
            return true;
          break;
        case GateRule::Kind::kNeeds:
          for (const std::string& need : rule.arguments) {
            if (!need.starts_with('@') && near.find(need) != std::string_view::npos) return true;
          }
          break;
        default:
          break;
      }
    }
    return false;
  }

  std::string_view Neighbourhood(TokenRange words) const {
    constexpr uint32_t kReach = 1000;
    const Span span = SpanOf(t_, words);
    const uint32_t from = std::max(block_.span.start, span.start > kReach ? span.start - kReach : 0);
    return std::string_view(passage_.document->text)
        .substr(from, std::min(block_.span.end, span.end + kReach) - from);
  }

  // An acronym that the document defines as an organisation or role, or that is told to act: "DOD shall".
  std::optional<NamedActor> Acronym(uint32_t i) const {
    const Token& token = t_[i];
    if (capitals_ || token.shape != TokenShape::kUpper || token.Is(kNoActor | kModal)) return std::nullopt;
    const std::string text(Text(i));
    const NamedActor actor{{i, i + 1}, "new:" + Slug(text), text, "government"};
    const uint32_t next = i + 1;
    if (next + 1 < range_.last && t_[next].Is(kModal) &&
        (EqualsIgnoreCase(Text(next), "shall") || EqualsIgnoreCase(Text(next), "must") ||
         EqualsIgnoreCase(Text(next), "should"))) {
      return actor;
    }
    const auto* terms = passage_.glossary->Find(text);
    if (terms == nullptr) return std::nullopt;
    for (const DefinedTerm& term : *terms) {
      if (term.name == text && term.forum.empty() && MeansOrganisation(term.meaning)) return actor;
    }
    return std::nullopt;
  }

  bool MeansOrganisation(std::string_view meaning) const {
    for (const std::string_view word : Split(meaning, ' ')) {
      if ((lexicon_.vocabulary.classes(lexicon_.vocabulary.Find(AsciiLower(word))) & kOrganisation) != 0)
        return true;
    }
    return false;
  }

  // "those affected by an AI system", "those who deploy it".
  std::optional<NamedActor> Those(uint32_t i) const {
    if (!EqualsIgnoreCase(Text(i), "those")) return std::nullopt;
    uint32_t next = i + 1;
    while (next < range_.last && t_[next].Is(kAdverb)) ++next;
    if (next + 1 >= range_.last || !t_[next].Is(kVerbPast)) return std::nullopt;
    uint32_t last = next + 1;
    if (t_[last].Is(kPreposition)) last = Tail(last);
    return NamedActor{{i, last}, "role:individual", {}, "individual"};
  }

  // ---- role nouns -----------------------------------------------------------------------------------

  bool IsModifier(uint32_t i) const {
    const Token& token = t_[i];
    if (!token.IsWord() || token.nesting != t_[i + 1].nesting || IsTaken(i)) return false;
    if (token.Is(kDeterminer | kPreposition | kConjunction | kModal | kBe | kHave | kDo | kRelative |
                 kSubordinator | kPronoun | kNoModifier | kAdverb | kNegation))
      return false;
    if (token.StartsUpper())
      return t_[i + 1].StartsUpper() || token.shape == TokenShape::kUpper ||
             token.shape == TokenShape::kMixed || (i > range_.first && !EndsSentence(i - 1)) ||
             !token.Is(kAnyVerb);
    const bool opened =
        i == range_.first || t_[i - 1].Is(kDeterminer | kPreposition | kConjunction) || t_[i - 1].mark == ',';
    if (token.Is(kVerbIng | kVerbPast))
      return opened && i > range_.first && t_[i - 1].Is(kDeterminer | kPreposition) &&
             t_[i - 1].word != to_ && !(token.Is(kVerbIng) && t_[i - 1].word == 0);
    if (token.Is(kVerbThird) && !token.Is(kVerbOrNoun)) return false;
    if (token.Is(kVerbBase)) {
      if (!token.Is(kVerbOrNoun)) return false;
      return !(i > range_.first &&
               (t_[i - 1].word == to_ || t_[i - 1].Is(kModal | kConjunction) || t_[i - 1].mark == ',')) &&
                     i > range_.first && !t_[i - 1].IsWord()
                 ? false
                 : i > range_.first && t_[i - 1].Is(kDeterminer | kPreposition);
    }
    return true;
  }

  bool EndsSentence(uint32_t i) const {
    return t_[i].mark == '.' || t_[i].mark == ':' || t_[i].mark == '?' || t_[i].mark == '!' ||
           t_[i].mark == '*';
  }

  std::optional<NamedActor> Role(const ActorName& entry, TokenRange words) const {
    if (entry.role == "issuer" || entry.role.empty()) return std::nullopt;  // "we": no name of anybody
    while (words.size() > 1 && t_[words.first].Is(kDeterminer)) ++words.first;
    const uint32_t head = words.last - 1;
    const Token& noun = t_[head];
    const bool behind = words.last < range_.last;
    const bool has_of = behind && t_[words.last].word == of_;
    const bool modified = words.size() > 1;
    const bool named = noun.StartsUpper() && !(words.first == range_.first || EndsSentence(words.first - 1));
    if (noun.Is(kBareModifier) && !modified) {
      // "individual rights", "public services", "state of the art"
      const bool noun_behind =
          behind && t_[words.last].shape == TokenShape::kLower && t_[words.last].space_before &&
          !t_[words.last].Is(kPreposition | kConjunction | kModal | kBe | kHave | kDo | kAdverb | kRelative |
                             kSubordinator | kDeterminer | kVerbThird | kVerbPast | kNegation);
      if (noun_behind) return std::nullopt;
      if (!noun.StartsUpper() && has_of && !noun.Is(kTakesOf)) return std::nullopt;
      if (!noun.StartsUpper() && !(words.first > range_.first &&
                                   (t_[words.first - 1].Is(kDeterminer | kPreposition | kConjunction) ||
                                    IsModifier(words.first - 1))))
        return std::nullopt;
    }
    TokenRange range = words;
    for (uint32_t n = 0; n < kMaxModifiers && range.first > range_.first; ++n) {
      uint32_t before = range.first - 1;
      if (t_[before].mark == '-' || !IsModifier(before)) break;
      --range.first;
    }
    if (range.first > range_.first &&
        (t_[range.first - 1].word == other_ || t_[range.first - 1].word == all_))
      --range.first;
    if (noun.Is(kNeedsOf) && range.size() == 1 && !has_of && !named) return std::nullopt;
    if (has_of && noun.Is(kTakesOf)) {
      range.last = Tail(words.last);
    } else if (behind && noun.Is(kTakesParticiple) && t_[words.last].Is(kVerbIng | kVerbPast) &&
               !t_[words.last].Is(kPreposition) && range.size() <= 2) {
      range.last = Tail(words.last);
    }
    return NamedActor{range, entry.key, {}, entry.role};
  }

  // The end of the noun phrase behind the preposition or participle at `i`.
  uint32_t Tail(uint32_t i) const {
    uint32_t last = i + 1;
    for (uint32_t n = 0; last < range_.last && n < kMaxTail; ++last, ++n) {
      const Token& token = t_[last];
      if (!token.IsWord() && token.shape != TokenShape::kNumber) {
        if (token.mark == '-' || token.mark == '/') continue;
        break;
      }
      if (token.Is(kModal | kBe | kHave | kRelative | kSubordinator | kNegation)) break;
      if (token.Is(kConjunction) &&
          !(last + 1 < range_.last && t_[last + 1].StartsUpper() && t_[last - 1].StartsUpper()))
        break;
      if (token.Is(kPreposition) && token.word != of_) break;
      const bool finite = token.Is(kVerbThird | kVerbBase) && last + 1 < range_.last &&
                          t_[last + 1].Is(kDeterminer | kPronoun);
      if ((token.Is(kVerbIng | kVerbPast) || finite) && !token.Is(kVerbOrNoun) && !token.StartsUpper() &&
          last > i + 1 && !t_[last - 1].Is(kDeterminer | kPreposition)) {
        break;
      }
    }
    while (last > i + 1 && (t_[last - 1].Is(kPreposition | kDeterminer | kConjunction) ||
                            !(t_[last - 1].IsWord() || t_[last - 1].shape == TokenShape::kNumber)))
      --last;
    return last > i + 1 ? last : i;
  }

  // ---- organisations by their head word --------------------------------------------------------------

  std::optional<NamedActor> Organisation(uint32_t i) const {
    const Token& first = t_[i];
    if (capitals_ || !first.StartsUpper() ||
        first.Is(kDeterminer | kPronoun | kPreposition | kConjunction | kSubordinator | kModal | kAdverb |
                 kBe | kHave))
      return std::nullopt;
    uint32_t last = i, head = UINT32_MAX, capitals = 0;
    for (uint32_t n = 0; last < range_.last && n < kMaxName; ++last, ++n) {
      const Token& token = t_[last];
      if (IsTaken(last) && head == UINT32_MAX) break;
      if (token.IsWord() && token.StartsUpper() &&
          !token.Is(kPronoun | kModal | kPreposition | kConjunction)) {
        ++capitals;
        if (token.Is(kOrganisation) && head == UINT32_MAX) head = last;
        continue;
      }
      if (token.mark == '&' && last + 1 < range_.last && t_[last + 1].StartsUpper()) continue;
      // "Department of State", "Office of the Director", "Committee on Commerce, Science, and
      // Transportation".
      const bool small = token.Is(kPreposition | kConjunction | kDeterminer) && token.IsWord();
      if (last == i || !(small || token.mark == ',')) break;
      if (head == UINT32_MAX) break;
      uint32_t next = last + 1;
      while (next < range_.last && (t_[next].word == the_ || t_[next].word == and_) && next < last + 3)
        ++next;
      const bool joins = token.word == of_ || token.Is(kConjunction) || token.mark == ',' ||
                         (token.Is(kPreposition) &&
                          (EqualsIgnoreCase(Text(last), "for") || EqualsIgnoreCase(Text(last), "on") ||
                           EqualsIgnoreCase(Text(last), "to")));
      if (!joins || next >= range_.last || !t_[next].StartsUpper() || (IsTaken(next) && token.word != of_))
        break;
      if (token.word == of_ || token.Is(kPreposition)) {
        last = next - 1;
        continue;
      }
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
    if (t_[last - 1].Is(kDocumentNoun) && !t_[last - 1].Is(kOrganisation)) {
      skip_ = last;
      return std::nullopt;
    }
    if (capitals < 2 && !(i > range_.first && t_[i - 1].word == the_)) return std::nullopt;
    const TokenRange range{i, last};
    const std::string name(TextOf(range));
    std::string key(lexicon_.facts->ResolveAgent(name));
    const bool known = !key.empty();
    return NamedActor{range, known ? key : "new:" + Slug(name), known ? std::string() : name, RoleOf(range)};
  }

  // Whether a preposition stands between the first word and token `at`.
  bool Inside(uint32_t first, uint32_t at) const {
    for (uint32_t i = first; i < at; ++i) {
      if (t_[i].Is(kPreposition)) return true;
    }
    return false;
  }

  // Whether the capitals from `at` on make a name of an organisation themselves: "the Department of State and
  // the Federal Trade Commission".
  bool NamesOrganisation(uint32_t at) const {
    for (uint32_t i = at; i < range_.last && i < at + 5 && t_[i].StartsUpper(); ++i) {
      if (t_[i].Is(kOrganisation)) return true;
    }
    return false;
  }

  bool ListEndsInConjunction(uint32_t comma) const {
    for (uint32_t i = comma + 1; i < range_.last && i < comma + 9; ++i) {
      if (t_[i].word == and_) return true;
      if (!t_[i].StartsUpper() && t_[i].mark != ',') return false;
    }
    return false;
  }

  std::string RoleOf(TokenRange range) const {
    for (const auto& [head, role] : kRoleByHead) {
      for (uint32_t i = range.first; i < range.last; ++i) {
        if (EqualsIgnoreCase(Text(i), head)) return std::string(role);
      }
    }
    return "government";
  }

  const Passage& passage_;
  const Lexicon& lexicon_;
  const std::vector<Token>& t_;
  TokenRange range_;
  const Block& block_;
  const std::vector<Span>& taken_;
  WordId of_, to_, the_, and_, other_, all_;
  bool capitals_ = false;
  mutable uint32_t skip_ = 0;  // past words that look like a name and are none
  std::vector<NamedActor> found_;
};

}  // namespace

std::vector<NamedActor> FindActorNames(const Passage& passage, size_t block, const std::vector<Span>& taken) {
  return ActorNameFinder(passage, block, taken).Find();
}

}  // namespace concord
