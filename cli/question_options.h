// What the terminal adds to a question: progress on stderr, and the key of an embedding service.
#ifndef CONCORD_CLI_QUESTION_OPTIONS_H_
#define CONCORD_CLI_QUESTION_OPTIONS_H_

#include "app/question.h"
#include "cli/command.h"

namespace concord {

// The key is the environment variable CONCORD_EMBEDDER_KEY. Borrows the context's stream.
QuestionOptions QuestionOptionsOf(const Context& context);

}  // namespace concord

#endif  // CONCORD_CLI_QUESTION_OPTIONS_H_
