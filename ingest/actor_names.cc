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
    general_ = lexicon_.vocabulary.Find("general");
    public_ = lexicon_.vocabulary.Find("public");
    chief_ = lexicon_.vocabulary.Find("chief");
    capitals_ = MostlyCapitals();
    FindRunInHeadings();
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

  // "(2) Duties of providers.--" is a heading though a paragraph goes on behind it: from the last full stop
  // or number in parentheses to the stop that a dash follows.
  void FindRunInHeadings() {
    constexpr uint32_t kMaxHeading = 24;
    for (uint32_t i = range_.first + 1; i + 1 < range_.last; ++i) {
      if (t_[i].mark != '.' || t_[i + 1].mark != '-' || t_[i + 1].space_before) continue;
      uint32_t first = i;
      while (first > range_.first && i - first < kMaxHeading && !EndsSentence(first - 1) &&
             t_[first - 1].mark != ')' && t_[first - 1].mark != '-')
        --first;
      if (i - first < kMaxHeading) headings_.push_back({first, i});
    }
  }
  bool InRunInHeading(uint32_t i) const {
    return std::ranges::any_of(headings_,
                               [i](TokenRange heading) { return heading.first <= i && i < heading.last; });
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
    Keep(std::move(*best));
    return std::max(found_.empty() ? i + 1 : found_.back().tokens.last, i + 1);
  }

  // "Agency for Bridges (AFB)": the short form belongs to the name.
  void TakeShortForm(TokenRange* name) const {
    const uint32_t open = name->last;
    if (name->size() < 2 || open + 2 >= range_.last || t_[open].mark != '(' || t_[open + 2].mark != ')')
      return;
    if (t_[open + 1].shape != TokenShape::kUpper && t_[open + 1].shape != TokenShape::kMixed) return;
    const std::string_view acronym = Text(open + 1);
    if (!t_[name->first].IsWord() || acronym.front() < 'A' || acronym.front() > 'Z') return;
    for (uint32_t i = name->first; i < name->last; ++i) {
      if (t_[i].IsWord() && AsciiLower(Text(i).substr(0, 1)) == AsciiLower(acronym.substr(0, 1))) {
        name->last = open + 3;
        return;
      }
    }
  }

  void Keep(NamedActor actor) {
    TakeShortForm(&actor.tokens);
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
    if (entry.role == "state" && IsPlace(words.first)) return std::nullopt;
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

  // "firms in New Zealand", "outside the United States": where, not who.
  bool IsPlace(uint32_t first) const {
    uint32_t i = first;
    if (i > range_.first && t_[i - 1].word == the_) --i;
    if (i == range_.first) return false;
    static constexpr auto kWhere = std::to_array<std::string_view>(
        {"in", "outside", "within", "across", "throughout", "inside", "southern", "northern"});
    const std::string_view before = Text(i - 1);
    return std::ranges::any_of(kWhere, [&](std::string_view word) { return EqualsIgnoreCase(before, word); });
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
    if (text.find_first_not_of("IVXLC") == std::string::npos) return std::nullopt;  // "Annex II shall"
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
    if (next + 1 >= range_.last || !t_[next].Is(kSaysWhich)) return std::nullopt;
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
    const bool named = noun.StartsUpper() && !(words.first == range_.first || EndsSentence(words.first - 1));
    if (block_.kind == BlockKind::kHeading || InRunInHeading(head) || IsPartOfLongerName(words) ||
        IsQuotedTerm(words))
      return std::nullopt;
    if (IsModifierOfNoun(words)) return std::nullopt;
    if (noun.Is(kBareModifier) && words.size() == 1) {
      // "state of the art"
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
    TakeCoordinatedModifier(&range);
    if (!HasDeterminer(range, words)) return std::nullopt;
    if (noun.Is(kNeedsOf) && range.size() == 1 && !has_of && !named && !IsToldToAct(range))
      return std::nullopt;
    if (has_of && (noun.Is(kTakesOf) || IsPlural(head))) {
      range.last = Tail(words.last);
    } else if (behind) {
      range.last = ParticipleTail(range, words);
    }
    ShareTail(&range, words);
    if (RefersBack(range) || IsPredicate(range)) return std::nullopt;
    return NamedActor{range, entry.key, {}, entry.role};
  }

  // "a public entity ... the entity": named already, with the words that say which.
  bool RefersBack(TokenRange range) const {
    if (range.size() != 1 || range.first == range_.first || t_[range.first].shape != TokenShape::kLower)
      return false;
    const Token& before = t_[range.first - 1];
    if (!before.Is(kDeterminer) || before.Is(kPossessive)) return false;
    const std::string_view article = Text(range.first - 1);
    if (!StartsWithIgnoreCase(article, "th") && !EqualsIgnoreCase(article, "such")) return false;
    for (size_t k = found_.size(); k-- > 0 && k + 12 > found_.size();) {
      const TokenRange named = found_[k].tokens;
      for (uint32_t i = named.first; named.size() > 1 && i < named.last; ++i) {
        if (t_[i].word != 0 && t_[i].word == t_[range.first].word) return true;
      }
    }
    return false;
  }

  // "the commission must": whoever is told to act is somebody.
  bool IsToldToAct(TokenRange range) const {
    return range.first > range_.first && t_[range.first - 1].Is(kDeterminer) && range.last < range_.last &&
           t_[range.last].Is(kModal);
  }

  // "serve as the coordinator", "act as a user": what somebody is, and nobody else. "such as the provider"
  // is.
  bool IsPredicate(TokenRange range) const {
    return range.first >= range_.first + 2 && t_[range.first - 1].Is(kDeterminer) &&
           EqualsIgnoreCase(Text(range.first - 2), "as") &&
           !(range.first >= range_.first + 3 && EqualsIgnoreCase(Text(range.first - 3), "such"));
  }

  bool IsPlural(uint32_t i) const {
    const std::string_view word = Text(i);
    return word.size() > 2 && word.back() == 's' && word[word.size() - 2] != 's';
  }

  // "user prompts", "service provider lists", "public and private sectors": the role says what kind of thing.
  bool IsModifierOfNoun(TokenRange words) const {
    const uint32_t head = words.last - 1;
    if (words.last >= range_.last || IsPlural(head)) return false;
    uint32_t next = words.last;
    const uint64_t function_words = kPreposition | kModal | kBe | kHave | kDo | kAdverb | kRelative |
                                    kSubordinator | kDeterminer | kNegation | kPronoun;
    const bool opened = words.first > range_.first && t_[words.first - 1].Is(kDeterminer);
    const bool noun_like = t_[next].shape == TokenShape::kLower && t_[next].space_before &&
                           !t_[next].Is(function_words | kConjunction);
    // "public and private", "individual and societal", "public / internal": only "the public" is somebody.
    if (t_[head].word == public_ && !opened && words.size() == 1) return true;
    if (t_[head].Is(kBareModifier) && t_[next].Is(kConjunction) && next + 1 < range_.last &&
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
  bool IsQuotedTerm(TokenRange words) const {
    const auto is_quote = [&](uint32_t i) { return t_[i].mark == '"' || t_[i].mark == '\''; };
    return words.first > range_.first && words.last < range_.last && is_quote(words.first - 1) &&
           is_quote(words.last);
  }

  // "Entity List", "Responsible Business Conduct": capitals on both sides make one name.
  bool IsPartOfLongerName(TokenRange words) const {
    const uint32_t head = words.last - 1;
    if (capitals_ || block_.kind == BlockKind::kHeading || !t_[head].StartsUpper() ||
        words.last >= range_.last)
      return false;
    const Token& next = t_[words.last];
    if (!next.StartsUpper() || !next.space_before || next.shape == TokenShape::kUpper) return false;
    return !next.Is(kDeterminer | kPreposition | kConjunction | kModal | kBe | kAdverb | kPronoun |
                    kSubordinator) &&
           !IsPlural(head);
  }

  // English puts a determiner before a noun that can be counted and is one: "delegate authority" names
  // nobody.
  bool HasDeterminer(TokenRange range, TokenRange words) const {
    const uint32_t head = words.last - 1;
    if (t_[head].shape != TokenShape::kLower || IsPlural(head) || t_[head].Is(kMass) ||
        range.first == range_.first)
      return true;
    const Token& before = t_[range.first - 1];
    if (before.IsWord())
      return before.Is(kDeterminer | kConjunction | kModal | kRelative) ||
             before.shape == TokenShape::kNumber || EqualsIgnoreCase(Text(range.first - 1), "as") ||
             Text(range.first - 1).find('\'') != std::string_view::npos;
    return true;
  }

  // "state and local governments", "natural or legal person": the left adjective shares the noun.
  void TakeCoordinatedModifier(TokenRange* range) const {
    if (range->first < range_.first + 2 || range->size() < 2 || !t_[range->first - 1].Is(kConjunction))
      return;
    const Token& left = t_[range->first - 2];
    if (!left.IsWord() || left.StartsUpper() || IsTaken(range->first - 2)) return;
    const bool adjective = left.Is(kAdjective) || (left.Is(kBareModifier) && !IsPlural(range->first - 2) &&
                                                   (!left.Is(kMass) || left.word == public_));
    if (!adjective || !(t_[range->first].Is(kAdjective) || t_[range->first].Is(kVerbPast))) return;
    range->first -= 2;
    if (range->first > range_.first && t_[range->first - 1].Is(kAdjective)) --range->first;
  }

  // "organisations developing AI", "persons concerned", "entities covered by the Act".
  uint32_t ParticipleTail(TokenRange range, TokenRange words) const {
    const uint32_t i = words.last;
    const Token& noun = t_[i - 1];
    if (t_[i].Is(kPreposition)) return TraitTail(i, noun);
    const bool says_which = t_[i].Is(kSaysWhich);
    if (!says_which && !(noun.Is(kTakesParticiple) && t_[i].Is(kVerbIng | kVerbPast) && range.size() <= 2))
      return i;
    uint32_t last = i + 1;
    // "referred to in Article 57"
    if (last + 1 < range_.last && t_[last].Is(kPreposition) && t_[last + 1].Is(kPreposition)) ++last;
    if (last < range_.last && t_[last].Is(kPreposition)) {
      const bool infinitive = t_[last].word == to_ && last + 1 < range_.last && t_[last + 1].Is(kVerbBase);
      return infinitive ? (says_which ? last : i) : std::max(Tail(last), last) > last ? Tail(last) : i;
    }
    if (const uint32_t tail = Tail(i); tail > i) {
      return says_which && t_[i].Is(kVerbPast) ? last : tail;
    }
    return says_which ? last : i;
  }

  // "experts in robotics", "experts with specific competence", "countries with economies in transition": what
  // marks somebody out, and not what is done with them.
  uint32_t TraitTail(uint32_t i, const Token& noun) const {
    if (noun.Is(kTakesField) && (EqualsIgnoreCase(Text(i), "in") || EqualsIgnoreCase(Text(i), "on") ||
                                 EqualsIgnoreCase(Text(i), "from") || EqualsIgnoreCase(Text(i), "for")))
      return Tail(i);
    if (!EqualsIgnoreCase(Text(i), "with")) return i;
    for (uint32_t k = i + 1; k < range_.last && k < i + 5; ++k) {
      if (!t_[k].IsWord() || t_[k].Is(kModal | kBe | kRelative | kDeterminer)) return i;
      if (t_[k].Is(kTrait)) return std::max(k + 1, Tail(i));
    }
    return i;
  }

  // "bodies, offices and agencies of the Union": what stands behind the last belongs to all, and they are
  // one.
  void ShareTail(TokenRange* range, TokenRange words) const {
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

  // The end of the noun phrase behind the preposition or participle at `i`.
  uint32_t Tail(uint32_t i) const {
    uint32_t last = i + 1;
    for (uint32_t n = 0; last < range_.last && n < kMaxTail; ++last, ++n) {
      const Token& token = t_[last];
      if (!token.IsWord() && token.shape != TokenShape::kNumber) {
        if (token.mark == '-' || token.mark == '/' || IsInitialStop(last)) continue;
        break;
      }
      if (token.Is(kModal | kBe | kHave | kRelative | kSubordinator | kNegation)) break;
      if (token.Is(kConjunction) &&
          !(last + 1 < range_.last && t_[last + 1].StartsUpper() && t_[last - 1].StartsUpper()))
        break;
      if (token.Is(kPreposition) && token.word != of_) break;
      // "the Committee on Roads of the House a briefing": the next noun phrase.
      if (token.Is(kDeterminer) && last > i + 1 && !t_[last - 1].Is(kPreposition | kConjunction)) break;
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

  // The stops of "U.S.": right behind a single capital and before another word with a capital, or "business".
  bool IsInitialStop(uint32_t i) const {
    return t_[i].mark == '.' && i > range_.first && i + 1 < range_.last && !t_[i].space_before &&
           t_[i - 1].shape == TokenShape::kCapital && t_[i - 1].end - t_[i - 1].start == 1 &&
           t_[i + 1].IsWord();
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
      if (IsInitialStop(last) && t_[last + 1].StartsUpper()) continue;
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
      // "Chief Digital and Data Officer"
      if (token.Is(kConjunction) && t_[i].word == chief_ && NamesOrganisation(next)) continue;
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
    if (t_[last - 1].Is(kDocumentNoun) && !t_[last - 1].Is(kOrganisation) && t_[last - 1].word != general_) {
      skip_ = last;
      return std::nullopt;
    }
    if (capitals < 2 && !(i > range_.first && t_[i - 1].word == the_)) return std::nullopt;
    if (last == i + 1 && IsOwnForum(i)) {
      skip_ = last;
      return std::nullopt;
    }
    const TokenRange range{i, last};
    const std::string name(TextOf(range));
    std::string key(lexicon_.facts->ResolveAgent(name));
    const bool known = !key.empty();
    return NamedActor{range, known ? key : "new:" + Slug(name), known ? std::string() : name, RoleOf(range)};
  }

  // "the Union" in an act of the Union: what the forums left alone is nobody else.
  bool IsOwnForum(uint32_t i) const {
    const auto match = Lexicon::Match(lexicon_.forums, t_, i, i + 1);
    if (match.length == 0) return false;
    const ForumName& name = lexicon_.forum_list[match.value];
    return passage_.glossary->SpeaksFor(lexicon_.facts->forums()[name.forum].id);
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
  WordId of_, to_, the_, and_, other_, all_, general_, public_, chief_;
  bool capitals_ = false;
  mutable uint32_t skip_ = 0;  // past words that look like a name and are none
  std::vector<TokenRange> headings_;
  std::vector<NamedActor> found_;
};

}  // namespace

std::vector<NamedActor> FindActorNames(const Passage& passage, size_t block, const std::vector<Span>& taken) {
  return ActorNameFinder(passage, block, taken).Find();
}

}  // namespace concord
