// Title, date and issuer as the text itself states them: cover, letterhead, "may be cited as", enacting
// formula.
//
// A manifest and the file's own metadata take precedence. The text fills what they leave open, and replaces a
// title that is only the first line of a form ("A BILL"). If the text contradicts a manifest, the document
// gets a repair that names both.
#ifndef CONCORD_INGEST_LANGUAGE_STATED_METADATA_H_
#define CONCORD_INGEST_LANGUAGE_STATED_METADATA_H_

#include <optional>
#include <string>
#include <string_view>

#include "base/date.h"
#include "ingest/document/document.h"
#include "ingest/facts/facts.h"
#include "ingest/source/span.h"

namespace concord {

struct StatedMetadata {
  std::string title;             // empty: the text has none
  bool short_title = false;      // the title comes from "may be cited as"
  std::optional<Date> date;      // of adoption or signature, else of the document
  std::string issuer;            // as written, or the name of a known body
  Span issuer_span;              // the words that say so
  std::string_view issuer_form;  // "enacted" or "letterhead"
};

// Looks only at the head and the end of the text.
StatedMetadata ReadStatedMetadata(const Document& document, const Facts& facts);

// Fills document->metadata and adds repairs, as described above. Leaves the issuer to the caller, who may
// know more about it.
void ApplyStatedMetadata(const StatedMetadata& stated, const Facts& facts, Document* document);

}  // namespace concord

#endif  // CONCORD_INGEST_LANGUAGE_STATED_METADATA_H_
