#include "ingest/extractors/measures/addressees.h"
#include "ingest/language/passage_tokens.h"

#include <algorithm>

#include "base/text.h"

namespace concord {
namespace {

// Whether one of `spans`, which are sorted, covers the token.
bool Covers(const std::vector<Span>& spans, const Token& token) {
  // Mentions may nest; a handful before the place is enough.
  auto it = std::upper_bound(spans.begin(), spans.end(), Span{token.start, UINT32_MAX});
  for (int i = 0; i < 8 && it != spans.begin(); ++i) {
    --it;
    if (it->start <= token.start && token.end <= it->end) return true;
  }
  return false;
}

}  // namespace

AddresseeFinder::AddresseeFinder(const TextStretch& passage, const Findings& findings)
    : document_(*passage.document), lexicon_(*passage.lexicon), t_(passage.tokens->tokens) {
  for (const ActorMention& actor : findings.actors) {
    agents_.push_back(actor.span);
    for (const std::string_view role : {"government", "regulator", "state", "legislature", "court"}) {
      if (actor.role == role) public_.push_back(actor.span);
    }
  }
  for (const ForumMention& forum : findings.forums) agents_.push_back(forum.span);
  std::sort(agents_.begin(), agents_.end());
  std::sort(public_.begin(), public_.end());
  const Vocabulary& vocabulary = passage.lexicon->vocabulary;
  to_ = vocabulary.Find("to");
  by_ = vocabulary.Find("by");
  of_ = vocabulary.Find("of");
  we_ = vocabulary.Find("we");
  you_ = vocabulary.Find("you");
  in_ = vocabulary.Find("in");
  from_ = vocabulary.Find("from");
  with_ = vocabulary.Find("with");
  that_ = vocabulary.Find("that");
  they_ = vocabulary.Find("they");
  it_ = vocabulary.Find("it");
}

bool AddresseeFinder::IsAgentToken(uint32_t token) const { return Covers(agents_, t_[token]); }
bool AddresseeFinder::IsPublicBody(uint32_t token) const { return Covers(public_, t_[token]); }

uint32_t AddresseeFinder::HeadOf(TokenRange range) const {
  uint32_t head = range.first;
  bool content = false;
  for (uint32_t i = range.first; i < range.last; ++i) {
    const Token& token = t_[i];
    if (token.nesting > 0) continue;
    if (content && (token.shape == TokenShape::kMark ||
                    token.Is(kPreposition | kRelative | kConjunction | kSubordinator | kModal | kBe))) {
      // "ethics (review) committees" goes on behind the parenthesis.
      if (!(token.mark == '/' || token.mark == '&' || token.mark == '(' || token.mark == ')')) break;
    }
    if (content && token.Is(kVerbIng | kVerbPast) && !token.StartsUpper() && !token.Is(kVerbBase)) break;
    if (content && token.Is(kDeterminer) && !token.Is(kConjunction)) break;  // "lawyers every six months"
    if (token.IsWord() && !token.Is(kDeterminer | kAdverb | kConjunction)) {
      head = i;
      content = true;
    }
  }
  return head;
}

SubjectKind AddresseeFinder::KindOf(TokenRange subject) const {
  if (subject.empty()) return SubjectKind::kNone;
  const Token& first = t_[subject.first];
  if (first.word == we_ && first.word != 0) return SubjectKind::kWe;
  if (first.word == you_ && subject.size() == 1) return SubjectKind::kYou;
  if (subject.size() == 1 && first.Is(kPronoun)) return SubjectKind::kPronoun;
  // "those who wish to vote"
  if (subject.size() > 2 && t_[subject.first + 1].Is(kRelative) && EqualsIgnoreCase(Text(first), "those") &&
      EqualsIgnoreCase(Text(t_[subject.first + 1]), "who"))
    return SubjectKind::kAgent;
  // Any conjunct will do: "the Board, industry and the Commission".
  constexpr int kConjuncts = 6;
  TokenRange rest = subject;
  for (int conjunct = 0; conjunct < kConjuncts && !rest.empty(); ++conjunct) {
    const uint32_t head = HeadOf(rest);
    if (IsAgentToken(head) || IsRole(head, subject)) return SubjectKind::kAgent;
    uint32_t next = head + 1;
    if (next + 1 >= rest.last || !(t_[next].Is(kConjunction) || t_[next].mark == ',')) break;
    while (next < rest.last && (t_[next].Is(kConjunction) || t_[next].mark == ',')) ++next;
    rest.first = next;
  }
  return SubjectKind::kThing;
}

// Whether the noun at `head` is one of a role, though nothing made a mention of it: "each port agency".
bool AddresseeFinder::IsRole(uint32_t head, TokenRange subject) const {
  if (t_[head].Is(kBareModifier) && head == subject.first) return false;
  const auto match = Lexicon::Match(lexicon_.actors, t_, head, subject.last);
  return match.length == 1 && !lexicon_.actor_list[match.value].proper &&
         !lexicon_.actor_list[match.value].role.empty();
}

TokenRange AddresseeFinder::Trimmed(TokenRange range) const {
  while (!range.empty() && (t_[range.first].shape == TokenShape::kMark || t_[range.first].Is(kConjunction)))
    ++range.first;
  while (!range.empty() && t_[range.last - 1].shape == TokenShape::kMark && t_[range.last - 1].mark != ')')
    --range.last;
  // "(Sec. 203) The governor": what closes here was opened outside.
  int open = 0;
  for (uint32_t i = range.first; i < range.last; ++i) {
    open += t_[i].mark == '(' ? 1 : t_[i].mark == ')' ? -1 : 0;
    if (open < 0) {
      open = 0;
      if (i + 1 < range.last) range.first = i + 1;
    }
  }
  if (range.size() > 2 && t_[range.first].word == that_ && t_[range.first].StartsUpper() &&
      t_[range.first + 1].IsWord())
    ++range.first;  // "Provided, That the Office shall"
  // "the Commander, or such other person as the Commander considers fit"
  for (uint32_t i = range.first + 1; i + 2 < range.last; ++i) {
    if (t_[i].mark == ',' && t_[i + 1].Is(kConjunction) && EqualsIgnoreCase(Text(t_[i + 2]), "such"))
      range.last = i;
  }
  return range;
}

// "by any Party, the Board or the Council": a comma that one more agent follows.
bool AddresseeFinder::IsAgentBehind(uint32_t comma, uint32_t last) const {
  if (t_[comma].mark != ',') return false;
  uint32_t next = comma + 1;
  while (next < last && t_[next].Is(kDeterminer | kConjunction)) ++next;
  return next < last && IsAgentToken(next);
}

// "an ethics (review) committee": one word in brackets in front of another.
bool AddresseeFinder::InBrackets(uint32_t token, uint32_t last) const {
  const uint32_t open = t_[token].mark == '(' ? token : t_[token].mark == ')' && token > 1 ? token - 2 : last;
  return open + 3 < last && t_[open].mark == '(' && t_[open + 1].IsWord() && t_[open + 2].mark == ')' &&
         t_[open + 3].shape == TokenShape::kLower &&
         !t_[open + 3].Is(kPreposition | kConjunction | kModal | kBe);
}

// The noun phrase behind "by" in a passive clause, when it names an agent.
TokenRange AddresseeFinder::FindByAgent(uint32_t verb, uint32_t end) const {
  for (uint32_t i = verb + 1; i + 1 < end; ++i) {
    if (t_[i].Is(kRelative) || (t_[i].Is(kSubordinator) && !t_[i].Is(kPreposition) && t_[i - 1].mark != ','))
      return {};  // "treated as if it was done by"
    if (t_[i].nesting > 0 || t_[i].word != by_) continue;
    uint32_t last = i + 1;
    while (last < end &&
           (t_[last].IsWord() || t_[last].mark == '&' || IsAgentBehind(last, end) || InBrackets(last, end)) &&
           !(last > i + 1 && t_[last].Is(kModal | kBe | kRelative)) &&
           !(last > i + 2 && t_[last].Is(kDeterminer) && t_[last - 1].IsWord() &&
             !t_[last - 1].Is(kPreposition | kConjunction)) &&
           !(last > i + 2 && t_[last].Is(kPreposition) && t_[last].word != of_)) {
      ++last;
    }
    const TokenRange range{i + 1, last};
    if (range.empty()) return {};
    const uint32_t head = HeadOf(range);
    return IsAgentToken(head) || IsRole(head, range) ? range : TokenRange{};
  }
  return {};
}

Addressees AddresseeFinder::ByAgent(uint32_t verb, uint32_t last) const {
  Addressees found;
  if (const TokenRange by = FindByAgent(verb, last); !by.empty()) {
    found.spans.push_back(SpanOf(t_, by));
    found.source = AddresseeSource::kExplicit;
  }
  return found;
}

bool AddresseeFinder::NamesSomebody(const Clause& clause) const {
  return clause.cue.last < clause.verb && IsAgentToken(HeadOf({clause.cue.last, clause.verb}));
}

// The agent in front of "who" or "which": "to the Conference, which shall".
TokenRange AddresseeFinder::Antecedent(TokenRange subject) const {
  constexpr uint32_t kReach = 12;
  uint32_t last = subject.first;
  while (last > 0 && t_[last - 1].shape == TokenShape::kMark && t_[last - 1].mark == ',') --last;
  uint32_t head = last;
  while (head > 0 && head + kReach > last && !IsAgentToken(head - 1)) {
    --head;
    if (t_[head].shape == TokenShape::kMark) return {};
  }
  if (head == 0 || !IsAgentToken(head - 1)) return {};
  uint32_t first = head - 1;
  while (first > 0 && IsAgentToken(first - 1)) --first;
  if (first > 0 && t_[first - 1].Is(kDeterminer)) --first;
  return {first, head};
}

Addressees AddresseeFinder::AddresseesOf(const Clause& clause, SubjectKind kind,
                                         const Addressees* before) const {
  Addressees found;
  // "calls on ports to, and urges pilots to": each names its own.
  if (clause.shared_subject && before != nullptr && clause.kind != Clause::Kind::kPerformative)
    return *before;
  if (clause.kind == Clause::Kind::kImpersonal) {
    // "it shall be unlawful for any person to"
    const uint32_t first = clause.cue.last;
    // "it is essential that operators keep a log"
    if (t_[first - 1].word == that_) {
      uint32_t end = first;
      while (end < clause.range.last && (t_[end].IsWord() && !t_[end].Is(kModal | kBe | kHave)) &&
             !(end > first && t_[end].Is(kVerbBase) && (!t_[end].Is(kVerbOrNoun) || IsAgentToken(end - 1))))
        ++end;
      if (end > first && end < clause.range.last && !t_[end].Is(kBe) && IsAgentToken(HeadOf({first, end}))) {
        found.spans.push_back(SpanOf(t_, {first, end}));
        found.source = AddresseeSource::kExplicit;
      }
      return found;
    }
    uint32_t last = first;
    while (last < clause.verb && t_[last].word != to_) ++last;
    if (last > first + 1 && t_[first].Is(kPreposition)) {
      found.spans.push_back(SpanOf(t_, {first + 1, last}));
      found.source = AddresseeSource::kExplicit;
    }
    return found;
  }
  if (clause.kind == Clause::Kind::kPerformative) {
    uint32_t last = clause.verb;
    while (last > clause.cue.last && (t_[last - 1].word == to_ || t_[last - 1].Is(kAdverb | kNegation) ||
                                      t_[last - 1].shape == TokenShape::kMark))
      --last;
    // "We call on owners in consultation with pilots to": the pilots are only asked.
    for (uint32_t i = clause.cue.last + 1; i + 2 < last; ++i) {
      if (t_[i].word == in_ && t_[i + 2].word == with_) last = i;
      // "Encourages ports, where possible, to": a condition.
      if (t_[i].mark == ',' && t_[i + 1].Is(kSubordinator | kFronting) && !t_[i + 1].Is(kDeterminer))
        last = i;
    }
    // "We recommend mending gates, to keep the fen dry": what is recommended is no addressee.
    const TokenRange named{clause.cue.last, last};
    if (!named.empty() && t_[named.first].word == that_)
      return found;  // "directs that this policy is made to"
    if (!named.empty() && StartsWithIgnoreCase(Text(t_[clause.cue.first]), "recommend") &&
        !IsAgentToken(HeadOf(named)))
      return found;
    if (last > clause.cue.last && last <= clause.cue.last + 60) {
      found.spans.push_back(SpanOf(t_, {clause.cue.last, last}));
      found.source = AddresseeSource::kExplicit;
    }
    return found;
  }
  switch (kind) {
    case SubjectKind::kAgent:
    case SubjectKind::kYou:
      // "Owners are prohibited from": not the subject of what is done, but of what must not be.
      if (clause.passive && clause.modality != Modality::kEncouragement &&
          !(clause.modality == Modality::kProhibition && clause.cue.last < clause.range.last &&
            t_[clause.cue.last].word == from_)) {
        // "The developer shall be informed": the subject suffers the action.
        if (const TokenRange by = FindByAgent(clause.verb, clause.range.last); !by.empty()) {
          found.spans.push_back(SpanOf(t_, by));
          found.source = AddresseeSource::kExplicit;
        }
        return found;
      }
      found.spans.push_back(SpanOf(t_, Trimmed(clause.subject)));
      found.source = AddresseeSource::kExplicit;
      return found;
    case SubjectKind::kWe:
      found.spans.push_back(t_[clause.subject.first].span());
      found.source = AddresseeSource::kImplied;
      return found;
    case SubjectKind::kPronoun: {
      if (const TokenRange holder = HolderOfCondition(clause); !holder.empty()) {
        found.spans.push_back(SpanOf(t_, holder));
        found.source = AddresseeSource::kExplicit;
        return found;
      }
      const WordId pronoun = t_[clause.subject.first].word;
      if (EqualsIgnoreCase(Text(t_[clause.subject.first]), "there")) return found;
      // "They should be designed": the subject suffers the action.
      if (pronoun == they_ && clause.passive && clause.kind == Clause::Kind::kModal && clause.cue.size() == 1)
        return ByAgent(clause.verb, clause.range.last);
      const bool fits = before != nullptr && !before->spans.empty() &&
                        (pronoun != they_ || before->spans.size() > 1 || IsPlural(before->spans[0])) &&
                        (pronoun != it_ || (before->spans.size() == 1 && !IsPlural(before->spans[0])));
      // Whatever a pronoun may do is worth a guess only where somebody was spoken of.
      const bool spoken =
          (before != nullptr && !before->spans.empty()) || clause.modality != Modality::kPermission;
      if (!fits && spoken && (pronoun == they_ || pronoun == it_)) {
        if (const Span agent = NearestAgent(clause.subject.first, pronoun == they_); !agent.empty()) {
          found.spans.push_back(agent);
          found.source = AddresseeSource::kImplied;
          return found;
        }
      }
      if (before != nullptr && !before->spans.empty()) {
        found = *before;
        if (found.source != AddresseeSource::kNone) found.source = AddresseeSource::kImplied;
      }
      return found;
    }
    case SubjectKind::kNone:
      if (clause.shared_subject && before != nullptr) return *before;
      break;
    case SubjectKind::kThing:
      // "The lamp crew is responsible for": whoever has a duty is somebody.
      if (BearsDuty(clause)) {
        found.spans.push_back(SpanOf(t_, Trimmed(clause.subject)));
        found.source = AddresseeSource::kExplicit;
        return found;
      }
      // "a Panel, who shall report", "the Conference, which shall meet"
      if (!clause.passive && !clause.subject.empty() && t_[clause.subject.first].Is(kRelative) &&
          clause.subject.size() == 1) {
        if (const TokenRange agent = Antecedent(clause.subject); !agent.empty()) {
          found.spans.push_back(SpanOf(t_, agent));
          found.source = AddresseeSource::kExplicit;
          return found;
        }
      }
      if (const TokenRange by = clause.passive ? FindByAgent(clause.verb, clause.range.last) : TokenRange{};
          !by.empty()) {
        found.spans.push_back(SpanOf(t_, by));
        found.source = AddresseeSource::kExplicit;
        return found;
      }
      // "The functions of the Commission shall be to"
      if (const TokenRange owner = OwnerOf(clause.subject); !owner.empty()) {
        found.spans.push_back(SpanOf(t_, owner));
        found.source = AddresseeSource::kExplicit;
        return found;
      }
      // "Such plan shall include": whoever was told to draw it up.
      if (clause.modality != Modality::kRecommendation && clause.modality != Modality::kCommitment &&
          before != nullptr && !before->spans.empty() && RefersBack(clause.subject, clause.range.first)) {
        found = *before;
        found.source = AddresseeSource::kImplied;
      }
      return found;
  }
  return found;
}

// "Member States", "the Board and the Council": by the ending of the noun that carries the phrase.
bool AddresseeFinder::IsPlural(Span span) const {
  std::string_view text = document_.TextOf(span);
  if (text.find(" and ") != std::string_view::npos) return true;
  for (const std::string_view behind : {" of ", " in ", " for ", " that ", " who ", ",", " ("})
    text = text.substr(0, text.find(behind));
  return text.ends_with('s') && !text.ends_with("ss");
}

// The last agent named in front of the token in its paragraph, of the number that the pronoun has.
Span AddresseeFinder::NearestAgent(uint32_t token, bool plural) const {
  constexpr uint32_t kReach = 500;  // bytes
  const uint32_t place = t_[token].start;
  auto it = std::lower_bound(agents_.begin(), agents_.end(), Span{place, 0});
  for (int i = 0; i < 8 && it != agents_.begin(); ++i) {
    --it;
    if (it->end + kReach < place) break;
    const std::string_view between = document_.TextOf({it->end, place});
    if (between.find('\n') != std::string_view::npos) break;
    if (IsPlural(*it) == plural) return *it;
  }
  return {};
}

// "If a Party has mended its gates, it shall": the subject of the condition, when it is an agent.
TokenRange AddresseeFinder::HolderOfCondition(const Clause& clause) const {
  uint32_t first = clause.range.first;
  while (first < clause.subject.first && !t_[first].IsWord()) ++first;  // "3 If a Party"
  ++first;
  if (first >= clause.subject.first ||
      !(t_[first - 1].Is(kSubordinator) || EqualsIgnoreCase(Text(t_[first - 1]), "as")))
    return {};
  uint32_t last = first;
  while (last < clause.subject.first && t_[last].IsWord() &&
         !t_[last].Is(kModal | kBe | kHave | kDo | kVerbThird | kRelative) &&
         !(last > first && t_[last].Is(kVerbBase) &&
           (IsAgentToken(last - 1) || IsRole(last - 1, {first, last}))))
    ++last;
  if (last == first || last >= clause.subject.first) return {};
  const uint32_t head = HeadOf({first, last});
  if (!IsAgentToken(head) && !IsRole(head, {first, last})) return {};
  return {first, last};
}

// "is responsible for", "has a duty to"
bool AddresseeFinder::BearsDuty(const Clause& clause) const {
  if (clause.subject.empty() || clause.kind != Clause::Kind::kModal || clause.cue.size() < 2 ||
      !(t_[clause.cue.first].Is(kBe | kHave) && !t_[clause.cue.first].Is(kModal)))
    return false;
  for (uint32_t i = clause.cue.first + 1; i < clause.cue.last; ++i) {
    for (const std::string_view word : {"responsib", "duty", "accountab", "charge", "task", "obligation"}) {
      if (StartsWithIgnoreCase(Text(t_[i]), word)) return true;
    }
  }
  return false;
}

bool AddresseeFinder::RefersBack(TokenRange subject, uint32_t first_of_clause) const {
  const std::string_view first = Text(t_[subject.first]);
  if (EqualsIgnoreCase(first, "this") || EqualsIgnoreCase(first, "such") ||
      EqualsIgnoreCase(first, "these") || EqualsIgnoreCase(first, "that") || EqualsIgnoreCase(first, "those"))
    return true;
  if (!EqualsIgnoreCase(first, "the") && !EqualsIgnoreCase(first, "each")) return false;
  // "Each team shall": whoever is told to act. "Each report shall" goes back to those who report.
  if (EqualsIgnoreCase(first, "each") && !t_[HeadOf(subject)].Is(kDocumentNoun)) return false;
  // "shall publish a plan. The plan shall": the noun was named a little before.
  constexpr uint32_t kReach = 240;
  const std::string_view noun = Text(t_[HeadOf(subject)]);
  // "If a plan fails, the plan shall": what this sentence brings up is not what somebody made before.
  for (uint32_t i = first_of_clause; i-- > 0 && i + kReach > subject.first;) {
    if (t_[i].IsWord() && EqualsIgnoreCase(Text(t_[i]), noun)) return true;
  }
  return false;
}

// "The tasks of the Board are to": not "the role of the sensor is to", "the mission of the Board is to".
bool AddresseeFinder::OwesTask(const Clause& clause) const {
  if (clause.cue.size() != 2 || !t_[clause.cue.first].Is(kBe)) return false;
  const TokenRange owner = OwnerOf(clause.subject);
  if (owner.empty() || !IsAgentToken(HeadOf(owner))) return false;
  for (uint32_t i = clause.subject.first; i < owner.first; ++i) {
    for (const std::string_view word : {"role", "mission", "objective", "objectives", "mandate"}) {
      if (EqualsIgnoreCase(Text(t_[i]), word)) return false;
    }
  }
  return true;
}

// X in "the duties of X".
TokenRange AddresseeFinder::OwnerOf(TokenRange subject) const {
  static constexpr std::string_view kDuties[] = {
      "function",         "functions", "duty",    "duties",  "task",      "tasks",     "responsibility",
      "responsibilities", "role",      "mandate", "mission", "objective", "objectives"};
  for (uint32_t i = subject.first; i + 1 < subject.last; ++i) {
    if (t_[i + 1].word != of_ || i + 2 >= subject.last) continue;
    for (const std::string_view duty : kDuties) {
      if (EqualsIgnoreCase(Text(t_[i]), duty)) return {i + 2, subject.last};
    }
    return {};
  }
  return {};
}

}  // namespace concord
