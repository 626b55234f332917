#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <ostream>

#include "base/plural.h"
#include "base/try.h"
#include "cli/command.h"
#include "cli/json.h"
#include "cli/printable.h"
#include "graph/backup.h"

namespace concord {
namespace {

std::function<Result<ExitCode>(Context&)> Declare(CLI::App& /*app*/) {
  return [](Context& context) -> Result<ExitCode> {
    CONCORD_ASSIGN(const RepairReport report, RepairStore(context.store));
    if (context.json) {
      rapidjson::StringBuffer buffer;
      JsonWriter json(buffer);
      json.StartObject();
      JsonString(json, "schema", "concord.repair/1");
      json.Key("done");
      json.StartArray();
      for (const std::string& done : report.done) json.String(done);
      json.EndArray();
      JsonNumber(json, "nodes", report.nodes);
      JsonNumber(json, "edges", report.edges);
      json.EndObject();
      *context.out << buffer.GetString() << "\n";
    } else {
      for (const std::string& done : report.done) *context.out << Printable(done) << "\n";
      *context.out << fmt::format("{}: the store has {} and {}\n",
                                  report.done.empty() ? "nothing to repair" : "repaired",
                                  Counted(report.nodes, "node"), Counted(report.edges, "edge"));
      if (!report.done.empty())
        *context.out << "ingest the documents again to restore what was lost, then run `concord check`\n";
    }
    return report.done.empty() ? kExitOk : kExitFindings;
  };
}

}  // namespace

extern const Command krepairCommand;
const Command krepairCommand = {"repair", "Make a damaged store usable again, and report what was lost",
                                "repair\nrepair --store policies.db", Declare};

}  // namespace concord
