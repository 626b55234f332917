#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <ostream>

#include "app/saved_indexes.h"
#include "cli/command.h"
#include "cli/json.h"
#include "graph/store.h"
#include "query/issuers/issuer_proposals.h"

namespace concord {
namespace {

struct Given {
  std::string document, actor, by, on;
  CLI::App* undo = nullptr;
};

Result<ExitCode> Run(const Given& given, Context& context) {
  const bool undoes = given.undo->parsed();
  Result<std::unique_ptr<GraphStore>> store = OpenStore(context.store, OpenMode::kMustExist);
  if (!store) return tl::unexpected(store.error());
  const auto snapshot = (*store)->TakeSnapshot();
  const Result<GraphBatch> batch =
      undoes ? UndoIssuer(*snapshot, given.document)
             : AcceptIssuer(*snapshot, given.document, given.actor, given.by, given.on);
  if (!batch) return tl::unexpected(batch.error());
  const IndexKeeper indexes(**store);
  if (auto done = (*store)->Apply(*batch); !done) return tl::unexpected(done.error());
  indexes.KeepTexts();
  const std::string issuer = undoes ? "" : batch->edges.front().to;
  if (context.json) {
    rapidjson::StringBuffer buffer;
    JsonWriter json(buffer);
    json.StartObject();
    JsonString(json, "schema", "concord.issuer/1");
    JsonString(json, undoes ? "undone" : "document", undoes ? given.document : batch->edges.front().from);
    if (!undoes) JsonString(json, "issuer", issuer);
    json.EndObject();
    *context.out << buffer.GetString() << "\n";
  } else if (undoes) {
    *context.out << fmt::format("{}: what was accepted is undone\n", given.document);
  } else {
    *context.out << fmt::format("{} was issued by {}, according to {}\n", batch->edges.front().from, issuer,
                                given.by);
  }
  return kExitOk;
}

std::function<Result<ExitCode>(Context&)> Declare(CLI::App& app) {
  const auto given = std::make_shared<Given>();
  CLI::App* accept =
      app.add_subcommand("accept", "State who issued a document; this replaces an earlier statement");
  accept->add_option("DOCUMENT", given->document, "Its key or title")->required()->option_text(" ");
  accept->add_option("BODY", given->actor, "Key, name or acronym of the issuer")
      ->required()
      ->option_text(" ");
  accept->add_option("--by", given->by, "Your name")->required()->option_text("NAME");
  accept->add_option("--on", given->on, "Date of the statement (default: today)")->option_text("DATE");
  given->undo = app.add_subcommand("undo", "Undo what was accepted for a document");
  given->undo->add_option("DOCUMENT", given->document, "Its key or title")->required()->option_text(" ");
  app.require_subcommand(1);
  return [given](Context& context) { return Run(*given, context); };
}

}  // namespace

extern const Command kissuerCommand;
const Command kissuerCommand = {"issuer",
                                "State who issued a document, or undo that; `issuers` has proposals",
                                "issuer accept coastal-code 'Coastal States Alliance' --by 'Ada Example'\n"
                                "issuer undo coastal-code",
                                Declare};

}  // namespace concord
