// Answers as tables for people to read.
#ifndef CONCORD_CLI_TABLE_H_
#define CONCORD_CLI_TABLE_H_

#include <string>

#include "cli/command.h"
#include "query/answer.h"

namespace concord {

// A table no wider than context.width, as far as its numbers, its ids and 12 characters of each text allow.
// Where they do not, each text has 32. A summary comes first, where the arguments have one. Numbers are
// right-aligned, and long cells are cut with "…", wider columns first; ids ("quay-rules:4.1") stay whole.
// Below each row are up to `quotes` quotes with their anchors (for numbers that are shown), and the other
// notes at the end. Details and sparse columns are left out as answer.h says.
std::string FormatTable(const Answer& answer, const Context& context, size_t quotes);

}  // namespace concord

#endif  // CONCORD_CLI_TABLE_H_
