#include "ingest/extractors/forums/forum_relations.h"

#include <algorithm>

namespace concord {
namespace {

constexpr uint32_t kNowhere = UINT32_MAX;
constexpr uint32_t kReach = 12;  // tokens in front that may hold the trigger

class RelationFinder {
 public:
  RelationFinder(const Lexicon& lexicon, const std::vector<Token>& tokens, TokenRange block,
                 const std::vector<NamedForum>& names, size_t index)
      : lexicon_(lexicon),
        t_(tokens),
        block_(block),
        names_(names),
        index_(index),
        name_(names[index].tokens) {
    of_ = lexicon.vocabulary.Find("of");
    such_ = lexicon.vocabulary.Find("such");
    as_ = lexicon.vocabulary.Find("as");
    including_ = lexicon.vocabulary.Find("including");
    to_ = lexicon.vocabulary.Find("to");
    in_ = lexicon.vocabulary.Find("in");
    general_ = lexicon.vocabulary.Find("general");
  }

  RelationFound Find(const RelationFound& before) const {
    if (const uint32_t noun = DocumentBehind(); noun != kNowhere)
      return {ForumRelation::kIssuer, t_[noun].span()};
    if (IsListed()) return before;
    if (const uint32_t noun = DocumentInFront(); noun != kNowhere)
      return {ForumRelation::kIssuer, t_[noun].span()};
    if (const RelationFound found = DoneTo(); found.relation != ForumRelation::kOther) return found;
    RelationFound found = InFront(name_.first);
    if (found.relation == ForumRelation::kOther && found.trigger.empty()) found = PartnerOfList();
    // "support NATO's board", "produced by a Five Eyes country": a part or members of it, not the body.
    const bool owned = name_.last < block_.last && !t_[name_.last].space_before && t_[name_.last].IsWord();
    const bool group = name_.last < block_.last && t_[name_.last].Is(kGroup);
    if (owned ? found.relation == ForumRelation::kObject : group && found.relation != ForumRelation::kPartner)
      return {};
    return found;
  }

 private:
  // "the OECD AI Principles", "NATO's Principles", "UN Guidance": a noun for a document, with capitals before
  // it.
  uint32_t DocumentBehind() const {
    uint32_t i = name_.last;
    bool possessive = false, shared = false;
    if (i < block_.last && t_[i].mark == ':' && i + 1 < block_.last && t_[i + 1].StartsUpper() &&
        t_[i + 1].Is(kDocumentNoun))
      return i + 1;
    if (i < block_.last && t_[i].IsWord() && !t_[i].space_before && t_[i].end - t_[i].start <= 4) {
      possessive = true;
      ++i;
    }
    // "Council of the Fens (FC) Guidelines", where only the acronym is known.
    if (i < block_.last && t_[i].mark == ')' && name_.first > block_.first && t_[name_.first - 1].mark == '(')
      ++i;
    for (uint32_t words = 0; i < block_.last && words < 9; ++i, ++words) {
      const Token& token = t_[i];
      if (token.shape == TokenShape::kNumber) continue;
      if (!token.IsWord()) break;
      const bool first = words == 0;
      // "The Committee reports to": a verb, when what follows can be its object.
      const bool verb = token.shape == TokenShape::kLower && token.Is(kAnyVerb) && i + 1 < block_.last &&
                        (t_[i + 1].Is(kDeterminer | kPronoun) || t_[i + 1].word == to_);
      // "submit to the Council reports": what is handed over is not the Council's.
      if (first && !possessive && token.shape == TokenShape::kLower && IsRecipient()) break;
      // "Experts on LAWS": an acronym among words that are none.
      const bool acronym = token.shape == TokenShape::kUpper && t_[i - 1].shape != TokenShape::kUpper;
      if (token.Is(kDocumentNoun) && !verb && !acronym &&
          (token.StartsUpper() || ((first || shared) && !token.Is(kVenueNoun))))
        return i;
      if (token.StartsUpper()) continue;
      // Titles have small words inside: "Code of Conduct", but a first capital must have come.
      if (!first && token.Is(kPreposition | kConjunction) && i + 1 < block_.last && t_[i + 1].StartsUpper()) {
        if (token.Is(kConjunction)) {
          // "Human Rights Council and General Assembly resolutions": the next forum has its own nouns.
          if (index_ + 1 < names_.size() && i + 2 >= names_[index_ + 1].tokens.first) continue;
        }
        continue;
      }
      if (first && token.Is(kConjunction) && index_ + 1 < names_.size() &&
          names_[index_ + 1].tokens.first <= i + 2) {
        i = names_[index_ + 1].tokens.last - 1;  // shares the noun behind the next name
        shared = true;
        continue;
      }
      // "Fen Council and Marsh Assembly resolutions": the other need not be a body that is known.
      if (first && token.Is(kConjunction)) {
        uint32_t other = i + 1;
        while (other < block_.last && other < i + 6 && t_[other].StartsUpper()) ++other;
        if (other > i + 1 && other < block_.last && t_[other].shape == TokenShape::kLower &&
            t_[other].Is(kDocumentNoun) && !t_[other].Is(kVenueNoun))
          return other;
      }
      if (possessive && first && !token.Is(kPreposition | kConjunction | kBe | kModal)) continue;
      break;
    }
    return kNowhere;
  }

  // "Charter of the United Nations", "Regulation (EU) 2016/679 of the European Parliament", "ISO/IEC 42001
  // of".
  uint32_t DocumentInFront() const {
    uint32_t i = BeforeArticle(name_.first);
    if (i <= block_.first || t_[i - 1].word != of_) return kNowhere;
    --i;
    if (i <= block_.first || t_[i - 1].word == general_)
      return kNowhere;  // "Secretary-General of": no document
    // "IEC 42001 of": a designator.
    if (t_[i - 1].shape == TokenShape::kNumber && i > block_.first + 1 &&
        t_[i - 2].shape == TokenShape::kUpper)
      return i - 1;
    for (uint32_t back = 0; back < 9 && i > block_.first; ++back) {
      --i;
      const Token& token = t_[i];
      if (token.Is(kDocumentNoun)) return i;
      if (token.shape == TokenShape::kNumber || token.nesting > 0 || token.mark == '(' || token.mark == ')' ||
          token.mark == '/' || token.mark == '.' || (token.shape == TokenShape::kUpper)) {
        continue;
      }
      if (token.shape == TokenShape::kLower && token.end - token.start <= 2 && token.word != of_)
        continue;  // "No", "or"
      break;
    }
    return kNowhere;
  }

  bool IsRecipient() const {
    const uint32_t start = BeforeArticle(name_.first);
    return start > block_.first && t_[start - 1].word == to_;
  }

  uint32_t BeforeArticle(uint32_t i) const {
    while (i > block_.first &&
           (t_[i - 1].Is(kDeterminer) || (t_[i - 1].mark == '"') || (t_[i - 1].mark == '\'')))
      --i;
    return i;
  }

  // Nothing but commas, conjunctions and articles since the name before.
  bool IsListed() const {
    if (index_ == 0) return false;
    bool separator = false;
    const uint32_t from = names_[index_ - 1].tokens.last;
    if (name_.first - from > 5) return false;
    for (uint32_t i = from; i < name_.first; ++i) {
      if (t_[i].mark == ',' || t_[i].Is(kConjunction)) {
        separator = true;
      } else if (i == from && (t_[i].mark == ')' || t_[i].mark == ']')) {
        continue;  // "the Fen Organisation [FO], OECD"
      } else if (!t_[i].Is(kDeterminer | kGroup) && !(t_[i].word == of_)) {
        return false;
      }
    }
    return separator;
  }

  // "is hereby established", "shall be convened"; not "work with the Fen Council shall be established".
  RelationFound DoneTo() const {
    const uint32_t start = BeforeArticle(name_.first);
    if (start > block_.first && t_[start - 1].Is(kPreposition)) return {};
    bool be = false;
    for (uint32_t i = name_.last; i < block_.last && i < name_.last + 12; ++i) {
      if (t_[i].Is(kBe)) {
        be = true;
      } else if (be && t_[i].Is(kEstablished)) {
        return {ForumRelation::kObject, t_[i].span()};
      } else if (!t_[i].Is(kModal | kAdverb) &&
                 (be || t_[i].mark == ',' || t_[i].mark == '.' || t_[i].Is(kAnyVerb | kRelative))) {
        break;
      }
    }
    return {};
  }

  // The words that may stand between a trigger and the name.
  bool IsLight(uint32_t i) const {
    const Token& token = t_[i];
    if (token.mark == '"' || token.mark == '\'' || token.mark == ',') return true;
    if (!token.IsWord() && token.shape != TokenShape::kNumber) return false;
    if (token.Is(kDeterminer | kAdverb)) return true;
    return !token.Is(kPreposition | kConjunction | kRelative | kSubordinator | kModal | kBe | kHave |
                     kPronoun) &&
           !(token.Is(kAnyVerb) && !token.Is(kVerbOrNoun) && !token.StartsUpper());
  }

  RelationFound Trigger(uint32_t from, uint32_t end) const {
    struct Table {
      const PhraseTable* phrases;
      ForumRelation relation;
    };
    const Table tables[] = {{&lexicon_.hosts, ForumRelation::kHost},
                            {&lexicon_.issuers, ForumRelation::kIssuer},
                            {&lexicon_.partners, ForumRelation::kPartner},
                            {&lexicon_.venues, ForumRelation::kVenue},
                            {&lexicon_.objects, ForumRelation::kObject}};
    RelationFound best;
    size_t length = 0;
    for (const Table& table : tables) {
      const auto match = Lexicon::Match(*table.phrases, t_, from, end);
      if (match.length > length && from + match.length == end) {
        length = match.length;
        best = {table.relation, SpanOf(t_, {from, end})};
      }
    }
    return best;
  }

  // "in accordance with", "deposited with": words that look like a trigger and say nothing.
  bool EndsPlainPhrase(uint32_t from, uint32_t end) const {
    for (uint32_t length = 2; length <= 4 && from + length <= end; ++length) {
      if (Lexicon::Match(lexicon_.plain, t_, end - length, end).length == length) return true;
    }
    return false;
  }

  // The trigger that governs what starts at token `at`.
  RelationFound InFront(uint32_t at) const {
    uint32_t end = at;
    bool crossed_example = false;
    uint32_t light = 0;
    const uint32_t limit = at > block_.first + kReach ? at - kReach : block_.first;
    while (end > limit) {
      if (EndsPlainPhrase(limit, end)) return {};
      // A phrase that ends right here: the longest of those that start up to four words back.
      for (uint32_t length = 4; length >= 1; --length) {
        if (end < limit + length) continue;
        const RelationFound found = Trigger(end - length, end);
        if (found.relation == ForumRelation::kOther) continue;
        if (length == 1 && !Governs(end - 1, at, light, crossed_example)) continue;
        return found;
      }
      const Token& token = t_[end - 1];
      if (!crossed_example &&
          (token.word == including_ || (token.word == as_ && end >= 2 && t_[end - 2].word == such_))) {
        // "under multilateral mechanisms such as APEC": what governs the mechanisms governs it.
        crossed_example = true;
        end -= token.word == including_ ? 1 : 2;
        if (end > limit && t_[end - 1].mark == '-') --end;
        continue;
      }
      if (token.word == of_ && end >= limit + 2 && t_[end - 2].Is(kVenueNoun) && !crossed_example) {
        // "at the last session of the General Assembly": what governs the session governs the body.
        end -= 2;
        light = 0;
        continue;
      }
      if (token.mark == '-' || token.mark == '[' || (token.mark == ',' && crossed_example)) {
        --end;
        continue;
      }
      if (!IsLight(end - 1) || token.mark == ',') break;
      light += token.Is(kDeterminer) || token.StartsUpper() ? 0 : 1;
      if (light > (crossed_example ? 4u : 2u)) break;
      --end;
    }
    return {};
  }

  // "may invite the specialized agencies, the Fen Council and others", "in consultation with the Minister and
  // members of the Fen Council": what governs a list governs each of its members.
  RelationFound PartnerOfList() const {
    constexpr uint32_t kList = 24;  // tokens of a list up to the name
    const uint32_t limit = name_.first > block_.first + kList ? name_.first - kList : block_.first;
    // "the services of the Council": a part of it is no partner, its members are.
    const uint32_t start = BeforeArticle(name_.first);
    if (start > block_.first + 1 && t_[start - 1].word == of_ && !t_[start - 2].Is(kGroup)) return {};
    bool several = false;
    for (uint32_t end = name_.first; end > limit; --end) {
      for (uint32_t length = 4; several && length >= 1; --length) {
        if (end < limit + length) continue;
        const auto match = Lexicon::Match(lexicon_.partners, t_, end - length, end);
        if (match.length == length && !EndsPlainPhrase(limit, end))
          return {ForumRelation::kPartner, SpanOf(t_, {end - length, end})};
      }
      const Token& token = t_[end - 1];
      several |= token.mark == ',' || token.Is(kConjunction);
      if (token.Is(kConjunction) || token.word == of_) continue;
      if (!IsLight(end - 1)) break;
    }
    return {};
  }

  // Whether a one-word trigger really governs the name: prepositions and verbs of many uses need more.
  bool Governs(uint32_t trigger, uint32_t at, uint32_t light, bool crossed_example) const {
    const Token& token = t_[trigger];
    if (token.word == in_) {
      // "in the OECD" is a place to work, "in EU law" is none.
      const bool noun_behind = name_.last < block_.last && t_[name_.last].IsWord() &&
                               !t_[name_.last].Is(kPreposition | kConjunction | kModal | kBe | kHave |
                                                  kDeterminer | kAdverb | kVenueNoun);
      return (light == 0 || crossed_example) && !noun_behind;
    }
    if (token.Is(kVerbBase | kVerbThird) && token.Is(kVerbOrNoun) && !token.Is(kPreposition)) {
      // "the support" is a noun.
      if (trigger > block_.first && t_[trigger - 1].Is(kDeterminer | kPreposition) &&
          t_[trigger - 1].word != to_)
        return false;
    }
    // "a Member State that is in the Union": the possessor's own parts are no venue.
    (void)at;
    return true;
  }

  const Lexicon& lexicon_;
  const std::vector<Token>& t_;
  TokenRange block_;
  const std::vector<NamedForum>& names_;
  size_t index_;
  TokenRange name_;
  WordId of_, such_, as_, including_, to_, in_, general_;
};

}  // namespace

RelationFound FindRelation(const Lexicon& lexicon, const std::vector<Token>& tokens, TokenRange block,
                           const std::vector<NamedForum>& names, size_t index, const RelationFound& before) {
  return RelationFinder(lexicon, tokens, block, names, index).Find(before);
}

}  // namespace concord
