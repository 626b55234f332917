// Who issued a document, as its text states it: also bodies that no table knows (legislatures, cities,
// agencies). Forums that speak for themselves are found by ingest/extractors/issuer_extractor.cc.
#ifndef CONCORD_INGEST_LANGUAGE_STATED_ISSUER_H_
#define CONCORD_INGEST_LANGUAGE_STATED_ISSUER_H_

#include <string>
#include <string_view>

#include "ingest/facts/facts.h"
#include "ingest/language/front_matter.h"

namespace concord {

struct StatedIssuer {
  std::string name;       // as written, or the name of a known body; empty: the text names nobody
  Span span;              // the words that say so, in the text of the document
  std::string_view form;  // how they say it, see below; static
};

// The surest of these forms:
//
//   enacted      an enacting formula, "Resolved by the Senate of the State of ...", "by the authority vested
//   in
//                me", the opening words of a body
//   published    "Published by X", "AGENCY: X", "Herausgeber: X", "This guide was prepared by X"
//   letterhead   a line of the cover that is a body; of several that hold one another, the innermost
//   signature    a line at the end that is a body
//   copyright    "(c) 2031 X"
//   citation     "Suggested citation: X (2031)"
//   amended      the law of a state, or of the United States, is amended: only its legislature can do that
//   enactment    a part of an act of Congress: it counts from its enactment and reports to committees of
//   Congress depositary   a treaty that is deposited with the head of X address      the e-mail addresses at
//   the beginning and the end are all of X excerpt      sections of an act in which no other state is named
StatedIssuer ReadStatedIssuer(const DocumentFront& front, const Facts& facts);

}  // namespace concord

#endif  // CONCORD_INGEST_LANGUAGE_STATED_ISSUER_H_
