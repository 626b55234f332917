// The review queue on a terminal.
#ifndef CONCORD_CLI_REVIEW_TERMINAL_H_
#define CONCORD_CLI_REVIEW_TERMINAL_H_

#include "base/result.h"
#include "query/reviews/review_queue.h"

namespace concord {

// Takes over standard input and output, which must be a terminal, until the reviewer quits or the terminal
// disappears. Then restores the terminal. Fails with kUsage for a terminal that the system does not know.
// cli/review_screen.h says what the keys do.
Result<void> RunReviewTerminal(ReviewQueue* queue);

}  // namespace concord

#endif  // CONCORD_CLI_REVIEW_TERMINAL_H_
