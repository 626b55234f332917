// The date of a document as its text states it.
#ifndef CONCORD_INGEST_LANGUAGE_STATED_DATE_H_
#define CONCORD_INGEST_LANGUAGE_STATED_DATE_H_

#include <optional>

#include "ingest/language/front_matter.h"
#include "ingest/language/written_date.h"

namespace concord {

// The surest of: the title of an act ("of 13 June 2031"), signature or adoption, publication, a line of the
// cover or of the signatures that is a date, the date of a version, month or year of an imprint. The span is
// in the text of the document. `month_first`: how the document writes dates in numbers.
std::optional<WrittenDate> ReadStatedDate(const DocumentFront& front, bool month_first);

}  // namespace concord

#endif  // CONCORD_INGEST_LANGUAGE_STATED_DATE_H_
