#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <ostream>

#include "app/saved_indexes.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/json.h"
#include "cli/printable.h"
#include "graph/store.h"
#include "query/topics/saved_topic.h"

namespace concord {
namespace {

struct Given {
  std::string name;
  std::vector<std::string> query;
  CLI::App* remove = nullptr;
};

Result<ExitCode> Run(const Given& given, Context& context) {
  const bool removes = given.remove->parsed();
  SavedTopic topic{given.name, {}};
  for (const std::string& word : given.query) topic.query += (topic.query.empty() ? "" : " ") + word;
  Result<std::unique_ptr<GraphStore>> store = OpenStore(context.store, OpenMode::kMustExist);
  if (!store) return tl::unexpected(store.error());
  const auto snapshot = (*store)->TakeSnapshot();
  const Result<GraphBatch> batch = removes ? RemoveTopic(*snapshot, topic.name) : SaveTopic(*snapshot, topic);
  if (!batch) return tl::unexpected(batch.error());
  const IndexKeeper indexes(**store);
  if (auto done = (*store)->Apply(*batch); !done) return tl::unexpected(done.error());
  indexes.KeepAll();
  if (context.json) {
    rapidjson::StringBuffer buffer;
    JsonWriter json(buffer);
    json.StartObject();
    JsonString(json, "schema", "concord.topic/1");
    JsonString(json, removes ? "removed" : "saved", topic.name);
    if (!removes) JsonString(json, "query", topic.query);
    json.EndObject();
    *context.out << buffer.GetString() << "\n";
  } else if (removes) {
    *context.out << fmt::format("removed {}\n", topic.name);
  } else {
    *context.out << fmt::format("saved {}: {}\nask: concord forums {}\n", topic.name, Printable(topic.query),
                                topic.name);
  }
  return kExitOk;
}

std::function<Result<ExitCode>(Context&)> Declare(CLI::App& app) {
  const auto given = std::make_shared<Given>();
  CLI::App* save = app.add_subcommand("save", "Save a topic under a name; replaces what had the name");
  save->add_option("NAME", given->name, "Lower-case letters, digits and '-'")->required()->option_text(" ");
  save->add_option("QUERY", given->query, "Concepts with + and - between them, or words")
      ->required()
      ->option_text("...");
  given->remove = app.add_subcommand("remove", "Remove a saved topic");
  given->remove->add_option("NAME", given->name, "Name of the topic (`topics` lists them)")
      ->required()
      ->option_text(" ");
  app.require_subcommand(1);
  return [given](Context& context) { return Run(*given, context); };
}

}  // namespace

extern const Command ktopicCommand;
const Command ktopicCommand = {"topic", "Save a topic under a name, or remove it; `topics` lists them",
                               "topic save compute-limits compute thresholds\n"
                               "topic save misuse 'mit-risk-domain:4 - mit-risk-domain:4.2'\n"
                               "topic remove misuse",
                               Declare};

}  // namespace concord
