#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <ostream>

#include "app/saved_indexes.h"
#include "cli/command.h"
#include "cli/json.h"
#include "cli/printable.h"
#include "graph/store.h"
#include "query/editions/revisions.h"

namespace concord {
namespace {

struct Given {
  std::string earlier, later;
  bool ignore_notes = false;
  CLI::App* remove = nullptr;
};

std::string KindsOf(const Revisions& revisions) {
  std::string kinds;
  for (size_t i = 0; i < kRevisionKinds; ++i) {
    if (revisions.edges[i] == 0) continue;
    kinds += fmt::format("{}{} {}", kinds.empty() ? "" : ", ", revisions.edges[i],
                         RevisionKind(static_cast<Change>(i)));
  }
  return kinds.empty() ? "no part that both have" : kinds;
}

void PrintJson(const Revisions& revisions, bool removes, Context& context) {
  rapidjson::StringBuffer buffer;
  JsonWriter json(buffer);
  json.StartObject();
  JsonString(json, "schema", "concord.revision/1");
  JsonString(json, "earlier", revisions.earlier);
  JsonString(json, "later", revisions.later);
  json.Key(removes ? "removed" : "saved");
  if (removes) {
    json.Bool(true);
  } else {
    json.StartObject();
    for (size_t i = 0; i < kRevisionKinds; ++i) {
      const std::string_view kind = RevisionKind(static_cast<Change>(i));
      json.Key(kind.data(), static_cast<rapidjson::SizeType>(kind.size()));
      json.Uint64(revisions.edges[i]);
    }
    json.EndObject();
  }
  json.EndObject();
  *context.out << buffer.GetString() << "\n";
}

Result<ExitCode> Run(const Given& given, Context& context) {
  const bool removes = given.remove->parsed();
  Result<std::unique_ptr<GraphStore>> store = OpenStore(context.store, OpenMode::kMustExist);
  if (!store) return tl::unexpected(store.error());
  const auto snapshot = (*store)->TakeSnapshot();
  const Result<Revisions> revisions =
      removes ? RemoveRevisions(*snapshot, given.earlier, given.later)
              : SaveRevisions(*snapshot, given.earlier, given.later, {.read_notes = !given.ignore_notes});
  if (!revisions) return tl::unexpected(revisions.error());
  const IndexKeeper indexes(**store);
  if (auto done = (*store)->Apply(revisions->batch); !done) return tl::unexpected(done.error());
  indexes.KeepAll();
  if (context.json) {
    PrintJson(*revisions, removes, context);
  } else if (removes) {
    *context.out << fmt::format("removed the edges from {} to {}\n", Printable(revisions->later),
                                Printable(revisions->earlier));
  } else {
    *context.out << fmt::format("saved the edges from {} to {}: {}\n", Printable(revisions->later),
                                Printable(revisions->earlier), KindsOf(*revisions));
  }
  return kExitOk;
}

std::function<Result<ExitCode>(Context&)> Declare(CLI::App& app) {
  const auto given = std::make_shared<Given>();
  CLI::App* save = app.add_subcommand("save", "Store which parts the later edition revises, as edges");
  given->remove = app.add_subcommand("remove", "Remove these edges again");
  for (CLI::App* verb : {save, given->remove}) {
    verb->add_option("A", given->earlier, "The earlier edition")->required()->option_text(" ");
    verb->add_option("B", given->later, "The later edition of the same work")->required()->option_text(" ");
  }
  save->add_flag("--ignore-notes", given->ignore_notes,
                 "Ignore placeholders such as \"[Withdrawn: moved to 7.2]\"");
  app.require_subcommand(1);
  return [given](Context& context) { return Run(*given, context); };
}

}  // namespace

extern const Command krevisionCommand;
const Command krevisionCommand = {
    "revision", "Store what `diff` finds between two editions as REVISES edges, or remove them",
    "revision save nist-csf@1.1 nist-csf@2.0\n"
    "revision remove nist-csf@1.1 nist-csf@2.0",
    Declare};

}  // namespace concord
