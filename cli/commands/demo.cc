#include <CLI/CLI.hpp>
#include <memory>
#include <optional>
#include <ostream>
#include <string>

#include "app/sample.h"
#include "base/scratch_folder.h"
#include "cli/serving.h"

namespace concord {
namespace {

struct Given {
  ServeOptions serve;
  std::string folder;
};

Result<ExitCode> Run(const Given& given, Context& context) {
  std::optional<ScratchFolder> scratch;
  std::filesystem::path store = given.folder;
  if (given.folder.empty()) {
    auto made = ScratchFolder::Make("demo");
    if (!made) return tl::unexpected(made.error());
    scratch.emplace(*std::move(made));
    store = scratch->path() / "sample.db";
  }
  if (const Result<void> done = MakeSampleStore(store); !done) return tl::unexpected(done.error());
  *context.err << "the sample is in " << store.string() << (scratch ? ", until this ends" : "") << "\n";
  return Serve(given.serve, store, context);
}

std::function<Result<ExitCode>(Context&)> Declare(CLI::App& app) {
  const auto given = std::make_shared<Given>();
  app.add_option("FOLDER", given->folder, "Keep the store in this folder (default: a temporary folder)")
      ->option_text(" ");
  AddServeOptions(app, &given->serve);
  return [given](Context& context) { return Run(*given, context); };
}

}  // namespace

extern const Command kdemoCommand;
const Command kdemoCommand = {"demo", "Make a store of the sample documents and show it in a browser",
                              "demo\ndemo sample.db --port 8080", Declare};

}  // namespace concord
