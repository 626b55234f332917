// What a Formex file says about itself: BIB.INSTANCE or BIB.DATA, the title, the first line of the preamble.
#ifndef CONCORD_INGEST_READERS_LAWS_FORMEX_METADATA_H_
#define CONCORD_INGEST_READERS_LAWS_FORMEX_METADATA_H_

#include "ingest/document/document.h"
#include "ingest/source/xml_tree.h"

namespace concord {

// The CELEX number is the file's own: NO.CELEX, or CONSLEG.REF of a consolidated act, whose edition is the
// day from which it applies. For an act of the Official Journal, it follows from the act's number and from
// the word for regulation, directive or decision in its title. An annex in its own file has no CELEX number,
// because it is not an edition of its act.
Metadata ReadFormexMetadata(pugi::xml_node root);

}  // namespace concord

#endif  // CONCORD_INGEST_READERS_LAWS_FORMEX_METADATA_H_
