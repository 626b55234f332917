// A briefing as a Word document (ECMA-376, WordprocessingML).
#ifndef CONCORD_QUERY_BRIEFING_BRIEFING_DOCX_H_
#define CONCORD_QUERY_BRIEFING_BRIEFING_DOCX_H_

#include <string>

#include "base/result.h"
#include "query/answer.h"

namespace concord {

// The bytes of the file, for an answer of `briefing`. It has styles for title, headings, quotes and lists, so
// that a house style can be applied to it. The same answer gives the same bytes. Fails as ZipFile does.
Result<std::string> BriefingToDocx(const Answer& answer);

}  // namespace concord

#endif  // CONCORD_QUERY_BRIEFING_BRIEFING_DOCX_H_
