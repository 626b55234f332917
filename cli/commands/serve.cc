#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <ostream>

#include "cli/command.h"
#include "server/http_server.h"
#include "server/live_store.h"
#include "server/site.h"

namespace concord {
namespace {

Result<ExitCode> Run(const HttpServerOptions& options, Context& context) {
  LiveStore store(context.store);
  // A store that cannot be read is better said now than on every page.
  if (const auto state = store.Now(); !state) return tl::unexpected(state.error());
  const Site site(&store, options.host);
  const auto server =
      HttpServer::Listen(options, [&site](const HttpRequest& request) { return site.Answer(request); });
  if (!server) return tl::unexpected(server.error());
  const std::string host =
      options.host.find(':') == std::string::npos ? options.host : "[" + options.host + "]";
  *context.err << fmt::format("http://{}:{}/ answers until you press Ctrl-C\n", host, (*server)->port())
               << std::flush;
  (*server)->Run(true);
  return kExitOk;
}

std::function<Result<ExitCode>(Context&)> Declare(CLI::App& app) {
  const auto options = std::make_shared<HttpServerOptions>();
  app.add_option("--port", options->port, "Port to listen on; 0 takes a free one (8380)")->option_text("N");
  app.add_option("--host", options->host,
                 "Address to listen on (127.0.0.1: this machine alone). Anybody who reaches another address "
                 "can read the "
                 "store")
      ->option_text("ADDRESS");
  app.add_option("--threads", options->threads, "Questions that are answered at once (2)")
      ->option_text("N")
      ->check(CLI::Range(1, 64));
  return [options](Context& context) { return Run(*options, context); };
}

}  // namespace

extern const Command kserveCommand;
const Command kserveCommand = {"serve",
                               "Show the store in a browser, and answer programs and agents over HTTP",
                               "serve\nserve --port 8080", Declare};

}  // namespace concord
