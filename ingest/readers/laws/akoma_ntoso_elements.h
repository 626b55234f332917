// What the elements of Akoma Ntoso 3.0 (OASIS LegalDocML, part 2) mean for a reader: by local name, because
// five namespaces and three prefixes are in use.
#ifndef CONCORD_INGEST_READERS_LAWS_AKOMA_NTOSO_ELEMENTS_H_
#define CONCORD_INGEST_READERS_LAWS_AKOMA_NTOSO_ELEMENTS_H_

#include "ingest/readers/laws/law_dialect.h"

namespace concord {

// By its name, its attributes (an hcontainer says in one what it is), and what it holds: a <section> groups
// articles, as in Germany, or is the basic unit itself, as in common law.
LawElement AknElementOf(pugi::xml_node element);

}  // namespace concord

#endif  // CONCORD_INGEST_READERS_LAWS_AKOMA_NTOSO_ELEMENTS_H_
