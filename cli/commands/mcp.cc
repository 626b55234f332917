#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>
#include <ostream>

#include "cli/command.h"
#include "server/live_store.h"
#include "server/mcp.h"

namespace concord {
namespace {

constexpr size_t kMostBytes = 4 * 1024 * 1024;  // of a message

// One JSON-RPC message a line, in and out; nothing else on standard output.
Result<ExitCode> Run(Context& context) {
  LiveStore store(context.store);
  AnswerCache answers;
  std::string line;
  while (std::getline(std::cin, line)) {
    if (line.empty() || line == "\r") continue;
    const std::optional<McpReply> reply =
        AnswerMcp(line.size() > kMostBytes ? std::string_view("[]") : std::string_view(line), nullptr, &store,
                  &answers);
    if (reply) *context.out << reply->message << "\n" << std::flush;
  }
  return kExitOk;
}

std::function<Result<ExitCode>(Context&)> Declare(CLI::App&) {
  return [](Context& context) { return Run(context); };
}

}  // namespace

extern const Command kmcpCommand;
const Command kmcpCommand = {
    "mcp", "Answer an AI agent over the Model Context Protocol on standard input and output",
    "--store policies.db mcp", Declare};

}  // namespace concord
