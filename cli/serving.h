// A store behind a port, until the user ends it: what `serve` and `demo` do.
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

// Prints the address, and the token of those who may write (CONCORD_TOKEN, else a new one), on standard
// error.
Result<ExitCode> Serve(const ServeOptions& options, const std::filesystem::path& store, Context& context);

}  // namespace concord

#endif  // CONCORD_CLI_SERVING_H_
