// A briefing as a document for a meeting, in Markdown (CommonMark, with tables as GitHub has them).
#ifndef CONCORD_QUERY_BRIEFING_BRIEFING_MARKDOWN_H_
#define CONCORD_QUERY_BRIEFING_BRIEFING_MARKDOWN_H_

#include <string>

#include "query/answer.h"

namespace concord {

// For an answer of `briefing`. Escapes the texts of documents; words that prove a quote are in bold.
std::string BriefingToMarkdown(const Answer& answer);

}  // namespace concord

#endif  // CONCORD_QUERY_BRIEFING_BRIEFING_MARKDOWN_H_
