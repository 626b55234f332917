// Measures: clauses that ask, allow or promise an action, list items under opening words, imperatives.
#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/text.h"
#include "ingest/extractors/extractor.h"
#include "ingest/extractors/measures/addressees.h"
#include "ingest/extractors/measures/modality.h"
#include "ingest/language/clauses.h"
#include "ingest/language/glossary.h"
#include "ingest/language/language.h"
#include "ingest/language/lexicon.h"
#include "ingest/language/segments.h"
#include "ingest/language/verb_phrases.h"

namespace concord {
namespace {

// What opening words hand down to their items.
struct Frame {
  bool active = false;
  bool tells = false;  // the items say what could be, and ask nothing
  bool third = false;  // the items say in the third person what the addressee does
  Modality modality = Modality::kObligation;
  Polarity polarity = Polarity::kDo;
  std::vector<Span> addressees;
  AddresseeSource source = AddresseeSource::kNone;
  int32_t measure = -1;  // the opening words' own measure
  Span trigger;
};

class MeasureExtractor {
 public:
  MeasureExtractor(const TextStretch& passage, Findings* findings)
      : passage_(passage),
        document_(*passage.document),
        lexicon_(*passage.lexicon),
        t_(passage.tokens->tokens),
        findings_(*findings),
        agents_(passage, *findings) {
    to_ = lexicon_.vocabulary.Find("to");
    of_ = lexicon_.vocabulary.Find("of");
    be_ = lexicon_.vocabulary.Find("be");
    that_ = lexicon_.vocabulary.Find("that");
    term_ = lexicon_.vocabulary.Find("term");
    terms_ = lexicon_.vocabulary.Find("terms");
    following_ = lexicon_.vocabulary.Find("following");
    will_ = lexicon_.vocabulary.Find("will");
    may_ = lexicon_.vocabulary.Find("may");
    can_ = lexicon_.vocabulary.Find("can");
    as_ = lexicon_.vocabulary.Find("as");
  }

  void Run() {
    segments_ = SplitSegments(passage_, *passage_.tokens);
    frames_.assign(segments_.size(), {});
    first_child_.assign(segments_.size(), -1);
    for (size_t s = 0; s < segments_.size(); ++s) {
      const int32_t lead = segments_[s].lead;
      if (lead >= 0 && first_child_[static_cast<size_t>(lead)] < 0)
        first_child_[static_cast<size_t>(lead)] = static_cast<int32_t>(s);
    }
    FindVerbLists();
    for (size_t s = 0; s < segments_.size(); ++s) RunSegment(s);
  }

 private:
  std::string_view Text(const Token& token) const { return document_.TextOf(token.span()); }

  // ---- lists ----------------------------------------------------------------------------------------

  // What the items of one list share: their opening words, or the section that their clauses stand in.
  int64_t ListOf(const Segment& segment) const {
    if (segment.lead >= 0) return segment.lead;
    const Block& block = document_.blocks[segment.block];
    if (block.kind != BlockKind::kListItem) return -1;
    const Section& section = document_.sections[block.section];
    const bool clause = section.kind == SectionKind::kClause && section.heading.empty();
    return int64_t{UINT32_MAX} + (clause ? section.parent : static_cast<int32_t>(block.section));
  }

  // Lists in which most of what is plain begins with a verb: there "Report incidents" and "Test
  // backups" do, too.
  void FindVerbLists() {
    struct Count {
      uint32_t verbs = 0, others = 0;
    };
    std::unordered_map<int64_t, Count> lists;
    std::vector<int64_t> list_of(segments_.size());
    for (size_t s = 0; s < segments_.size(); ++s) {
      list_of[s] = ListOf(segments_[s]);
      const TokenRange range = TrimSentence(WithoutNumber(segments_[s]));
      if (list_of[s] < 0 || range.size() < 2) continue;
      const Token& first = t_[range.first];
      if (first.Is(kVerbBase) && (first.Is(kVerbOrNoun) || first.Is(kNoImperative))) continue;
      Count& count = lists[list_of[s]];
      ++(first.StartsUpper() && StartsVerbPhrase(t_, range.first, range.last) ? count.verbs : count.others);
    }
    verb_list_.resize(segments_.size());
    for (size_t s = 0; s < segments_.size(); ++s) {
      const auto found = lists.find(list_of[s]);
      verb_list_[s] = found != lists.end() && found->second.verbs > found->second.others;
    }
  }

  // ---- which text can hold measures ---------------------------------------------------------------

  bool IsFramework(const Segment& segment) const {
    return document_.sections[document_.blocks[segment.block].section].kind == SectionKind::kItem;
  }

  // ---- segments --------------------------------------------------------------------------------------

  void RunSegment(size_t s) {
    const Segment& segment = segments_[s];
    if (segment.lead >= 0 && !segment.tokens.empty() && segment.block != last_block_) {
      // A list item goes on with its opening words' sentence.
    } else if (segment.block != last_block_) {
      const uint32_t section = document_.blocks[segment.block].section;
      if (section != last_section_) {
        if (!before_.spans.empty()) {
          named_earlier_ = before_;
          named_in_ = last_section_;
        }
        before_ = {};
        first_block_ = segment.block;
      }
      last_section_ = section;
    }
    last_block_ = segment.block;
    if (!HoldsMeasures(passage_, segment.block) || !IsEnglish(document_, segment.block)) return;
    if (document_.blocks[first_block_ == UINT32_MAX ? segment.block : first_block_].kind ==
            BlockKind::kHeading ||
        first_block_ == UINT32_MAX)
      first_block_ = segment.block;
    const Frame* frame = segment.lead >= 0 ? &frames_[static_cast<size_t>(segment.lead)] : nullptr;
    if (frame != nullptr && !frame->active) frame = nullptr;
    const std::vector<TokenRange> sentences = Sentences(WithoutNumber(segment));
    bool labelled = false;  // by a control's number: "GOVERN 4.1:"
    bullets_of_verbs_ = HasBulletsOfVerbs(sentences);
    tells_readers_ = TellsReaders(sentences);
    for (size_t q = 0; q < sentences.size(); ++q) {
      const bool open = q + 1 == sentences.size() && segment.has_items;
      TokenRange sentence = sentences[q];
      if (t_[sentence.first].quoted && t_[sentence.last - 1].quoted) continue;
      if (frame != nullptr && q == 0 && RunItem(s, sentence, *frame, open)) continue;
      RunSentence(s, sentence, open, labelled);
      labelled = IsControlLabel(sentence) || IsRequirementLabel(sentence);
    }
  }

  // Without a paragraph's number that no reader took away: "3 The Parties shall", "(b) To keep", "2. The".
  TokenRange WithoutNumber(const Segment& segment) const {
    TokenRange range = segment.tokens;
    uint32_t at = range.first;
    const bool open = at < range.last && t_[at].mark == '(';
    if (open) ++at;
    if (at + 2 >= range.last || t_[at].end - t_[at].start > 4) return range;
    const bool number = t_[at].shape == TokenShape::kNumber;
    const bool closed = t_[at + 1].mark == ')' || (!open && t_[at + 1].mark == '.');
    if (closed && (number || t_[at].end - t_[at].start == 1 || open)) {
      if (t_[at + 1].mark == '.' && !number) return range;  // "U. S. firms"
      if (t_[at + 2].space_before) return {at + 2, range.last};
    } else if (number && !open && t_[at + 1].shape == TokenShape::kCapital && t_[at + 1].space_before &&
               t_[at + 1].Is(kDeterminer | kPronoun | kFronting | kSubordinator)) {
      return {at + 1, range.last};
    }
    return range;
  }

  // Sentences, cut also behind a label: "GUIDANCE: Start with ...", "4.1.text=Boats shall ..."
  std::vector<TokenRange> Sentences(TokenRange range) const {
    std::vector<TokenRange> out;
    for (TokenRange sentence : SplitSentences(document_.text, t_, range)) {
      uint32_t first = sentence.first;
      if (const uint32_t behind = BehindKey(sentence); behind < sentence.last) {
        out.push_back({first, behind});
        first = behind;
      }
      for (uint32_t i = first; i + 1 < sentence.last; ++i) {
        if (t_[i].nesting > 0) continue;
        if (IsBullet(i, sentence.last)) {
          if (i > first) out.push_back({first, i});
          first = i + 1;
          continue;
        }
        if (first == range.first && IsLabelDash({first, i}, sentence.last)) {
          out.push_back({first, i + 1});
          first = i + 1;
          continue;
        }
        if (t_[i].mark != ':') continue;
        uint32_t next = i + 1;
        while (next + 1 < sentence.last && t_[next].shape == TokenShape::kMark && t_[next].mark != '(')
          ++next;
        if (!t_[next].space_before || !(t_[next].StartsUpper() || IsRequirementLabel({first, i + 1}) ||
                                        IsLabelOfVerb({first, i + 1}, sentence.last)))
          continue;
        out.push_back({first, i + 1});
        first = i + 1;
      }
      if (first < sentence.last) out.push_back({first, sentence.last});
    }
    return out;
  }

  // A few words without a verb, as they stand in front of a colon or dash: "Lamp care".
  bool IsLabel(TokenRange words) const {
    constexpr uint32_t kLongest = 6;  // tokens
    if (words.empty() || words.size() > kLongest || !t_[words.first].StartsUpper()) return false;
    for (uint32_t i = words.first; i < words.last; ++i) {
      if (t_[i].Is(kModal | kBe | kHave | kRelative | kAim | kRemark | kNegation) || t_[i].mark == ',' ||
          t_[i].quoted)
        return false;
    }
    return true;
  }

  // "Lamp care: keep the glass clean": behind a label a verb in small letters asks, too.
  bool IsLabelOfVerb(TokenRange label, uint32_t last) const {
    const uint32_t next = label.last;
    if (!IsLabel({label.first, label.last - 1}) || next + 2 >= last || t_[next].shape != TokenShape::kLower ||
        !t_[next].Is(kVerbBase) || t_[next].Is(kNoImperative | kRemark | kVerbPast | kAdjective))
      return false;
    return !t_[next].Is(kVerbOrNoun) || t_[next + 1].Is(kDeterminer | kPossessive);
  }

  // "Lamp care - Keepers must clean the glass": a label, a dash and a sentence that asks.
  bool IsLabelDash(TokenRange label, uint32_t last) const {
    constexpr uint32_t kReach = 40;  // tokens
    const uint32_t next = label.last + 1;
    if (label.empty() || t_[label.last].mark != '-' || !t_[label.last].space_before || next + 3 >= last ||
        !t_[next].space_before || !t_[next].StartsUpper() || !IsLabel(label))
      return false;
    if (t_[next].Is(kVerbBase) && StartsVerbPhrase(t_, next, last)) return true;
    for (uint32_t i = next + 1; i < last && i < next + kReach; ++i) {
      if (t_[i].mark == '.' || t_[i].mark == ';') break;
      if (t_[i].Is(kModal)) return true;
    }
    return false;
  }

  // "... the gates, - Establish a log": a list in a row of words, as cells of tables have it.
  bool IsBullet(uint32_t i, uint32_t last) const {
    return t_[i].mark == '-' && t_[i].end - t_[i].start == 1 && t_[i].space_before && i + 1 < last &&
           t_[i + 1].space_before && t_[i + 1].shape == TokenShape::kCapital &&
           t_[i + 1].Is(kVerbBase | kVerbIng);
  }

  bool IsBehindBullet(TokenRange sentence) const {
    return sentence.first > 0 && t_[sentence.first - 1].mark == '-' && t_[sentence.first - 1].space_before &&
           t_[sentence.first].space_before;
  }

  // Whether most of what stands behind bullets within the words, and is plain, begins with a verb.
  bool HasBulletsOfVerbs(const std::vector<TokenRange>& sentences) const {
    uint32_t verbs = 0, others = 0;
    for (const TokenRange sentence : sentences) {
      if (!IsBehindBullet(sentence) || t_[sentence.first].Is(kVerbOrNoun | kNoImperative)) continue;
      ++(StartsVerbPhrase(t_, sentence.first, sentence.last) ? verbs : others);
    }
    return verbs > 1 && verbs > others;
  }

  // Whether another whole sentence of the paragraph plainly is an imperative: "Submit the log each week.
  // Report leaks to the tower."
  bool TellsReaders(const std::vector<TokenRange>& sentences) const {
    constexpr uint32_t kShortest = 4;  // tokens
    if (sentences.size() < 2 || passage_.glossary->tone == Glossary::Tone::kBinding) return false;
    return std::ranges::any_of(sentences, [&](TokenRange sentence) {
      const Token& first = t_[sentence.first];
      return sentence.size() >= kShortest && first.shape == TokenShape::kCapital &&
             t_[sentence.last - 1].mark == '.' &&
             !first.Is(kVerbOrNoun | kNoImperative | kVerbPast | kRemark) && first.Is(kVerbBase) &&
             StartsVerbPhrase(t_, sentence.first, sentence.last) && !IsStatement(TrimSentence(sentence));
    });
  }

  // Where the text of a line begins that has a key and an equals sign in front, without blanks;
  // `sentence.last` when it has none.
  uint32_t BehindKey(TokenRange sentence) const {
    constexpr uint32_t kLongestKey = 12;  // tokens
    for (uint32_t i = sentence.first; i + 1 < sentence.last && i < sentence.first + kLongestKey; ++i) {
      if (i > sentence.first && t_[i].space_before) break;
      if (t_[i].mark == '=' && i > sentence.first) return i + 1;
    }
    return sentence.last;
  }

  // Whether the items below segment `s` begin with verbs ("(a) inform", "to inform", "informing").
  bool HasVerbItems(size_t s) const {
    const int32_t child = first_child_[s];
    if (child < 0) return false;
    const TokenRange range = segments_[static_cast<size_t>(child)].tokens;
    return FindItemVerb(range) < range.last;
  }

  bool GerundItems(size_t s) const {
    const int32_t child = first_child_[s];
    if (child < 0) return false;
    const TokenRange range = segments_[static_cast<size_t>(child)].tokens;
    const uint32_t verb = FindItemVerb(range);
    return verb < range.last && t_[verb].Is(kVerbIng) && !t_[verb].Is(kVerbBase);
  }

  static constexpr uint32_t kNone = UINT32_MAX;

  // The verb that a list item begins with, behind adverbs and a fronted adverbial; `range.last` when the
  // item is no verb phrase.
  uint32_t FindItemVerb(TokenRange range) const {
    uint32_t at = range.first;
    while (at < range.last && t_[at].shape == TokenShape::kMark) ++at;
    if (at >= range.last) return range.last;
    const auto at_verb = [&](uint32_t i) -> uint32_t {
      while (i < range.last && t_[i].Is(kAdverb | kNegation) && !t_[i].Is(kVerbBase)) ++i;
      if (i < range.last && t_[i].word == to_) ++i;
      while (i < range.last && t_[i].Is(kAdverb | kNegation) && !t_[i].Is(kVerbBase)) ++i;
      if (i >= range.last) return kNone;
      if (StartsVerbPhrase(t_, i, range.last)) return i;
      // In a list of verbs a word that can be one is one, unless it is plainly a noun.
      if (t_[i].Is(kVerbBase) && i + 1 < range.last && t_[i + 1].shape != TokenShape::kMark &&
          !t_[i + 1].Is(kPreposition | kModal | kBe | kConjunction) &&
          !(i > range.first && t_[i - 1].Is(kDeterminer))) {
        return i;
      }
      if (i > range.first && t_[i - 1].word == to_ && t_[i].shape == TokenShape::kLower &&
          !t_[i].Is(kDeterminer | kPronoun))
        return i;
      // A verb that we do not know: "mend the bridges".
      if (t_[i].shape == TokenShape::kLower && t_[i].classes == 0 && i + 1 < range.last &&
          t_[i + 1].Is(kDeterminer | kPronoun) && !t_[i + 1].Is(kRelative))
        return i;
      if (t_[i].Is(kVerbBase) && t_[i].Is(kVerbOrNoun) && i + 1 < range.last && t_[i + 1].Is(kPreposition) &&
          t_[i + 1].word != of_ &&
          (t_[i].shape == TokenShape::kLower || EqualsIgnoreCase(Text(t_[i]), "work")))
        return i;
      if (t_[i].Is(kVerbIng) && !t_[i].Is(kPreposition) && i + 1 < range.last &&
          t_[i + 1].shape != TokenShape::kMark)
        return i;
      return kNone;
    };
    if (const uint32_t verb = at_verb(at); verb != kNone) return verb;
    if (t_[at].Is(kFronting | kPreposition | kSubordinator | kNegation)) {
      for (uint32_t i = at; i + 1 < range.last && i < at + 80; ++i) {
        if (t_[i].mark != ',' || t_[i].nesting > 0) continue;
        // "(c) consistent with the rules, mending gates"
        const uint32_t verb = at_verb(i + 1);
        const bool first = i == FirstComma(at, range.last) && !t_[at].Is(kVerbIng | kVerbPast);
        if (verb != kNone &&
            (t_[verb].Is(kVerbBase) || (first && (t_[verb].word == be_ || !t_[verb].Is(kBe | kHave)))))
          return verb;
        if (t_[i].mark == ';' || t_[i].Is(kModal)) break;
      }
    }
    return range.last;
  }

  uint32_t FirstComma(uint32_t at, uint32_t last) const {
    while (at < last && (t_[at].mark != ',' || t_[at].nesting > 0)) ++at;
    return at;
  }

  TokenRange TrimSentence(TokenRange range) const {
    while (!range.empty() && t_[range.last - 1].shape == TokenShape::kMark &&
           std::string_view(".;:,-!").find(t_[range.last - 1].mark) != std::string_view::npos)
      --range.last;
    while (range.size() > 1 && t_[range.last - 1].Is(kConjunction)) {
      --range.last;
      while (!range.empty() && t_[range.last - 1].shape == TokenShape::kMark &&
             std::string_view(";,").find(t_[range.last - 1].mark) != std::string_view::npos)
        --range.last;
    }
    while (!range.empty() && t_[range.first].shape == TokenShape::kMark && t_[range.first].mark != '(')
      ++range.first;
    return range;
  }

  // An item under opening words. False when it is no verb phrase and has to stand for itself.
  bool RunItem(size_t s, TokenRange sentence, const Frame& frame, bool open) {
    const TokenRange range = TrimSentence(sentence);
    if (range.empty()) return false;
    if (t_[range.first].Is(kModal)) {  // "the Committee -- (A) may not prohibit"
      return RunModalItem(s, range, frame, open);
    }
    if (frame.third) return RunThirdItem(s, range, frame);
    const uint32_t verb = FindItemVerb(range);
    if (verb >= range.last) {
      if (open && t_[range.last - 1].Is(kRelative)) return true;  // "(B) a plan that-- (i) names the bridges"
      if (open && !FindsClause(range)) {  // "(B) not later than 180 days after that date--"
        frames_[s] = frame;
        return true;
      }
      return false;
    }
    const bool weak = open && IsWeak(verb);
    if (!weak) {
      for (const VerbPhrase& phrase : SplitVerbs(t_, range.first, verb, range.last)) {
        Measure measure;
        const TokenRange part = TrimSentence({phrase.first, phrase.last});
        if (part.empty()) continue;
        measure.span = SpanOf(t_, part);
        measure.modality = frame.modality;
        measure.polarity = frame.polarity;
        if (IsAvoidance(document_, t_[phrase.verb]) ||
            (phrase.verb > part.first && t_[phrase.verb - 1].Is(kNegation)))
          measure.polarity = Polarity::kNot;
        // "shall: (1) not use": what binds and is not to be done is forbidden; to avoid is still a duty.
        if (phrase.verb > part.first && t_[phrase.verb - 1].Is(kNegation) &&
            measure.modality == Modality::kObligation)
          measure.modality = Modality::kProhibition;
        Addressees who = Inherited(frame);
        if (phrase.verb < part.last && t_[phrase.verb].word == be_) {  // "be led by the Adviser"
          if (Addressees by = agents_.ByAgent(phrase.verb, part.last); !by.spans.empty()) who = std::move(by);
        }
        measure.addressees = std::move(who.spans);
        measure.addressee_source = who.source;
        measure.trigger = frame.trigger;
        measure.lead = frame.measure;
        measure.confidence = 0.85f;
        Emit(s, part, phrase.verb, std::move(measure));
      }
      before_ = {frame.addressees, frame.source};
    }
    if (open) {
      frames_[s] = frame;
      frames_[s].active = weak || HasVerbItems(s);
      if (!weak) frames_[s].active = false;  // "(3) redesignate the following officials:" has nouns below it
      if (!weak && HasVerbItems(s) && StartsWithLowerVerb(s)) frames_[s].active = true;
    }
    return true;
  }

  static Addressees Inherited(const Frame& frame) {
    if (frame.addressees.empty()) return {};
    return {frame.addressees, frame.source == AddresseeSource::kImplied ? AddresseeSource::kImplied
                                                                        : AddresseeSource::kInherited};
  }

  bool StartsWithLowerVerb(size_t s) const {
    const int32_t child = first_child_[s];
    if (child < 0) return false;
    const TokenRange range = segments_[static_cast<size_t>(child)].tokens;
    const uint32_t verb = FindItemVerb(range);
    return verb < range.last && t_[verb].Is(kVerbBase) && !t_[verb].Is(kVerbOrNoun) &&
           t_[verb].shape == TokenShape::kLower;
  }

  bool FindsClause(TokenRange range) const { return !FindClauses(lexicon_, t_, range, false).empty(); }

  // "The organization: a. Reviews the log": what a catalogue wants of the organization.
  bool RunThirdItem(size_t s, TokenRange range, const Frame& frame) {
    uint32_t verb = range.first;
    while (verb < range.last && t_[verb].Is(kAdverb)) ++verb;
    if (verb + 1 >= range.last || !t_[verb].Is(kVerbThird)) return false;
    Measure measure;
    measure.span = SpanOf(t_, range);
    measure.modality = frame.modality;
    Addressees who = Inherited(frame);
    measure.addressees = std::move(who.spans);
    measure.addressee_source = who.source;
    measure.confidence = 0.6f;
    Emit(s, range, verb, std::move(measure));
    return true;
  }

  bool RunModalItem(size_t s, TokenRange range, const Frame& frame, bool open) {
    std::vector<Clause> clauses = FindClauses(lexicon_, t_, range, open);
    for (Clause& clause : clauses) {
      if (!clause.subject.empty()) continue;
      if (open && clause.verb >= clause.range.last) {  // "(2) shall-- (A) be kept": the items go on
        frames_[s] = frame;
        frames_[s].modality = clause.modality;
        frames_[s].polarity = clause.polarity;
        frames_[s].trigger = SpanOf(t_, clause.cue);
        continue;
      }
      const auto judgement = JudgeClause(lexicon_, t_, clause, SubjectKind::kAgent, passage_.glossary->tone);
      if (!judgement) continue;
      Addressees who{frame.addressees,
                     frame.addressees.empty() ? AddresseeSource::kNone : AddresseeSource::kInherited};
      if (clause.passive) who = agents_.ByAgent(clause.verb, clause.range.last);
      EmitClause(s, clause, *judgement, who);
    }
    return !clauses.empty();
  }

  // Verbs that only carry a list: "shall include:", "shall be to:", "has the following tasks:".
  bool IsWeak(uint32_t verb) const {
    const std::string_view word = Text(t_[verb]);
    return t_[verb].Is(kBe | kHave) || StartsWithIgnoreCase(word, "includ") || EqualsIgnoreCase(word, "do") ||
           EqualsIgnoreCase(word, "seek") || EqualsIgnoreCase(word, "ensure") ||
           EqualsIgnoreCase(word, "cover") || EqualsIgnoreCase(word, "contain");
  }

  // "The tasks of the Board may include-- (A) mending": each item is up to the Board. Where nobody is named,
  // the items only say what is possible.
  bool MayInclude(const Clause& clause, const Addressees& addressees) const {
    return clause.modality == Modality::kPermission && !addressees.spans.empty() &&
           clause.verb < clause.range.last && EqualsIgnoreCase(Text(t_[clause.verb]), "include");
  }

  // Whether the opening words end in a modal that is not the clause's own.
  bool EndsInModal(TokenRange sentence, const Clause& clause) const {
    uint32_t last = sentence.last;
    while (last > sentence.first + 1 &&
           (t_[last - 1].shape == TokenShape::kMark || t_[last - 1].Is(kAdverb) || IsEitherWord(last - 1)))
      --last;
    return t_[last - 1].Is(kModal) && last > clause.cue.last;
  }

  // Whether opening words that end in a modal ask or allow anything: "it could: (a) flood" only tells.
  bool HandsDown(const Clause& clause, SubjectKind kind) const {
    const bool agent =
        kind == SubjectKind::kAgent || kind == SubjectKind::kWe || kind == SubjectKind::kPronoun;
    if (!t_[clause.cue.first].Is(kModal)) return true;
    if (clause.modality == Modality::kPermission)
      return t_[clause.cue.first].word == may_ &&
             (agent || passage_.glossary->tone == Glossary::Tone::kBinding);
    if (clause.modality == Modality::kCommitment) return agent && t_[clause.cue.first].word == will_;
    return true;
  }

  bool MentionsFollowing(TokenRange range) const {
    constexpr uint32_t kReach = 40;
    for (uint32_t i = range.last > range.first + kReach ? range.last - kReach : range.first; i < range.last;
         ++i) {
      if (t_[i].word != 0 && t_[i].word == following_) return true;
    }
    return false;
  }

  void RunSentence(size_t s, TokenRange sentence, bool open, bool labelled) {
    const Glossary::Tone tone = passage_.glossary->tone;
    if (sentence.last > sentence.first && t_[sentence.last - 1].mark == '?' &&
        t_[sentence.last - 1].end - t_[sentence.last - 1].start == 1)
      return;
    if (IsDefinition(sentence)) return;
    // "In theory, lamps should last."
    if (sentence.size() > 2 && EqualsIgnoreCase(Text(t_[sentence.first]), "in") &&
        EqualsIgnoreCase(Text(t_[sentence.first + 1]), "theory"))
      return;
    std::vector<Clause> clauses = FindClauses(lexicon_, t_, sentence, open, LeadEndsInThat(segments_[s]));
    const bool verb_items = open && HasVerbItems(s);
    bool of_thing = false;  // the clause before has a thing for its subject and names nobody
    for (size_t k = 0; k < clauses.size(); ++k) {
      const Clause& clause = clauses[k];
      const bool last = k + 1 == clauses.size();
      if (IsTerm(clause.subject) || IsExistential(clause)) continue;
      // "Ten Lamps We Must Light": a title
      if (clause.cue.first > sentence.first && t_[clause.cue.first].Is(kModal) &&
          t_[clause.cue.first].shape == TokenShape::kCapital)
        continue;
      SubjectKind kind = agents_.KindOf(clause.subject);
      if (kind == SubjectKind::kNone && clause.shared_subject) kind = last_kind_;
      if (clause.kind == Clause::Kind::kImperative && !AcceptsImperative(segments_[s], clause)) continue;
      if (clause.kind == Clause::Kind::kImperative && IsRemark(clause)) continue;
      // "It is important to note that ...": a remark.
      if (clause.kind == Clause::Kind::kImpersonal && clause.verb < clause.range.last &&
          t_[clause.verb].Is(kRemark))
        continue;
      // "The Council urges", "The Act requires operators to", but not "The model invites users to".
      const bool requires_thing =
          clause.named && clause.verb == clause.cue.first && clause.modality == Modality::kObligation;
      if (requires_thing &&
          (tone != Glossary::Tone::kPolicy || kind != SubjectKind::kAgent || !IsName(clause.subject)))
        continue;
      if (clause.named && clause.kind == Clause::Kind::kPerformative && kind != SubjectKind::kAgent &&
          kind != SubjectKind::kWe && !IsBody(clause.subject) &&
          !(clause.modality == Modality::kObligation &&
            (agents_.NamesSomebody(clause) || NamesText(clause.subject))))
        continue;
      Addressees addressees;
      // "The effect can be subtle, but should not be ignored": what has no doer above has none here.
      if (clause.shared_subject && of_thing && clause.kind == Clause::Kind::kModal &&
          kind == SubjectKind::kThing)
        addressees = clause.passive ? agents_.ByAgent(clause.verb, clause.range.last) : Addressees{};
      else if (clause.kind != Clause::Kind::kImperative)
        addressees = agents_.AddresseesOf(clause, kind, BeforeOf(clause, kind));
      of_thing = kind == SubjectKind::kThing && addressees.spans.empty();
      // "The tasks of the Board are to keep the log": what the Board has to do.
      if (kind == SubjectKind::kThing && clause.kind == Clause::Kind::kModal && !clause.passive &&
          agents_.OwesTask(clause))
        kind = SubjectKind::kAgent;
      // "Vendors should see to the following: (a) The log should be kept."
      if (addressees.spans.empty() && !clause.passive && kind != SubjectKind::kAgent &&
          segments_[s].lead >= 0)
        addressees = FromLead(s);
      last_kind_ = kind;
      std::optional<Judgement> judgement{{clause.modality, clause.polarity}};
      const bool asks_anybody =
          clause.kind == Clause::Kind::kImpersonal || clause.kind == Clause::Kind::kImperative;
      if (asks_anybody && clause.modality == Modality::kRecommendation && tone == Glossary::Tone::kBinding)
        judgement->modality = Modality::kObligation;
      if (clause.kind != Clause::Kind::kImperative && clause.kind != Clause::Kind::kPerformative &&
          clause.kind != Clause::Kind::kImpersonal) {
        // "It shall be for ...", with an antecedent that is an agent only when the sentence before had one.
        if (kind == SubjectKind::kPronoun && addressees.spans.empty()) kind = SubjectKind::kThing;
        if (kind == SubjectKind::kThing && clause.passive && addressees.source == AddresseeSource::kExplicit)
          kind = SubjectKind::kAgent;
        if (clause.passive && addressees.spans.empty() && clause.modality == Modality::kCommitment)
          kind = SubjectKind::kThing;
        judgement = JudgeClause(lexicon_, t_, clause, kind, tone);
        // "Thieves may forge a key": in a text that asks for nothing it only tells.
        if (judgement && judgement->modality == Modality::kPermission && !passage_.glossary->asks &&
            tone != Glossary::Tone::kBinding &&
            !(clause.subject.size() > 0 && agents_.IsPublicBody(agents_.HeadOf(clause.subject)) &&
              (t_[clause.subject.first].Is(kDeterminer) || IsBody(clause.subject))))
          judgement.reset();
      }
      // "Data will be kept apart" promises in a policy, and foretells elsewhere.
      if (!judgement && clause.passive && clause.kind == Clause::Kind::kModal &&
          kind == SubjectKind::kThing && t_[clause.cue.first].word == will_ && passage_.glossary->asks &&
          (IsPolicy() || (tone == Glossary::Tone::kPolicy && SpeaksOfAll(clause.subject))))
        judgement = Judgement{Modality::kCommitment, clause.polarity};
      // "The Board can impose fines": what a public body can do to others, it may.
      if (!judgement && kind == SubjectKind::kAgent && clause.kind == Clause::Kind::kModal &&
          clause.modality == Modality::kPermission && clause.polarity == Polarity::kDo && !clause.passive &&
          clause.verb < clause.range.last && t_[clause.verb].Is(kEmpowering) &&
          t_[clause.cue.first].word == can_ && agents_.IsPublicBody(agents_.HeadOf(clause.subject)))
        judgement = Judgement{Modality::kPermission, Polarity::kDo};
      // "The report shall be short, but may contain an annex."
      if (!judgement && k > 0 && judged_ && clause.shared_subject &&
          clause.modality == Modality::kPermission && clause.polarity == Polarity::kDo &&
          t_[clause.cue.first].word == may_)
        judgement = Judgement{Modality::kPermission, Polarity::kDo};
      judged_ = judgement && judgement->modality == Modality::kObligation;
      const bool opening = open && last;
      if (opening) {
        Frame frame;
        frame.modality = judgement ? judgement->modality : clause.modality;
        frame.polarity = clause.polarity;
        frame.addressees = addressees.spans;
        frame.source = addressees.source;
        frame.trigger = SpanOf(t_, clause.cue);
        const bool no_verb = clause.verb >= clause.range.last;
        const bool weak = !no_verb && (IsWeak(clause.verb) || MentionsFollowing(clause.range));
        frame.tells = no_verb && !HandsDown(clause, kind);
        frame.active =
            no_verb ? !frame.tells
                    : verb_items && (judgement ||
                                     (weak && !clause.passive && clause.modality == Modality::kObligation) ||
                                     MayInclude(clause, addressees));
        // "has a plan that would either: (a) flood": the items end what stands behind "that".
        if (EndsInModal(sentence, clause)) {
          frame.active = false;
          frame.tells = true;
        }
        // "unlawful to do any of the following: (A) providing ...": the items only list ways.
        if (!no_verb && verb_items && !IsWeak(clause.verb) && weak && GerundItems(s)) {
          frame.active = false;
        } else if (no_verb || (weak && verb_items)) {
          frames_[s] = frame;
          if (!addressees.spans.empty()) before_ = addressees;
          continue;
        }
        if (judgement) frame.measure = static_cast<int32_t>(findings_.measures.size());
        frames_[s] = frame;
      }
      if (!addressees.spans.empty() && kind != SubjectKind::kPronoun) before_ = addressees;
      if (judgement) EmitClause(s, clause, *judgement, addressees);
    }
    if (open && clauses.empty()) frames_[s].tells = EndsInModal(sentence, Clause{}) || TellsAims(sentence);
    if (open && clauses.empty() && verb_items) OpenPolicy(s, sentence);
    if (open && clauses.empty() && (HasModalItems(s) || HasThirdItems(s, sentence))) OpenSubject(s, sentence);
    if (clauses.empty() && RunListVerb(s, sentence)) return;
    if (clauses.empty() && RunPledge(s, sentence)) return;
    if (clauses.empty() && (labelled || IsFramework(segments_[s]))) EmitStatement(s, sentence, labelled);
  }

  // "We keep lamps lit": in a policy that its authors set themselves.
  bool RunPledge(size_t s, TokenRange sentence) {
    const TokenRange range = TrimSentence(sentence);
    if (range.size() < 4 || !EqualsIgnoreCase(Text(t_[range.first]), "we") || !IsPolicy()) return false;
    uint32_t verb = range.first + 1;
    while (verb < range.last && t_[verb].Is(kAdverb) && !t_[verb].Is(kNegation)) ++verb;
    if (verb + 1 >= range.last || !t_[verb].Is(kVerbBase) ||
        t_[verb].Is(kStative | kReporting | kRemark | kBe | kHave | kDo | kModal | kVerbPast))
      return false;
    Clause clause;
    clause.kind = Clause::Kind::kCommissive;
    clause.modality = Modality::kCommitment;
    clause.range = range;
    clause.subject = {range.first, range.first + 1};
    clause.verb = verb;
    clause.cue = {range.first, verb + 1};
    EmitClause(s, clause, {Modality::kCommitment, Polarity::kDo},
               {{t_[range.first].span()}, AddresseeSource::kImplied});
    return true;
  }

  // "Report incidents within a day": the first words of an item, in a list of imperatives.
  bool RunListVerb(size_t s, TokenRange sentence) {
    const bool behind_bullet = bullets_of_verbs_ && IsBehindBullet(sentence);
    const bool whole = tells_readers_ && sentence.size() > 4 && t_[sentence.last - 1].mark == '.';
    if (!behind_bullet && !whole && (!verb_list_[s] || sentence.first != WithoutNumber(segments_[s]).first))
      return false;
    const TokenRange range = TrimSentence(sentence);
    if (range.size() < 3 || !t_[range.first].StartsUpper() || !t_[range.first].Is(kVerbOrNoun) ||
        t_[range.first].Is(kRemark) || IsStatement(range) || FindItemVerb(range) != range.first)
      return false;
    // "Network traffic generated by keepers": a noun and what was done to it.
    for (uint32_t i = range.first + 1; i < range.last && i < range.first + 4; ++i) {
      if (t_[i].Is(kVerbPast) && !t_[i].Is(kAdjective | kVerbBase) && t_[i - 1].IsWord() &&
          !t_[i - 1].Is(kDeterminer | kPreposition | kAdverb))
        return false;
    }
    Clause clause;
    clause.kind = Clause::Kind::kImperative;
    clause.modality = Modality::kRecommendation;
    clause.range = range;
    clause.verb = range.first;
    clause.cue = {range.first, range.first + 1};
    if (!AcceptsImperative(segments_[s], clause)) return false;
    EmitClause(s, clause, {ImperativeModality(), Polarity::kDo}, {});
    return true;
  }

  // An act that tells somebody to do something obliges him.
  Modality ImperativeModality() const {
    return passage_.glossary->tone == Glossary::Tone::kBinding ? Modality::kObligation
                                                               : Modality::kRecommendation;
  }

  // "The goals of the schema included:", "attackers who rely on being able to:": no opening words of their
  // own that ask, but an aim, the past, or the end of a subordinate clause.
  bool TellsAims(TokenRange sentence) const {
    const TokenRange words = TrimSentence(sentence);
    if (words.empty()) return false;
    const Token& last = t_[words.last - 1];
    bool relative = false;
    for (uint32_t i = words.first; i < words.last; ++i) relative |= t_[i].Is(kRelative);
    if (last.word == to_ && to_ != 0 && relative) return true;
    if (last.Is(kVerbPast) && !last.Is(kVerbBase) && words.size() > 2 && t_[words.last - 2].Is(kAim))
      return true;
    for (uint32_t i = words.first; i < words.last; ++i) {
      if (t_[i].Is(kAim)) return true;
      // "The schema is intended to meet the following needs:"
      if (t_[i].Is(kForeseeing) && i + 1 < words.last && t_[i + 1].word == to_) return true;
    }
    return false;
  }

  // The name of a thing and no sentence: "Become A Keeper", "RATE LIMIT".
  bool IsTitle(TokenRange range) const {
    uint32_t words = 0;
    for (uint32_t i = range.first; i < range.last; ++i) {
      if (!t_[i].IsWord()) continue;
      if (t_[i].shape == TokenShape::kLower && !t_[i].Is(kPreposition | kConjunction | kDeterminer))
        return false;
      ++words;
    }
    return words > 1;
  }

  // All in capitals.
  bool IsLoud(TokenRange range) const {
    for (uint32_t i = range.first; i < range.last; ++i) {
      if (t_[i].shape == TokenShape::kLower || t_[i].shape == TokenShape::kCapital) return false;
    }
    return true;
  }

  // "Write to keeper@port.example", "{{ define "main" }}"
  bool HasAddress(TokenRange range) const {
    if (range.first > 0 && t_[range.first - 1].mark == '{') return true;
    if (document_.TextOf(SpanOf(t_, range)).find("../") != std::string_view::npos) return true;
    if (range.last < t_.size() && t_[range.last].mark == '=' && !t_[range.last].space_before) return true;
    for (uint32_t i = range.first; i < range.last; ++i) {
      if (t_[i].mark == '@' || (!t_[i].IsWord() && t_[i].mark == '}') ||
          StartsWithIgnoreCase(Text(t_[i]), "http"))
        return true;
    }
    return false;
  }

  // Whether the document calls itself by a name of texts that rule what its readers do.
  bool IsPolicy() const {
    static constexpr auto kKinds =
        std::to_array<std::string_view>({"policy", "standard", "procedure", "directive", "rules"});
    static constexpr size_t kOfAnyTone = 3;
    // A directive and rules that bind are acts.
    const size_t kinds = passage_.glossary->tone == Glossary::Tone::kPolicy ? kKinds.size() : kOfAnyTone;
    return std::ranges::any_of(kKinds.begin(), kKinds.begin() + kinds,
                               [&](std::string_view kind) { return passage_.glossary->own.HasKind(kind); });
  }

  // "All lamps", "no visitor": a rule, where "the lamps" may be a forecast.
  bool SpeaksOfAll(TokenRange subject) const {
    static constexpr auto kAll = std::to_array<std::string_view>({"all", "any", "each", "every", "no"});
    return !subject.empty() && std::ranges::any_of(kAll, [&](std::string_view word) {
      return EqualsIgnoreCase(Text(t_[subject.first]), word);
    });
  }

  // "PLA requires one lamp", "The Lamp Board requires a log": a name, and not "the lamp" or "A keeper".
  bool IsName(TokenRange subject) const {
    if (subject.empty()) return false;
    const uint32_t head = agents_.HeadOf(subject);
    return t_[head].shape == TokenShape::kUpper || t_[head].shape == TokenShape::kMixed ||
           (head > subject.first && t_[head].StartsUpper());
  }

  // "The Committee": a body by its capital.
  bool IsBody(TokenRange subject) const {
    if (subject.empty()) return false;
    const Token& head = t_[agents_.HeadOf(subject)];
    return head.Is(kOrganisation) && head.shape == TokenShape::kCapital;
  }

  // "The Act", "SB 981", "Section 3": a text that requires something.
  bool NamesText(TokenRange subject) const {
    for (uint32_t i = subject.first; i < subject.last; ++i) {
      if (t_[i].shape == TokenShape::kNumber || (t_[i].Is(kDocumentNoun) && i + 1 == subject.last))
        return true;
    }
    return false;
  }

  // "paragraph (b)", "subsections (4) and (5)": a place in an act.
  bool NamesPlace(TokenRange range) const {
    constexpr uint32_t kLongest = 3;  // bytes
    for (uint32_t i = range.first + 1; i + 2 < t_.size() && i + 1 < range.last; ++i) {
      if (t_[i].mark == '(' && t_[i - 1].IsWord() && t_[i + 2].mark == ')' &&
          t_[i + 1].end - t_[i + 1].start <= kLongest)
        return true;
    }
    return false;
  }

  // Whom the opening words of the list, or of the list around it, name.
  Addressees FromLead(size_t s) const {
    constexpr int kLevels = 4;
    int32_t lead = segments_[s].lead;
    for (int level = 0; lead >= 0 && level < kLevels; ++level) {
      if (const Frame& frame = frames_[static_cast<size_t>(lead)]; !frame.addressees.empty())
        return Inherited(frame);
      lead = segments_[static_cast<size_t>(lead)].lead;
    }
    return {};
  }

  // "It is the sense of Congress that-- (1) the Bureau expedite ..."
  bool LeadEndsInThat(const Segment& segment) const {
    if (segment.lead < 0) return false;
    const TokenRange lead = TrimSentence(segments_[static_cast<size_t>(segment.lead)].tokens);
    // "a plan that-- (1) names the bridges": the items go on with what the plan does.
    const TokenRange item = TrimSentence(segment.tokens);
    if (!item.empty() && t_[item.first].Is(kVerbThird) && !t_[item.first].StartsUpper()) return false;
    return !lead.empty() && t_[lead.last - 1].word == that_ && that_ != 0;
  }

  // "There is authorized to be appropriated": says what there is, and whom it lets act only in passing.
  bool IsExistential(const Clause& clause) const {
    return clause.subject.size() == 1 && clause.modality == Modality::kPermission &&
           EqualsIgnoreCase(Text(t_[clause.subject.first]), "there");
  }

  // "The term 'bridge' shall not include": a definition goes on.
  bool IsTerm(TokenRange subject) const {
    for (uint32_t i = subject.first; i < subject.last && i < subject.first + 2; ++i) {
      if (t_[i].word != 0 && (t_[i].word == term_ || t_[i].word == terms_)) return true;
    }
    return false;
  }

  // The addressees that the clause may refer back to: of this section, or of one that it names: "(1) ...
  // shall report. (2) Each report required under paragraph (1) shall".
  const Addressees* BeforeOf(const Clause& clause, SubjectKind kind) const {
    if (!before_.spans.empty() || named_earlier_.spans.empty()) return &before_;
    // "1. The Board shall meet. 2. It shall report."
    if (kind == SubjectKind::kPronoun && StandsBeside(named_in_)) return &named_earlier_;
    // "1. The Board shall make a plan. 2. The plan shall include"
    if (kind == SubjectKind::kThing && !clause.subject.empty() &&
        (clause.modality == Modality::kObligation || clause.modality == Modality::kProhibition) &&
        t_[clause.subject.first].word == lexicon_.the &&
        passage_.glossary->tone == Glossary::Tone::kBinding && StandsBeside(named_in_))
      return &named_earlier_;
    for (uint32_t i = clause.subject.first; i + 1 < clause.subject.last; ++i) {
      if (t_[i + 1].mark != '(' || !t_[i].IsWord()) continue;
      if ((EqualsIgnoreCase(Text(t_[i]), "subsection") || EqualsIgnoreCase(Text(t_[i]), "paragraph")) &&
          StandsBeside(named_in_))
        return &named_earlier_;
    }
    return &before_;
  }

  // Whether `other` and the section that is being read stand under one parent, `other` perhaps deeper.
  bool StandsBeside(uint32_t other) const {
    const int32_t parent = document_.sections[last_section_].parent;
    for (auto at = static_cast<int32_t>(other); at >= 0;) {
      at = document_.sections[static_cast<size_t>(at)].parent;
      if (at == parent) return true;
    }
    return false;
  }

  bool HasModalItems(size_t s) const {
    const int32_t child = first_child_[s];
    if (child < 0) return false;
    const TokenRange range = TrimSentence(segments_[static_cast<size_t>(child)].tokens);
    return !range.empty() && t_[range.first].Is(kModal);
  }

  // "The organization: a. Reviews the log; b. Reports": somebody, and verbs in the third person below.
  bool HasThirdItems(size_t s, TokenRange sentence) const {
    constexpr uint32_t kLongest = 8;  // tokens
    constexpr size_t kReach = 30;     // segments
    const TokenRange subject = TrimSentence(sentence);
    if (subject.empty() || subject.size() > kLongest || passage_.glossary->tone == Glossary::Tone::kBinding)
      return false;
    for (uint32_t i = subject.first; i < subject.last; ++i) {
      if (t_[i].Is(kRelative | kBe | kHave | kModal) || t_[i].shape == TokenShape::kMark) return false;
    }
    const uint32_t head = agents_.HeadOf(subject);
    if (!agents_.IsAgentToken(head) && !t_[head].Is(kGeneric | kOrganisation)) return false;
    uint32_t items = 0, third = 0;
    if (first_child_[s] < 0) return false;
    const size_t first = static_cast<size_t>(first_child_[s]);
    for (size_t k = first; k < segments_.size() && k < first + kReach && items < 3; ++k) {
      if (segments_[k].lead != static_cast<int32_t>(s)) continue;
      const TokenRange item = TrimSentence(WithoutNumber(segments_[k]));
      ++items;
      third += item.size() > 1 && t_[item.first].Is(kVerbThird);
    }
    return third > 0 && third == items;
  }

  // "The Committee, pursuant to the rules-- (A) may not ...": the items bring their modals, or verbs in the
  // third person.
  void OpenSubject(size_t s, TokenRange sentence) {
    TokenRange subject = TrimSentence(sentence);
    for (uint32_t i = subject.first; i < subject.last; ++i) {
      if (t_[i].mark == ',') subject.last = i;
    }
    Frame& frame = frames_[s];
    frame.active = true;
    frame.third = !HasModalItems(s);
    if (frame.third) frame.modality = Modality::kRecommendation;
    if (subject.empty() || (!frame.third && !agents_.IsAgentToken(agents_.HeadOf(subject)))) return;
    frame.addressees.push_back(SpanOf(t_, subject));
    frame.source = AddresseeSource::kExplicit;
  }

  // "It is the policy of the United States-- (1) to ensure": the items are commitments.
  void OpenPolicy(size_t s, TokenRange sentence) {
    const WordId policy = lexicon_.vocabulary.Find("policy");
    for (uint32_t i = sentence.first; i + 2 < sentence.last; ++i) {
      if (t_[i].word != policy || t_[i + 1].word != of_) continue;
      Frame frame;
      frame.active = true;
      frame.modality = Modality::kCommitment;
      const TokenRange owner = TrimSentence({i + 2, sentence.last});
      if (!owner.empty()) frame.addressees.push_back(SpanOf(t_, owner));
      frame.source = AddresseeSource::kExplicit;
      frames_[s] = frame;
      return;
    }
  }

  bool IsDefinition(TokenRange sentence) const {
    const WordId means = lexicon_.vocabulary.Find("means");
    for (uint32_t i = sentence.first; i < sentence.last && i < sentence.first + 40; ++i) {
      if (t_[i].word == means && means != 0 && t_[i].nesting == 0 && i > sentence.first &&
          !t_[i - 1].Is(kDeterminer | kPreposition | kConjunction) &&
          !(i + 1 < sentence.last && t_[i + 1].Is(kModal | kBe | kPreposition))) {
        return true;
      }
      if (t_[i].Is(kModal)) return false;
    }
    return false;
  }

  bool AcceptsImperative(const Segment& segment, const Clause& clause) const {
    if (clause.range.size() < 2) return false;
    const uint32_t end = clause.range.last;
    const bool stop =
        end < segment.tokens.last && std::string_view(".;!").find(t_[end].mark) != std::string_view::npos;
    if (HasAddress(clause.range) || (!stop && IsTitle(clause.range))) return false;
    // "LIGHT Act of 2031", "Help Ships Sail Act - Related bill": names.
    if (t_[clause.verb].shape == TokenShape::kUpper && !IsLoud(clause.range)) return false;
    TokenRange front = clause.range;
    for (uint32_t i = front.first; i < front.last; ++i) {
      if (t_[i].mark == '-' && t_[i].space_before) front.last = i;
    }
    if (front.size() > 2 && front.last < clause.range.last && IsTitle(front)) return false;
    // "Scope: Buy and Build."
    constexpr uint32_t kShort = 4;
    if (clause.range.size() < kShort && IsTitle(clause.range) && IsBehindLabel(clause.range)) return false;
    // An act seldom speaks to its readers: whole sentences only, and none that changes another act.
    if (passage_.glossary->tone == Glossary::Tone::kBinding &&
        (!stop || segment.lead >= 0 || clause.range.size() < 4 || t_[clause.verb].Is(kAmending) ||
         !t_[clause.range.first].StartsUpper() ||
         (clause.verb != clause.range.first && !t_[clause.range.first].Is(kSubordinator))))
      return false;
    if (segment.lead >= 0 && frames_[static_cast<size_t>(segment.lead)].tells) return false;
    // "In subsection (3), omit paragraph (b)": changes the words of another act.
    if (t_[clause.verb].Is(kAmending) && NamesPlace({clause.range.first, clause.range.last})) return false;
    // A cell of a table holds names more often than sentences, and two words may be a name anywhere.
    const bool cell = document_.blocks[segment.block].kind == BlockKind::kTableCell;
    if (cell || clause.range.size() < 3) {
      return stop;
    }
    return true;
  }

  // "GOVERN 4.1:", "PR.AC-3:": capitals and a number with a part.
  bool IsControlLabel(TokenRange sentence) const {
    if (sentence.size() < 3 || sentence.size() > 7 || t_[sentence.last - 1].mark != ':' ||
        t_[sentence.first].shape != TokenShape::kUpper)
      return false;
    uint32_t numbers = 0;
    for (uint32_t i = sentence.first + 1; i + 1 < sentence.last; ++i) {
      numbers += t_[i].shape == TokenShape::kNumber;
      if (t_[i].shape == TokenShape::kLower || t_[i].shape == TokenShape::kCapital) return false;
    }
    return numbers >= 2;
  }

  // "Requirement:", "(a) Requirement:", "Control Statement:"
  bool IsRequirementLabel(TokenRange sentence) const {
    constexpr uint32_t kLongest = 6;  // tokens
    if (sentence.size() < 2 || sentence.size() > kLongest || t_[sentence.last - 1].mark != ':') return false;
    const Token& word = t_[sentence.last - 2];
    return word.StartsUpper() &&
           (EqualsIgnoreCase(Text(word), "requirement") || EqualsIgnoreCase(Text(word), "requirements"));
  }

  // Whether the words are a sentence that tells: with a verb that is finite whatever stands around it. "AI
  // Deployment and Monitoring" is a name, and so is "Data collected by users".
  bool IsStatement(TokenRange range) const {
    bool owing = false;  // a relative has had no verb yet
    for (uint32_t i = range.first + 1; i < range.last; ++i) {
      const Token& token = t_[i];
      if (token.nesting > 0 || token.quoted) continue;
      if (token.Is(kRelative) || (token.Is(kSubordinator) && !token.Is(kPreposition))) owing = true;
      // "the rights of keepers, particularly as lamps become brighter"
      if (token.word == as_ && i + 2 < range.last && (t_[i - 1].mark == ',' || t_[i - 1].Is(kAdverb)) &&
          !t_[i + 1].Is(kAdverb | kAdjective | kVerbPast | kHedge))
        owing = true;
      const bool be = token.Is(kBe) && token.word != be_ && !token.Is(kVerbIng);
      const bool third = token.Is(kVerbThird) && !token.Is(kVerbOrNoun) &&
                         token.shape == TokenShape::kLower && t_[i - 1].IsWord() &&
                         !t_[i - 1].Is(kDeterminer | kPreposition | kAdjective);
      const bool plural = token.Is(kVerbBase) && !token.Is(kVerbPast) &&
                          (!token.Is(kVerbOrNoun) || Text(t_[i - 1]).ends_with('s')) && i + 1 < range.last &&
                          token.shape == TokenShape::kLower && t_[i + 1].Is(kDeterminer | kPossessive) &&
                          t_[i - 1].IsWord() && t_[i - 1].word != to_ &&
                          !t_[i - 1].Is(kDeterminer | kPreposition | kConjunction | kModal | kAnyVerb);
      if (!be && !third && !plural && !(token.Is(kHave) && !token.Is(kVerbIng))) continue;
      if (!owing) return true;
      owing = false;
    }
    return false;
  }

  // "Note that lamps fail", "Find the list below": speaks of the text to its readers.
  bool IsRemark(const Clause& clause) const {
    const uint32_t next = clause.verb + 1;
    if (next < clause.range.last && t_[clause.verb].Is(kRemark) && t_[next].word == that_) return true;
    static constexpr auto kLook =
        std::to_array<std::string_view>({"find", "see", "read", "click", "browse", "explore", "view"});
    static constexpr auto kWhere = std::to_array<std::string_view>({"below", "above", "here"});
    return (IsOneOfIgnoreCase(Text(t_[clause.verb]), kLook) &&
            IsOneOfIgnoreCase(Text(t_[clause.range.last - 1]), kWhere)) ||
           InvitesReaders(clause);
  }

  // "For the newest figures, visit our website", "Use this form to offer feedback": in a text that is no
  // policy, whoever wrote it speaks of himself.
  bool InvitesReaders(const Clause& clause) const {
    static constexpr auto kTurn =
        std::to_array<std::string_view>({"visit", "access", "use", "download", "follow", "subscribe", "find",
                                         "see", "check", "explore", "fill"});
    static constexpr auto kPlaces =
        std::to_array<std::string_view>({"website", "webpage", "site", "page", "portal", "blog", "newsletter",
                                         "form", "survey", "repository"});
    if (IsPolicy() || passage_.glossary->tone == Glossary::Tone::kBinding ||
        !IsOneOfIgnoreCase(Text(t_[clause.verb]), kTurn))
      return false;
    for (uint32_t i = clause.verb + 1; i + 1 < clause.range.last; ++i) {
      const std::string_view word = Text(t_[i]);
      if ((EqualsIgnoreCase(word, "our") || EqualsIgnoreCase(word, "this")) &&
          IsOneOfIgnoreCase(Text(t_[i + 1]), kPlaces))
        return true;
    }
    return false;
  }

  // A row of a framework that states an outcome: "Roles are defined and communicated." Only what the row says
  // first: what follows explains it.
  void EmitStatement(size_t s, TokenRange sentence, bool labelled) {
    const TokenRange range = TrimSentence(sentence);
    const Segment& segment = segments_[s];
    const BlockKind kind = document_.blocks[segment.block].kind;
    if (kind == BlockKind::kTableCell && !labelled) return;
    if (segment.block != first_block_ && segment.lead < 0 && !labelled) return;
    if (sentence.first != WithoutNumber(segment).first && !IsBehindLabel(sentence)) return;
    // "Considerations include: ..." lists.
    if (range.size() > 2 && EqualsIgnoreCase(Text(t_[range.first + 1]), "include")) return;
    if (t_[range.first].Is(kRemark)) return;  // "Note that it takes time"
    // "Determine if: the log is kept" is a question, and goes on in small letters.
    const bool small =
        labelled && t_[range.first].Is(kDeterminer);  // "Requirement: an inspector reads the log"
    if (range.size() < 4 || !(t_[range.first].StartsUpper() || small) || t_[range.first].Is(kSubordinator) ||
        !IsStatement(range))
      return;
    Measure measure;
    measure.span = SpanOf(t_, range);
    measure.modality = Modality::kRecommendation;
    measure.confidence = 0.6f;
    Emit(s, range, range.last, std::move(measure));
  }

  bool IsBehindLabel(TokenRange sentence) const {
    return sentence.first > 0 && t_[sentence.first - 1].mark == ':';
  }

  void EmitClause(size_t s, const Clause& clause, const Judgement& judgement, const Addressees& addressees) {
    const bool split = clause.verb < clause.range.last;
    std::vector<VerbPhrase> phrases;
    if (split && !IsEither(clause)) {
      phrases = SplitVerbs(t_, clause.range.first, clause.verb, clause.range.last);
      if (clause.passive || t_[clause.verb].word == be_) JoinLoose(&phrases);
    } else {
      phrases.push_back({clause.range.first, clause.verb, clause.range.last});
    }
    for (size_t p = 0; p < phrases.size(); ++p) {
      TokenRange part = TrimSentence({phrases[p].first, phrases[p].last});
      // "therefore, be it further"
      if (part.empty() || (part.size() <= 3 && t_[part.first].word == be_)) continue;
      // "We should ..." speaks of whoever wrote it: the quote starts with the verb's clause as the others do.
      Measure measure;
      measure.span = SpanOf(t_, part);
      measure.modality = judgement.modality;
      measure.polarity = judgement.polarity;
      const uint32_t verb = std::min(phrases[p].verb, part.last);
      if (verb < part.last &&
          (IsAvoidance(document_, t_[verb]) || (p > 0 && verb > part.first && t_[verb - 1].Is(kNegation))))
        measure.polarity = Polarity::kNot;
      // "shall avoid the reefs" forbids.
      if (verb < part.last && IsAvoidance(document_, t_[verb]) && measure.modality == Modality::kObligation)
        measure.modality = Modality::kProhibition;
      measure.addressees = addressees.spans;
      measure.addressee_source = addressees.source;
      measure.trigger = SpanOf(t_, clause.cue);
      measure.confidence = clause.kind == Clause::Kind::kImperative ? 0.7f : 0.9f;
      Emit(s, part, verb, std::move(measure));
    }
  }

  // "It shall be lit; keep it clean": behind a passive, only what a comma or semicolon sets apart goes on
  // with its modal. "be founded to help and keep owners" is one thing.
  void JoinLoose(std::vector<VerbPhrase>* phrases) const {
    for (size_t p = phrases->size(); p-- > 1;) {
      const VerbPhrase& phrase = (*phrases)[p];
      const char mark = t_[(*phrases)[p - 1].last].mark;
      if ((mark == ',' || mark == ';') && t_[phrase.first].word != to_ && !t_[phrase.verb].Is(kHave | kBe))
        continue;
      (*phrases)[p - 1].last = phrase.last;
      phrases->erase(phrases->begin() + static_cast<std::ptrdiff_t>(p));
    }
  }

  // "shall either mend the gate or close it": one thing to do.
  bool IsEither(const Clause& clause) const {
    return clause.verb > clause.cue.first && IsEitherWord(clause.verb - 1);
  }

  bool IsEitherWord(uint32_t i) const { return EqualsIgnoreCase(Text(t_[i]), "either"); }

  void Emit(size_t s, TokenRange part, uint32_t verb, Measure measure) {
    measure.section = document_.blocks[segments_[s].block].section;
    if (verb < part.last) {
      measure.action = t_[verb].span();
      if (verb + 1 < part.last) measure.object = SpanOf(t_, {verb + 1, part.last});
    }
    measure.condition = ConditionOf(part);
    findings_.measures.push_back(std::move(measure));
  }

  // "where appropriate", "if ...", "unless ...": up to the next comma.
  Span ConditionOf(TokenRange part) const {
    for (uint32_t i = part.first; i < part.last; ++i) {
      if (!t_[i].Is(kSubordinator) || t_[i].Is(kRelative) || t_[i].Is(kConjunction)) continue;
      const bool as = EqualsIgnoreCase(Text(t_[i]), "as") || t_[i].Is(kPreposition);
      if (as && !(i + 1 < part.last && t_[i + 1].Is(kHedge))) continue;
      uint32_t last = i + 1;
      while (last < part.last && t_[last].mark != ',' && t_[last].mark != ';') ++last;
      return SpanOf(t_, {i, last});
    }
    return {};
  }

  const TextStretch& passage_;
  const Document& document_;
  const Lexicon& lexicon_;
  const std::vector<Token>& t_;
  Findings& findings_;
  AddresseeFinder agents_;
  std::vector<Segment> segments_;
  std::vector<Frame> frames_;
  std::vector<int32_t> first_child_;
  std::vector<bool> verb_list_;  // by segment: an item of a list of imperatives
  Addressees before_;            // of the last clause in this section that had any
  Addressees named_earlier_;     // likewise of the sections before
  uint32_t named_in_ = 0;        // the section of those
  SubjectKind last_kind_ = SubjectKind::kNone;
  bool bullets_of_verbs_ = false;  // in the segment that is being read
  bool tells_readers_ = false;     // likewise: one of its sentences is plainly an imperative
  bool judged_ = false;            // the last clause of the sentence was an obligation
  uint32_t last_block_ = UINT32_MAX;
  uint32_t last_section_ = UINT32_MAX;
  uint32_t first_block_ = UINT32_MAX;  // of that section, headings aside
  WordId to_, of_, be_, that_, term_, terms_, following_, will_, may_, can_, as_;
};

}  // namespace

void ExtractMeasures(const TextStretch& passage, Findings* findings) {
  MeasureExtractor(passage, findings).Run();
}

}  // namespace concord
