// One key for a concept, whatever a file calls its scheme and however it spells its code.
//
// The items of one framework come from several kinds of files, each with its own habits. An OSCAL catalogue
// is named after its file and says `ac-2.1`, a crosswalk says `AC-2(1)`, a spreadsheet says `AC-02(01)`.
// datasets/scheme_aliases.tsv lists the names of each scheme and says how its codes are spelled.
#ifndef CONCORD_INGEST_RESOLVE_CONCEPT_KEYS_H_
#define CONCORD_INGEST_RESOLVE_CONCEPT_KEYS_H_

#include <string>
#include <string_view>

#include "ingest/document/document.h"
#include "ingest/facts/facts.h"

namespace concord {

// "nist-sp-800-53-rev5:ac-2.1" becomes "nist-800-53r5:AC-2(1)". Anything without an alias is unchanged.
std::string ConceptKey(std::string_view curie, const Facts& facts);

// Converts every curie of the document: its items, their parents, its mappings and its codes. The text and
// the numbers of its sections do not change.
void JoinConcepts(const Facts& facts, Document* document);

}  // namespace concord

#endif  // CONCORD_INGEST_RESOLVE_CONCEPT_KEYS_H_
