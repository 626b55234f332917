#include "ingest/extractors/measures/modality.h"

#include "base/text.h"

namespace concord {
namespace {

bool IsCopula(const Token& token) { return token.Is(kBe); }

// "No person may", "Neither party shall"; not "no later than a year after that, the party shall".
bool IsNobody(const Vocabulary& vocabulary, const std::vector<Token>& tokens, const Clause& clause) {
  const WordId neither = vocabulary.Find("neither");
  if (neither != 0 && tokens[clause.range.first].word == neither) return true;
  if (clause.subject.size() < 2) return false;
  const WordId first = tokens[clause.subject.first].word, next = tokens[clause.subject.first + 1].word;
  if (first != 0 && first == vocabulary.Find("none")) return true;  // "None of the lamps may be sold"
  if (first == 0 || first != vocabulary.Find("no")) return false;
  for (const std::string_view measure : {"later", "earlier", "sooner", "more", "less", "fewer"}) {
    if (next != 0 && next == vocabulary.Find(measure)) return false;
  }
  return true;
}

// "is not required to", "do not have to": nobody must, but who likes may; not "is required not to", "is not
// to".
bool IsFree(const Vocabulary& vocabulary, const std::vector<Token>& tokens, const Clause& clause) {
  const bool denied = clause.polarity == Polarity::kNot ||
                      (clause.cue.first > clause.range.first && tokens[clause.cue.first - 1].Is(kNegation));
  if (!denied || clause.cue.size() < 2 || clause.kind != Clause::Kind::kModal ||
      (clause.modality != Modality::kObligation && clause.modality != Modality::kRecommendation))
    return false;
  const uint32_t to = clause.cue.last - 1;
  if (tokens[to].word == 0 || tokens[to].word != vocabulary.Find("to")) return false;
  return !tokens[to - 1].Is(kNegation | kBe);
}

// "The owners shall apply the rules", not "the rules shall apply": a verb with an object that somebody does.
bool IsDone(const std::vector<Token>& tokens, const Clause& clause) {
  const uint32_t next = clause.verb + 1;
  return tokens[clause.verb].Is(kDeliberate) && next < clause.range.last && tokens[next].IsWord() &&
         !tokens[next].Is(kPreposition);
}

// "The tides must be considered when lamps are placed" asks for thought; "the lamp shall be considered lit",
// "as lit", "to be lit" says what counts as what.
bool AsksForThought(const Vocabulary& vocabulary, const std::vector<Token>& tokens, const Clause& clause) {
  const uint32_t next = clause.verb + 2;
  if (clause.polarity != Polarity::kDo || next >= clause.range.last || !IsCopula(tokens[clause.verb]) ||
      tokens[clause.verb + 1].word != vocabulary.Find("considered"))
    return false;
  for (const std::string_view word : {"when", "where", "by", "before", "during", "in"}) {
    if (tokens[next].word != 0 && tokens[next].word == vocabulary.Find(word)) return true;
  }
  return false;
}

// "Care must be taken to keep the lamps lit"; "he shall be taken to be the owner" and "to have sold" deem.
bool AsksForSteps(const Vocabulary& vocabulary, const std::vector<Token>& tokens, const Clause& clause) {
  const uint32_t next = clause.verb + 3;
  return clause.modality == Modality::kObligation && next < clause.range.last &&
         tokens[clause.verb + 1].word == vocabulary.Find("taken") &&
         tokens[clause.verb + 2].word == vocabulary.Find("to") && tokens[next].Is(kVerbBase) &&
         !tokens[next].Is(kBe | kHave | kStative) && tokens[next].word != vocabulary.Find("include");
}

// "Logs shall be treated in accordance with the rules", "treated fairly" asks; "treated as lit" deems.
bool AsksForTreatment(const Vocabulary& vocabulary, const std::vector<Token>& tokens, const Clause& clause) {
  const uint32_t next = clause.verb + 2;
  if (next >= clause.range.last || !IsCopula(tokens[clause.verb]) ||
      tokens[clause.verb + 1].word != vocabulary.Find("treated"))
    return false;
  const Token& how = tokens[next];
  return how.word != vocabulary.Find("as") && how.word != vocabulary.Find("for") &&
         how.word != vocabulary.Find("like") && how.Is(kPreposition | kAdverb);
}

// "The list should not be regarded as whole", "the lamps should be as follows": how to read the text.
bool SaysHowToRead(const Vocabulary& vocabulary, const std::vector<Token>& tokens, const Clause& clause) {
  const uint32_t next = clause.verb + 1;
  if (next + 1 >= clause.range.last || !IsCopula(tokens[clause.verb]) || tokens[next].word == 0) return false;
  const WordId as = vocabulary.Find("as");
  if (tokens[next].word == as) return tokens[next + 1].word == vocabulary.Find("follows");
  for (const std::string_view word : {"construed", "interpreted", "regarded", "understood"}) {
    if (tokens[next].word == vocabulary.Find(word))
      return tokens[next + 1].word == as || tokens[next + 1].word == vocabulary.Find("to");
  }
  return false;
}

// "All keepers are to report", "every lamp is to be lit": a rule, where "the plan is to report" tells an aim.
bool SetsTask(const Vocabulary& vocabulary, const std::vector<Token>& tokens, const Clause& clause) {
  if (clause.subject.empty() || clause.verb >= clause.range.last) return false;
  for (uint32_t i = clause.subject.first; i < clause.subject.last; ++i) {
    if (tokens[i].Is(kAim | kRelative)) return false;
  }
  const WordId first = tokens[clause.subject.first].word;
  for (const std::string_view word : {"all", "each", "every", "any", "no"}) {
    if (first != 0 && first == vocabulary.Find(word)) return true;
  }
  uint32_t done = clause.verb + 1;
  while (done < clause.range.last && tokens[done].Is(kAdverb)) ++done;
  return IsCopula(tokens[clause.verb]) && done < clause.range.last && tokens[done].Is(kVerbPast) &&
         !tokens[clause.subject.first].Is(kPronoun);
}

// Words that would only describe in an act ask in a policy or standard: "Access shall be limited to keepers",
// "Requests must be in writing"; what deems does so everywhere.
bool SetsRequirement(const Vocabulary& vocabulary, const std::vector<Token>& tokens, const Clause& clause) {
  const uint32_t next = clause.verb + 1;
  if (clause.polarity != Polarity::kDo || next >= clause.range.last) return false;
  const WordId limited = vocabulary.Find("limited");
  if (limited != 0 && tokens[next].word == limited) return IsCopula(tokens[clause.verb]);
  if (tokens[clause.cue.first].word != vocabulary.Find("must")) return false;
  for (const std::string_view word : {"deemed", "construed", "regarded", "understood", "interpreted",
                                      "presumed", "treated", "taken", "considered", "read", "composed"}) {
    if (tokens[next].word != 0 && tokens[next].word == vocabulary.Find(word)) return false;
  }
  return true;
}

// "There must be at least one lamp": asks for the lamp.
bool IsExistential(const Vocabulary& vocabulary, const std::vector<Token>& tokens, const Clause& clause) {
  const WordId there = vocabulary.Find("there");
  return there != 0 && clause.subject.size() == 1 && tokens[clause.subject.first].word == there;
}

// "will continue", "will look to use", "will begin to build": what is to be done stands behind.
bool GoesOnToAct(const Vocabulary& vocabulary, const std::vector<Token>& tokens, const Clause& clause) {
  const Token& verb = tokens[clause.verb];
  if (verb.word == vocabulary.Find("continue")) return true;
  if (verb.word != vocabulary.Find("look") && verb.word != vocabulary.Find("begin")) return false;
  return clause.verb + 2 < clause.range.last && tokens[clause.verb + 1].word == vocabulary.Find("to") &&
         tokens[clause.verb + 2].Is(kVerbBase);
}

// "This policy", "violations of these guidelines"
bool SpeaksOfItself(const std::vector<Token>& tokens, const Clause& clause) {
  for (uint32_t i = clause.subject.first; i + 1 < clause.subject.last; ++i) {
    if (tokens[i].Is(kDemonstrative) && tokens[i + 1].Is(kDocumentNoun)) return true;
  }
  return false;
}

}  // namespace

bool IsAvoidance(const Document& document, const Token& verb) {
  const std::string_view word = document.TextOf(verb.span());
  return StartsWithIgnoreCase(word, "avoid") || StartsWithIgnoreCase(word, "refrain") ||
         StartsWithIgnoreCase(word, "abstain");
}

std::optional<Judgement> JudgeClause(const Lexicon& lexicon, const std::vector<Token>& tokens,
                                     const Clause& clause, SubjectKind subject, Glossary::Tone tone) {
  Judgement judgement{clause.modality, clause.polarity};
  const Token* verb = clause.verb < clause.range.last ? &tokens[clause.verb] : nullptr;
  const bool agent =
      subject == SubjectKind::kAgent || subject == SubjectKind::kWe || subject == SubjectKind::kPronoun;
  const bool modal = clause.kind == Clause::Kind::kModal && clause.cue.size() == 1;
  if (modal && verb != nullptr) {
    // "shall enter into force", "may be cited as": nobody has to act.
    // "a farmer may apply for a grant" is up to the farmer.
    const bool free = subject == SubjectKind::kAgent &&
                      (judgement.modality == Modality::kPermission || IsDone(tokens, clause));
    size_t known = Lexicon::Match(lexicon.descriptive, tokens, clause.verb, clause.range.last).length;
    // "The entry must be added to the log": of a text only where one act changes another.
    if (known == 2 && tone == Glossary::Tone::kPolicy && IsCopula(*verb) &&
        tokens[clause.verb + 1].Is(kAmending))
      known = 0;
    if (known > 0 &&
        (AsksForThought(lexicon.vocabulary, tokens, clause) ||
         AsksForSteps(lexicon.vocabulary, tokens, clause) ||
         AsksForTreatment(lexicon.vocabulary, tokens, clause) ||
         IsExistential(lexicon.vocabulary, tokens, clause) ||
         (tone == Glossary::Tone::kPolicy && SetsRequirement(lexicon.vocabulary, tokens, clause))))
      known = 0;
    if (judgement.modality != Modality::kRecommendation && known > (free ? 1U : 0U)) return std::nullopt;
    if (known > 1 && SaysHowToRead(lexicon.vocabulary, tokens, clause)) return std::nullopt;
    // "should have known" looks back.
    if (judgement.modality != Modality::kObligation && verb->Is(kHave) &&
        clause.verb + 1 < clause.range.last && tokens[clause.verb + 1].Is(kVerbPast))
      return std::nullopt;
  }
  // "This shall not include lamps": says what a word means.
  if (judgement.polarity == Polarity::kNot && verb != nullptr && clause.subject.size() == 1 &&
      tokens[clause.subject.first].Is(kDemonstrative) && verb->word == lexicon.vocabulary.Find("include"))
    return std::nullopt;
  // "2 shall have current experience": what members are like.
  if (verb != nullptr && verb->Is(kHave) && clause.cue.first == clause.range.first + 1 &&
      tokens[clause.range.first].shape == TokenShape::kNumber)
    return std::nullopt;
  if (IsFree(lexicon.vocabulary, tokens, clause)) return std::nullopt;
  // "No lamp is permitted" forbids as "no lamp may" does.
  if ((modal || judgement.modality == Modality::kPermission) && IsNobody(lexicon.vocabulary, tokens, clause))
    judgement.polarity = Polarity::kNot;
  // "Demand is expected to grow" foresees; "operators are expected to report" asks.
  if (clause.cue.size() > 2 && tokens[clause.cue.last - 2].Is(kForeseeing) &&
      (subject != SubjectKind::kAgent || clause.passive))
    return std::nullopt;
  switch (judgement.modality) {
    case Modality::kObligation:
    case Modality::kProhibition:
      // "The departments are to inspect" obliges; "the aim is to inspect" tells an aim.
      if (clause.kind == Clause::Kind::kModal && clause.cue.size() == 2 &&
          IsCopula(tokens[clause.cue.first]) &&
          tokens[clause.cue.first + 1].word == lexicon.vocabulary.Find("to") && !agent) {
        if (!SetsTask(lexicon.vocabulary, tokens, clause)) return std::nullopt;
        if (tone != Glossary::Tone::kBinding && judgement.polarity == Polarity::kDo)
          judgement.modality = Modality::kRecommendation;
      }
      if (judgement.modality == Modality::kObligation && judgement.polarity == Polarity::kNot) {
        judgement.modality = Modality::kProhibition;
      }
      break;
    case Modality::kPermission: {
      const bool may = tokens[clause.cue.first].word == lexicon.vocabulary.Find("may");
      const bool modal_word = tokens[clause.cue.first].Is(kModal) && modal;
      if (modal_word && !may) return std::nullopt;  // "can", "could" and "might" tell what is possible
      if (modal_word) {
        if (verb == nullptr) return agent ? std::optional(judgement) : std::nullopt;
        if (clause.passive) {
          // "No lamp may be lit": nobody may, whatever the text.
          if (tone != Glossary::Tone::kBinding && !IsNobody(lexicon.vocabulary, tokens, clause))
            return std::nullopt;
        } else {
          // "may in no circumstances be the object of attack" forbids.
          if (IsCopula(*verb) && !(judgement.polarity == Polarity::kNot && tone == Glossary::Tone::kBinding))
            return std::nullopt;
          // Whoever may not do a thing is forbidden it, whatever the verb; what an agent can choose is
          // permitted.
          const bool chosen =
              subject == SubjectKind::kAgent && (judgement.polarity == Polarity::kNot ||
                                                 (verb->Is(kDeliberate) && tone == Glossary::Tone::kBinding));
          // "A barge may not enter": nobody is named, and still it is forbidden.
          const bool forbidden = judgement.polarity == Polarity::kNot && tone == Glossary::Tone::kBinding &&
                                 subject == SubjectKind::kThing;
          if (verb->Is(kStative) && !chosen && !(forbidden && IsCopula(*verb))) return std::nullopt;
          if (!agent && !forbidden && subject != SubjectKind::kYou) return std::nullopt;
        }
      }
      if (judgement.polarity == Polarity::kNot) judgement.modality = Modality::kProhibition;
      break;
    }
    case Modality::kCommitment: {
      if (clause.kind == Clause::Kind::kCommissive) {
        // "Resolves to meet" opens a sentence whose subject stands above.
        if (clause.named)
          return verb == nullptr || verb->Is(kStative) ? std::nullopt : std::optional(judgement);
        if (!agent) return std::nullopt;
        if (judgement.polarity == Polarity::kNot && tone == Glossary::Tone::kBinding)
          judgement.modality = Modality::kProhibition;
        break;
      }
      if (tokens[clause.cue.first].word != lexicon.vocabulary.Find("will")) return std::nullopt;
      // "This policy will be reviewed every year": whoever wrote it will see to that.
      if (clause.passive && SpeaksOfItself(tokens, clause)) break;
      if (!agent || (verb != nullptr && !clause.passive && (IsCopula(*verb) || verb->Is(kStative)) &&
                     !(subject == SubjectKind::kAgent && GoesOnToAct(lexicon.vocabulary, tokens, clause)) &&
                     verb->word != lexicon.vocabulary.Find("consider"))) {
        return std::nullopt;
      }
      break;
    }
    default:
      break;
  }
  return judgement;
}

}  // namespace concord
