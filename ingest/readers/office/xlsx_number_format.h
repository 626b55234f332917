// What a cell shows of its value under a number format (ECMA-376, part 1, 18.8.31): identifiers such as
// "1.10", "007" and "HC-01" are numbers with a format in many workbooks.
#ifndef CONCORD_INGEST_READERS_OFFICE_XLSX_NUMBER_FORMAT_H_
#define CONCORD_INGEST_READERS_OFFICE_XLSX_NUMBER_FORMAT_H_

#include <cstdint>
#include <string>
#include <string_view>

namespace concord {

// The code of a format that Excel builds in and files do not repeat: 2 is "0.00". Empty for "General", for
// dates, and for what is not built in.
std::string_view BuiltInNumberFormat(uint64_t id);

// The number as the format shows it, with a point and commas whatever the reader's country, without colours
// and without the blanks that only align it. `general` is the number without any format: what a format shows
// that hides the value, or that we do not know (fractions, conditions).
std::string ShowNumber(double number, std::string_view format, std::string_view general);

// A text as the format shows it: "@" stands for it, as in "HC-"@.
std::string ShowText(std::string_view text, std::string_view format);

}  // namespace concord

#endif  // CONCORD_INGEST_READERS_OFFICE_XLSX_NUMBER_FORMAT_H_
