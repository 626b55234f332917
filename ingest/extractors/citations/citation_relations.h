// Decides from the words around a name how a document cites an act.
//
// REPEALS, AMENDS and SUPERSEDES are acts of the document itself. They need its voice: its title ("...
// repealing Directive X"), a formula in the present tense ("Directive X is repealed", "In Article 4 of
// Regulation X, the following point is added"), "this Act amends X", or a heading "Amendments to Regulation
// X". A participle in the title of a cited act says nothing of this document, nor does "X, as amended by Y".
#ifndef CONCORD_INGEST_EXTRACTORS_CITATIONS_CITATION_RELATIONS_H_
#define CONCORD_INGEST_EXTRACTORS_CITATIONS_CITATION_RELATIONS_H_

#include <string_view>

#include "ingest/document/findings.h"

namespace concord {

struct CitationContext {
  std::string_view before, after;  // of the block, up to the name and after it
  std::string_view opening;        // the opening words of the list around the block; may be empty
  bool own_title = false;          // the block is the title of the document
  bool heading = false;
  bool operative = true;  // text in which the document itself acts: not a recital, quotation or footnote
  bool binding = false;   // the document sounds like an act
};

// Looks at a bounded stretch on either side.
CitationKind JudgeCitation(const CitationContext& context);

// "In", "After", "For" and a place before, and what is done to it after: "is replaced by the following". For
// references whose act was named earlier.
bool IsAmended(std::string_view before, std::string_view after);

// "... is amended as follows:", "... is amended-": the list below refers to the amended act.
bool OpensAmendments(std::string_view text);

}  // namespace concord

#endif  // CONCORD_INGEST_EXTRACTORS_CITATIONS_CITATION_RELATIONS_H_
