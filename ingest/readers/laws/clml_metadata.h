// What a file of legislation.gov.uk says about itself: <ukm:Metadata> and the attributes of <Legislation>.
#ifndef CONCORD_INGEST_READERS_LAWS_CLML_METADATA_H_
#define CONCORD_INGEST_READERS_LAWS_CLML_METADATA_H_

#include "ingest/document/document.h"
#include "ingest/source/xml_tree.h"

namespace concord {

// The work's identifier is the address with "/id/" in it, as in the site's Akoma Ntoso of the same act, so
// both formats give one work. The edition is the day for which the text is valid (dct:valid), if that is not
// the day on which it was made.
Metadata ReadClmlMetadata(pugi::xml_node root);

}  // namespace concord

#endif  // CONCORD_INGEST_READERS_LAWS_CLML_METADATA_H_
