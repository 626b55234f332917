// Who must act: from the subject of a clause, the noun phrase behind "by", or the words before.
#ifndef CONCORD_INGEST_EXTRACTORS_MEASURES_ADDRESSEES_H_
#define CONCORD_INGEST_EXTRACTORS_MEASURES_ADDRESSEES_H_

#include <string_view>
#include <vector>

#include "ingest/document/findings.h"
#include "ingest/extractors/measures/modality.h"
#include "ingest/language/clauses.h"
#include "ingest/language/lexicon.h"
#include "ingest/language/text_stretch.h"

namespace concord {

// The words for who must act, and where they stand. Nobody is invented: no words, source none.
struct Addressees {
  std::vector<Span> spans;
  AddresseeSource source = AddresseeSource::kNone;
};

// Made once for a passage, when actors and forums are found. Borrows the passage.
class AddresseeFinder {
 public:
  AddresseeFinder(const TextStretch& passage, const Findings& findings);

  // Whether a mention of an actor or forum ends at the token or covers it.
  bool IsAgentToken(uint32_t token) const;
  // Whether a mention of a government, regulator, court or the like ends there or covers it: what such a body
  // may do is a power.
  bool IsPublicBody(uint32_t token) const;
  // The last token of the first noun phrase in the range: in front of a preposition, relative or participle.
  uint32_t HeadOf(TokenRange range) const;
  // What the subject of a clause is, as far as actors and forums are known.
  SubjectKind KindOf(TokenRange subject) const;
  // Who must do what the clause says. `before`: of the last clause that had any, for "it" and "such plan";
  // may be nullptr.
  Addressees AddresseesOf(const Clause& clause, SubjectKind kind, const Addressees* before) const;
  // Whom a performative speaks to, "The Act requires operators to", when that is an agent.
  bool NamesSomebody(const Clause& clause) const;
  // The agent behind "by", when the verb of a passive stands at `verb` and its clause ends at `last`.
  Addressees ByAgent(uint32_t verb, uint32_t last) const;
  bool OwesTask(const Clause& clause) const;  // "The tasks of the Board are to"

 private:
  std::string_view Text(const Token& token) const { return document_.TextOf(token.span()); }
  TokenRange Trimmed(TokenRange range) const;
  bool IsAgentBehind(uint32_t comma, uint32_t last) const;
  bool InBrackets(uint32_t token, uint32_t last) const;
  TokenRange FindByAgent(uint32_t verb, uint32_t end) const;
  TokenRange Antecedent(TokenRange subject) const;
  TokenRange HolderOfCondition(const Clause& clause) const;
  bool BearsDuty(const Clause& clause) const;
  bool RefersBack(TokenRange subject, uint32_t first_of_clause) const;
  bool IsRole(uint32_t head, TokenRange subject) const;
  TokenRange OwnerOf(TokenRange subject) const;
  bool IsPlural(Span span) const;
  Span NearestAgent(uint32_t token, bool plural) const;

  const Document& document_;
  const Lexicon& lexicon_;
  const std::vector<Token>& t_;
  std::vector<Span> agents_;  // sorted; may nest
  std::vector<Span> public_;  // of those, the public ones
  WordId to_, by_, of_, we_, you_, in_, with_, from_, that_, they_, it_;
};

}  // namespace concord

#endif  // CONCORD_INGEST_EXTRACTORS_MEASURES_ADDRESSEES_H_
