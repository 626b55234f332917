// One key for a concept, however a file calls its scheme and spells its code.
//
// The items of one framework come from files of several kinds, and each has its own habits: an OSCAL
// catalogue is named after its file and says `ac-2.1`, a crosswalk says `AC-2(1)`, a spreadsheet `AC-02(01)`.
// datasets/scheme_aliases.tsv says which names are one scheme, and how the codes of that scheme are spelled.
#ifndef CONCORD_INGEST_RESOLVE_CONCEPT_KEYS_H_
#define CONCORD_INGEST_RESOLVE_CONCEPT_KEYS_H_

#include <string>
#include <string_view>

#include "ingest/document/document.h"
#include "ingest/facts/facts.h"

namespace concord {

// "nist-sp-800-53-rev5:ac-2.1" as "nist-800-53r5:AC-2(1)"; what no alias speaks of stays as it is.
std::string ConceptKey(std::string_view curie, const Facts& facts);

// Puts every curie of the document so: of its items, their parents, its mappings and its codes. What the text
// says, and the numbers of its sections, stay.
void JoinConcepts(const Facts& facts, Document* document);

}  // namespace concord

#endif  // CONCORD_INGEST_RESOLVE_CONCEPT_KEYS_H_
