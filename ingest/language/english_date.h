// Dates as English texts write them.
#ifndef CONCORD_INGEST_LANGUAGE_ENGLISH_DATE_H_
#define CONCORD_INGEST_LANGUAGE_ENGLISH_DATE_H_

#include <optional>
#include <string_view>

#include "base/date.h"

namespace concord {

// The first date in `text`: "13 March 2024", "March 13, 2024", "Mar. 13, 2024", with any words around it. A
// month without a day does not count.
std::optional<Date> FindEnglishDate(std::string_view text);

}  // namespace concord

#endif  // CONCORD_INGEST_LANGUAGE_ENGLISH_DATE_H_
