// The review queue on a terminal.
#ifndef CONCORD_CLI_REVIEW_TERMINAL_H_
#define CONCORD_CLI_REVIEW_TERMINAL_H_

#include "base/result.h"
#include "query/reviews/review_queue.h"

namespace concord {

// Takes over standard input and output, which must be a terminal, until the reviewer quits or the terminal
// goes away, and leaves the terminal as it was. kUsage for one that the system does not know. What the keys
// do stands in cli/review_screen.h.
Result<void> RunReviewTerminal(ReviewQueue* queue);

}  // namespace concord

#endif  // CONCORD_CLI_REVIEW_TERMINAL_H_
