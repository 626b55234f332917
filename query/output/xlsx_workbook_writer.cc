#include "query/output/xlsx_workbook_writer.h"

#include <fmt/format.h>
#include <xlsxwriter.h>

#include <cmath>
#include <filesystem>
#include <memory>
#include <set>

#include "base/file.h"
#include "base/noncharacters.h"
#include "base/scratch_folder.h"
#include "base/text.h"

namespace concord {
namespace {

constexpr size_t kMaxRows = LXW_ROW_MAX, kMaxColumns = LXW_COL_MAX;
constexpr size_t kMaxCharacters = 32'767, kMaxName = 31, kMaxChoices = 255;
constexpr std::string_view kNotInNames = "[]:*?/\\";
constexpr time_t kCreated = 946'684'800;  // 2000-01-01T00:00:00Z

// Excel counts UTF-16 units: what stands outside of the basic plane counts twice.
size_t Utf16Length(std::string_view text) {
  size_t units = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    units += (byte & 0xC0) != 0x80 ? 1 : 0;
    units += byte >= 0xF0 ? 1 : 0;
  }
  return units;
}

tl::unexpected<Error> Wrong(ErrorCode code, const Sheet& sheet, std::string_view what) {
  return Fail(code, fmt::format("sheet '{}': {}", sheet.name, what));
}

Result<void> CheckColumns(const Sheet& sheet) {
  if (sheet.columns.size() > kMaxColumns)
    return Wrong(ErrorCode::kLimit, sheet,
                 fmt::format("{} columns; a worksheet has {}", sheet.columns.size(), kMaxColumns));
  for (const SheetColumn& column : sheet.columns) {
    size_t bytes = 0;
    for (const std::string& choice : column.choices) {
      if (choice.empty() || choice.find(',') != std::string::npos)
        return Wrong(
            ErrorCode::kInvalid, sheet,
            fmt::format("'{}' is no choice for '{}': it is empty or has a comma", choice, column.title));
      bytes += choice.size() + 1;
    }
    if (bytes > kMaxChoices + 1)
      return Wrong(ErrorCode::kInvalid, sheet,
                   fmt::format("the choices for '{}' have {} bytes; {} are allowed", column.title, bytes - 1,
                               kMaxChoices));
  }
  return {};
}

// Everything that libxlsxwriter would refuse in the middle, or leave out.
Result<void> Check(const std::vector<Sheet>& sheets) {
  std::set<std::string> names;
  for (const Sheet& sheet : sheets) {
    if (sheet.name != SheetName(sheet.name))
      return Wrong(ErrorCode::kInvalid, sheet,
                   fmt::format("the name should be like '{}'", SheetName(sheet.name)));
    if (!names.insert(AsciiLower(sheet.name)).second)
      return Wrong(ErrorCode::kInvalid, sheet, "another sheet has that name");
    if (Result<void> checked = CheckColumns(sheet); !checked) return checked;
    if (sheet.rows.size() >= kMaxRows)
      return Wrong(
          ErrorCode::kLimit, sheet,
          fmt::format("{} rows; a worksheet has {} below its titles", sheet.rows.size(), kMaxRows - 1));
    for (size_t row = 0; row < sheet.rows.size(); ++row) {
      if (sheet.rows[row].size() > sheet.columns.size())
        return Wrong(ErrorCode::kInvalid, sheet,
                     fmt::format("row {} has {} cells for {} columns", row + 2, sheet.rows[row].size(),
                                 sheet.columns.size()));
      for (const SheetCell& cell : sheet.rows[row]) {
        const auto* text = std::get_if<std::string>(&cell);
        if (text == nullptr || text->size() <= kMaxCharacters) continue;
        if (const size_t length = Utf16Length(*text); length > kMaxCharacters)
          return Wrong(ErrorCode::kLimit, sheet,
                       fmt::format("a cell of row {} has {} characters; a cell holds {}", row + 2, length,
                                   kMaxCharacters));
      }
    }
  }
  return {};
}

// Collects the first thing that libxlsxwriter complains of.
class Lines {
 public:
  void operator()(lxw_error error) {
    if (first_ == LXW_NO_ERROR) first_ = error;
  }
  lxw_error first() const { return first_; }

 private:
  lxw_error first_ = LXW_NO_ERROR;
};

struct Formats {
  lxw_format* title;
  lxw_format* wrap;
};

void WriteCell(lxw_worksheet* worksheet, lxw_row_t row, lxw_col_t column, const SheetCell& cell,
               lxw_format* format, Lines* done) {
  if (const auto* text = std::get_if<std::string>(&cell); text != nullptr && !text->empty()) {
    // The library writes control characters in a way of its own, and those as they are.
    std::string clean = *text;
    ReplaceNoncharacters(&clean);
    (*done)(worksheet_write_string(worksheet, row, column, clean.c_str(), format));
  } else if (const auto* number = std::get_if<double>(&cell); number != nullptr && std::isfinite(*number)) {
    (*done)(worksheet_write_number(worksheet, row, column, *number, format));
  }
}

void WriteSheet(lxw_worksheet* worksheet, const Sheet& sheet, const Formats& formats, Lines* done) {
  const auto last_row = static_cast<lxw_row_t>(sheet.rows.size());
  for (size_t i = 0; i < sheet.columns.size(); ++i) {
    const SheetColumn& column = sheet.columns[i];
    const auto at = static_cast<lxw_col_t>(i);
    lxw_row_col_options options = {};
    options.hidden = column.hidden ? LXW_TRUE : LXW_FALSE;
    (*done)(worksheet_set_column_opt(worksheet, at, at, std::min(column.width, 255.0),
                                     column.wrap ? formats.wrap : nullptr, &options));
    WriteCell(worksheet, 0, at, column.title, formats.title, done);
    if (column.choices.empty() || last_row == 0) continue;
    // The library takes them as char* and changes nothing.
    std::vector<char*> choices;
    for (const std::string& choice : column.choices) choices.push_back(const_cast<char*>(choice.c_str()));
    choices.push_back(nullptr);
    lxw_data_validation validation = {};
    validation.validate = LXW_VALIDATION_TYPE_LIST;
    validation.value_list = choices.data();
    (*done)(worksheet_data_validation_range(worksheet, 1, at, last_row, at, &validation));
  }
  for (size_t row = 0; row < sheet.rows.size(); ++row) {
    for (size_t i = 0; i < sheet.rows[row].size(); ++i) {
      WriteCell(worksheet, static_cast<lxw_row_t>(row + 1), static_cast<lxw_col_t>(i), sheet.rows[row][i],
                sheet.columns[i].wrap ? formats.wrap : nullptr, done);
    }
  }
  worksheet_freeze_panes(worksheet, 1, 0);
  if (sheet.filter && !sheet.columns.empty())
    (*done)(
        worksheet_autofilter(worksheet, 0, 0, last_row, static_cast<lxw_col_t>(sheet.columns.size() - 1)));
}

}  // namespace

std::string SheetName(std::string_view name) {
  std::string clean(name);
  ReplaceNoncharacters(&clean);
  for (char& c : clean) {
    if (static_cast<unsigned char>(c) < 0x20 || kNotInNames.find(c) != std::string_view::npos) c = ' ';
  }
  clean = CollapseSpace(clean);
  // Cut between characters.
  size_t end = 0, units = 0;
  while (end < clean.size()) {
    size_t next = end + 1;
    while (next < clean.size() && (static_cast<unsigned char>(clean[next]) & 0xC0) == 0x80) ++next;
    units += Utf16Length(std::string_view(clean).substr(end, next - end));
    if (units > kMaxName) break;
    end = next;
  }
  std::string_view cut = std::string_view(clean).substr(0, end);
  while (!cut.empty() && (cut.front() == '\'' || cut.front() == ' ')) cut.remove_prefix(1);
  while (!cut.empty() && (cut.back() == '\'' || cut.back() == ' ')) cut.remove_suffix(1);
  return cut.empty() ? "Sheet" : std::string(cut);
}

Result<std::string> WriteXlsxWorkbook(const std::vector<Sheet>& sheets) {
  if (Result<void> checked = Check(sheets); !checked) return tl::unexpected(checked.error());
  // The library knows files only.
  const Result<ScratchFolder> folder = ScratchFolder::Make("xlsx");
  if (!folder) return tl::unexpected(folder.error());
  const std::string path = (folder->path() / "workbook.xlsx").string();
  std::string temporary = folder->path().string();
  lxw_workbook_options options = {};
  options.tmpdir = temporary.data();
  lxw_workbook* workbook = workbook_new_opt(path.c_str(), &options);
  if (workbook == nullptr) return Fail(ErrorCode::kLimit, "no memory for a workbook");
  lxw_doc_properties properties = {};
  properties.created = kCreated;
  Lines done;
  done(workbook_set_properties(workbook, &properties));
  Formats formats{workbook_add_format(workbook), workbook_add_format(workbook)};
  format_set_bold(formats.title);
  format_set_bg_color(formats.title, 0xD9E1F2);
  format_set_border(formats.title, LXW_BORDER_THIN);
  format_set_text_wrap(formats.wrap);
  format_set_align(formats.wrap, LXW_ALIGN_VERTICAL_TOP);
  for (const Sheet& sheet : sheets) {
    lxw_worksheet* worksheet = workbook_add_worksheet(workbook, sheet.name.c_str());
    if (worksheet == nullptr) {
      done(LXW_ERROR_MEMORY_MALLOC_FAILED);
      break;
    }
    WriteSheet(worksheet, sheet, formats, &done);
  }
  done(workbook_close(workbook));  // also frees it
  if (done.first() != LXW_NO_ERROR)
    return Fail(ErrorCode::kIo, fmt::format("cannot write a workbook: {}", lxw_strerror(done.first())));
  return ReadFile(path, UINT64_MAX);
}

}  // namespace concord
