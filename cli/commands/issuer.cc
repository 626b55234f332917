#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <memory>
#include <ostream>

#include "app/saved_indexes.h"
#include "base/plural.h"
#include "cli/command.h"
#include "cli/json.h"
#include "cli/review_file.h"
#include "graph/store.h"
#include "query/issuers/issuer_proposals.h"
#include "query/issuers/issuer_sheet.h"

namespace concord {
namespace {

struct Given {
  std::string document, actor, by, on, sheet;
  CLI::App* undo = nullptr;
  CLI::App* from_sheet = nullptr;
};

// A decision that states no date was made today.
std::string DateOf(const Given& given) {
  if (!given.on.empty()) return given.on;
  const std::chrono::year_month_day today(
      std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now()));
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(today.year()),
                     static_cast<unsigned>(today.month()), static_cast<unsigned>(today.day()));
}

Result<ExitCode> TakeSheet(const Given& given, Context& context) {
  Result<std::unique_ptr<GraphStore>> store = OpenStore(context.store, OpenMode::kMustExist);
  if (!store) return tl::unexpected(store.error());
  const Result<ReviewFile> file = ReadReviewFile(given.sheet);
  if (!file) return tl::unexpected(file.error());
  const auto snapshot = (*store)->TakeSnapshot();
  const Result<IssuerDecisions> read =
      ReadIssuerSheet(*snapshot, file->text, given.sheet, given.by, DateOf(given));
  if (!read) return tl::unexpected(read.error());
  const IndexKeeper indexes(**store);
  for (const GraphBatch& batch : read->batches) {
    if (auto done = (*store)->Apply(batch); !done) return tl::unexpected(done.error());
  }
  indexes.KeepTexts();
  if (context.json) {
    rapidjson::StringBuffer buffer;
    JsonWriter json(buffer);
    json.StartObject();
    JsonString(json, "schema", "concord.issuer/1");
    for (const auto& [name, count] :
         {std::pair("accepted_rows", read->accepted), std::pair("undone_rows", read->undone),
          std::pair("open_rows", read->open)}) {
      json.Key(name);
      json.Uint64(count);
    }
    json.EndObject();
    *context.out << buffer.GetString() << "\n";
  } else {
    *context.out << fmt::format("{} accepted, {} undone; {} without a decision\n",
                                Counted(read->accepted, "issuer"), read->undone, Counted(read->open, "row"));
  }
  return kExitOk;
}

Result<ExitCode> Run(const Given& given, Context& context) {
  if (given.from_sheet->parsed()) return TakeSheet(given, context);
  const bool undoes = given.undo->parsed();
  Result<std::unique_ptr<GraphStore>> store = OpenStore(context.store, OpenMode::kMustExist);
  if (!store) return tl::unexpected(store.error());
  const auto snapshot = (*store)->TakeSnapshot();
  const Result<GraphBatch> batch =
      undoes ? UndoIssuer(*snapshot, given.document)
             : AcceptIssuer(*snapshot, given.document, given.actor, given.by, DateOf(given));
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
  given->from_sheet = app.add_subcommand("sheet", "Take the decisions of a sheet that `issuers` wrote");
  given->from_sheet->add_option("FILE", given->sheet, "The sheet: tab-separated, CSV or XLSX")
      ->required()
      ->option_text(" ");
  given->from_sheet->add_option("--by", given->by, "Your name, for rows without one")->option_text("NAME");
  given->from_sheet->add_option("--on", given->on, "Date, for rows without one (default: today)")
      ->option_text("DATE");
  app.require_subcommand(1);
  return [given](Context& context) { return Run(*given, context); };
}

}  // namespace

extern const Command kissuerCommand;
const Command kissuerCommand = {"issuer",
                                "State who issued a document, or undo that; `issuers` has proposals",
                                "issuer accept coastal-code 'Coastal States Alliance' --by 'Ada Example'\n"
                                "issuer undo coastal-code\n"
                                "issuer sheet issuers.tsv --by 'Ada Example'",
                                Declare};

}  // namespace concord
