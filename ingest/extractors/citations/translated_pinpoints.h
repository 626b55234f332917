// Places in acts in the other languages of the Union: "Artikel 6 Absatz 1 Buchstabe f", "l'article 6,
// paragraphe 1, point f)", "la letra f) del artículo 6", "§ 3 Abs. 4".
//
// The words for units and parts are those of datasets/units.tsv. Linear: each word is read a bounded number
// of times.
#ifndef CONCORD_INGEST_EXTRACTORS_CITATIONS_TRANSLATED_PINPOINTS_H_
#define CONCORD_INGEST_EXTRACTORS_CITATIONS_TRANSLATED_PINPOINTS_H_

#include <string_view>
#include <vector>

#include "ingest/extractors/citations/pinpoints.h"
#include "ingest/source/span.h"

namespace concord {

// In the order of the text, without overlaps. Spans count in `text`.
std::vector<Pinpoint> FindTranslatedPinpoints(std::string_view text, Span block);

}  // namespace concord

#endif  // CONCORD_INGEST_EXTRACTORS_CITATIONS_TRANSLATED_PINPOINTS_H_
