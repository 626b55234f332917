// What a USLM file says about itself: its <meta>, and what only the title page says.
#ifndef CONCORD_INGEST_READERS_LAWS_USLM_METADATA_H_
#define CONCORD_INGEST_READERS_LAWS_USLM_METADATA_H_

#include <string>
#include <string_view>

#include "ingest/document/document.h"
#include "ingest/source/xml_tree.h"

namespace concord {

// The identifier of the work is the path of the USLM reference model: "/us/pl/115/18", "/us/bill/116/s/1900",
// "/us/usc/t5". A bill's printings (ih, rs, enr) are its editions. The title is the act's short title, or
// else its official title.
Metadata ReadUslmMetadata(pugi::xml_node root);

// "H. J. Res.", "HJRES" and "hjres" as the reference model writes them; "" if it is not a type of bill.
std::string UsBillType(std::string_view displayed);

}  // namespace concord

#endif  // CONCORD_INGEST_READERS_LAWS_USLM_METADATA_H_
