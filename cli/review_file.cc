#include "cli/review_file.h"

#include "base/file.h"
#include "base/text.h"
#include "ingest/readers/office/xlsx_workbook.h"

namespace concord {

bool IsWorkbook(const std::string& path) { return AsciiLower(path).ends_with(".xlsx"); }

Result<ReviewFile> ReadReviewFile(const std::string& path) {
  constexpr uint64_t kMostBytes = uint64_t{256} << 20;
  auto bytes = ReadFile(path, kMostBytes);
  if (!bytes) return tl::unexpected(bytes.error());
  if (!IsWorkbook(path)) return ReviewFile{*std::move(bytes), '\0'};
  const ReadLimits limits;
  auto package = OfficePackage::Open({.path = path, .bytes = *bytes, .limits = &limits});
  if (!package) return tl::unexpected(package.error());
  auto sheets = ReadWorkbook(&*package, limits);
  if (!sheets) return tl::unexpected(sheets.error());
  for (Worksheet& sheet : *sheets) {
    if (!sheet.hidden) return ReviewFile{std::move(sheet.csv), ','};
  }
  return tl::unexpected(
      Error{ErrorCode::kInvalid, "expected a worksheet, found none that is shown", path, 0, 0, 0});
}

}  // namespace concord
