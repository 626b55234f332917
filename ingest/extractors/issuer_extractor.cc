// Who issued the document, where the document itself says so: on its title page, in its opening formula, in
// the words that introduce it.
//
// A body that is merely named at the beginning issued nothing, so the words around the name decide:
//
//   formula   "THE EUROPEAN COMMISSION, Having regard to ...", "The General Assembly, Recalling ..."
//   we        "We, the Leaders of the G20, met ..."
//   members   "The member States of the Council of Europe, signatory hereto, ..."
//   title     "G20 Ministerial Statement on Trade", "Recommendation of the Council on ..."
//   released  "This statement was issued by the Freedom Online Coalition"
//   alone     a line of the title page that is nothing but the name
//
// What a manifest or the file's metadata say of the issuer stands: then the text adds only parts of that body
// (the Commission, where the manifest says European Union), or, where no table knows that issuer, what the
// two forms say in which the body itself speaks (formula, we).
//
// Tested by issuer_extractor_test.cc, and by the answer key of tests/cli/forum_key.
#include <algorithm>
#include <array>

#include "base/text.h"
#include "base/unicode.h"
#include "ingest/document/findings.h"
#include "ingest/extractors/extractor.h"
#include "ingest/extractors/forums/forum_names.h"
#include "ingest/language/clauses.h"
#include "ingest/language/front_matter.h"
#include "ingest/language/glossary.h"
#include "ingest/language/segments.h"

namespace concord {
namespace {

// Front matter of a treaty or a gazette is seldom longer; behind it, a body speaks of others.
constexpr uint32_t kHeadBytes = 6000;
constexpr uint32_t kBlockBytes = 64 * 1024;  // a longer one is a file without lines, and has no head
constexpr size_t kTitleBlocks = 4;           // a title, or a title page, stands in the first few
constexpr uint32_t kTitleBytes = 300;        // a longer line is no title
constexpr uint32_t kOpeningTokens = 24;      // between "We" and the body
constexpr uint32_t kReach = 12;              // tokens from the body to what it does

constexpr auto kPeople = std::to_array<std::string_view>(
    {"leaders",     "ministers",   "heads",       "state",       "states",          "government",
     "governments", "members",     "member",      "countries",   "representatives", "participants",
     "parties",     "delegations", "presidents",  "chairs",      "ambassadors",     "parliaments",
     "nations",     "economies",   "signatories", "responsible", "charge",          "founding"});
constexpr auto kReleased = std::to_array<std::string_view>(
    {"released", "issued", "adopted", "published", "approved", "endorsed", "delivered"});
// Document nouns that legislatures use for their own, that name no one text, or that are other words too.
constexpr auto kNoTitle = std::to_array<std::string_view>(
    {"act", "acts", "law", "laws", "goals", "definition", "general", "fundamental", "guiding", "constitution",
     "standard", "standards", "note", "notes", "catalogue", "rules"});
// Titles that are no document nouns elsewhere.
constexpr auto kMoreTitles =
    std::to_array<std::string_view>({"guide", "guides", "communiqué", "communiqués", "conclusions", "pledge",
                                     "pact", "call", "manifesto", "instruments"});
// How a body that speaks begins what it says, where the verb does not end in -ing.
constexpr auto kOpeners = std::to_array<std::string_view>(
    {"convinced", "concerned", "guided",    "mindful", "aware",     "conscious", "determined",
     "alarmed",   "gathered",  "assembled", "met",     "committed", "inspired",  "deeply",
     "resolved",  "in",        "on",        "at",      "under",     "pursuant"});

class HeadReader {
 public:
  explicit HeadReader(const TextStretch& passage)
      : passage_(passage), facts_(*passage.lexicon->facts), t_(passage.tokens->tokens) {
    of_ = passage.lexicon->vocabulary.Find("of");
    by_ = passage.lexicon->vocabulary.Find("by");
  }

  std::vector<IssuerStatement> Read() {
    const std::vector<Block>& blocks = passage_.document->blocks;
    for (size_t b = passage_.first_block; b < passage_.last_block && blocks[b].span.start < kHeadBytes; ++b) {
      block_ = blocks[b].span;
      if (block_.size() > kBlockBytes) continue;
      range_ = passage_.tokens->blocks[b - passage_.first_block];
      names_ = FindForumNames(passage_, b, {});
      if (names_.empty() || range_.empty()) continue;
      first_ = range_.first;
      while (first_ + 1 < range_.last && (t_[first_].Is(kDeterminer) || t_[first_].mark == '"')) ++first_;
      if (Formula() || We() || Members()) continue;
      const bool title = blocks[b].kind == BlockKind::kHeading ||
                         (blocks[b].kind == BlockKind::kParagraph && BeginsItsLine());
      if (title && b < passage_.first_block + kTitleBlocks && block_.size() <= kTitleBytes &&
          (Alone() || Title()))
        continue;
      Released();
    }
    return std::move(found_);
  }

 private:
  // What has a number or bullet in front is an item: a list of texts is full of titles.
  bool BeginsItsLine() const {
    const std::string_view before = std::string_view(passage_.document->text).substr(0, block_.start);
    const size_t line = before.rfind('\n');
    return Trim(line == std::string_view::npos ? before : before.substr(line + 1)).empty();
  }

  std::string_view Text(uint32_t i) const { return passage_.document->TextOf(t_[i].span()); }
  bool IsMark(uint32_t i, char mark) const { return i < range_.last && t_[i].mark == mark; }
  bool IsPossessive(uint32_t i) const {
    return i < range_.last && t_[i].IsWord() && !t_[i].space_before && t_[i].end - t_[i].start <= 4;
  }

  // The last of an enumeration that begins with names_[index]: "the European Parliament and the Council".
  size_t LastOfList(size_t index) const {
    for (; index + 1 < names_.size(); ++index) {
      for (uint32_t i = names_[index].tokens.last; i < names_[index + 1].tokens.first; ++i) {
        if (t_[i].mark != ',' && !t_[i].Is(kConjunction | kDeterminer)) return index;
      }
    }
    return index;
  }

  void Say(size_t first, size_t last, std::string_view form, uint32_t from, uint32_t to, float confidence) {
    for (size_t i = first; i <= last; ++i) {
      const NamedForum& named = names_[i];
      // What no table knows may be anything; only a body that speaks is one for certain.
      if (facts_.FindForum(named.forum) == nullptr && form != "formula") continue;
      const bool again = std::any_of(found_.begin(), found_.end(), [&](const IssuerStatement& other) {
        return other.forum == named.forum;
      });
      if (again) continue;
      IssuerStatement statement;
      statement.span = SpanOf(t_, {from, std::max(to, names_[last].tokens.last)});
      statement.forum = named.forum;
      statement.name = passage_.document->TextOf(SpanOf(t_, named.tokens));
      statement.form = form;
      statement.confidence = confidence;
      found_.push_back(std::move(statement));
    }
  }

  // Whether what stands behind a body's comma is what it thinks or does: "Recalling", "Having regard to".
  bool Begins(uint32_t i) const {
    if (i >= range_.last) return true;  // the formula is a line of its own
    return t_[i].Is(kVerbIng) || Text(i).ends_with("ing") || Text(i).ends_with("ING") ||
           IsOneOfIgnoreCase(Text(i), kOpeners);
  }

  // An organ in front of its body: "The General Conference of the".
  bool IsOrgan(uint32_t from, uint32_t to) const {
    constexpr uint32_t kLongestOrgan = 8;
    if (to > from + kLongestOrgan || !t_[from].StartsUpper()) return false;
    uint32_t last = to;
    while (last > from && t_[last - 1].Is(kDeterminer)) --last;
    if (last <= from + 1 || t_[last - 1].word != of_) return false;
    return std::all_of(t_.begin() + from, t_.begin() + to, [&](const Token& token) {
      return token.StartsUpper() || token.word == of_ || token.Is(kDeterminer);
    });
  }

  bool Formula() {
    if (names_[0].tokens.first != first_ && !IsOrgan(first_, names_[0].tokens.first)) return false;
    const size_t last = LastOfList(0);
    const uint32_t comma = names_[last].tokens.last;
    if (!IsMark(comma, ',') || !Begins(comma + 1)) return false;
    Say(0, last, "formula", range_.first, comma, 0.95f);
    return true;
  }

  // Whether the words before a body can say who of it speaks: "the Ministers of Digital Affairs of the".
  bool LeadsTo(uint32_t from, uint32_t to, bool* people) const {
    if (to > from + kOpeningTokens) return false;
    for (uint32_t i = from; i < to; ++i) {
      const bool one = IsOneOfIgnoreCase(Text(i), kPeople) || t_[i].Is(kGroup);
      *people |= one;
      if (!one && t_[i].mark != ',' && !t_[i].StartsUpper() &&
          !t_[i].Is(kDeterminer | kPreposition | kConjunction))
        return false;
    }
    return true;
  }

  bool We() {
    bool people = false;
    // "On 3 May, under the presidency of Italy, we, the Ministers of": a comma on either side.
    uint32_t we = first_;
    const uint32_t limit = std::min(names_[0].tokens.first, first_ + kOpeningTokens);
    while (we < limit && !(EqualsIgnoreCase(Text(we), "we") && (we == first_ || IsMark(we + 1, ',')))) ++we;
    if (we == limit || !LeadsTo(we + 1, names_[0].tokens.first, &people)) return false;
    const size_t last = LastOfList(0);
    Say(0, last, "we", range_.first, names_[last].tokens.last, 0.95f);
    return true;
  }

  // "The member States of the Council of Europe, signatory hereto", "Leaders of the G20, meeting in Bali,".
  bool Members() {
    bool people = false;
    if (!LeadsTo(first_, names_[0].tokens.first, &people)) return false;
    const size_t last = LastOfList(0);
    uint32_t i = names_[last].tokens.last;
    if (IsPossessive(i)) ++i;
    for (; i < range_.last && (IsOneOfIgnoreCase(Text(i), kPeople) || t_[i].StartsUpper()); ++i)
      people = true;
    if (!people) return false;
    const uint32_t limit = std::min(range_.last, i + kReach);
    bool speak = IsMark(i, ',') && i + 1 < range_.last && Begins(i + 1);
    for (uint32_t k = i; k < limit && !speak; ++k) {
      if (t_[k].mark == '.') break;
      speak = StartsWithIgnoreCase(Text(k), "signator");
    }
    if (speak) Say(0, last, "members", range_.first, i, 0.9f);
    return speak;
  }

  // A process or initiative has a name and no voice: "Hiroshima Process Code of Conduct" is by its members.
  bool HasVoice(const NamedForum& named) const {
    static constexpr auto kVoiceless = std::to_array<std::string_view>(
        {"process", "initiative", "agreement", "kind", "proposed", "grouping-informal"});
    const ForumFact* forum = facts_.FindForum(named.forum);
    return forum != nullptr && !IsOneOfIgnoreCase(forum->kind, kVoiceless);
  }

  bool IsTitleNoun(uint32_t i) const {
    return t_[i].StartsUpper() && (IsOneOfIgnoreCase(Text(i), kMoreTitles) ||
                                   (t_[i].Is(kDocumentNoun) && !IsOneOfIgnoreCase(Text(i), kNoTitle)));
  }

  bool Title() {
    if (IsMark(range_.last - 1, '.')) return false;
    return TitleOf() || TitleBy();
  }

  // "G20 Ministerial Statement on Trade": the body, and a document noun that is the head of the name.
  bool TitleOf() {
    if (names_[0].tokens.first != first_ || !HasVoice(names_[0])) return false;
    const size_t last = LastOfList(0);
    uint32_t i = names_[last].tokens.last, head = range_.last;
    for (; i < range_.last; ++i) {
      // "Leaders' Declaration": the apostrophe of a plural is a mark of its own.
      const bool light = t_[i].shape == TokenShape::kNumber || t_[i].mark == '/' || t_[i].mark == '\'';
      if (light || IsPossessive(i)) continue;
      if (!t_[i].IsWord() || !(t_[i].StartsUpper() || t_[i].Is(kAdjective))) break;
      head = i;
    }
    // "OECD Principles: a critical look" is about them.
    if (head == range_.last || !IsTitleNoun(head) || IsMark(i, ':')) return false;
    Say(0, last, "title", range_.first, i, 0.85f);
    return true;
  }

  // "Recommendation of the Council on ...", "Joint statement by the Leaders of the Quad".
  bool TitleBy() {
    uint32_t noun = first_;
    const uint32_t limit = std::min(names_[0].tokens.first, first_ + 5);
    while (noun < limit && !IsTitleNoun(noun)) {
      if (!t_[noun].StartsUpper() && t_[noun].shape != TokenShape::kNumber) return false;
      ++noun;
    }
    if (noun >= limit) return false;
    uint32_t i = noun + 1;
    while (i < range_.last && (t_[i].shape == TokenShape::kNumber || t_[i].mark == '/' || IsTitleNoun(i) ||
                               IsOneOfIgnoreCase(Text(i), kReleased)))
      ++i;
    if (i >= range_.last || !(t_[i].word == of_ || t_[i].word == by_)) return false;
    bool people = false;
    if (i >= names_[0].tokens.first || !LeadsTo(i, names_[0].tokens.first, &people)) return false;
    const size_t last = LastOfList(0);
    Say(0, last, "title", range_.first, names_[last].tokens.last, 0.85f);
    return true;
  }

  bool Alone() {
    const size_t last = LastOfList(0);
    uint32_t end = names_[last].tokens.last;
    while (end < range_.last && !t_[end].IsWord() && t_[end].shape != TokenShape::kNumber) ++end;
    if (names_[0].tokens.first != first_ || end != range_.last || !HasVoice(names_[0])) return false;
    Say(0, last, "alone", range_.first, names_[last].tokens.last, 0.7f);
    return true;
  }

  // "The following is the joint statement released by X", "This policy was adopted by X", "Adopted by X".
  void Released() {
    for (size_t n = 0; n < names_.size(); ++n) {
      uint32_t i = names_[n].tokens.first;
      while (i > range_.first && t_[i - 1].Is(kDeterminer)) --i;
      if (i < range_.first + 2 || t_[i - 1].word != by_) continue;
      i -= 2;
      while (i > range_.first && t_[i].Is(kAdverb)) --i;
      if (!IsOneOfIgnoreCase(Text(i), kReleased)) continue;
      uint32_t from = i;
      bool noun = false, itself = false;
      while (from > range_.first && i - from < kReach && t_[from - 1].mark != '.') {
        --from;
        noun |= t_[from].Is(kDocumentNoun) && !t_[from].Is(kModal);
        itself |= EqualsIgnoreCase(Text(from), "this") || EqualsIgnoreCase(Text(from), "following");
      }
      if (!(from == i && from == range_.first) && !(noun && itself)) continue;
      const size_t last = LastOfList(n);
      Say(n, last, "released", from, names_[last].tokens.last, 0.85f);
      n = last;
    }
  }

  const TextStretch& passage_;
  const Facts& facts_;
  const std::vector<Token>& t_;
  WordId of_, by_;
  // Of the block that is read.
  Span block_;
  TokenRange range_;
  uint32_t first_ = 0;  // its first token behind an article
  std::vector<NamedForum> names_;
  std::vector<IssuerStatement> found_;
};

bool IsPartOf(const Facts& facts, std::string_view part, std::string_view whole, int depth = 0) {
  constexpr int kDeepest = 8;  // no table has more
  const ForumFact* forum = depth < kDeepest ? facts.FindForum(part) : nullptr;
  return forum != nullptr &&
         std::any_of(forum->parents.begin(), forum->parents.end(), [&](const auto& parent) {
           return parent == whole || IsPartOf(facts, parent, whole, depth + 1);
         });
}

// A title that no line of the text repeats (a manifest's), read as a document of one line.
std::vector<IssuerStatement> ReadTitle(const TextStretch& passage) {
  Document title;
  title.text = passage.document->metadata.title;
  if (title.text.empty() || title.text.size() > kTitleBytes) return {};
  const Span all{0, static_cast<uint32_t>(title.text.size())};
  title.sections.emplace_back().span = all;
  title.blocks.emplace_back().span = all;
  const PassageTokens tokens = TokenizePassage(title, 0, 1, passage.lexicon->vocabulary);
  const TextStretch line{&title, 0, 1, passage.glossary, passage.lexicon, &tokens, passage.others};
  std::vector<IssuerStatement> found = HeadReader(line).Read();
  std::erase_if(found, [](const IssuerStatement& statement) { return statement.form != "title"; });
  for (IssuerStatement& statement : found) statement.span = {};
  return found;
}

// "Proposal for a COUNCIL DECISION": the Commission proposes, and the act speaks for the body that may adopt
// it. Where the words stand, empty in other texts.
Span ProposalWords(const TextStretch& passage) {
  constexpr size_t kLines = 12;
  const std::vector<Block>& blocks = passage.document->blocks;
  for (size_t b = 0; b < blocks.size() && b < kLines && blocks[b].span.start < kHeadBytes; ++b) {
    const std::string_view text = passage.document->TextOf(blocks[b].span).substr(0, kTitleBytes);
    const std::string lower = ToLowerCase(text);
    for (const FrontPhrase& phrase : FrontPhrases("proposal")) {
      if (!lower.starts_with(phrase.words)) continue;
      const uint32_t start = blocks[b].span.start;
      return {start, start + static_cast<uint32_t>(phrase.words.size())};
    }
  }
  return {};
}

// Leaves the Commission alone as the issuer of its proposal for an act of the Union.
void KeepProposer(const TextStretch& passage, std::vector<IssuerStatement>* found) {
  const Facts& facts = *passage.lexicon->facts;
  const Span words = ProposalWords(passage);
  const auto of_union = [&](const IssuerStatement& one) { return IsPartOf(facts, one.forum, "eu"); };
  if (words.empty() || std::ranges::none_of(*found, of_union)) return;
  std::erase_if(*found, [&](const IssuerStatement& one) { return of_union(one) && one.forum != "ec"; });
  if (std::ranges::any_of(*found, [](const IssuerStatement& one) { return one.forum == "ec"; })) return;
  IssuerStatement commission;
  commission.span = words;
  commission.forum = "ec";
  commission.name = "European Commission";
  commission.form = "title";
  commission.confidence = 0.8F;
  found->push_back(std::move(commission));
}

}  // namespace

void ExtractIssuers(const TextStretch& passage, Findings* findings) {
  if (passage.first_block != 0) return;
  std::vector<IssuerStatement>& found = findings->issuers;
  found = HeadReader(passage).Read();
  for (IssuerStatement& statement : ReadTitle(passage)) {
    const bool again = std::any_of(found.begin(), found.end(), [&](const IssuerStatement& other) {
      return other.forum == statement.forum;
    });
    if (!again) found.push_back(std::move(statement));
  }
  KeepProposer(passage, &found);
  const std::string& said = passage.document->metadata.issuer;
  if (said.empty()) return;
  const Facts& facts = *passage.lexicon->facts;
  const std::string_view issuer = facts.ResolveAgent(said);
  std::erase_if(found, [&](const IssuerStatement& statement) {
    // A body that no table knows is most likely the one that is said, by another name.
    if (facts.FindForum(statement.forum) == nullptr) return true;
    if (issuer.empty())
      return statement.form != "formula" && statement.form != "we" && statement.forum != "ec";
    return !IsPartOf(facts, statement.forum, issuer);
  });
}

}  // namespace concord
