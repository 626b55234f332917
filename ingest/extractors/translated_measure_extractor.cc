// Measures in languages other than English, as far as words.tsv knows the language: the sentence or list item
// around a modal, and who stands in front of it. No more grammar than conjunctions, relatives and negations;
// what the table does not know is left alone. Languages without a table give no measures.
#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.h"
#include "ingest/extractors/extractor.h"
#include "ingest/language/clauses.h"
#include "ingest/language/language.h"
#include "ingest/language/lexicon.h"
#include "ingest/language/segments.h"

namespace concord {
namespace {

struct FoundCue {
  TokenRange tokens;
  Modality modality;
  Polarity polarity;
};

// What opening words hand down to their items.
struct Lead {
  bool active = false;
  Modality modality = Modality::kObligation;
  Polarity polarity = Polarity::kDo;
  std::vector<Span> addressees;
};

class TranslatedReader {
 public:
  TranslatedReader(const TextStretch& passage, Findings* findings)
      : passage_(passage), document_(*passage.document), findings_(*findings) {}

  void Run() {
    if (!AnyTranslated()) return;
    // No two of these languages share a lexicon.
    const Lexicon* german = passage_.others->For("de");
    segments_ = SplitSegments(passage_, *passage_.tokens);
    leads_.assign(segments_.size(), {});
    for (size_t s = 0; s < segments_.size(); ++s) {
      lexicon_ = passage_.others->For(LanguageOfBlock(document_, segments_[s].block));
      if (lexicon_ == nullptr || segments_[s].tokens.empty() || !HoldsMeasures(passage_, segments_[s].block))
        continue;
      verbs_last_ = lexicon_ == german;
      RunSegment(s);
    }
  }

 private:
  bool AnyTranslated() const {
    for (size_t b = passage_.first_block; b < passage_.last_block; ++b) {
      if (passage_.others->For(LanguageOf(document_, document_.blocks[b].section)) != nullptr) return true;
    }
    return false;
  }

  void RunSegment(size_t s) {
    const Segment& segment = segments_[s];
    t_.clear();
    Tokenize(document_.text, SpanOf(passage_.tokens->tokens, segment.tokens), lexicon_->vocabulary, &t_);
    std::vector<TokenRange> sentences =
        SplitSentences(document_.text, t_, {0, static_cast<uint32_t>(t_.size())});
    // "Zum 31. Dezember": in German a full stop makes an ordinal of a number, unless a word follows that no
    // number counts: "gelten die §§ 10 und 11. Die Stelle".
    for (size_t q = sentences.size(); verbs_last_ && q-- > 1;) {
      const TokenRange before = sentences[q - 1];
      if (before.size() < 2 || t_[before.last - 1].mark != '.' ||
          t_[before.last - 2].shape != TokenShape::kNumber ||
          t_[sentences[q].first].Is(kDeterminer | kPreposition | kSubordinator))
        continue;
      sentences[q - 1].last = sentences[q].last;
      sentences.erase(sentences.begin() + static_cast<std::ptrdiff_t>(q));
    }
    for (size_t q = 0; q < sentences.size(); ++q) {
      const bool open = q + 1 == sentences.size() && segment.has_items;
      const std::vector<FoundCue> cues = MainCues(sentences[q]);
      if (cues.empty() && q == 0 && segment.lead >= 0) RunItem(s, sentences[q]);
      RunSentence(s, sentences[q], cues, open);
    }
  }

  // The modals that are no part of a relative or conditional clause.
  std::vector<FoundCue> MainCues(TokenRange sentence) const {
    std::vector<FoundCue> cues;
    if (verbs_last_ && Amends(sentence)) return cues;
    bool subordinate = false;
    for (uint32_t i = sentence.first; i < sentence.last; ++i) {
      if (t_[i].nesting > 0 || t_[i].quoted) continue;
      if (t_[i].mark == ',' || t_[i].mark == ';') subordinate = false;
      if (t_[i].Is(kRelative | kSubordinator)) subordinate = true;
      const auto match = Lexicon::Match(lexicon_->cues, t_, i, sentence.last);
      if (match.length == 0) {
        // In front of a sentence it opens a condition: "Sind Lampen zerbrochen, ..."
        if (verbs_last_ && !subordinate && i > sentence.first && t_[i].Is(kHave | kBe) &&
            HasInfinitiveBehind(i, sentence.last))
          cues.push_back({{i, i + 1}, Modality::kObligation, Polarity::kDo});
        continue;
      }
      const TokenRange tokens{i, i + static_cast<uint32_t>(match.length)};
      const bool main = !std::exchange(subordinate, false) &&
                        !(verbs_last_ && tokens.size() == 1 &&
                          (EndsClause(tokens.last, sentence.last) || FollowsInfinitive(tokens, sentence)));
      if (main) {
        const FoundCue cue = Judge(tokens, sentence, match.value);
        const bool free = cue.modality == Modality::kObligation && cue.polarity == Polarity::kNot;
        if (!free) cues.push_back(cue);
      }
      i = tokens.last - 1;
    }
    return cues;
  }

  // "Nach Satz 1 wird folgender Satz eingefügt: ...": changes the words of another act.
  bool Amends(TokenRange sentence) const {
    bool passive = false;
    for (uint32_t i = sentence.first; i < sentence.last && t_[i].mark != ','; ++i) {
      const std::string_view word = document_.TextOf(t_[i].span());
      if (word == "wird" || word == "werden") passive = true;
      if (passive && t_[i].Is(kAmending)) return true;
    }
    return false;
  }

  // In German the verb of a subordinate clause stands at its end: ", die leuchten müssen,".
  bool EndsClause(uint32_t at, uint32_t last) const {
    if (at >= last) return true;
    const Token& token = t_[at];
    // "müssen § 2 beachten", "dürfen (auch) leuchten": a sign inside of it
    const bool inside =
        token.mark == '(' || token.mark == '"' || (token.mark == '?' && token.end - token.start > 1);
    return token.shape == TokenShape::kMark && token.mark != ':' && token.mark != '-' && !inside;
  }

  // "die Zugang erhalten sollen oder ihn haben": the same in front of a conjunction.
  bool FollowsInfinitive(TokenRange modal, TokenRange sentence) const {
    if (modal.first == sentence.first || modal.last >= sentence.last || !t_[modal.last].Is(kConjunction))
      return false;
    const std::string_view before = document_.TextOf(t_[modal.first - 1].span());
    return t_[modal.first - 1].shape == TokenShape::kLower && (IsInfinitive(before) || before == "sein");
  }

  // "El informe podrá comprender planos", "Der Bericht kann Pläne enthalten": of nobody it only tells what is
  // possible.
  bool TellsWhatIsPossible(const FoundCue& cue, TokenRange clause) const {
    if (cue.modality != Modality::kPermission || clause.empty()) return false;
    uint32_t verb = cue.tokens.last;
    if (verbs_last_) {
      verb = clause.last - 1;
    } else {
      while (verb < clause.last && t_[verb].Is(kAdverb)) ++verb;
    }
    return verb < clause.last && t_[verb].Is(kStative);
  }

  // "hat das Register zu führen", "ist unverzüglich mitzuteilen": what somebody has to do, at the end of the
  // clause.
  bool HasInfinitiveBehind(uint32_t at, uint32_t last) const {
    constexpr uint32_t kReach = 60;
    for (uint32_t i = at + 1; i < last && i < at + kReach; ++i) {
      if (t_[i].mark == ';' || t_[i].mark == ':') return false;
      if (t_[i].shape != TokenShape::kLower ||
          !(i + 1 >= last || EndsClause(i + 1, last) || t_[i + 1].Is(kConjunction)))
        continue;
      const std::string_view word = document_.TextOf(t_[i].span());
      if (!IsInfinitive(word)) continue;
      constexpr std::string_view kTo = "zu";
      const size_t inside = word.find(kTo, 1);
      if (document_.TextOf(t_[i - 1].span()) == kTo ||
          (inside != std::string_view::npos && inside + kTo.size() + 2 < word.size()))
        return true;
    }
    return false;
  }

  bool IsInfinitive(std::string_view word) const {
    return std::ranges::any_of(lexicon_->infinitive_endings,
                               [word](std::string_view ending) { return word.ends_with(ending); });
  }

  // "darf nicht", "darf ohne Lampe nicht auslaufen", "muss Masten, Lampen und Rahen nicht melden", and not
  // "nicht nur".
  bool IsDeniedBehind(uint32_t at, uint32_t last) const {
    for (uint32_t i = at; i < last && t_[i].mark != ';' && t_[i].mark != ':'; ++i) {
      const bool list = i + 1 < last && t_[i + 1].StartsUpper() && !t_[i + 1].Is(kDeterminer | kPreposition);
      if (t_[i].mark == ',' && !list) return false;
      if (!t_[i].Is(kNegation)) continue;
      return !(i + 1 < last && document_.TextOf(t_[i + 1].span()) == "nur");
    }
    return false;
  }

  FoundCue Judge(TokenRange tokens, TokenRange sentence, uint32_t value) const {
    FoundCue cue{tokens, lexicon_->cue_list[value].modality, Polarity::kDo};
    const bool denied = (tokens.first > sentence.first && t_[tokens.first - 1].Is(kNegation)) ||
                        (sentence.first < tokens.first && t_[sentence.first].Is(kNegation)) ||
                        (verbs_last_ && IsDeniedBehind(tokens.last, sentence.last));
    // "ne peut que": only this, and this it may.
    const bool only = tokens.last < sentence.last && t_[tokens.last].Is(kRelative);
    if (cue.modality == Modality::kProhibition || (denied && !only)) cue.polarity = Polarity::kNot;
    // "muss nicht", "no está obligado a": whoever likes may. "ne doit pas" forbids.
    constexpr uint32_t kDuty = 3;  // words: "est tenu de"
    const bool free = verbs_last_ || tokens.size() >= kDuty;
    if (cue.polarity == Polarity::kNot &&
        (cue.modality == Modality::kPermission || (cue.modality == Modality::kObligation && !free)))
      cue.modality = Modality::kProhibition;
    return cue;
  }

  void RunSentence(size_t s, TokenRange sentence, const std::vector<FoundCue>& cues, bool open) {
    uint32_t start = sentence.first;
    for (size_t k = 0; k < cues.size(); ++k) {
      const uint32_t end =
          k + 1 < cues.size() ? Boundary(cues[k].tokens.last, cues[k + 1].tokens.first) : sentence.last;
      if (end == cues[k].tokens.last) continue;  // nothing separates it from the next modal
      const TokenRange clause = Trimmed({start, end});
      // "Der Verlust ist der Behörde mitzuteilen" leaves open by whom.
      const bool open_who = verbs_last_ && cues[k].tokens.size() == 1 && t_[cues[k].tokens.first].Is(kBe);
      std::vector<Span> addressees =
          open_who ? std::vector<Span>() : AddresseesOf({start, cues[k].tokens.first}, s);
      // "Bis Montag muss der Anbieter": behind the modal, when something else opens the sentence.
      if (verbs_last_ && !open_who && addressees.empty())
        addressees = AddresseesOf(NounPhraseAt(cues[k].tokens.last, end), s);
      if (addressees.empty() && TellsWhatIsPossible(cues[k], clause)) {
        start = end;
        continue;
      }
      constexpr uint32_t kOpeningWords = 3;  // "doivent notamment :"
      if (open && k + 1 == cues.size() && clause.last <= cues[k].tokens.last + kOpeningWords &&
          HasVerbItems(s)) {
        leads_[s] = {true, cues[k].modality, cues[k].polarity, std::move(addressees)};
      } else {
        const AddresseeSource source =
            addressees.empty() ? AddresseeSource::kNone : AddresseeSource::kExplicit;
        Emit(s, clause, cues[k], std::move(addressees), source);
      }
      start = end;
      while (start < sentence.last && (t_[start].shape == TokenShape::kMark || t_[start].Is(kConjunction)))
        ++start;
    }
  }

  // An article and the words up to a noun, which German writes with a capital.
  TokenRange NounPhraseAt(uint32_t first, uint32_t last) const {
    if (first >= last || !(t_[first].Is(kDeterminer) || t_[first].StartsUpper())) return {};
    constexpr uint32_t kLongest = 5;
    for (uint32_t i = first; i < last && i < first + kLongest && t_[i].IsWord(); ++i) {
      if (t_[i].StartsUpper()) return {first, i + 1};
    }
    return {};
  }

  // Whether the items under segment `s` begin with infinitives; nouns leave the measure with the opening
  // words.
  bool HasVerbItems(size_t s) const {
    for (size_t k = s + 1; k < segments_.size(); ++k) {
      if (segments_[k].lead != static_cast<int32_t>(s)) continue;
      if (verbs_last_) return EndsInInfinitive(segments_[k].tokens);
      for (uint32_t i = segments_[k].tokens.first; i < segments_[k].tokens.last; ++i) {
        const Token& token = passage_.tokens->tokens[i];
        if (token.shape == TokenShape::kMark) continue;
        return IsInfinitive(document_.TextOf(token.span()));
      }
      return false;
    }
    return false;
  }

  bool EndsInInfinitive(TokenRange range) const {
    for (uint32_t i = range.last; i-- > range.first;) {
      const Token& token = passage_.tokens->tokens[i];
      if (token.shape == TokenShape::kMark || document_.TextOf(token.span()) == "und") continue;
      return token.shape == TokenShape::kLower && IsInfinitive(document_.TextOf(token.span()));
    }
    return false;
  }

  // An item under opening words that ended in their modal.
  void RunItem(size_t s, TokenRange sentence) {
    const Lead& lead = leads_[static_cast<size_t>(segments_[s].lead)];
    if (!lead.active) return;
    const FoundCue cue{{sentence.first, sentence.first}, lead.modality, lead.polarity};
    Emit(s, Trimmed(sentence), cue, lead.addressees,
         lead.addressees.empty() ? AddresseeSource::kNone : AddresseeSource::kInherited);
  }

  // The last comma, semicolon or conjunction between two modals: there the second clause begins.
  uint32_t Boundary(uint32_t from, uint32_t to) const {
    for (uint32_t i = to; i-- > from + 1;) {
      if (t_[i].nesting == 0 && (t_[i].mark == ',' || t_[i].mark == ';' || t_[i].Is(kConjunction))) return i;
    }
    return from;
  }

  TokenRange Trimmed(TokenRange range) const {
    const auto loose = [&](uint32_t i) { return t_[i].shape == TokenShape::kMark && t_[i].mark != ')'; };
    while (!range.empty() && loose(range.last - 1)) --range.last;
    while (!range.empty() && loose(range.first)) ++range.first;
    return range;
  }

  // Behind what stands in front of the last comma: the words up to the modal when they begin with a role, or
  // with an article and a role.
  std::vector<Span> AddresseesOf(TokenRange before, size_t s) {
    for (uint32_t i = before.last; i-- > before.first;) {
      if (t_[i].mark == ',') {
        before.first = i + 1;
        break;
      }
    }
    while (!before.empty() && t_[before.last - 1].Is(kNegation | kAdverb)) --before.last;
    while (!before.empty() && (t_[before.first].shape == TokenShape::kMark ||
                               t_[before.first].Is(kConjunction | kAdverb | kSubordinator)))
      ++before.first;
    for (uint32_t i = before.first; i < before.last && !t_[i].Is(kPreposition | kRelative); ++i) {
      const auto match = Lexicon::Match(lexicon_->actors, t_, i, before.last);
      if (match.length == 0) continue;
      const ActorName& actor = lexicon_->actor_list[match.value];
      const TokenRange words{i, i + static_cast<uint32_t>(match.length)};
      ActorMention mention;
      mention.span = SpanOf(t_, words);
      mention.section = document_.blocks[segments_[s].block].section;
      mention.actor = actor.key;
      mention.role = actor.role;
      mention.confidence = 0.7F;
      findings_.actors.push_back(std::move(mention));
      return {SpanOf(t_, before)};
    }
    return {};
  }

  void Emit(size_t s, TokenRange clause, const FoundCue& cue, std::vector<Span> addressees,
            AddresseeSource source) {
    if (clause.size() < 2) return;
    Measure measure;
    measure.span = SpanOf(t_, clause);
    measure.section = document_.blocks[segments_[s].block].section;
    measure.modality = cue.modality;
    measure.polarity = cue.polarity;
    measure.addressees = std::move(addressees);
    measure.addressee_source = source;
    if (!cue.tokens.empty()) measure.trigger = SpanOf(t_, cue.tokens);
    measure.confidence = 0.6F;
    findings_.measures.push_back(std::move(measure));
  }

  const TextStretch& passage_;
  const Document& document_;
  Findings& findings_;
  const Lexicon* lexicon_ = nullptr;  // of the segment's language
  std::vector<Segment> segments_;
  std::vector<Lead> leads_;
  std::vector<Token> t_;     // of the segment
  bool verbs_last_ = false;  // the segment is German, where the verb of a subordinate clause stands last
};

}  // namespace

void ExtractTranslatedMeasures(const TextStretch& passage, Findings* findings) {
  TranslatedReader(passage, findings).Run();
}

}  // namespace concord
