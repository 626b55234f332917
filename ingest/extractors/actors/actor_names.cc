#include "ingest/extractors/actors/actor_names.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "base/unicode.h"
#include "ingest/extractors/actors/actor_block.h"
#include "ingest/extractors/actors/back_references.h"
#include "ingest/extractors/actors/noun_tails.h"
#include "ingest/extractors/actors/organisation_names.h"
#include "ingest/extractors/actors/role_phrases.h"
#include "ingest/language/glossary.h"
#include "ingest/language/lexicon.h"

namespace concord {
namespace {

class ActorNameFinder {
 public:
  ActorNameFinder(const ActorBlock& block, std::span<const NamedActor> earlier)
      : b_(block),
        t_(block.tokens),
        range_(block.range),
        tails_(block),
        roles_(block, found_),
        organisations_(block),
        back_(block, found_, earlier) {}

  std::vector<NamedActor> Find() {
    for (uint32_t i = range_.first; i < range_.last;) i = At(i);
    return std::move(found_);
  }

 private:
  uint32_t At(uint32_t i) {
    if (!t_[i].IsWord() || b_.IsTaken(i)) return i + 1;
    skip_ = i + 1;
    std::optional<NamedActor> best = organisations_.At(i, &skip_);
    if (!best && skip_ > i + 1) return skip_;
    auto match = Lexicon::Match(b_.lexicon.actors, t_, i, range_.last);
    while (match.length > 0) {
      const ActorName& entry = b_.lexicon.actor_list[match.value];
      const TokenRange words{i, i + static_cast<uint32_t>(match.length)};
      std::optional<NamedActor> known =
          entry.proper ? Proper(entry, words) : roles_.Role(entry, words, &skip_);
      // "the department of rivers" without its capitals is still a department.
      if (!known && entry.proper && skip_ == i + 1 && match.length > 1) {
        match = Lexicon::Match(b_.lexicon.actors, t_, i, words.last - 1);
        continue;
      }
      match.length = 0;
      if (known && (!best || known->tokens.last >= best->tokens.last)) best = std::move(known);
    }
    if (!best && skip_ > i + 1) return skip_;
    if (best && (best->role != "state" || best->actor.starts_with("role:")) && back_.RefersBack(best->tokens))
      best.reset();
    if (!best) best = Acronym(i);
    if (!best) best = Those(i);
    if (!best) return i + 1;
    Keep(std::move(*best));
    return std::max(found_.empty() ? i + 1 : found_.back().tokens.last, i + 1);
  }

  // "Agency for Bridges (AFB) of Valdoria": whose it is belongs to the name that the glossary knows.
  void TakeOwner(NamedActor* actor) const {
    const uint32_t last = actor->tokens.last;
    if (!actor->actor.starts_with("new:") || last < actor->tokens.first + 4 || t_[last - 1].mark != ')')
      return;
    const DefinedTerm* term = b_.passage.glossary->Named(b_.Text(last - 2));
    if (term == nullptr || !term->forum.empty() || term->meaning.size() <= actor->name.size() ||
        !term->meaning.starts_with(actor->name))
      return;
    const uint32_t end = t_[last - 1].end + static_cast<uint32_t>(term->meaning.size() - actor->name.size());
    while (actor->tokens.last < range_.last && t_[actor->tokens.last].end <= end) ++actor->tokens.last;
    actor->name = term->meaning;
    actor->actor = "new:" + Slug(term->meaning);
  }

  // "Agency for Bridges (AFB)": the short form belongs to the name.
  void TakeShortForm(TokenRange* name) const {
    const uint32_t open = name->last;
    if (name->size() < 2 || open + 2 >= range_.last || t_[open].mark != '(' || t_[open + 2].mark != ')')
      return;
    if (t_[open + 1].shape != TokenShape::kUpper && t_[open + 1].shape != TokenShape::kMixed) return;
    const std::string_view acronym = b_.Text(open + 1);
    if (!t_[name->first].IsWord() || acronym.front() < 'A' || acronym.front() > 'Z') return;
    for (uint32_t i = name->first; i < name->last; ++i) {
      if (t_[i].IsWord() && AsciiLower(b_.Text(i).substr(0, 1)) == AsciiLower(acronym.substr(0, 1))) {
        name->last = open + 3;
        return;
      }
    }
  }

  // The term that the parenthesis at token `open` defines.
  const DefinedTerm* DefinedAt(uint32_t open) const {
    constexpr uint32_t kReach = 12;
    if (open + 2 >= range_.last || t_[open].mark != '(') return nullptr;
    for (uint32_t i = open + 1; i < range_.last && i < open + kReach && t_[i].mark != ')'; ++i) {
      if (!t_[i].StartsUpper()) continue;
      const auto* terms = b_.passage.glossary->Find(b_.Text(i));
      if (terms == nullptr) continue;
      for (const DefinedTerm& term : *terms) {
        if (term.span.start == t_[open].end) return &term;
      }
    }
    return nullptr;
  }

  // "the Bridge Board ('the Board')", and then "the Board shall": one body, whatever the word means
  // elsewhere. It keeps the role that the words say.
  void TakeDefinition(NamedActor* actor) const {
    if (b_.capitals || !(actor->actor.starts_with("role:") || actor->actor.starts_with("new:"))) return;
    const TokenRange words = actor->tokens;
    const DefinedTerm* term = nullptr;
    if (words.size() == 1) {
      // A noun of its own behind an article, as a name is written
      const bool named = t_[words.first].StartsUpper() && words.first > range_.first &&
                         (t_[words.first - 1].word == b_.lexicon.the || t_[words.first - 1].mark == '"' ||
                          t_[words.first - 1].mark == '\'');
      if (named && (words.last >= range_.last || !t_[words.last].StartsUpper()))
        term = b_.passage.glossary->Named(b_.Text(words.first));
    } else {
      for (uint32_t i = words.first; i < words.last && t_[i].mark != '('; ++i) {
        if (t_[i].IsWord() && !t_[i].StartsUpper() && !t_[i].Is(kPreposition | kConjunction | kDeterminer))
          return;
      }
      uint32_t open = words.first;
      while (open < words.last && t_[open].mark != '(') ++open;
      term = DefinedAt(open);
      const std::string_view name = b_.TextOf({words.first, open});
      if (term != nullptr && !term->meaning.starts_with(name)) term = nullptr;
    }
    if (term == nullptr || !term->forum.empty() || term->meaning.size() <= term->name.size() ||
        term->meaning[0] < 'A' || term->meaning[0] > 'Z' || !MeansOrganisation(term->meaning))
      return;
    const std::string_view known = b_.lexicon.facts->ResolveAgent(term->meaning);
    actor->actor = known.empty() ? "new:" + Slug(term->meaning) : std::string(known);
    actor->name = known.empty() ? term->meaning : std::string();
  }

  void Keep(NamedActor actor) {
    TakeShortForm(&actor.tokens);
    TakeOwner(&actor);
    TakeDefinition(&actor);
    // Modifiers may have taken in the actor before: "United States Government".
    while (!found_.empty() && found_.back().tokens.last > actor.tokens.first) {
      if (found_.back().tokens.first < actor.tokens.first) {
        actor.tokens.first = found_.back().tokens.last;
        break;
      }
      found_.pop_back();
    }
    if (actor.tokens.empty()) return;
    if (BelongsTo(actor)) {
      actor.tokens.first = found_.back().tokens.first;
      found_.pop_back();
    }
    found_.push_back(std::move(actor));
  }

  // "Border Bureau officers": the name in front says whose.
  bool BelongsTo(const NamedActor& actor) const {
    if (found_.empty() || found_.back().tokens.last != actor.tokens.first) return false;
    const NamedActor& before = found_.back();
    return actor.actor.starts_with("role:") && t_[actor.tokens.first].shape == TokenShape::kLower &&
           t_[actor.tokens.first].space_before && !before.actor.starts_with("role:") &&
           !before.actor.starts_with("country:");
  }

  std::optional<NamedActor> Proper(const ActorName& entry, TokenRange words) const {
    const std::string_view text = b_.TextOf(words);
    // The name's own letters decide where capitals must be; a text in capitals is taken at its word.
    if (words.size() == 1 && entry.name.size() <= 5) {
      // In a text of capitals "US" may be a pronoun.
      if (text != entry.name || (b_.capitals && entry.name.size() <= 2)) return std::nullopt;
    } else {
      for (uint32_t i = words.first; i < words.last; ++i) {
        if (t_[i].IsWord() && !t_[i].StartsUpper() && !t_[i].Is(kPreposition | kConjunction | kDeterminer) &&
            !b_.IsPossessiveEnding(i))
          return std::nullopt;
      }
    }
    // "22 U.S.C.", "title 10, United States Code", "Colorado SB24-205", "Made in China 2025": a part of a
    // longer name or number.
    if (entry.role == "state" && words.last < range_.last) {
      uint32_t next = words.last;
      if (t_[next].mark == '.' && !t_[next].space_before && next + 1 < range_.last) ++next;
      const bool joined = !t_[next].space_before;
      if (joined ? t_[next].StartsUpper() && t_[words.last - 1].end - t_[words.last - 1].start == 1
                 : t_[next].shape == TokenShape::kMixed || t_[next].shape == TokenShape::kNumber ||
                       (t_[next].StartsUpper() && t_[next].Is(kDocumentNoun))) {
        skip_ = words.last;
        return std::nullopt;
      }
    }
    if (entry.role == "state" && (IsPlace(words.first) || IsCompound(words.last))) return std::nullopt;
    // "U.S. Customs": the first word of a name.
    if (entry.role == "state" && words.last < range_.last && t_[words.last - 1].mark == '.' &&
        t_[words.last].StartsUpper() &&
        !t_[words.last].Is(kDeterminer | kPreposition | kConjunction | kModal)) {
      skip_ = words.last;
      return std::nullopt;
    }
    // "United States policy": a country in front of a noun is an adjective.
    if (entry.role == "state" && IsBeforeNoun(words.last)) {
      skip_ = words.last;
      return std::nullopt;
    }
    if (entry.role != "state" && IsInTitle(words)) {
      skip_ = words.last;
      return std::nullopt;
    }
    const ActorFact* fact = b_.lexicon.facts->FindActor(entry.key);
    if (fact != nullptr && words.size() == 1 && text == fact->acronym) {
      // What the document spells out beats the table: "the Fen Dredging Authority (FDA)".
      const DefinedTerm* term = b_.passage.glossary->Named(text);
      if (term != nullptr && term->forum.empty() && term->meaning.size() > text.size() &&
          MeansOrganisation(term->meaning) && !Spells(*fact, term->meaning)) {
        const std::string_view known = b_.lexicon.facts->ResolveAgent(term->meaning);
        if (known != entry.key)
          return NamedActor{words, known.empty() ? "new:" + Slug(term->meaning) : std::string(known),
                            known.empty() ? term->meaning : std::string(), entry.role};
      }
    }
    if (fact != nullptr) {
      const NameGate* gate = fact->GateOf(entry.name);
      if (gate != nullptr && !Passes(*gate, words)) return std::nullopt;
    }
    return NamedActor{words, entry.key, {}, entry.role};
  }

  // Whether the long form is that of the table, maybe with more around it.
  static bool Spells(const ActorFact& fact, std::string_view meaning) {
    const std::string folded = FoldForComparison(meaning);
    const auto has = [&](std::string_view name) {
      return name.find(' ') != std::string_view::npos &&
             folded.find(FoldForComparison(name)) != std::string::npos;
    };
    return has(fact.name) || std::ranges::any_of(fact.aliases, has);
  }

  // "NIST XY", "NIST SP 12": an acronym in front of another one names what it issued; "NIST XY shall" acts.
  bool IsInTitle(TokenRange words) const {
    const uint32_t next = words.last;
    if (words.size() != 1 || t_[words.first].shape != TokenShape::kUpper || b_.capitals ||
        next >= range_.last || !t_[next].space_before || t_[next].shape != TokenShape::kUpper)
      return false;
    return !(next + 1 < range_.last && t_[next + 1].Is(kModal));
  }

  // "firms in New Zealand", "outside the United States": where, not who.
  bool IsPlace(uint32_t first) const {
    uint32_t i = first;
    if (i > range_.first && t_[i - 1].word == b_.lexicon.the) --i;
    if (i == range_.first) return false;
    static constexpr auto kWhere = std::to_array<std::string_view>(
        {"in", "outside", "within", "across", "throughout", "inside", "southern", "northern"});
    const std::string_view before = b_.Text(i - 1);
    return std::ranges::any_of(kWhere, [&](std::string_view word) { return EqualsIgnoreCase(before, word); });
  }

  // "an Iceland-built ship": behind a name the hyphen makes an adjective of it.
  bool IsCompound(uint32_t last) const {
    return last + 1 < range_.last && t_[last].mark == '-' && !t_[last].space_before &&
           !t_[last + 1].space_before && t_[last + 1].shape == TokenShape::kLower;
  }

  // Whether the word at `next` can only be a noun, so that the name in front of it says of which kind.
  bool IsBeforeNoun(uint32_t next) const {
    return next < range_.last && t_[next].shape == TokenShape::kLower && t_[next].space_before &&
           !t_[next].Is(kPreposition | kConjunction | kModal | kBe | kHave | kDo | kAdverb | kRelative |
                        kSubordinator | kDeterminer | kNegation | kVerbThird | kVerbPast | kVerbIng);
  }

  bool Passes(const NameGate& gate, TokenRange words) const {
    for (const std::string& never : gate.never) {
      if ((words.last < range_.last && b_.Text(words.last) == never) ||
          (words.first > range_.first && b_.Text(words.first - 1) == never))
        return false;
    }
    if (gate.any.empty()) return true;
    const std::string_view near = Neighbourhood(words);
    for (const GateRule& rule : gate.any) {
      switch (rule.kind) {
        case GateRule::Kind::kCase:
          if (!b_.capitals) return true;
          break;
        case GateRule::Kind::kDefinition:
          // "the Bureau of Industry and Security (BIS)"
          if (words.first > range_.first && t_[words.first - 1].mark == '(' && !found_.empty() &&
              found_.back().tokens.last + 1 == words.first)
            return true;
          if (const auto* terms = b_.passage.glossary->Find(b_.Text(words.first));
              terms != nullptr && EqualsIgnoreCase(terms->front().name, b_.TextOf(words)))
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
    const uint32_t from = std::max(b_.block.span.start, span.start > kReach ? span.start - kReach : 0);
    return std::string_view(b_.passage.document->text)
        .substr(from, std::min(b_.block.span.end, span.end + kReach) - from);
  }

  // An acronym that the document defines as an organisation or role, or that is told to act: "DOD shall".
  std::optional<NamedActor> Acronym(uint32_t i) const {
    const Token& token = t_[i];
    // "DoFR shall": told to act, mixed letters will do.
    const bool acronym =
        token.shape == TokenShape::kUpper || (token.shape == TokenShape::kMixed && IsToldToAct(i + 1));
    if (b_.capitals || !acronym || token.Is(kNoActor | kModal)) return std::nullopt;
    const std::string text(b_.Text(i));
    if (text.find_first_not_of("IVXLC") == std::string::npos) return std::nullopt;  // "Annex II shall"
    if (i + 1 < range_.last && t_[i + 1].shape == TokenShape::kNumber) return std::nullopt;  // "JLP 936"
    if (i > range_.first && t_[i - 1].Is(kDemonstrative)) return std::nullopt;  // "this PLM": a text, mostly
    // What the document spells out is the body that it spells out, and no other of that acronym.
    const DefinedTerm* term = b_.passage.glossary->Named(text);
    const bool body = term != nullptr && term->forum.empty() && MeansOrganisation(term->meaning);
    const std::string known(body ? b_.lexicon.facts->ResolveAgent(term->meaning) : std::string_view());
    const NamedActor actor{
        {i, i + 1},
        !known.empty() ? known : "new:" + Slug(body ? std::string_view(term->meaning) : text),
        body ? term->meaning : text,
        "government"};
    const uint32_t next = i + 1;
    if (IsToldToAct(next)) return actor;
    if (!body || IsBeforeNoun(next)) return std::nullopt;
    return actor;
  }

  // "shall", also behind what stands between two commas: "DOD, in consultation with the Board, shall".
  bool IsToldToAct(uint32_t next) const {
    constexpr uint32_t kReach = 30;
    if (next + 1 >= range_.last) return false;
    if (t_[next].mark == ',' && t_[next + 1].Is(kPreposition)) {
      uint32_t close = next + 1;
      while (close + 1 < range_.last && close < next + kReach && !t_[close].Is(kModal)) ++close;
      if (t_[close - 1].mark != ',') return false;
      next = close;
    }
    return next + 1 < range_.last && t_[next].Is(kModal) &&
           (EqualsIgnoreCase(b_.Text(next), "shall") || EqualsIgnoreCase(b_.Text(next), "must") ||
            EqualsIgnoreCase(b_.Text(next), "should"));
  }

  bool MeansOrganisation(std::string_view meaning) const {
    for (const std::string_view word : Split(meaning, ' ')) {
      if ((b_.lexicon.vocabulary.classes(b_.lexicon.vocabulary.Find(AsciiLower(word))) & kOrganisation) != 0)
        return true;
    }
    return false;
  }

  // "those affected by an AI system", "those who deploy it".
  std::optional<NamedActor> Those(uint32_t i) const {
    if (!EqualsIgnoreCase(b_.Text(i), "those")) return std::nullopt;
    uint32_t next = i + 1;
    while (next < range_.last && t_[next].Is(kAdverb)) ++next;
    if (next + 1 >= range_.last || !t_[next].Is(kSaysWhich)) return std::nullopt;
    uint32_t last = next + 1;
    if (t_[last].Is(kPreposition)) last = tails_.Tail(last);
    return NamedActor{{i, last}, "role:individual", {}, "individual"};
  }

  const ActorBlock& b_;
  const std::vector<Token>& t_;
  TokenRange range_;
  std::vector<NamedActor> found_;
  NounTails tails_;
  RolePhrases roles_;  // looks into found_
  OrganisationNames organisations_;
  BackReferences back_;        // looks into found_
  mutable uint32_t skip_ = 0;  // past words that look like a name and are none
};

}  // namespace

std::vector<NamedActor> FindActorNames(const TextStretch& passage, size_t block,
                                       const std::vector<Span>& taken, std::span<const NamedActor> earlier) {
  return ActorNameFinder(ActorBlock(passage, block, taken), earlier).Find();
}

}  // namespace concord
