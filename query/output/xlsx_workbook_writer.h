// Tables as an Excel workbook (ECMA-376, SpreadsheetML), by libxlsxwriter.
//
//   Sheet sheet{.name = "Mappings", .columns = {{"id", 12}, {"text", 60, true}}};
//   sheet.rows.push_back({"A-1", "Keep a log."});
//   Result<std::string> bytes = WriteXlsxWorkbook({sheet});
#ifndef CONCORD_QUERY_OUTPUT_XLSX_WORKBOOK_WRITER_H_
#define CONCORD_QUERY_OUTPUT_XLSX_WORKBOOK_WRITER_H_

#include <string>
#include <variant>
#include <vector>

#include "base/result.h"

namespace concord {

// Nothing, a text or a number. A text stays a text, whatever it begins with: it never becomes a formula, a
// number or a link.
using SheetCell = std::variant<std::monostate, std::string, double>;

struct SheetColumn {
  std::string title;  // in the first row, bold; that row stays visible
  double width = 16;  // in characters, at most 255
  bool wrap = false;  // breaks long texts into several lines, aligned at the top
  bool hidden = false;
  // The allowed values of a cell, offered as a list. The spreadsheet program refuses other texts. Empty: any.
  // At most 255 bytes including commas between them; choices must not contain commas.
  std::vector<std::string> choices = {};
};

struct Sheet {
  std::string name;  // at most 31 characters without []:*?/\ and an apostrophe at either end; see SheetName
  std::vector<SheetColumn> columns = {};
  std::vector<std::vector<SheetCell>> rows = {};  // no longer than `columns`
  bool filter = true;                             // arrows beside the titles for filtering rows
};

// A valid name for a sheet: characters that are not allowed become blanks, and the rest is cut; "Sheet" if
// empty.
std::string SheetName(std::string_view name);

// The bytes of the file. The same sheets give the same bytes: its date of creation is 2000-01-01. Line ends
// in a cell stay. Control characters that XML cannot hold are escaped as Excel does.
//
// Fails with kLimit beyond the limits of a worksheet (1,048,575 rows below the titles, 16,384 columns, 32,767
// characters in a cell). Fails with kInvalid for a wrong name or choice, or two sheets of one name (in any
// case). Fails with kIo if the system's folder for temporary files takes no file.
Result<std::string> WriteXlsxWorkbook(const std::vector<Sheet>& sheets);

}  // namespace concord

#endif  // CONCORD_QUERY_OUTPUT_XLSX_WORKBOOK_WRITER_H_
