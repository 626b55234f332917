// What a cell displays for its value with a number format (ECMA-376, part 1, 18.8.31). In many workbooks,
// identifiers such as "1.10", "007" and "HC-01" are numbers with a format.
#ifndef CONCORD_INGEST_READERS_OFFICE_XLSX_NUMBER_FORMAT_H_
#define CONCORD_INGEST_READERS_OFFICE_XLSX_NUMBER_FORMAT_H_

#include <cstdint>
#include <string>
#include <string_view>

namespace concord {

// The code of a format that is built into Excel and not in the file: 2 is "0.00". Empty for "General", for
// dates, and for formats that are not built in.
std::string_view BuiltInNumberFormat(uint64_t id);

// The number as the format displays it, with a point and commas whatever the reader's country, without
// colours and without blanks for alignment. `general` is the number without any format. It is used for
// formats that hide the value or that we do not know (fractions, conditions).
std::string ShowNumber(double number, std::string_view format, std::string_view general);

// A text as the format displays it: "@" means the text, as in "HC-"@.
std::string ShowText(std::string_view text, std::string_view format);

}  // namespace concord

#endif  // CONCORD_INGEST_READERS_OFFICE_XLSX_NUMBER_FORMAT_H_
