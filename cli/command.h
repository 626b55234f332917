// The verbs of the command line. Each command has one file below cli/commands/ and one row in
// cli/commands.def. The queries of query/queries.def are verbs too, without a file here.
#ifndef CONCORD_CLI_COMMAND_H_
#define CONCORD_CLI_COMMAND_H_

#include <filesystem>
#include <functional>
#include <iosfwd>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"

namespace CLI {
class App;
}

namespace concord {

enum ExitCode : int {
  kExitOk = 0,
  kExitFailed = 1,
  kExitUsage = 2,
  kExitNotFound = 3,
  kExitFindings = 4,  // the work is done, and something was found or refused
  kExitStore = 5,
};
ExitCode ExitCodeOf(const Error& error);

// What every command can use. Results go to `out`, everything else to `err`.
struct Context {
  std::ostream* out;
  std::ostream* err;
  std::filesystem::path store;  // --store
  bool json = false;            // --json
  bool color = false;           // a terminal, and NO_COLOR is not set
  int width = 100;              // columns of the terminal, or 100
  bool progress = false;        // stderr is a terminal
};

struct Command {
  std::string_view name;
  std::string_view title;
  std::string_view examples;  // lines without the program's name
  // Adds options and arguments to the verb's `app`. The returned function runs the verb.
  std::function<Result<ExitCode>(Context&)> (*declare)(CLI::App& app);
};

std::span<const Command> Commands();  // in the order of commands.def

// The whole program without main(): returns the exit code.
int RunProgram(int argc, const char* const* argv, std::ostream& out, std::ostream& err);

}  // namespace concord

#endif  // CONCORD_CLI_COMMAND_H_
