// Serves a store on a port until the user ends it, for `serve` and `demo`.
#ifndef CONCORD_CLI_SERVING_H_
#define CONCORD_CLI_SERVING_H_

#include <filesystem>

#include "base/result.h"
#include "cli/command.h"
#include "server/http_server.h"

namespace concord {

struct ServeOptions {
  HttpServerOptions http;
  bool allow_write = false;  // reviews, for whoever knows the token
};

// The options --port, --host, --threads and --allow-write.
void AddServeOptions(CLI::App& app, ServeOptions* options);

// Prints the address on standard error, and the token of those who may write (CONCORD_TOKEN, else a new
// one).
Result<ExitCode> Serve(const ServeOptions& options, const std::filesystem::path& store, Context& context);

}  // namespace concord

#endif  // CONCORD_CLI_SERVING_H_
