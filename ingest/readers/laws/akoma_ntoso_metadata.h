// What an Akoma Ntoso file says about itself: FRBR identification, references, publication, preface.
#ifndef CONCORD_INGEST_READERS_LAWS_AKOMA_NTOSO_METADATA_H_
#define CONCORD_INGEST_READERS_LAWS_AKOMA_NTOSO_METADATA_H_

#include "ingest/document/document.h"
#include "ingest/source/xml_tree.h"

namespace concord {

// `root` is <akomaNtoso>; its child (act, bill, doc, debate ...) is the work.
//
// The identifier of the work is FRBRthis and not FRBRuri, because the annexes of an act share its FRBRuri.
// Dates of templates (year 2200 and later) are ignored. The edition is the date of the expression if it
// differs from the work's. The issuer is what FRBRauthor points to (showAs of the TLC element), or else the
// last words of the address that it gives.
Metadata ReadAknMetadata(pugi::xml_node root);

}  // namespace concord

#endif  // CONCORD_INGEST_READERS_LAWS_AKOMA_NTOSO_METADATA_H_
