// Answers as tables for people.
#ifndef CONCORD_CLI_TABLE_H_
#define CONCORD_CLI_TABLE_H_

#include <string>

#include "cli/command.h"
#include "query/answer.h"

namespace concord {

// A table no wider than context.width, as far as its numbers and 12 characters of each text allow: numbers
// at the right, long cells cut with "…" (wider columns give way first), up to `quotes` quotes with their
// anchors below each row (of numbers that are shown), notes at the end. What is a detail or sparse is left
// out as answer.h says.
std::string FormatTable(const Answer& answer, const Context& context, size_t quotes);

}  // namespace concord

#endif  // CONCORD_CLI_TABLE_H_
