#include "cli/serving.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdlib>
#include <ostream>

#include "server/live_store.h"
#include "server/site.h"
#include "server/write_access.h"

namespace concord {

void AddServeOptions(CLI::App& app, ServeOptions* options) {
  app.add_option("--port", options->http.port, "Port to listen on (default 8380; 0: any free port)")
      ->option_text("N")
      ->check(CLI::Range(0, 65535));
  app.add_option("--host", options->http.host,
                 "Address to listen on (default 127.0.0.1: this machine only). Anyone who can reach the "
                 "address can read "
                 "the store")
      ->option_text("ADDRESS");
  app.add_option("--threads", options->http.threads,
                 "Number of questions to answer at the same time (default 2)")
      ->option_text("N")
      ->check(CLI::Range(1, 64));
  app.add_flag(
      "--allow-write", options->allow_write,
      "Let people who know the token decide reviews in the browser. The token is CONCORD_TOKEN, or a new one "
      "that is printed");
}

Result<ExitCode> Serve(const ServeOptions& options, const std::filesystem::path& path, Context& context) {
  LiveStore store(path);
  // A store that cannot be read is better said now than on every page.
  if (const auto state = store.Now(); !state) return tl::unexpected(state.error());
  std::string token;
  if (options.allow_write) {
    const char* named = std::getenv("CONCORD_TOKEN");
    token = named != nullptr ? named : RandomToken();
    if (token.size() < 12)
      return Fail(ErrorCode::kUsage,
                  "CONCORD_TOKEN should have twelve characters at least; unset it for a new one");
    if (named == nullptr) *context.err << "token for reviews: " << token << "\n";
  }
  Site site(&store, options.http.host, token);
  const auto server = HttpServer::Listen(
      options.http, [&site](const HttpRequest& request) { return site.Answer(request); },
      [&site](const HttpRequest& request) { return site.EventStream(request); });
  if (!server) return tl::unexpected(server.error());
  const std::string& address = options.http.host;
  const std::string host = address.find(':') == std::string::npos ? address : "[" + address + "]";
  *context.err << fmt::format("http://{}:{}/ answers until you press Ctrl-C\n", host, (*server)->port())
               << std::flush;
  (*server)->Run(true);
  return kExitOk;
}

}  // namespace concord
