#include "ingest/extractors/citations/citation_relations.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <string>

#include "base/text.h"

namespace concord {
namespace {

constexpr size_t kReach = 240;       // bytes of a sentence on either side
constexpr size_t kNear = 48;         // a participle governs a name so far behind it
constexpr size_t kTitleBytes = 900;  // titles of acts that amend others are long

bool HasWords(std::string_view folded, std::initializer_list<std::string_view> words) {
  return std::ranges::any_of(
      words, [&](std::string_view word) { return folded.find(word) != std::string_view::npos; });
}
bool EndsWithWords(std::string_view folded, std::initializer_list<std::string_view> words) {
  return std::ranges::any_of(words, [&](std::string_view word) { return folded.ends_with(word); });
}

// The sentence in front of a name, folded, with a blank before it. A full stop ends it when a blank and a
// capital follow; "No. 5" and "U.S.C. 552" go on.
std::string SentenceBefore(std::string_view before, size_t reach) {
  if (before.size() > reach) before.remove_prefix(before.size() - reach);
  for (size_t at = before.size(); at-- > 1;) {
    const char c = before[at - 1];
    const bool stop = (c == '.' && before[at] == ' ' && at + 1 < before.size() && before[at + 1] >= 'A' &&
                       before[at + 1] <= 'Z' && at >= 4 && before[at - 3] != ' ' && before[at - 3] != '.') ||
                      c == ';';
    if (!stop) continue;
    before.remove_prefix(at);
    break;
  }
  return " " + AsciiLower(CollapseSpace(before));
}

std::string SentenceBehind(std::string_view after) {
  after = after.substr(0, kReach);
  for (size_t at = 0; at + 2 < after.size(); ++at) {
    if ((after[at] == '.' && after[at + 1] == ' ' && after[at + 2] >= 'A' && after[at + 2] <= 'Z' &&
         at >= 3 && after[at - 2] != ' ' && after[at - 2] != '.') ||
        after[at] == ';') {
      after = after.substr(0, at);
      break;
    }
  }
  return AsciiLower(CollapseSpace(after));
}

enum class Done : uint8_t { kNothing, kRepealed, kReplaced, kAmended };

Done DoneBy(std::string_view participle) {
  for (const std::string_view word : {"repealed", "revoked", "rescinded", "abrogated", "annulled"}) {
    if (participle.starts_with(word)) return Done::kRepealed;
  }
  if (participle.starts_with("superseded")) return Done::kReplaced;
  for (const std::string_view word : {"amended", "modified by", "replaced", "added", "inserted", "deleted",
                                      "substituted", "omitted", "redesignated", "struck", "corrected as"}) {
    if (participle.starts_with(word)) return Done::kAmended;
  }
  return Done::kNothing;
}

// What is done to the subject in front of `behind`: the first finite verb, when it is a passive of the
// present.
// `*rest` becomes what follows the participle.
Done Passive(std::string_view behind, std::string_view* rest) {
  static constexpr auto kFinite = std::to_array<std::string_view>(
      {" is ",    " are ",  " shall ", " was ",   " were ",     " has ",     " have ",
       " had ",   " may ",  " will ",  " would ", " should ",   " must ",    " can ",
       " which ", " that ", " who ",   " does ",  " requires ", " provides "});
  size_t first = std::string_view::npos;
  std::string_view verb;
  const std::string padded = " " + std::string(behind);
  for (const std::string_view finite : kFinite) {
    const size_t at = padded.find(finite);
    if (at < first) {
      first = at;
      verb = finite;
    }
  }
  if (first == std::string_view::npos) return Done::kNothing;
  if (verb != " is " && verb != " are " && verb != " shall ") return Done::kNothing;
  size_t at = first + verb.size();  // in `padded`
  std::string_view text(padded);
  text.remove_prefix(at);
  if (verb == " shall ") {
    if (!text.starts_with("be ")) return Done::kNothing;
    text.remove_prefix(3);
    at += 3;
  }
  for (bool again = true; again;) {
    again = false;
    for (const std::string_view adverb :
         {"hereby ", "further ", "also ", "accordingly ", "each ", "therefore "}) {
      if (!text.starts_with(adverb)) continue;
      text.remove_prefix(adverb.size());
      at += adverb.size();
      again = true;
    }
  }
  const Done done = DoneBy(text);
  if (done == Done::kNothing) return done;
  if (verb == " shall " && done == Done::kAmended && !text.starts_with("amended")) return Done::kNothing;
  *rest = behind.substr(std::min(behind.size(), at - 1));
  return done;
}

// "is amended by Regulation Y": somebody else does it. "by inserting", "by this Act" is this document.
bool IsDoneElsewhere(std::string_view rest) {
  const size_t blank = rest.find(' ');
  if (blank == std::string_view::npos || !rest.substr(blank + 1).starts_with("by ")) return false;
  const std::string_view agent = rest.substr(blank + 4);
  const std::string_view word = agent.substr(0, agent.find_first_of(" ,.:-"));
  return !(word.ends_with("ing") || word == "this" || word == "the" || word == "paragraph" ||
           word == "substituting");
}

// "(and the provisions inserted into the Fen Act by section 3) are repealed": what is said behind the
// parenthesis is not said of what stands in it, unless that is another name: "the Fen Act (Public Law 12-3)
// is repealed".
bool InAside(std::string_view before) {
  constexpr size_t kAside = 160, kName = 30;
  if (before.size() > kAside) before.remove_prefix(before.size() - kAside);
  const size_t open = before.rfind('('), close = before.rfind(')');
  if (open == std::string_view::npos || (close != std::string_view::npos && close > open)) return false;
  const std::string_view inside = before.substr(open + 1);
  return inside.size() > kName || inside.find(" into ") != std::string_view::npos ||
         inside.starts_with("see ") || inside.starts_with("within ") || inside.starts_with("as ");
}

// The voice of this document: "this Regulation amends", "this Act repeals", "I hereby revoke".
bool SpeaksItself(std::string_view words, size_t verb) {
  const std::string_view subject = words.substr(0, verb);
  if (subject.ends_with(" hereby") || subject.ends_with(" i") || subject.ends_with(" we")) return true;
  const size_t at = subject.rfind(" this ");
  if (at == std::string_view::npos) return false;
  static constexpr auto kKinds = std::to_array<std::string_view>(
      {"regulation", "directive", "decision",    "act",       "law",        "bill",         "order",
       "memorandum", "policy",    "instruction", "ordinance", "resolution", "section",      "article",
       "title",      "chapter",   "part",        "document",  "measure",    "agreement",    "protocol",
       "convention", "notice",    "rule",        "standard",  "manual",     "proclamation", "guidance",
       "strategy",   "plan",      "framework",   "version",   "edition",    "issue",        "recommendation",
       "proposal"});
  std::string_view noun = subject.substr(at + 6);
  const std::string_view verbs = noun.substr(std::min(noun.find(' '), noun.size()));
  noun = noun.substr(0, noun.find(' '));
  // "None of the funds under this Act may be used to amend": not what the act does.
  if (HasWords(verbs, {" may", " used", " could", " shall not"})) return false;
  return IsOneOf(noun, kKinds) && subject.size() - at < 80;
}

struct Verb {
  std::string_view word;
  CitationKind kind;
};
constexpr auto kFiniteVerbs = std::to_array<Verb>({
    {" repeals", CitationKind::kRepeals},
    {" revokes", CitationKind::kRepeals},
    {" rescinds", CitationKind::kRepeals},
    {" repeal", CitationKind::kRepeals},
    {" revoke", CitationKind::kRepeals},
    {" rescind", CitationKind::kRepeals},
    {" supersedes", CitationKind::kSupersedes},
    {" replaces", CitationKind::kSupersedes},
    {" supersede", CitationKind::kSupersedes},
    {" amends", CitationKind::kAmends},
    {" amend", CitationKind::kAmends},
});
constexpr auto kTitleParticiples = std::to_array<Verb>({
    {" repealing", CitationKind::kRepeals},
    {" revoking", CitationKind::kRepeals},
    {" rescinding", CitationKind::kRepeals},
    {" rescission of", CitationKind::kRepeals},
    {" repeal of", CitationKind::kRepeals},
    {" to repeal", CitationKind::kRepeals},
    {" revocation of", CitationKind::kRepeals},
    {" superseding", CitationKind::kSupersedes},
    {" replacing", CitationKind::kSupersedes},
    {" amending", CitationKind::kAmends},
    {" to amend", CitationKind::kAmends},
    {" amendment of", CitationKind::kAmends},
    {" amendment to", CitationKind::kAmends},
    {" amendments to", CitationKind::kAmends},
    {" amendments of", CitationKind::kAmends},
});

// Of the verbs that stand in `words` the last one, and where; SIZE_MAX when there is none.
size_t LastVerb(std::string_view words, std::span<const Verb> verbs, CitationKind* kind) {
  size_t last = std::string_view::npos;
  for (const Verb& verb : verbs) {
    for (size_t at = words.rfind(verb.word); at != std::string_view::npos;) {
      const size_t end = at + verb.word.size();
      if (end >= words.size() || words[end] == ' ' || words[end] == ',') {
        if (last == std::string_view::npos || at > last) {
          last = at;
          *kind = verb.kind;
        }
        break;
      }
      if (at == 0) break;
      at = words.rfind(verb.word, at - 1);
    }
  }
  return last;
}

// "Regulation ... laying down rules and amending Directives X and Y": what the title says that it does.
bool FromOwnTitle(std::string_view before, CitationKind* kind) {
  std::string_view words = before;
  // An opinion, a report or a study speaks of another act.
  if (HasWords(words, {"opinion", " report ", " on the proposal", "study", "briefing", "summary of",
                       "impact assessment", "corrigendum", "explanatory"}))
    return false;
  const size_t at = LastVerb(words, kTitleParticiples, kind);
  if (at == std::string_view::npos) return false;
  // "on the position of the Union as regards amendments to": others amend.
  if (EndsWithWords(words.substr(0, at), {" as regards", " regarding", " concerning", " with regard to",
                                          " proposed", " relating to"}))
    return false;
  // "... supplementing Regulation X": a later participle governs.
  const std::string_view behind = words.substr(at + 1);
  return !HasWords(behind, {" supplementing ", " implementing ", " pursuant to ", " in accordance with ",
                            " under ", " as regards "});
}

// "In Article 4 of X, ...", "After section 11 of X insert".
bool OpensAtPlace(std::string_view words) {
  words = Trim(words);
  // "(3) in", "1. In"
  while (!words.empty() && (words[0] == '(' || IsDigit(words[0]) || words[0] == '.' || words[0] == ')' ||
                            words[0] == '"' || words[0] == ' ')) {
    if (words[0] == '(') {
      const size_t close = words.substr(0, 8).find(')');
      if (close == std::string_view::npos) break;
      words.remove_prefix(close + 1);
    } else {
      words.remove_prefix(1);
    }
  }
  return words.starts_with("in ") || words.starts_with("after ") || words.starts_with("before ") ||
         words.starts_with("at the end of ") || words.starts_with("for ") || words.starts_with("from ");
}

bool OrdersAmendment(std::string_view words) {
  const std::string behind = " " + std::string(words);
  return HasWords(
             behind,
             {" insert",          " substitute", " omit",       "leave out",         "the following is added",
              "is added",         "are added",   "is inserted", "are inserted",      "is replaced",
              "are replaced",     "is deleted",  "are deleted", "is substituted",    "are substituted",
              "is omitted",       "is amended",  "are amended", "shall be replaced", "shall be added",
              "shall be inserted"}) &&
         !HasWords(behind, {"data is", "data are", "information is"});
}

}  // namespace

bool IsAmended(std::string_view before, std::string_view after) {
  const std::string words = SentenceBefore(before, kReach), behind = SentenceBehind(after);
  std::string_view rest;
  return (OpensAtPlace(words) && OrdersAmendment(behind)) ||
         (Passive(behind, &rest) == Done::kAmended && !IsDoneElsewhere(rest) && Trim(words).size() < kNear);
}

namespace {

// "as amended by section 3 of the Fen Act (Public Law 12-3) and section 4 of X": without a comma it goes on
// with those that amended.
bool GoesOnWithAmenders(std::string_view words) {
  for (const std::string_view by : {"as amended by ", "as added by ", "as inserted by "}) {
    const size_t at = words.rfind(by);
    if (at != std::string_view::npos && words.find(',', at) == std::string_view::npos) return true;
  }
  return false;
}

// "in the entry relating to section 1 of X", "in Schedule 2 (amendments of X)": the words say what the
// changed place is about, and X is changed by nobody.
bool IsAboutPlace(std::string_view words) {
  const size_t reach = words.size() - std::min(words.size(), kReach / 2);
  const std::string_view tail = words.substr(reach);
  for (const std::string_view about : {" entry relating to ", " entries relating to ", " entry for ",
                                       " entries for ", " item relating to ", " items relating to "}) {
    const size_t at = tail.rfind(about);
    if (at != std::string_view::npos && tail.find(',', at) == std::string_view::npos) return true;
  }
  const size_t open = tail.rfind('(');
  if (open == std::string_view::npos || tail.find(')', open) != std::string_view::npos) return false;
  const std::string_view inside = tail.substr(open + 1);
  return inside.starts_with("amendment") || inside.starts_with("prospective amendment") ||
         inside.starts_with("offence");
}

}  // namespace

bool OpensAmendments(std::string_view text) {
  constexpr size_t kTail = 200;
  text = Trim(text);
  if (text.size() > kTail) text.remove_prefix(text.size() - kTail);
  const std::string folded = AsciiLower(CollapseSpace(text));
  const size_t at = std::max({folded.rfind(" is amended") + 1, folded.rfind(" are amended") + 1,
                              folded.rfind(" is further amended") + 1});
  if (at == 0) return false;
  return folded.ends_with(':') || folded.ends_with('-') || folded.ends_with("\xE2\x80\x94") ||
         folded.ends_with("\xE2\x80\x93") || folded.ends_with("as follows");
}

CitationKind JudgeCitation(const CitationContext& context) {
  if (context.own_title) {
    CitationKind kind;
    std::string words = SentenceBefore(context.before, kTitleBytes);
    if (FromOwnTitle(words, &kind)) return kind;
  }
  std::string words = SentenceBefore(context.before, kReach);
  const std::string behind = SentenceBehind(context.after);
  while (EndsWithWords(words, {" the", " of", " to", " and", ",", " in", " or"}))
    words.resize(words.find_last_of(" ,"));
  std::string_view tail = words;
  if (tail.size() > kNear) tail.remove_prefix(tail.size() - kNear);
  const bool as_amended = HasWords(tail, {"amended by", "as amended", "inserted by", "repealed by",
                                          "replaced by", "amendments made by", "amendment made by"});
  if (context.operative && !as_amended && !GoesOnWithAmenders(words) && !InAside(context.before) &&
      !IsAboutPlace(SentenceBefore(context.before, kReach) + " ")) {
    std::string_view rest;
    const Done done = Passive(behind, &rest);
    // "Of the funds made available by the Fen Act, 4 million are rescinded"
    const bool funds =
        done == Done::kRepealed && HasWords(words, {" balances", " funds", " amounts", " appropriat"});
    if (done != Done::kNothing && !IsDoneElsewhere(rest) && !funds &&
        !HasWords(tail, {" under", " pursuant", " accordance", " by", " within the meaning", " referred to",
                         " with", " for the purposes", " defined", " than", " if", " where", " when",
                         " unless", " whether", " until", " before", " once"})) {
      switch (done) {
        case Done::kRepealed:
          return CitationKind::kRepeals;
        case Done::kReplaced:
          return CitationKind::kSupersedes;
        case Done::kAmended:
          return CitationKind::kAmends;
        case Done::kNothing:
          break;
      }
    }
    if (OpensAtPlace(SentenceBefore(context.before, kReach)) && OrdersAmendment(behind))
      return CitationKind::kAmends;
    const std::string opening = AsciiLower(CollapseSpace(
        context.opening.substr(context.opening.size() - std::min<size_t>(context.opening.size(), kReach))));
    const bool first = Trim(words).size() < kNear;
    if (first && HasWords(opening, {"following"})) {
      if (HasWords(opening,
                   {"are repealed", "is repealed", "are hereby repealed", "are revoked", "are rescinded",
                    "is hereby repealed", "shall be repealed", "are hereby revoked", "is revoked"}))
        return CitationKind::kRepeals;
      if (HasWords(opening, {"are superseded", "are replaced"})) return CitationKind::kSupersedes;
    }
    CitationKind kind;
    const size_t verb = LastVerb(words, kFiniteVerbs, &kind);
    if (verb != std::string::npos && words.size() - verb < 2 * kNear && SpeaksItself(words, verb))
      return kind;
    // "Amendments to Regulation X" above what it amends.
    if ((context.heading || (first && behind.size() < kNear)) && context.binding) {
      const std::string_view start = Trim(words);
      if (start.starts_with("amendment")) return CitationKind::kAmends;
      if (start.starts_with("repeal") || start.starts_with("revocation")) return CitationKind::kRepeals;
    }
  }
  if (HasWords(tail, {" based on", " builds on", " building on", " builds upon", " building upon",
                      " derived from", " drawing on"}))
    return CitationKind::kBasedOn;
  constexpr size_t kShort = 60;
  if (HasWords(tail, {" to implement", " implements", " implementing", " implementation", " transposing",
                      " transposes", " giving effect"}) &&
      words.size() < kShort)
    return CitationKind::kImplements;
  return CitationKind::kCites;
}

}  // namespace concord
