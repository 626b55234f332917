#include "cli/backup_report.h"

#include <fmt/format.h>

#include <ostream>

#include "cli/json.h"
#include "cli/printable.h"

namespace concord {

void PrintBackupReport(std::string_view schema, std::string_view done, const BackupReport& report,
                       Context& context) {
  if (!context.json) {
    *context.out << fmt::format(
        "{} {}: {} nodes, {} edges, {} files; {:.1f} MB copied, {:.1f} MB shared with the "
        "backup before\n",
        done, Printable(report.path.string()), report.nodes, report.edges, report.files,
        static_cast<double>(report.bytes_copied) / 1e6, static_cast<double>(report.bytes_shared) / 1e6);
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
