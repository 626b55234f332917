// Excel's workbooks: each worksheet is a table, read as CSV is.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "ingest/readers/office/xlsx_workbook.h"
#include "ingest/readers/tables/table_document.h"

namespace concord {

int LooksLikeXlsx(const Source& source) {
  return IsZipWith(source.bytes, "xl/") && IsZipWith(source.bytes, "[Content_Types].xml") ? 9 : 0;
}

Result<Document> ReadXlsx(const Source& source) {
  Result<OfficePackage> package = OfficePackage::Open(source);
  if (!package) return tl::unexpected(package.error());
  Result<std::vector<Worksheet>> sheets = ReadWorkbook(&*package, *source.limits);
  if (!sheets) return tl::unexpected(sheets.error());

  // The sheets that are shown, one behind another.
  std::vector<SourcePart> parts;
  std::vector<Repair> repairs;
  std::string all;
  for (Worksheet& sheet : *sheets) {
    if (sheet.hidden) {
      repairs.push_back({0, fmt::format("the sheet '{}' is hidden and left out", sheet.name)});
      continue;
    }
    parts.push_back({fmt::format("{} (sheet as CSV)", sheet.name), all.size(), sheet.csv.size()});
    if (all.empty()) {
      all = std::move(sheet.csv);
    } else {
      all += sheet.csv;
    }
    sheet.csv = std::string();
  }
  const SourceText text = SourceText::OfParts(source, parts, std::move(all));
  DocumentBuilder builder(text);
  builder.document().repairs = std::move(repairs);
  for (const SourcePart& part : parts) {
    const std::string_view table = text.text().substr(part.start, part.size);
    if (table.find_first_not_of('\n') == std::string_view::npos) continue;
    const std::string name = part.name.substr(0, part.name.rfind(" (sheet"));
    TableOptions options;
    options.map = source.map;
    options.scheme = SchemeOfPath(source.path);
    if (parts.size() > 1) {
      options.prefix = fmt::format("sheet '{}': ", name);
      const std::string slug = Slug(name, 40);
      const uint32_t section = builder.OpenSection(SectionKind::kPart, "", slug.empty() ? "sheet" : slug);
      builder.OpenBlock(BlockKind::kHeading);
      builder.AppendOwn(name);
      const int32_t heading = builder.CloseBlock();
      if (heading >= 0 && !builder.failed()) builder.section(section).heading = builder.block(heading).span;
    }
    if (Result<void> read = ReadTable(text, table, options, &builder); !read)
      return tl::unexpected(read.error());
    if (parts.size() > 1) builder.CloseSection();
  }
  const Result<std::string> core = package->Related("", "core-properties");
  if (!core) return tl::unexpected(core.error());
  if (!core->empty()) {
    const auto tree = package->ReadXml(*core);
    if (!tree) return tl::unexpected(tree.error());
    TakeDublinCore((*tree)->root(), &builder.document().metadata);
  }
  return builder.Finish();
}

}  // namespace concord
