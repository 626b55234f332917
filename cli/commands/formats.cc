#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <ostream>

#include "cli/command.h"
#include "cli/json.h"
#include "ingest/readers/reader.h"
#include "query/exporters/exporter.h"

namespace concord {
namespace {

std::string FormatsAsJson() {
  rapidjson::StringBuffer buffer;
  JsonWriter json(buffer);
  const auto list = [&json](const char* name, const auto& rows) {
    json.Key(name);
    json.StartArray();
    for (const auto& row : rows) {
      json.StartObject();
      JsonString(json, "name", row.name);
      JsonString(json, "title", row.title);
      json.EndObject();
    }
    json.EndArray();
  };
  json.StartObject();
  JsonString(json, "schema", "concord.formats/1");
  list("readers", Readers());
  list("exporters", Exporters());
  json.EndObject();
  return buffer.GetString();
}

std::function<Result<ExitCode>(Context&)> Declare(CLI::App&) {
  return [](Context& context) -> Result<ExitCode> {
    if (context.json) {
      *context.out << FormatsAsJson() << "\n";
      return kExitOk;
    }
    *context.out << "read by ingest and extract (recognised by content; --format NAME overrules):\n";
    for (const Reader& reader : Readers())
      *context.out << fmt::format("  {:<16} {}\n", reader.name, reader.title);
    *context.out << "written by export:\n";
    for (const Exporter& exporter : Exporters()) {
      *context.out << fmt::format("  {:<16} {}\n", exporter.name, exporter.title);
    }
    return kExitOk;
  };
}

}  // namespace

extern const Command kformatsCommand;
const Command kformatsCommand = {"formats", "List the formats that Concord reads and writes", "formats",
                                 Declare};

}  // namespace concord
