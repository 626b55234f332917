#include <CLI/CLI.hpp>
#include <ostream>

#include "app/store_datasets.h"
#include "cli/command.h"
#include "cli/json.h"
#include "graph/vocabulary.h"

namespace concord {
namespace {

std::function<Result<ExitCode>(Context&)> Declare(CLI::App& app) {
  const auto folder = std::make_shared<std::string>();
  app.add_option("--datasets", *folder, "Folder of data files (default: those built in)")->option_text("DIR");
  return [folder](Context& context) -> Result<ExitCode> {
    Result<DatasetFiles> files =
        folder->empty() ? Result<DatasetFiles>(BundledDatasets()) : ReadDatasets(*folder);
    if (!files) return tl::unexpected(files.error());
    Result<std::unique_ptr<GraphStore>> store = OpenStore(context.store, OpenMode::kCreateIfMissing);
    if (!store) return tl::unexpected(store.error());
    const Result<bool> changed = PutDatasets(store->get(), *files);
    if (!changed) return tl::unexpected(changed.error());
    const std::unique_ptr<Snapshot> snapshot = (*store)->TakeSnapshot();
    if (context.json) {
      rapidjson::StringBuffer buffer;
      JsonWriter json(buffer);
      json.StartObject();
      JsonString(json, "schema", "concord.init/1");
      json.Key("changed");
      json.Bool(*changed);
      JsonNumber(json, "nodes", snapshot->NodeCount());
      JsonNumber(json, "edges", snapshot->EdgeCount());
      json.EndObject();
      *context.out << buffer.GetString() << "\n";
    } else {
      *context.out << (*changed ? "ready: " : "already there: ") << snapshot->NodeCount(label::Forum)
                   << " forums, " << snapshot->NodeCount(label::Standard) << " standards, "
                   << snapshot->NodeCount(label::Concept) << " concepts of "
                   << snapshot->NodeCount(label::ConceptScheme) << " taxonomies in " << context.store.string()
                   << "\n";
    }
    return kExitOk;
  };
}

}  // namespace

extern const Command kinitCommand;
const Command kinitCommand = {"init", "Create a store and load the data files: forums, taxonomies, standards",
                              "init\ninit --store policies.db --datasets my-datasets/", Declare};

}  // namespace concord
