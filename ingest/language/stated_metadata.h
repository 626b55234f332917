// Title, date and issuer as the text itself states them: cover, letterhead, "may be cited as", enacting
// formula, signature, imprint.
//
// A manifest and the file's own metadata take precedence. The text fills what they leave open, and replaces a
// title that is the name of the file or only the first line of a form ("A BILL"). If the text contradicts a
// manifest, the document gets a repair that names both.
#ifndef CONCORD_INGEST_LANGUAGE_STATED_METADATA_H_
#define CONCORD_INGEST_LANGUAGE_STATED_METADATA_H_

#include <optional>
#include <string_view>

#include "ingest/document/document.h"
#include "ingest/facts/facts.h"
#include "ingest/language/stated_issuer.h"
#include "ingest/language/stated_title.h"
#include "ingest/language/written_date.h"

namespace concord {

// The origin of a date that the head of a web page gives: the day on which the page appeared, which yields to
// a date that its text states.
inline constexpr std::string_view kPageOrigin = "page";

struct StatedMetadata {
  StatedTitle title;
  std::optional<WrittenDate> date;  // of adoption or signature, else of the document
  StatedIssuer issuer;
};

// Looks only at the head and the end of the text.
StatedMetadata ReadStatedMetadata(const Document& document, const Facts& facts);

// Fills document->metadata, notes in its origins where the words stand ("text:120-155", bytes of the text),
// and adds repairs, as described above. Leaves the issuer to the caller, who may know more about it.
void ApplyStatedMetadata(const StatedMetadata& stated, const Facts& facts, Document* document);

}  // namespace concord

#endif  // CONCORD_INGEST_LANGUAGE_STATED_METADATA_H_
