// A workbook (ECMA-376, SpreadsheetML) as tables: each visible worksheet becomes CSV, one line for each row.
//
// Worksheets are streamed, because their size has no practical limit. Only the strings that they share and
// the CSV are in memory. A cell's value is what the sheet displays, as far as it is stored: texts, whole
// numbers, dates by their number format (ISO 8601), TRUE and FALSE; results of formulas, not formulas. Cells
// that are merged downwards repeat their value on each row. White space in a cell becomes one blank, so that
// each line is a row of the sheet.
#ifndef CONCORD_INGEST_READERS_OFFICE_XLSX_WORKBOOK_H_
#define CONCORD_INGEST_READERS_OFFICE_XLSX_WORKBOOK_H_

#include <string>
#include <string_view>
#include <vector>

#include "ingest/readers/office/office_package.h"

namespace concord {

struct Worksheet {
  std::string name;
  bool hidden = false;  // then it is not read
  std::string csv;
};

// Fails as reading the package's parts does; kLimit if the CSV of all sheets would be larger than
// max_unpacked_bytes; kUnsupported for a binary workbook (XLSB).
Result<std::vector<Worksheet>> ReadWorkbook(OfficePackage* package, const ReadLimits& limits);

// The date or time of a serial number, according to the format's letters: 45000.5 is "2023-03-15T12:00:00".
// `epoch_1904`: days count from 1904. Empty outside the years 1900 to 9999.
std::string DateOfSerial(double serial, bool epoch_1904);

// Whether a number format shows dates: letters of date or time outside of quotes, brackets and escapes.
bool IsDateFormat(std::string_view format);

// "BC12": column 54, row 11, both from 0. Returns false if it is not a cell of a worksheet (16,384 columns,
// 1,048,576 rows).
bool ReadCellName(std::string_view name, uint32_t* column, uint32_t* row);

}  // namespace concord

#endif  // CONCORD_INGEST_READERS_OFFICE_XLSX_WORKBOOK_H_
