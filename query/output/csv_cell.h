// One cell of a CSV file (RFC 4180, UTF-8).
#ifndef CONCORD_QUERY_OUTPUT_CSV_CELL_H_
#define CONCORD_QUERY_OUTPUT_CSV_CELL_H_

#include <string>
#include <string_view>

#include "graph/record_view.h"
#include "graph/value.h"

namespace concord {

// A text, in quotes if necessary. If it begins as a formula, which spreadsheet programs run (OWASP, "CSV
// Injection"), it gets an apostrophe in front. Numbers that we write ourselves are not texts.
std::string CsvText(std::string_view text);
void AppendCsvText(std::string_view text, std::string* out);

// Lists and maps as JSON; nothing for a null.
std::string CsvCell(const Value& value);
void AppendCsvCell(const Value& value, std::string* out);
void AppendCsvCell(const ValueView& value, std::string* out);

}  // namespace concord

#endif  // CONCORD_QUERY_OUTPUT_CSV_CELL_H_
