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

// Nothing, a text or a number. A text stays one, whatever it begins with: it is never read as a formula, a
// number or a link.
using SheetCell = std::variant<std::monostate, std::string, double>;

struct SheetColumn {
  std::string title;  // in the first row, bold; that row stays in view
  double width = 16;  // in characters, at most 255
  bool wrap = false;  // long texts over several lines, from the top
  bool hidden = false;
  // What a cell may be, offered as a list; other texts are refused by the spreadsheet program. Empty: any.
  // At most 255 bytes with the commas between them, which no choice has inside.
  std::vector<std::string> choices = {};
};

struct Sheet {
  std::string name;  // at most 31 characters without []:*?/\ and an apostrophe at either end; see SheetName
  std::vector<SheetColumn> columns = {};
  std::vector<std::vector<SheetCell>> rows = {};  // no longer than `columns`
  bool filter = true;                             // arrows beside the titles that filter rows
};

// A name that a sheet may have: what is not allowed becomes a blank, and the rest is cut; "Sheet" for
// nothing.
std::string SheetName(std::string_view name);

// The bytes of the file. The same sheets give the same bytes: its date of creation is 2000-01-01. Line ends
// in a cell stay; control characters that XML cannot hold are escaped as Excel does.
//
// Fails with kLimit for what no worksheet holds (1,048,575 rows below the titles, 16,384 columns, 32,767
// characters in a cell), with kInvalid for a name or a choice as above or two sheets of one name (whatever
// their case), with kIo when the system's folder for temporary files takes no file.
Result<std::string> WriteXlsxWorkbook(const std::vector<Sheet>& sheets);

}  // namespace concord

#endif  // CONCORD_QUERY_OUTPUT_XLSX_WORKBOOK_WRITER_H_
