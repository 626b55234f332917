// A reading of English clauses with closed word classes and the forms of verbs only. Main clauses are found
// by counting finite verbs: each "if", "which" or "that" opens a clause that is owed one, so in "systems
// that may cause harm shall be tested" the first modal pays for "that" and the second is the main verb.
// Tested by clauses_test.cc.
#include "ingest/language/clauses.h"

#include <algorithm>
#include <string_view>

#include "ingest/language/verb_phrases.h"

namespace concord {
namespace {

using Form = ModalityCue::Form;
constexpr uint32_t kNowhere = UINT32_MAX;

bool IsComma(const Token& token) { return token.mark == ','; }
// Could be a noun, an adjective or a name: an open-class word in this place.
bool IsContent(const Token& token) {
  return (token.IsWord() || token.shape == TokenShape::kNumber) &&
         !token.Is(kAdverb | kPreposition | kConjunction | kDeterminer | kModal | kBe | kHave | kDo |
                   kSubordinator | kRelative | kNegation | kHedge);
}

class ClauseFinder {
 public:
  ClauseFinder(const Lexicon& lexicon, const std::vector<Token>& tokens, TokenRange sentence, bool open,
               bool resolves)
      : lexicon_(lexicon), t_(tokens), range_(sentence), open_(open), resolves_(resolves) {
    to_ = lexicon.vocabulary.Find("to");
    not_ = lexicon.vocabulary.Find("not");
    that_ = lexicon.vocabulary.Find("that");
    as_ = lexicon.vocabulary.Find("as");
    we_ = lexicon.vocabulary.Find("we");
    be_ = lexicon.vocabulary.Find("be");
    may_ = lexicon.vocabulary.Find("may");
    cannot_ = lexicon.vocabulary.Find("cannot");
    please_ = lexicon.vocabulary.Find("please");
    dont_ = lexicon.vocabulary.Find("don't");
    do_ = lexicon.vocabulary.Find("do");
    hereby_ = lexicon.vocabulary.Find("hereby");
    it_ = lexicon.vocabulary.Find("it");
    but_ = lexicon.vocabulary.Find("but");
    resolved_ = lexicon.vocabulary.Find("resolved");
    for_ = lexicon.vocabulary.Find("for");
    while_ = lexicon.vocabulary.Find("while");
    where_ = lexicon.vocabulary.Find("where");
    if_ = lexicon.vocabulary.Find("if");
    when_ = lexicon.vocabulary.Find("when");
    whereas_ = lexicon.vocabulary.Find("whereas");
    no_ = lexicon.vocabulary.Find("no");
    what_ = lexicon.vocabulary.Find("what");
    whose_ = lexicon.vocabulary.Find("whose");
    was_ = lexicon.vocabulary.Find("was");
    were_ = lexicon.vocabulary.Find("were");
    been_ = lexicon.vocabulary.Find("been");
    allowed_ = lexicon.vocabulary.Find("allowed");
    permitted_ = lexicon.vocabulary.Find("permitted");
    permissible_ = lexicon.vocabulary.Find("permissible");
    welcome_ = lexicon.vocabulary.Find("welcome");
    welcomes_ = lexicon.vocabulary.Find("welcomes");
    except_ = lexicon.vocabulary.Find("except");
    declared_ = lexicon.vocabulary.Find("declared");
  }

  std::vector<Clause> Find() {
    Trim();
    if (range_.empty()) return {};
    start_ = SkipConnectives(range_.first);
    SkipEnactingWords();
    // "That the Houses shall meet; that tellers shall be appointed": below "Resolved".
    if (IsResolvedThat(start_) && t_[start_].StartsUpper()) {
      ++start_;
      resolves_ = true;
    }
    SkipContrast();
    floor_ = start_;
    for (uint32_t i = start_; i < range_.last;) i = Step(i);
    if (clauses_.empty() && resolves_) FindSubjunctive();
    if (clauses_.empty()) FindDutiesInRelatives();
    if (clauses_.empty() || first_finite_ == kNowhere || clauses_[0].cue.first > start_) FindImperative();
    PlaceBoundaries();
    return std::move(clauses_);
  }

 private:
  struct Frame {
    bool adverbial;           // ends at the next comma at the latest
    bool verb;                // has got its finite verb
    bool complement = false;  // "ensure that ...": what is to be so
    bool participle = false;  // its verb may be a participle: "that any data produced by ... shall"
  };

  bool Usable(uint32_t i) const { return t_[i].nesting == 0 && !t_[i].quoted; }
  bool Owing() const { return !frames_.empty() && !frames_.back().verb; }

  void Trim() {
    while (!range_.empty() && t_[range_.last - 1].shape == TokenShape::kMark &&
           std::string_view(".;:,-!*").find(t_[range_.last - 1].mark) != std::string_view::npos) {
      --range_.last;
    }
    while (range_.size() > 1 && t_[range_.last - 1].Is(kConjunction) && !t_[range_.last - 1].Is(kRelative)) {
      --range_.last;
      while (!range_.empty() && (t_[range_.last - 1].mark == ';' || IsComma(t_[range_.last - 1])))
        --range_.last;
    }
    while (!range_.empty() && t_[range_.first].shape == TokenShape::kMark && t_[range_.first].mark != '(')
      ++range_.first;
  }

  // Behind "In addition," and the like.
  uint32_t SkipConnectives(uint32_t at) const {
    while (at < range_.last) {
      const auto match = Lexicon::Match(lexicon_.connectives, t_, at, range_.last);
      if (match.length == 0) break;
      const auto next = at + static_cast<uint32_t>(match.length);
      if (next >= range_.last) break;
      if (IsComma(t_[next])) {
        at = next + 1;
      } else if (t_[at].Is(kConjunction) && match.length == 1) {
        at = next;
      } else {
        break;
      }
    }
    return at;
  }

  // "NOW, THEREFORE, BE IT RESOLVED by the House, the Senate concurring, that": what is resolved stands
  // behind.
  void SkipEnactingWords() {
    constexpr uint32_t kOpening = 9, kReach = 60;
    uint32_t at = start_;
    while (at < range_.last && at < start_ + kOpening && t_[at].word != resolved_) ++at;
    if (at >= range_.last || t_[at].word != resolved_) return;
    for (uint32_t i = start_; i < at; ++i) {
      if (t_[i].word == we_) return;  // "We therefore resolved that it took two lamps"
    }
    for (uint32_t i = at; i + 1 < range_.last && i < at + kReach; ++i) {
      if (t_[i].word != that_ || t_[i].nesting > 0) continue;
      start_ = i + 1;
      resolves_ = true;
      return;
    }
  }

  // "While any firm may add rules, the rules must not conflict": both halves speak for themselves.
  void SkipContrast() {
    constexpr uint32_t kReach = 14;
    if (t_[start_].word != while_ && t_[start_].word != whereas_) return;
    for (uint32_t i = start_ + 2; i < range_.last && i < start_ + kReach && !IsComma(t_[i]); ++i) {
      if (t_[i].Is(kModal)) {
        ++start_;
        return;
      }
    }
  }

  // "that copies be transmitted to the Director", "That the committee study the effects": a subjunctive asks.
  void FindSubjunctive() {
    if (first_finite_ != kNowhere) return;  // "that evidence has been produced"
    for (uint32_t i = start_ + 1; i + 1 < range_.last && i < start_ + 30; ++i) {
      if (!Usable(i) || IsComma(t_[i])) continue;
      if (t_[i].Is(kRelative | kModal) || t_[i].word == hereby_) return;  // "the members hereby recognise"
      const bool be = t_[i].word == be_ && t_[i + 1].Is(kVerbPast | kAdverb);
      const bool verb = t_[i].Is(kVerbBase) && !t_[i].Is(kVerbPast | kPreposition) &&
                        t_[i].shape == TokenShape::kLower && t_[i - 1].IsWord() &&
                        !t_[i - 1].Is(kDeterminer | kPreposition | kAdjective | kConjunction | kVerbPast) &&
                        (t_[i + 1].Is(kDeterminer | kConjunction | kPreposition) || !t_[i].Is(kVerbOrNoun));
      if (!be && !verb) continue;
      Clause clause;
      clause.kind = Clause::Kind::kSubjunctive;
      clause.modality = be ? Modality::kObligation : Modality::kRecommendation;
      clause.cue = {i, i + 1};
      clause.verb = i;
      clause.passive = be;
      floor_ = start_;
      frames_.clear();
      Add(clause);
      return;
    }
  }

  uint32_t SkipAdverbs(uint32_t at, Polarity* polarity = nullptr) const {
    while (at < range_.last && t_[at].Is(kAdverb | kNegation) && !t_[at].Is(kVerbBase)) {
      if (polarity != nullptr && t_[at].Is(kNegation)) *polarity = Polarity::kNot;
      ++at;
    }
    return at;
  }

  // Past adverbs and phrases that stand for one: "in particular".
  uint32_t SkipAdverbials(uint32_t at, Polarity* polarity) const {
    for (;;) {
      at = SkipAdverbs(at, polarity);
      if (at + 1 < range_.last && t_[at].Is(kDistributive) && t_[at + 1].Is(kVerbBase | kBe | kAdverb)) ++at;
      const auto match = Lexicon::Match(lexicon_.adverbials, t_, at, range_.last);
      if (match.length == 0) return at;
      const auto end = at + static_cast<uint32_t>(match.length);
      for (; at < end; ++at) {  // "in no case"
        if (t_[at].word == no_ && polarity != nullptr) *polarity = Polarity::kNot;
      }
    }
  }

  // "may at the time of signature declare", "shall without having to explain it, notify": the verb behind
  // an adverbial that no comma opens; `at` when there is none in reach.
  uint32_t SkipPhrase(uint32_t at) const {
    constexpr uint32_t kReach = 30;
    uint32_t from = at;
    if (from + 1 < range_.last && from > 0 && t_[from].Is(kConjunction))
      ++from;  // "at any time and without ..."
    if (from >= range_.last || !t_[from].Is(kPreposition) || t_[from].word == to_ || t_[from].Is(kVerbBase))
      return at;
    for (uint32_t k = from + 2; k < range_.last && k < at + kReach; ++k) {
      if (!Usable(k)) continue;
      if (t_[k].Is(kModal | kRelative | kSubordinator) && !t_[k].Is(kPreposition)) break;
      if (t_[k].mark == ';' || t_[k].mark == ':') break;
      if (t_[k].word == be_) return k;
      if (!t_[k].Is(kVerbBase) || t_[k].shape != TokenShape::kLower) continue;
      const Token& before = t_[k - 1];
      if (before.Is(kDeterminer | kPreposition | kAdjective | kModal)) continue;
      const bool noun = t_[k].Is(kVerbOrNoun) && !StartsVerbPhrase(t_, k, range_.last);
      if (noun || (t_[k].Is(kVerbPast | kPreposition) && !IsComma(before))) continue;
      return k;
    }
    return at;
  }

  // Past adverbs, and past what stands between two commas: "shall, in consultation with X, develop".
  uint32_t SkipInterruptions(uint32_t at, Polarity* polarity) const {
    for (int rounds = 0; rounds < 4; ++rounds) {
      at = SkipAdverbials(at, polarity);
      if (at >= range_.last) break;
      if (t_[at].mark == '(') {
        const uint32_t limit = std::min(range_.last, at + 60);
        while (at < limit && t_[at].mark != ')') ++at;
        if (at < limit) ++at;
        continue;
      }
      if (!IsComma(t_[at])) break;
      uint32_t close = at + 1;
      // A second comma may only end an inner list ("with A, B, and C, shall"): the verb stands behind one of
      // them.
      uint32_t verb = kNowhere;
      for (; close < range_.last && close < at + 80; ++close) {
        if (t_[close].mark == ';' || t_[close].Is(kModal)) break;
        if (!IsComma(t_[close]) || !Usable(close)) continue;
        const uint32_t next = SkipAdverbials(close + 1, nullptr);
        if (next < range_.last && t_[next].Is(kVerbBase | kBe | kHave) &&
            StartsVerbPhrase(t_, next, range_.last)) {
          verb = close + 1;
          break;
        }
      }
      if (verb == kNowhere) break;
      at = verb;
    }
    return at;
  }

  uint32_t Step(uint32_t i) {
    const Token& token = t_[i];
    if (!Usable(i)) return i + 1;
    if (token.shape == TokenShape::kMark) {
      if (token.mark == ';' || (token.mark == ':' && !IsInsideName(i))) {
        frames_.clear();
        floor_ = SkipConnectives(i + 1);
        if (resolves_ && IsResolvedThat(floor_)) return ++floor_;
      } else if (IsComma(token)) {
        while (!frames_.empty() && (frames_.back().verb || frames_.back().adverbial)) frames_.pop_back();
      }
      return i + 1;
    }
    if (token.Is(kRelative) || token.Is(kSubordinator) || token.word == as_) {
      // "society as a whole", "as well as": no clause, though a finite verb may follow.
      if (token.word == as_) {
        if (const auto phrase = Lexicon::Match(lexicon_.adverbials, t_, i, range_.last); phrase.length > 1)
          return i + static_cast<uint32_t>(phrase.length);
      }
      const uint32_t next = OpenClause(i);
      if (next != i) return next;
    }
    if (token.Is(kModal | kBe | kHave | kDo) && IsContactClause(i)) return i + 1;
    if (token.Is(kModal) && IsModalHere(i)) return AtModal(i);
    if (token.Is(kBe)) return AtBe(i);
    if (const uint32_t next = AtPhrase(i); next != i) return next;
    if (token.Is(kHave | kDo)) {
      Finite(i);
      return i + 1;
    }
    if (Owing()) {
      if (IsFiniteLexicalVerb(i)) {
        frames_.back().verb = true;
        frames_.back().participle = token.Is(kVerbPast);
      }
    }
    return i + 1;
  }

  // "Do not open doors you are not asked to open": a relative clause without its "that".
  bool IsContactClause(uint32_t i) const {
    return i > start_ + 2 && t_[i - 1].Is(kPronoun) && !t_[i - 1].Is(kDeterminer | kRelative) &&
           IsContent(t_[i - 2]) && t_[i - 2].shape == TokenShape::kLower &&
           (HasClauseSince(floor_) || t_[start_].Is(kVerbBase | kDo) || TellsOfPast(i - 2)) &&
           frames_.empty();
  }

  // "We asked friends to name lamps we should mend": the main verb tells of the past.
  bool TellsOfPast(uint32_t end) const {
    for (uint32_t k = start_ + 1; k < end; ++k) {
      if (t_[k].Is(kVerbPast) && !t_[k].Is(kVerbBase) && t_[k - 1].Is(kPronoun) && !t_[k - 1].Is(kDeterminer))
        return true;
    }
    return false;
  }

  // "the xml:lang attribute": no blank behind the colon.
  bool IsInsideName(uint32_t colon) const {
    return colon + 1 < range_.last && t_[colon + 1].IsWord() && !t_[colon + 1].space_before;
  }

  bool IsResolvedThat(uint32_t i) const {
    return i + 2 < range_.last && t_[i].word == that_ && t_[i + 1].Is(kDeterminer | kPronoun);
  }

  void Finite(uint32_t i) {
    if (Owing()) {
      frames_.back().verb = true;
      return;
    }
    last_finite_ = i;
    if (first_finite_ == kNowhere) first_finite_ = i;
  }

  // A lexical verb that can be the finite verb of the subordinate clause that is waiting for one.
  bool IsFiniteLexicalVerb(uint32_t i) const {
    if (i == range_.first) return false;
    const Token& before = t_[i - 1];
    if (before.word == to_ || before.Is(kDeterminer | kPreposition | kBe | kHave | kModal | kConjunction))
      return false;
    if (t_[i].Is(kVerbThird | kVerbPast) && (before.IsWord() || before.mark == ')'))
      return !t_[i].Is(kVerbOrNoun) || before.Is(kRelative | kPronoun | kAdverb);
    return t_[i].Is(kVerbBase) && !t_[i].Is(kVerbOrNoun);
  }

  // A conjunction or relative at `i`: the place to go on, or `i` when it opens no clause here.
  uint32_t OpenClause(uint32_t i) {
    const Token& token = t_[i];
    const uint32_t next = i + 1;
    if (next >= range_.last) return next;
    const Token& follower = t_[next];
    const Token* before = i > range_.first ? &t_[i - 1] : nullptr;
    if (token.word == that_) {
      // "The port bans no boats, except that owners should moor": a clause of its own.
      if (before != nullptr && except_ != 0 && before->word == except_) {
        frames_.clear();
        floor_ = next;
        return next;
      }
      // "It was found that lamps need to be small": told of the past.
      if (i > range_.first + 1 && before->Is(kVerbPast) &&
          (t_[i - 2].word == was_ || t_[i - 2].word == were_)) {
        OpenRelative(next);
        return next;
      }
      const bool cleft =
          t_[start_].word == it_ && start_ + 1 < range_.last && t_[start_ + 1].Is(kBe) && frames_.empty();
      if (before != nullptr && (before->Is(kReporting) || cleft) && !HasClauseSince(floor_)) {
        frames_.clear();
        floor_ = next;
        start_of_report_ = true;
        return next;
      }
      const bool pronoun = before == nullptr || before->shape == TokenShape::kMark ||
                           before->Is(kConjunction) || before->Is(kPreposition);
      if (pronoun && !follower.Is(kModal | kAnyVerb | kBe | kDeterminer)) return next;  // "that Party"
      if (pronoun && before != nullptr && before->Is(kPreposition) && !follower.Is(kDeterminer | kPronoun))
        return next;
      OpenRelative(next);
      // "ensure that any data produced by X shall be kept": what is ensured may hold a participle.
      frames_.back().complement = before != nullptr && before->Is(kVerbBase | kVerbIng | kVerbThird);
      return next;
    }
    if (token.Is(kRelative)) {
      // "an office, which shall meet": a clause of its own, not what tells one office from another.
      if (before != nullptr && IsComma(*before) && follower.Is(kModal) && follower.word != may_ &&
          HasClauseSince(floor_) && next + 1 < range_.last && !t_[next + 1].Is(kBe)) {
        frames_.clear();
        floor_ = i;
        return next;
      }
      if (follower.Is(kModal) && t_[i].word != that_) duties_.push_back(i);
      OpenRelative(next);
      return next;
    }
    if (token.word == as_) {
      // "as the Secretary considers appropriate" is a clause, "as a part of" is none.
      const bool short_one = follower.Is(kModal | kPronoun) && !follower.Is(kDeterminer);
      bool clause = short_one;
      for (uint32_t k = next; !clause && k < range_.last && k < next + 7; ++k) {
        if (t_[k].shape == TokenShape::kMark || t_[k].Is(kPreposition | kConjunction)) break;
        clause = t_[k].Is(kBe) || (k > next && t_[k].Is(kVerbThird) && !t_[k].Is(kVerbOrNoun));
      }
      // "must be lit, as a dark port can harm": a reason.
      if (!clause && before != nullptr && IsComma(*before) && HasClauseSince(floor_)) {
        for (uint32_t k = next; !clause && k < range_.last && k < next + 12 && t_[k].IsWord(); ++k)
          clause = t_[k].Is(kModal | kBe | kHave);
      }
      if (!clause) return i;
      frames_.push_back({true, false});
      return next;
    }
    // "before", "after", "since" and "until" are mostly prepositions, "while ensuring" and "where
    // appropriate" have no finite verb.
    if (token.Is(kPreposition)) return i;
    if (follower.Is(kVerbIng | kVerbPast | kHedge | kPreposition) && !follower.Is(kDeterminer)) return next;
    if (follower.Is(kAdverb) && next + 1 < range_.last && t_[next + 1].Is(kVerbPast | kHedge | kVerbIng))
      return next;
    if (token.Is(kConjunction)) {  // "while", "whereas", "yet": a clause beside the main one
      if (i > range_.first && HasClauseSince(start_)) {
        frames_.clear();
        return next;
      }
    }
    if (token.Is(kAdverb) && !follower.Is(kPronoun | kDeterminer)) return i;  // "once a year", "however"
    frames_.push_back({true, false});
    // "where it exists": right behind a pronoun a word that may be a verb is one.
    if (next + 1 < range_.last && follower.Is(kPronoun) && !follower.Is(kDeterminer) &&
        t_[next + 1].shape == TokenShape::kLower && (t_[next + 1].classes & ~(kAnyVerb | kVerbOrNoun)) == 0) {
      frames_.back().verb = true;
      return next + 2;
    }
    return next;
  }

  void OpenRelative(uint32_t next) {
    frames_.push_back({false, false});
    // "what efforts the port should make", "whose uses may end"
    const bool noun = t_[next - 1].word == what_ || t_[next - 1].word == whose_;
    while (next < range_.last && t_[next].Is(kAdverb)) ++next;
    if (next < range_.last && !(noun && t_[next].Is(kVerbOrNoun)) &&
        t_[next].Is(kVerbBase | kVerbThird | kVerbPast) && !t_[next].Is(kDeterminer))
      frames_.back().verb = true;
  }

  bool HasClauseSince(uint32_t place) const {
    return !clauses_.empty() && clauses_.back().cue.first >= place;
  }

  bool IsModalHere(uint32_t i) const {
    // The month, and the nouns "will", "might" and "can".
    if (t_[i].word == may_ && t_[i].shape == TokenShape::kCapital && i > range_.first) return false;
    if (i > range_.first && t_[i - 1].Is(kDeterminer) && !t_[i - 1].Is(kPronoun) && t_[i - 1].word != that_) {
      const uint32_t behind = SkipAdverbs(i + 1);
      return behind < range_.last && (t_[behind].Is(kVerbBase | kBe) || t_[behind - 1].Is(kNegation));
    }
    if (i > start_ && IsInverted(i)) return true;
    // "shall each name one expert"
    if (i + 2 < range_.last && t_[i + 1].Is(kDistributive) && t_[i + 2].Is(kVerbBase | kBe | kAdverb))
      return true;
    // "should the risk materialise": an inverted condition.
    return !(i + 1 < range_.last && t_[i + 1].Is(kDeterminer | kPronoun) && !t_[i + 1].Is(kAdverb));
  }

  // "Nor shall a penalty be imposed", "In no case may the keeper sell": a negation in front puts the modal
  // before its subject.
  bool IsInverted(uint32_t i) const {
    constexpr uint32_t kReach = 6;
    if (i + 2 >= range_.last || i > start_ + kReach || t_[i + 1].Is(kVerbBase | kBe) ||
        !(t_[start_].Is(kNegation) || t_[start_].Is(kFronting)))
      return false;
    for (uint32_t k = start_; k < i; ++k) {
      if (IsComma(t_[k])) return false;
      if (t_[k].Is(kNegation) || t_[k].word == no_) return true;
    }
    return false;
  }

  // The verb of an inverted clause, behind its subject.
  uint32_t VerbOfInverted(uint32_t i) const {
    constexpr uint32_t kReach = 40;
    for (uint32_t k = i + 2; k < range_.last && k < i + kReach; ++k) {
      if (!Usable(k) || t_[k - 1].Is(kDeterminer | kPreposition)) continue;
      if (t_[k].word == be_ || t_[k].Is(kHave) || (t_[k].Is(kVerbBase) && !t_[k].Is(kVerbOrNoun))) return k;
    }
    return kNowhere;
  }

  uint32_t AtModal(uint32_t i) {
    const uint32_t behind = i + 1;
    if (!frames_.empty() && frames_.back().complement && frames_.back().participle) {
      frames_.back().participle = false;
      return behind;
    }
    if (Owing()) {
      frames_.back().verb = true;
      return behind;
    }
    frames_.clear();
    if (i > start_ && IsInverted(i)) return AtInverted(i);
    Clause clause;
    const auto cue = Lexicon::Match(lexicon_.cues, t_, i, range_.last);
    if (cue.length == 0) return behind;
    clause.cue = {i, i + static_cast<uint32_t>(cue.length)};
    clause.modality = lexicon_.cue_list[cue.value].modality;
    if (t_[i].word == cannot_) clause.polarity = Polarity::kNot;
    const uint32_t behind_cue = SkipInterruptions(clause.cue.last, &clause.polarity);
    uint32_t at = SkipPhrase(behind_cue);
    for (uint32_t k = behind_cue; k < at; ++k) {  // "may in no circumstances be sold"
      if (t_[k].word == no_ && t_[k - 1].Is(kPreposition)) clause.polarity = Polarity::kNot;
    }
    // "can and should be": the stronger one decides.
    if (at + 1 < range_.last && t_[at].Is(kConjunction) && t_[at + 1].Is(kModal)) {
      const auto second = Lexicon::Match(lexicon_.cues, t_, at + 1, range_.last);
      if (second.length > 0) {
        clause.modality = std::min(clause.modality, lexicon_.cue_list[second.value].modality);
        at = SkipInterruptions(at + 1 + static_cast<uint32_t>(second.length), &clause.polarity);
      }
    }
    if (at >= range_.last) {
      clause.verb = range_.last;
      if (open_) Add(clause);
      return behind;
    }
    if (t_[at].word == be_) {
      ReadParticiple(at + 1, &clause);
    } else {
      clause.verb = at;
      const auto semi = Lexicon::Match(lexicon_.cues, t_, at, range_.last);
      if (semi.length > 0) {
        const ModalityCue& inner = lexicon_.cue_list[semi.value];
        const auto end = at + static_cast<uint32_t>(semi.length);
        // "will need to" obliges, "should commit to" recommends.
        if (inner.form == Form::kSemi && end < range_.last) {
          if (clause.modality == Modality::kCommitment) clause.modality = Modality::kObligation;
          clause.verb = SkipAdverbs(end);
        }
      }
    }
    Add(clause);
    return std::max(behind, std::min(clause.verb + 1, range_.last));
  }

  uint32_t AtInverted(uint32_t i) {
    const auto cue = Lexicon::Match(lexicon_.cues, t_, i, range_.last);
    const uint32_t verb = VerbOfInverted(i);
    if (cue.length == 0 || verb == kNowhere) return i + 1;
    Clause clause;
    clause.cue = {i, i + 1};
    clause.modality = lexicon_.cue_list[cue.value].modality;
    clause.polarity = Polarity::kNot;
    clause.inverted = {i + 1, verb};
    clause.verb = verb;
    clause.passive = t_[verb].word == be_ && verb + 1 < range_.last && t_[verb + 1].Is(kVerbPast | kAdverb);
    Add(clause);
    return verb + 1;
  }

  // Behind "shall be", "is", "are": "encouraged to" and the like overrule the modal.
  void ReadParticiple(uint32_t at, Clause* clause) const {
    const uint32_t be = at - 1;
    clause->verb = be;
    at = SkipInterruptions(at, &clause->polarity);
    if (at >= range_.last) return;
    clause->passive = t_[at].Is(kVerbPast);
    auto cue = Lexicon::Match(lexicon_.cues, t_, at, range_.last);
    if (cue.length == 0) return;
    const ModalityCue& found = lexicon_.cue_list[cue.value];
    auto end = at + static_cast<uint32_t>(cue.length);
    if (found.form == Form::kCommissive) {
      const bool culture = end < range_.last && t_[end - 1].word == to_ &&
                           t_[end].Is(kDeterminer | kPronoun) && !t_[end].Is(kAnyVerb);
      if (culture) return;  // "are committed to a culture": no action
      clause->modality = found.modality;
      clause->kind = Clause::Kind::kCommissive;
      clause->cue.last = end;
      clause->verb = std::min(SkipAdverbs(end), range_.last);
      clause->passive = false;
      return;
    }
    if (found.form != Form::kParticiple) return;
    if (found.modality == Modality::kProhibition) {
      if (clause->polarity == Polarity::kNot) {  // "shall not be prohibited"
        clause->modality = Modality::kPermission;
        clause->polarity = Polarity::kDo;
        return;
      }
      clause->modality = Modality::kProhibition;
      clause->polarity = Polarity::kNot;
      clause->cue.last = end;
      clause->passive = true;
      return;
    }
    Polarity inner = Polarity::kDo;
    uint32_t to = SkipInterruptions(end, &inner);
    // "called upon, as appropriate, to"
    if (to < range_.last && IsComma(t_[to])) {
      for (uint32_t k = to + 1; k < range_.last && k < to + 12; ++k) {
        if (IsComma(t_[k]) && k + 1 < range_.last && t_[k + 1].word == to_) {
          to = k + 1;
          break;
        }
      }
    }
    const bool gerund =
        t_[end - 1].Is(kPreposition) && t_[end - 1].word != to_ && to == end;  // "responsible for issuing"
    if (to >= range_.last || (t_[to].word != to_ && !gerund)) {
      // "shall be encouraged" without an action of somebody: the encouraging itself is the measure.
      if (found.modality == Modality::kEncouragement) clause->modality = found.modality;
      // "The use of lamps is encouraged", "A permit is required."
      const bool asked = found.modality == Modality::kEncouragement ||
                         found.modality == Modality::kRecommendation ||
                         found.modality == Modality::kObligation;
      // "The field is permitted in any place", "Fires are not allowed."
      const WordId word = t_[at].word;
      const bool allowed = end == at + 1 && t_[be].word != been_ && word != 0 &&
                           (word == allowed_ || word == permitted_ || word == permissible_);
      if ((asked || allowed) && !t_[clause->cue.first].Is(kModal) && EndsPhrase(end) &&
          SaysThatItIs(be, allowed ? be : end)) {
        clause->modality = found.modality;
        clause->cue.last = end;
      }
      return;
    }
    const uint32_t verb = SkipAdverbs(gerund ? to : to + 1, &inner);
    // "shall be entitled to the benefits", "to be heard": what somebody has, and nothing that he does.
    if (found.modality == Modality::kPermission && t_[end - 1].Is(kRightful) && verb < range_.last &&
        (t_[verb].word == be_ || (t_[verb].Is(kDeterminer) && !t_[verb].Is(kAnyVerb)))) {
      clause->modality = Modality::kPermission;
      return;
    }
    const bool weak_modal = !clause->cue.empty() && t_[clause->cue.first].Is(kModal);
    if (!(found.modality == Modality::kObligation && weak_modal) ||
        clause->modality == Modality::kCommitment) {
      clause->modality = found.modality;
    }
    if (clause->polarity == Polarity::kNot && found.modality == Modality::kPermission)
      clause->modality = Modality::kProhibition;
    if (inner == Polarity::kNot) clause->polarity = Polarity::kNot;
    clause->cue.last = gerund ? to : to + 1;
    clause->verb = std::min(verb, range_.last);
    clause->passive = clause->verb < range_.last && t_[clause->verb].word == be_;
  }

  uint32_t AtBe(uint32_t i) {
    if (Owing()) {
      frames_.back().verb = true;
      return i + 1;
    }
    // "a boat which has been invited to": told of the past.
    if (t_[i].word == be_ || t_[i].word == been_ || t_[i].Is(kVerbIng)) return i + 1;
    if (t_[i].word == was_ || t_[i].word == were_) {  // "was encouraged": told of the past
      last_finite_ = i;
      if (first_finite_ == kNowhere) first_finite_ = i;
      return i + 1;
    }
    if (const uint32_t next = AtPhrase(i); next != i) return next;
    Clause clause;
    clause.cue = {i, i + 1};
    clause.verb = kNowhere;
    const Modality none = Modality::kCommitment;
    clause.modality = none;
    ReadParticiple(i + 1, &clause);
    if (clause.cue.size() > 1) {
      frames_.clear();
      Add(clause);
      return std::max(i + 1, std::min(clause.verb, range_.last));
    }
    // "is only to be opened": an adverb may part "is" from "to".
    const uint32_t to = SkipAdverbs(i + 1);
    if (to > i + 1 && to + 1 < range_.last && t_[to].word == to_ && t_[to + 1].word == be_) {
      clause.modality = Modality::kObligation;
      clause.cue = {i, to + 1};
      clause.verb = to + 1;
      clause.passive = true;
      frames_.clear();
      Add(clause);
      return to + 2;
    }
    // "The Board is hereby established": saying so does it.
    if (i + 2 < range_.last && t_[i + 1].word == hereby_ && t_[i + 2].Is(kVerbPast) &&
        t_[i + 2].word != declared_) {
      clause.modality = Modality::kObligation;
      clause.cue = {i, i + 2};
      clause.verb = i + 2;
      clause.passive = true;
      frames_.clear();
      Add(clause);
      return i + 3;
    }
    last_finite_ = i;
    if (first_finite_ == kNowhere) first_finite_ = i;
    return i + 1;
  }

  // Cues of several words, and performatives.
  uint32_t AtPhrase(uint32_t i) {
    const auto match = Lexicon::Match(lexicon_.cues, t_, i, range_.last);
    if (match.length == 0) return i;
    const ModalityCue& cue = lexicon_.cue_list[match.value];
    const auto end = i + static_cast<uint32_t>(match.length);
    const Token* before = i > range_.first ? &t_[i - 1] : nullptr;
    if (Owing()) {
      if (cue.form != Form::kPerformative) frames_.back().verb = true;
      return i + 1;
    }
    Clause clause;
    clause.cue = {i, end};
    clause.modality = cue.modality;
    switch (cue.form) {
      case Form::kSemi:
        if (before == nullptr || before->Is(kDeterminer | kModal | kPreposition) || before->word == to_)
          return i;
        break;
      case Form::kCommissive: {
        // "Decides to meet": the body that resolves stands above.
        if (IsOperative(i) && end < range_.last && t_[end - 1].word == to_ && t_[end].Is(kVerbBase | kBe)) {
          clause.kind = Clause::Kind::kCommissive;
          clause.named = true;
          break;
        }
        // Whoever "decides to sell" in an act only might; "we decide to meet" resolves.
        if (cue.modality == Modality::kObligation && (before == nullptr || before->word != we_)) return i;
        // A verb with a subject, not "the commitment", "countries committed to" or "a plan to".
        if (before == nullptr || !t_[i].Is(kVerbBase | kVerbThird | kBe) || before->word == to_) return i;
        // "reaffirm our commitment to keep lamps lit", not "to peace"
        if (match.length > 3 && end < range_.last && !t_[end].Is(kVerbBase | kVerbIng | kAdverb)) return i;
        if (before->Is(kDeterminer | kModal | kPreposition | kConjunction) && !before->Is(kAdverb)) return i;
        if (t_[i].Is(kVerbOrNoun) && match.length < 3 && !before->Is(kPronoun | kAdverb)) return i;
        // "shall judge risks, strive to avoid them": goes on with the modal.
        if (IsComma(*before) && t_[i].Is(kVerbBase) && HasClauseSince(floor_) &&
            clauses_.back().kind == Clause::Kind::kModal)
          return i;
        clause.kind = Clause::Kind::kCommissive;
        break;
      }
      case Form::kImpersonal:
        clause.kind = Clause::Kind::kImpersonal;
        if (NamesWhom(end - 1)) --clause.cue.last;  // whom it is for belongs to what is asked
        if (cue.modality == Modality::kProhibition) clause.polarity = Polarity::kNot;
        break;
      case Form::kPerformative:
        return AtPerformative(i, end, cue.modality);
      default:
        return i;
    }
    if (cue.form == Form::kCommissive && t_[end - 2].Is(kNegation)) clause.polarity = Polarity::kNot;
    uint32_t at = SkipInterruptions(clause.cue.last, &clause.polarity);
    // "it shall be unlawful for any person to sell", "it is the duty of every owner to keep"
    if (cue.form == Form::kImpersonal && at < range_.last && (t_[at].word == for_ || at < end)) {
      while (at < range_.last && at < end + 30 && t_[at].word != to_) ++at;
      if (at >= range_.last || t_[at].word != to_) return i;  // "it is vital for trade"
    }
    if (at < range_.last && t_[at].word == to_)
      at = SkipAdverbs(at + 1, &clause.polarity);  // "commit not to"
    // "commit to a culture", "have the right to a hearing": no action.
    if (cue.form != Form::kImpersonal && at < range_.last && t_[end - 1].word == to_ &&
        t_[at].Is(kDeterminer | kPronoun) && !t_[at].Is(kAnyVerb))
      return i;
    clause.verb = std::min(at, range_.last);
    if (clause.verb < range_.last && !open_ && !t_[clause.verb].IsWord()) return i;
    clause.passive = clause.verb < range_.last && t_[clause.verb].word == be_;
    frames_.clear();
    Add(clause);
    return end;
  }

  // "it is vital for", "it is the duty of", "it is incumbent on": whom it is for follows.
  bool NamesWhom(uint32_t preposition) const {
    return t_[preposition].Is(kPreposition) && t_[preposition].word != to_;
  }

  // "We call on States to ...", "Urges all Members to ...", "The Council urges all Members to ...": the
  // infinitive must follow.
  uint32_t AtPerformative(uint32_t i, uint32_t end, Modality modality) {
    uint32_t subject = i;
    while (subject > range_.first && t_[subject - 1].Is(kAdverb)) --subject;
    const bool goes_on = GoesOn(i, subject, end);
    const bool we =
        (subject > range_.first && t_[subject - 1].word == we_) || (goes_on && t_[start_].word == we_);
    const bool operative = IsOperative(i) || (goes_on && !we);
    // "The Council urges", "The ministers call on"
    const bool finite = t_[i].Is(kVerbThird) || (t_[i].Is(kVerbBase) && end > i + 1);
    const bool named =
        !we && !operative && subject > start_ && (t_[subject - 1].IsWord() || t_[subject - 1].mark == ')') &&
        finite && t_[i].shape == TokenShape::kLower &&
        !t_[subject - 1].Is(kDeterminer | kPreposition | kConjunction | kBe | kHave | kModal) &&
        frames_.empty() && !HasClauseSince(floor_);
    if (!we && !operative && !named) return i;
    // "Requests that the Bureau keep a list"; a text that "requires that" is one measure, and tells as often.
    if (end < range_.last && t_[end].word == that_ && modality != Modality::kObligation) {
      const uint32_t asked = AtAskedFor(end, modality);
      if (asked > end) return asked;
    }
    Clause clause;
    clause.kind = Clause::Kind::kPerformative;
    clause.cue = {i, end};
    clause.modality = modality;
    clause.verb = kNowhere;
    // "The Board recommends using ropes": what is recommended stands without an addressee.
    const uint32_t what = end < range_.last && t_[end].Is(kDistributive) ? end + 1 : end;
    const bool gerund = modality == Modality::kRecommendation && what + 1 < range_.last &&
                        t_[what].Is(kVerbIng) && !t_[what].Is(kPreposition) &&
                        t_[what].shape == TokenShape::kLower;
    if (gerund) clause.verb = i;
    for (uint32_t k = end; !gerund && k < range_.last && k < end + 60; ++k) {
      if (!Usable(k)) continue;
      if (t_[k].word == to_) {
        if (k + 1 == range_.last) {
          clause.verb = range_.last;
          break;
        }
        Polarity polarity = Polarity::kDo;
        const uint32_t verb = SkipAdverbs(k + 1, &polarity);
        const bool unknown =
            verb < range_.last && t_[verb].shape == TokenShape::kLower && t_[verb].classes == 0;
        if (verb < range_.last && (unknown || t_[verb].Is(kVerbBase | kBe | kHave))) {
          clause.verb = verb;
          if (polarity == Polarity::kNot || (k > end && t_[k - 1].Is(kNegation)))
            clause.polarity = Polarity::kNot;
          break;
        }
      }
      if (t_[k].mark == ';') break;
      // "We welcome the report and call on ports to": who is welcomed is asked for nothing.
      if ((t_[i].word == welcome_ || t_[i].word == welcomes_) && t_[k].Is(kConjunction) &&
          OpensPerformative(k + 1))
        return i;
    }
    if (clause.verb == kNowhere) {
      // "We recommend defining red lines", "The Board requires one lamp": what is asked for stands without an
      // addressee.
      const bool thing = named && modality == Modality::kObligation && end < range_.last &&
                         (t_[end].Is(kDeterminer | kAdverb) || t_[end].shape == TokenShape::kNumber);
      if (!(we && modality == Modality::kRecommendation && end < range_.last) && !thing) return i;
      clause.verb = i;
    }
    clause.named = named;
    if (goes_on) floor_ = subject;
    frames_.clear();
    Add(clause);
    return std::max(end, std::min(clause.verb, range_.last));
  }

  // "Decides", "Also requests": the first verb of a sentence whose subject stands above.
  bool IsOperative(uint32_t i) const {
    return (i == start_ || SkipAdverbs(start_) == i) && t_[i].Is(kVerbThird) && t_[start_].StartsUpper();
  }

  bool OpensPerformative(uint32_t at) const {
    const auto match = Lexicon::Match(lexicon_.cues, t_, SkipAdverbs(at), range_.last);
    return match.length > 0 && lexicon_.cue_list[match.value].form == Form::kPerformative;
  }

  // "We welcome the report and call on ports to", "Takes note of it and invites ports to": a second verb of
  // the subject that opens the sentence. `subject` is where the verb's own words begin.
  bool GoesOn(uint32_t i, uint32_t subject, uint32_t end) const {
    if (subject <= start_ + 1 || !t_[subject - 1].Is(kConjunction) || t_[subject - 1].Is(kSubordinator) ||
        t_[i].shape != TokenShape::kLower || !Usable(i) || Owing())
      return false;
    if (HasClauseSince(start_) && clauses_.back().kind == Clause::Kind::kModal) return false;
    if (t_[start_].word == we_) return t_[i].Is(kVerbBase) && (end > i + 1 || !t_[i].Is(kVerbOrNoun));
    if (!t_[i].Is(kVerbThird)) return false;
    return (t_[start_].StartsUpper() && t_[SkipAdverbs(start_)].Is(kVerbThird)) || OpensWithBody();
  }

  // "The Council welcomes ...": a body by its capital, right in front of the first verb.
  bool OpensWithBody() const {
    constexpr uint32_t kReach = 8;
    for (uint32_t k = start_ + 1; k + 1 < range_.last && k < start_ + kReach; ++k) {
      if (t_[k].Is(kModal | kBe | kRelative) || t_[k].shape == TokenShape::kMark) return false;
      if (t_[k].Is(kVerbThird) && t_[k].shape == TokenShape::kLower)
        return t_[k - 1].Is(kOrganisation) && t_[k - 1].shape == TokenShape::kCapital;
    }
    return false;
  }

  // "Requests that the Bureau keep a list": what is asked for, in the subjunctive. `that` when no such clause
  // follows; a modal there speaks for itself.
  uint32_t AtAskedFor(uint32_t that, Modality modality) {
    constexpr uint32_t kReach = 24;
    for (uint32_t k = that + 2; k + 1 < range_.last && k < that + kReach; ++k) {
      if (!Usable(k)) continue;
      if (t_[k].Is(kModal | kRelative | kHave | kVerbThird) || t_[k].mark == ';') return that;
      if (t_[k].Is(kBe) && t_[k].word != be_) return that;
      const Token& before = t_[k - 1];
      if (!before.IsWord() || before.word == to_ ||
          before.Is(kDeterminer | kPreposition | kAdjective | kConjunction))
        continue;
      const bool be = t_[k].word == be_;
      const bool verb = t_[k].Is(kVerbBase) && t_[k].shape == TokenShape::kLower &&
                        !t_[k].Is(kVerbPast | kPreposition) &&
                        (!t_[k].Is(kVerbOrNoun) || t_[k + 1].Is(kDeterminer | kPossessive));
      if (!be && !verb) continue;
      Clause clause;
      clause.kind = Clause::Kind::kSubjunctive;
      clause.modality = modality;
      clause.cue = {k, k + 1};
      clause.verb = k;
      clause.passive = be && t_[k + 1].Is(kVerbPast);
      frames_.clear();
      floor_ = that + 1;
      Add(clause);
      return k + 1;
    }
    return that;
  }

  void FindImperative() {
    uint32_t at = start_;
    Clause clause;
    clause.kind = Clause::Kind::kImperative;
    clause.modality = Modality::kRecommendation;
    // "2 Identify the lamps": the number of an item that no reader took away
    if (at + 1 < range_.last && t_[at].shape == TokenShape::kNumber && t_[at + 1].StartsUpper()) ++at;
    if (at < range_.last && please_ != 0 && t_[at].word == please_) ++at;
    if (at + 2 < range_.last && (t_[at].word == dont_ || (t_[at].word == do_ && t_[at + 1].word == not_))) {
      at += t_[at].word == dont_ ? 1 : 2;
      clause.polarity = Polarity::kNot;
    }
    at = SkipAdverbs(at, &clause.polarity);
    // "For containers, consider ...": behind the first comma of a sentence that opens with a preposition.
    const bool fronted = at < range_.last && t_[at].Is(kFronting | kSubordinator) && !t_[at].Is(kVerbBase);
    // "Using boats to fish, sail or fight": what somebody does; "When using boats, check the oars" asks.
    if (fronted && t_[at].Is(kVerbIng) && !t_[at].Is(kPreposition) &&
        !(at > start_ && t_[at - 1].Is(kSubordinator)))
      return;
    // "When not to light, trim or sell": the name of a question
    if (fronted && at + 2 < range_.last && t_[at].Is(kSubordinator) &&
        (t_[at + 1].word == to_ || (t_[at + 1].word == not_ && t_[at + 2].word == to_)))
      return;
    const uint32_t front = at;  // behind adverbs: "Always use the lamps"
    if (fronted) {
      if (!clauses_.empty()) return;  // "To keep the fen dry, mend the gates and sow reeds, owners shall"
      while (at < range_.last && !(IsComma(t_[at]) && Usable(at))) ++at;
      ++at;
      if (at < range_.last && please_ != 0 && t_[at].word == please_) ++at;
      if (at < range_.last) at = SkipAdverbs(at, &clause.polarity);
      if (at >= range_.last || (t_[at].Is(kVerbOrNoun) && !IsVerbBehindFront(at))) return;
    }
    const bool behind_front = fronted && IsVerbBehindFront(at);
    if (at + 1 >= range_.last || !Usable(at)) return;
    if (t_[at].Is(kModal) || (t_[at].Is(kBe) && !(at == front && IsBeImperative(at)))) return;
    const bool verb =
        clause.polarity == Polarity::kNot
            ? t_[at].Is(kVerbBase)
            : (!t_[at].Is(kNoImperative) || IsVerbBeforeAdjective(at) || IsVerbBehindAdverb(at)) &&
                  StartsVerbPhrase(t_, at, range_.last);
    // "Use the lamps of the port": a noun seldom stands right in front of an article.
    if (!verb && !behind_front && !(at == front && IsVerbBeforeArticle(at))) return;
    if (clause.polarity == Polarity::kDo && !fronted && first_finite_ != kNowhere &&
        first_finite_ <= at + 3 && !GoesOnInClause(at, first_finite_) && !IsVerbOfSaying(at))
      return;
    // A finite verb right behind a short noun phrase: "Access is limited".
    for (uint32_t k = at + 1; k < range_.last && k < at + 4; ++k) {
      if (t_[k].Is(kRelative | kSubordinator) && !t_[k].Is(kPreposition)) {
        if (k == at + 1 && !t_[at].Is(kTakesThat)) return;  // "Conduct that is forbidden"
        break;                                              // "Ensure that lamps are lit"
      }
      if (k > at + 1 && t_[k].Is(kPronoun) && !t_[k].Is(kDeterminer)) break;  // "Open doors you are shown"
      if ((t_[k].Is(kModal) || (t_[k].Is(kBe) && t_[k].word != be_)) && !IsVerbOfSaying(at)) return;
    }
    clause.cue = {at, at + 1};
    clause.verb = at;
    clause.range.first = start_;
    const bool motive = fronted && ((t_[front].word == to_ && t_[front + 1].Is(kVerbBase)) ||
                                    Lexicon::Match(lexicon_.motives, t_, front, range_.last).length > 0);
    if (motive) clause.range.first = at;
    clauses_.insert(clauses_.begin(), clause);
    floors_.insert(floors_.begin(), clause.range.first);
    opened_.insert(opened_.begin(), kNowhere);
  }

  // "Be careful with lamps", "Be very clear about the rules": with a capital, in front of an adjective.
  bool IsBeImperative(uint32_t at) const {
    if (t_[at].word != be_ || t_[at].shape != TokenShape::kCapital) return false;
    const uint32_t next = SkipAdverbs(at + 1);
    return next + 1 < range_.last && t_[next].shape == TokenShape::kLower &&
           (t_[next].Is(kAdjective) || (t_[next].classes & ~uint64_t{kHedge}) == 0);
  }

  // "Verify lamps are lit": a clause without "that" may be its object.
  bool IsVerbOfSaying(uint32_t at) const { return t_[at].Is(kTakesThat) && !t_[at].Is(kVerbOrNoun); }

  // "Ensure that lamps are lit": the finite verb belongs to what is ensured.
  bool GoesOnInClause(uint32_t verb, uint32_t finite) const {
    for (uint32_t k = verb + 1; k < finite; ++k) {
      if (!t_[k].Is(kRelative | kSubordinator) || t_[k].Is(kPreposition)) continue;
      return k > verb + 1 || t_[verb].Is(kTakesThat);  // "Conduct that is forbidden": a noun
    }
    return false;
  }

  // "Use strong ropes", "Review new lamps": a noun seldom stands right in front of an adjective.
  bool IsVerbBeforeAdjective(uint32_t at) const {
    return t_[at].Is(kVerbOrNoun) && at == start_ && t_[at].shape == TokenShape::kCapital &&
           at + 2 < range_.last && t_[at + 1].Is(kAdjective) && t_[at + 1].shape == TokenShape::kLower &&
           t_[at + 2].IsWord() && !t_[at + 2].Is(kPreposition | kConjunction | kBe | kModal);
  }

  // "Only use lamps of the port"; "Highly secure" has an adverb that no list knows
  bool IsVerbBehindAdverb(uint32_t at) const {
    return at == start_ + 1 && t_[at].Is(kVerbOrNoun) && t_[at].shape == TokenShape::kLower &&
           t_[start_].Is(kAdverb) && t_[start_].word != 0 && t_[start_].StartsUpper();
  }

  // "If a lamp fails, stop the crane", "When sailing, keep your lamps lit": no noun stands between a comma
  // and an article, and no finite verb follows that could make a subject of it.
  bool IsVerbBehindFront(uint32_t at) const {
    return at + 2 < range_.last && t_[at].Is(kVerbBase) && t_[at].Is(kVerbOrNoun) &&
           t_[at].shape == TokenShape::kLower && IsComma(t_[at - 1]) &&
           t_[at + 1].Is(kDeterminer | kPossessive) && !t_[at + 1].StartsUpper() && !HasFiniteBehind(at);
  }

  // "Use the lamps", "Review your logs", "Test all locks": with a capital, in a sentence that has no other
  // verb in reach that could make a subject of it.
  bool IsVerbBeforeArticle(uint32_t at) const {
    if (!t_[at].Is(kVerbBase) || !t_[start_].StartsUpper() || t_[at].shape == TokenShape::kUpper ||
        !t_[at + 1].Is(kDeterminer | kPossessive) || t_[at + 1].StartsUpper())
      return false;
    if (!t_[at].Is(kVerbOrNoun)) return false;  // "See the list", "Note that": a remark
    return !HasFiniteBehind(at);
  }

  // Whether a finite verb follows the word at `at` within reach, in front of anything subordinate.
  bool HasFiniteBehind(uint32_t at) const {
    constexpr uint32_t kReach = 14;
    for (uint32_t k = at + 2; k < range_.last && k < at + kReach; ++k) {
      if (t_[k].Is(kRelative | kSubordinator) && !t_[k].Is(kPreposition)) return false;
      if (t_[k].Is(kModal | kHave) || (t_[k].Is(kBe) && t_[k].word != be_)) return true;
    }
    return false;
  }

  void Add(const Clause& clause) {
    clauses_.push_back(clause);
    floors_.push_back(floor_);
    opened_.push_back(last_finite_);
    last_finite_ = kNowhere;
    if (first_finite_ == kNowhere) first_finite_ = clause.cue.first;
  }

  // "is required.", "is encouraged by": no noun and no object goes on.
  bool EndsPhrase(uint32_t end) const {
    return end >= range_.last || t_[end].shape == TokenShape::kMark ||
           (t_[end].Is(kPreposition | kSubordinator | kConjunction | kAdverb) && t_[end].word != to_);
  }

  // "A permit is required", "X is encouraged", and no "as is required", "none is required".
  bool SaysThatItIs(uint32_t be, uint32_t end) const {
    if (be == start_ || !(t_[be - 1].IsWord() || t_[be - 1].mark == ')') ||
        t_[be - 1].Is(kPronoun | kDeterminer))
      return false;
    if (t_[start_].word == no_ || t_[start_].Is(kSubordinator) || t_[start_].word == it_) return false;
    for (uint32_t k = be + 1; k < end; ++k) {
      if (t_[k].Is(kNegation)) return false;
    }
    return true;
  }

  // "The file has a field which must be set": the main clause only tells, and the duty stands behind "which".
  void FindDutiesInRelatives() {
    constexpr uint32_t kNounPhrase = 8;
    for (const uint32_t relative : duties_) {
      const uint32_t modal = relative + 1;
      const auto cue = Lexicon::Match(lexicon_.cues, t_, modal, range_.last);
      if (cue.length == 0 || lexicon_.cue_list[cue.value].modality != Modality::kObligation) continue;
      uint32_t first = relative;
      while (first > start_ && first + kNounPhrase > relative && t_[first - 1].IsWord() &&
             !t_[first - 1].Is(kPreposition | kConjunction | kAnyVerb | kBe)) {
        --first;
        if (t_[first].Is(kDeterminer)) break;
      }
      if (first == relative) continue;
      Clause clause;
      clause.cue = {modal, modal + static_cast<uint32_t>(cue.length)};
      clause.modality = Modality::kObligation;
      clause.verb = SkipInterruptions(clause.cue.last, &clause.polarity);
      if (clause.verb >= range_.last) continue;
      clause.passive =
          t_[clause.verb].word == be_ && clause.verb + 1 < range_.last && t_[clause.verb + 1].Is(kVerbPast);
      floor_ = first;
      Add(clause);
    }
  }

  // Where `kept`, the last clause that was kept, ends and clause `k` starts: at a conjunction or comma in
  // front of its subject. False when nothing separates them. Behind `kept` and before `searched` nothing
  // does, which is known from the clauses between them: "shall keep shall keep ..." is not read again for
  // each "shall".
  bool Separate(const Clause& kept, uint32_t kept_floor, size_t k, uint32_t searched, uint32_t* end,
                uint32_t* start) const {
    const uint32_t from = std::max(kept.verb == kNowhere ? kept.cue.last : kept.verb, kept.cue.last);
    const uint32_t unread = std::max(from, searched);
    const uint32_t cue = clauses_[k].cue.first;
    if (floors_[k] > from && floors_[k] > kept_floor) {
      *start = floors_[k];
      *end = floors_[k];
      while (*end > from && (t_[*end - 1].shape == TokenShape::kMark || t_[*end - 1].Is(kConjunction) ||
                             t_[*end - 1].word == that_ || (except_ != 0 && t_[*end - 1].word == except_)))
        --*end;
      return true;
    }
    uint32_t found = kNowhere;
    for (uint32_t i = cue; i-- > unread;) {
      if (!Usable(i)) continue;
      if (t_[i].Is(kConjunction) &&
          !(t_[i].Is(kSubordinator) && i + 1 < range_.last && t_[i + 1].Is(kVerbIng))) {
        const bool comma = i > from && IsComma(t_[i - 1]);
        if (comma || i + 1 == cue || t_[i].word == but_ || t_[i].Is(kSubordinator)) {
          *start = i + 1;
          *end = comma ? i - 1 : i;
          return true;
        }
        // "X shall be protected and a system shall be established": an article opens the new subject.
        if (found == kNowhere || (i + 1 < cue && t_[i + 1].Is(kDeterminer | kPronoun))) found = i;
      }
    }
    if (found == kNowhere) {
      for (uint32_t i = cue; i-- > unread;) {
        if (Usable(i) && IsComma(t_[i])) {
          *start = i + 1;
          *end = i;
          return true;
        }
      }
      return false;
    }
    *start = found + 1;
    *end = found;
    return true;
  }

  void PlaceBoundaries() {
    std::vector<Clause> placed;
    uint32_t kept_floor = 0;
    uint32_t searched = 0;
    for (size_t k = 0; k < clauses_.size(); ++k) {
      Clause& clause = clauses_[k];
      clause.range.last = range_.last;
      if (placed.empty()) {
        clause.range.first = std::min(BehindFact(k), clause.cue.first);
      } else {
        uint32_t end = 0, start = 0;
        if (!Separate(placed.back(), kept_floor, k, searched, &end, &start)) {
          searched = std::max(searched, clause.cue.first);
          continue;
        }
        placed.back().range.last = std::max(end, placed.back().cue.last);
        clause.range.first = std::min(SkipConnectives(start), clause.cue.first);
        clause.shared_subject = SkipAdverbs(clause.range.first) >= clause.cue.first;
      }
      clause.subject =
          clause.inverted.empty() ? FindSubject(clause.range.first, clause.cue.first) : clause.inverted;
      if (clause.inverted.empty()) SkipMotive(&clause);
      placed.push_back(clause);
      kept_floor = floors_[k];
      searched = 0;
    }
    for (Clause& clause : placed) {
      while (clause.range.last > clause.cue.last && t_[clause.range.last - 1].shape == TokenShape::kMark &&
             std::string_view(",;:-").find(t_[clause.range.last - 1].mark) != std::string_view::npos) {
        --clause.range.last;
      }
      clause.verb = std::min(clause.verb, clause.range.last);
    }
    clauses_ = std::move(placed);
  }

  // Where clause `k`, the first of its sentence, starts: behind a clause that only tells something, "The
  // Board has met, and it must meet again".
  uint32_t BehindFact(size_t k) const {
    const uint32_t floor = floors_[k], fact = opened_[k], cue = clauses_[k].cue.first;
    if (fact == kNowhere || fact < floor || fact + 2 >= cue) return floor;
    // "Where the toll exceeds what the owner and the pilot agreed, this rule shall apply": within the
    // condition "and" joins two of those it speaks of.
    const WordId opening = t_[floor].word;
    const bool condition = opening != 0 && (opening == where_ || opening == if_ || opening == when_);
    for (uint32_t i = cue - 1; i > fact + 1; --i) {
      if (!Usable(i) || !t_[i].Is(kConjunction) || t_[i].Is(kSubordinator)) continue;
      const bool subject = !condition && i + 1 < cue && t_[i + 1].Is(kDeterminer | kPronoun);
      // "It is distinct from boats, and is required to": without a new subject the old one goes on.
      if (!subject && !t_[cue].Is(kModal)) continue;
      if (IsComma(t_[i - 1]) || t_[i].word == but_ || subject) return SkipConnectives(i + 1);
    }
    return floor;
  }

  // "To keep the fen dry, owners shall", "Although it rains, owners shall": purpose, reason and concession in
  // front are no part of what shall be done.
  void SkipMotive(Clause* clause) const {
    const uint32_t first = clause->range.first;
    if (clause->subject.empty() || clause->subject.first <= first) return;
    const bool purpose =
        t_[first].word == to_ && first + 1 < range_.last && t_[first + 1].Is(kVerbBase | kBe | kHave);
    const bool further = t_[first].Is(kAdverb) && first + 1 < range_.last && t_[first + 1].word == to_;
    if (purpose || further || Lexicon::Match(lexicon_.motives, t_, first, range_.last).length > 0)
      clause->range.first = clause->subject.first;
  }

  // The subject in [first, cue): the first stretch between commas that opens with no preposition,
  // conjunction or participle, with what continues it.
  TokenRange FindSubject(uint32_t first, uint32_t cue) const {
    TokenRange subject = FindFirstSubject(first, cue);
    // Behind a fronted adverbial with commas of its own ("For lamps, ropes and sails, owners shall") the noun
    // phrase right in front of the modal is the subject, with what is coordinated with it.
    uint32_t start = first;
    while (start < cue && t_[start].shape == TokenShape::kMark) ++start;
    if (start < cue && subject.first > start && !subject.empty() && OpensAdverbial(start, cue)) {
      uint32_t chunk = ChunkStart(first, subject.last);
      bool conjoined = false;
      for (uint32_t i = chunk; i < subject.last; ++i) conjoined |= Usable(i) && t_[i].Is(kConjunction);
      if (chunk > subject.first && !conjoined && subject.last == cue && !OpensAdverbial(chunk, cue))
        subject.first = chunk;
    }
    return subject;
  }

  bool OpensAdverbial(uint32_t head, uint32_t end) const {
    return t_[head].Is(kFronting | kNegation | kSubordinator) ||
           (t_[head].Is(kVerbIng) && !t_[head].Is(kVerbBase)) ||
           (t_[head].Is(kPreposition) && !t_[head].Is(kDeterminer)) ||
           Lexicon::Match(lexicon_.motives, t_, head, end).length > 0;
  }

  // Where the stretch between commas starts that ends at `last`.
  uint32_t ChunkStart(uint32_t first, uint32_t last) const {
    uint32_t at = last;
    while (at > first && !(IsComma(t_[at - 1]) && Usable(at - 1))) --at;
    return at;
  }

  TokenRange FindFirstSubject(uint32_t first, uint32_t cue) const {
    TokenRange subject;
    bool fronted = true;
    uint32_t chunk = first;
    for (uint32_t i = first; i <= cue; ++i) {
      if (i < cue && !(IsComma(t_[i]) && Usable(i))) continue;
      uint32_t head = chunk;
      while (head < i && (t_[head].shape == TokenShape::kMark && t_[head].mark != '(')) ++head;
      if (head < i) {
        const bool continues = t_[head].Is(kConjunction) && chunk > first;
        const bool year =
            t_[head].shape == TokenShape::kNumber && i - head == 1;              // "by January 1, 2029, the"
        const bool inverted = chunk == first && t_[head].Is(kModal) && i < cue;  // "Should it fail, the"
        const bool adverbial = year || inverted || t_[head].Is(kFronting) || t_[head].Is(kNegation) ||
                               (t_[head].Is(kVerbIng) && !t_[head].Is(kVerbBase)) ||
                               (t_[head].Is(kPreposition) && !t_[head].Is(kDeterminer)) ||
                               (t_[head].Is(kAdverb) && i - head < 3 && i < cue);
        if (continues ? !fronted : !adverbial) {
          if (subject.empty()) subject.first = head;
          subject.last = i;
          fronted = false;
        } else if (!subject.empty()) {
          break;  // "The Secretary, in coordination with the Director, shall"
        }
      }
      chunk = i + 1;
    }
    if (subject.empty()) {
      // "In preparing the report the Secretary of State must": a determiner right behind a noun.
      for (uint32_t i = cue; i-- > first + 1;) {
        if (t_[i].Is(kDeterminer | kPronoun) && IsContent(t_[i - 1]) && !t_[i - 1].Is(kVerbIng)) {
          subject = {i, cue};
          break;
        }
        if (IsComma(t_[i])) break;
      }
    }
    while (!subject.empty() && t_[subject.last - 1].Is(kAdverb) && !t_[subject.last - 1].Is(kPronoun))
      --subject.last;
    return subject;
  }

  const Lexicon& lexicon_;
  const std::vector<Token>& t_;
  TokenRange range_;
  bool open_;
  bool resolves_;
  bool start_of_report_ = false;
  uint32_t start_ = 0;
  uint32_t floor_ = 0;                // where the current main clause can start at the earliest
  uint32_t first_finite_ = kNowhere;  // the first finite verb of the main level
  uint32_t last_finite_ = kNowhere;   // the last one since the last clause that was found
  WordId to_, not_, that_, as_, we_, be_, may_, cannot_, please_, dont_, do_, hereby_, it_, but_, resolved_,
      for_, while_, whereas_, no_, what_, whose_, was_, were_, been_, allowed_, permitted_, permissible_,
      welcome_, welcomes_, except_, declared_, where_, if_, when_;
  std::vector<Frame> frames_;
  std::vector<Clause> clauses_;
  std::vector<uint32_t> floors_;
  std::vector<uint32_t> opened_;  // beside clauses_: the last finite verb of the main level in front of each
  std::vector<uint32_t> duties_;  // relatives that a modal follows
};

}  // namespace

std::vector<Clause> FindClauses(const Lexicon& lexicon, const std::vector<Token>& tokens, TokenRange sentence,
                                bool open, bool resolves) {
  return ClauseFinder(lexicon, tokens, sentence, open, resolves).Find();
}

}  // namespace concord
