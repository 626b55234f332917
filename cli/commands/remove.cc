#include <CLI/CLI.hpp>
#include <ostream>

#include "app/saved_indexes.h"
#include "cli/command.h"
#include "cli/json.h"
#include "cli/printable.h"
#include "graph/store.h"
#include "ingest/ingest.h"

namespace concord {
namespace {

std::function<Result<ExitCode>(Context&)> Declare(CLI::App& app) {
  const auto key = std::make_shared<std::string>();
  app.add_option("KEY", *key, "A document (all its versions), a version, or a mapping set")
      ->required()
      ->option_text(" ");
  return [key](Context& context) -> Result<ExitCode> {
    Result<std::unique_ptr<GraphStore>> store = OpenStore(context.store, OpenMode::kMustExist);
    if (!store) return tl::unexpected(store.error());
    const Result<std::vector<std::string>> removed = RemoveDocument(store->get(), *key);
    if (!removed) return tl::unexpected(removed.error());
    for (const Note& note : SaveIndexes(**store)) *context.err << "note: " << Printable(note.text) << "\n";
    if (context.json) {
      rapidjson::StringBuffer buffer;
      JsonWriter json(buffer);
      json.StartObject();
      JsonString(json, "schema", "concord.remove/1");
      json.Key("removed");
      json.StartArray();
      for (const std::string& version : *removed) json.String(version);
      json.EndArray();
      json.EndObject();
      *context.out << buffer.GetString() << "\n";
    } else {
      for (const std::string& version : *removed) *context.out << "removed " << Printable(version) << "\n";
    }
    return kExitOk;
  };
}

}  // namespace

extern const Command kremoveCommand;
const Command kremoveCommand = {
    "remove", "Remove a document or one version of it, with everything that only it contributed",
    "remove eu-ai-act\nremove nist-csf@1.1", Declare};

}  // namespace concord
