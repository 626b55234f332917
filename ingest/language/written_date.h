// Dates as texts write them: "6 January 2031", "January 6, 2031", "6.1.2031", "le 6 janvier 2031",
// "2031年1月6日", "this sixth day of January, two thousand and thirty-one".
#ifndef CONCORD_INGEST_LANGUAGE_WRITTEN_DATE_H_
#define CONCORD_INGEST_LANGUAGE_WRITTEN_DATE_H_

#include <optional>
#include <string_view>

#include "base/date.h"
#include "ingest/source/span.h"

namespace concord {

struct WrittenDate {
  Date date;
  Span span;  // in the text that was looked at
};

struct WrittenDateOptions {
  bool month_first = false;      // "1/6/2031" is the sixth of January; without it, only 13 and above tell
  bool month_is_enough = false;  // "January 2031" counts
};

// The first date of `text`, to the day. Languages are those of the months in datasets/front_matter.tsv.
// Linear in the text; meant for lines, not for documents.
std::optional<WrittenDate> FindWrittenDate(std::string_view text, const WrittenDateOptions& options = {});

}  // namespace concord

#endif  // CONCORD_INGEST_LANGUAGE_WRITTEN_DATE_H_
