// What the elements of Akoma Ntoso 3.0 (OASIS LegalDocML, part 2) mean to a reader. They are found by local
// name, because five namespaces and three prefixes are in use.
#ifndef CONCORD_INGEST_READERS_LAWS_AKOMA_NTOSO_ELEMENTS_H_
#define CONCORD_INGEST_READERS_LAWS_AKOMA_NTOSO_ELEMENTS_H_

#include "ingest/readers/laws/law_dialect.h"

namespace concord {

// Decides by name, by attributes (an hcontainer has one that says what it is), and by content: a <section>
// groups articles, as in Germany, or is the basic unit itself, as in common law.
LawElement AknElementOf(pugi::xml_node element);

}  // namespace concord

#endif  // CONCORD_INGEST_READERS_LAWS_AKOMA_NTOSO_ELEMENTS_H_
