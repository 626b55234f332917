// What a Formex file says of itself: BIB.INSTANCE or BIB.DATA, the title, the first line of the preamble.
#ifndef CONCORD_INGEST_READERS_LAWS_FORMEX_METADATA_H_
#define CONCORD_INGEST_READERS_LAWS_FORMEX_METADATA_H_

#include "ingest/document/document.h"
#include "ingest/source/xml_tree.h"

namespace concord {

// The CELEX number is the file's own (NO.CELEX, or CONSLEG.REF of a consolidated act, whose edition is the
// day from which it applies); an act of the Official Journal has it from its number and the word in its title
// that says whether it is a regulation, directive or decision. An annex in a file of its own has none: it is
// no edition of its act.
Metadata ReadFormexMetadata(pugi::xml_node root);

}  // namespace concord

#endif  // CONCORD_INGEST_READERS_LAWS_FORMEX_METADATA_H_
