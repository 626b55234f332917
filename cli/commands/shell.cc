#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <atomic>
#include <csignal>
#include <cstdlib>
#include <iostream>
#include <memory>

#include "cli/command.h"
#include "cli/line_editor.h"
#include "cli/query_shell.h"
#include "graph/store.h"
#include "query/cypher/cypher.h"

namespace concord {
namespace {

struct Given {
  bool write = false;
  double timeout = 0;
  uint64_t max_rows = 0;
};

std::atomic<bool> g_cancelled = false;
static_assert(std::atomic<bool>::is_always_lock_free);  // a signal sets it

// $CONCORD_HISTORY, or a file in the user's folder of states; empty: none.
std::filesystem::path HistoryFile() {
  if (const char* named = std::getenv("CONCORD_HISTORY")) return named;
  std::filesystem::path folder;
  if (const char* state = std::getenv("XDG_STATE_HOME"); state != nullptr && *state != '\0')
    folder = state;
  else if (const char* home = std::getenv("HOME"); home != nullptr && *home != '\0')
    folder = std::filesystem::path(home) / ".local" / "state";
  else
    return {};
  folder /= "concord";
  std::error_code problem;
  std::filesystem::create_directories(folder, problem);
  return problem ? std::filesystem::path() : folder / "shell_history";
}

void OnTerminal(QueryShell* shell, Context& context) {
  struct sigaction stop = {}, before = {};
  stop.sa_handler = [](int) { g_cancelled = true; };
  sigaction(SIGINT, &stop, &before);
  *context.out << ":help shows what there is, :quit or Ctrl-D ends\n";
  {
    LineEditor editor(HistoryFile(), [shell](std::string_view line) { return shell->Complete(line); });
    while (const auto line = editor.Read(shell->is_within_statement() ? "     ... " : "concord> ")) {
      if (editor.was_interrupted()) {
        shell->Drop();
        continue;
      }
      const bool goes_on = shell->Take(*line);
      if (!shell->last().empty()) editor.Remember(shell->last());
      context.out->flush();
      if (!goes_on) break;
    }
  }
  sigaction(SIGINT, &before, nullptr);
}

Result<ExitCode> Run(const Given& given, Context& context) {
  cypher::QueryOptions options;
  options.write = given.write;
  options.max_rows = given.max_rows;
  options.timeout = std::chrono::milliseconds(static_cast<int64_t>(given.timeout * 1000));
  const Result<std::unique_ptr<GraphStore>> store =
      OpenStore(context.store, given.write ? OpenMode::kMustExist : OpenMode::kReadOnly);
  if (!store) return tl::unexpected(store.error());
  QueryShell shell(store->get(), &context, options, &g_cancelled);
  if (isatty(STDIN_FILENO) != 0 && isatty(STDOUT_FILENO) != 0) {
    OnTerminal(&shell, context);
    return kExitOk;
  }
  // From a file or a pipe: statements one after the other, the last one with or without its end.
  std::string line;
  bool goes_on = true;
  while (goes_on && std::getline(std::cin, line)) goes_on = shell.Take(line);
  if (goes_on) shell.Take("");
  return shell.has_failed() ? kExitFailed : kExitOk;
}

std::function<Result<ExitCode>(Context&)> Declare(CLI::App& app) {
  const auto given = std::make_shared<Given>();
  app.add_flag("--write", given->write, "Allow queries to change the store");
  app.add_option("--max-rows", given->max_rows, "Leave out rows beyond this number")->option_text("N");
  app.add_option("--timeout", given->timeout, "Stop a query after this many seconds")->option_text("SECONDS");
  return [given](Context& context) { return Run(*given, context); };
}

}  // namespace

extern const Command kshellCommand;
const Command kshellCommand = {"shell",
                               "Ask queries in Cypher one after another, with history and completion",
                               "shell\nshell --timeout 10\nshell < questions.cypher", Declare};

}  // namespace concord
