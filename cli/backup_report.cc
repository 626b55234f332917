#include "cli/backup_report.h"

#include <fmt/format.h>

#include <ostream>

#include "base/plural.h"
#include "cli/json.h"
#include "cli/printable.h"

namespace concord {

void PrintBackupReport(std::string_view schema, std::string_view done, const BackupReport& report,
                       Context& context) {
  if (!context.json) {
    *context.out << fmt::format("{} {}: {}, {}, {}; {} copied", done, Printable(report.path.string()),
                                Counted(report.nodes, "node"), Counted(report.edges, "edge"),
                                Counted(report.files, "file"), SizeText(report.bytes_copied));
    if (report.bytes_shared > 0)
      *context.out << fmt::format(", {} shared with the previous backup", SizeText(report.bytes_shared));
    *context.out << "\n";
    return;
  }
  rapidjson::StringBuffer buffer;
  JsonWriter json(buffer);
  json.StartObject();
  JsonString(json, "schema", schema);
  JsonString(json, "path", report.path.string());
  JsonNumber(json, "nodes", report.nodes);
  JsonNumber(json, "edges", report.edges);
  JsonNumber(json, "files", report.files);
  JsonNumber(json, "bytes_copied", report.bytes_copied);
  JsonNumber(json, "bytes_shared", report.bytes_shared);
  json.EndObject();
  *context.out << buffer.GetString() << "\n";
}

}  // namespace concord
