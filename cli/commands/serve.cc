#include <CLI/CLI.hpp>
#include <memory>

#include "cli/serving.h"

namespace concord {
namespace {

std::function<Result<ExitCode>(Context&)> Declare(CLI::App& app) {
  const auto options = std::make_shared<ServeOptions>();
  AddServeOptions(app, options.get());
  return [options](Context& context) { return Serve(*options, context.store, context); };
}

}  // namespace

extern const Command kserveCommand;
const Command kserveCommand = {"serve",
                               "Show the store in a browser, and answer programs and agents over HTTP",
                               "serve\nserve --port 8080\nserve --allow-write", Declare};

}  // namespace concord
