#include <sys/ioctl.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <iostream>
#include <system_error>

#include "base/text.h"
#include "base/try.h"
#include "base/version.h"
#include "cli/command.h"
#include "cli/manual.h"
#include "cli/printable.h"
#include "cli/query_command.h"
#include "ingest/readers/reader.h"
#include "query/exporters/exporter.h"

namespace concord {

#define COMMAND(name) extern const Command k##name##Command;
#include "cli/commands.def"
#undef COMMAND

std::span<const Command> Commands() {
  static const std::array kCommands = {
#define COMMAND(name) k##name##Command,
#include "cli/commands.def"
#undef COMMAND
  };
  return kCommands;
}

ExitCode ExitCodeOf(const Error& error) {
  switch (error.code) {
    case ErrorCode::kUsage:
      return kExitUsage;
    case ErrorCode::kNotFound:
      return kExitNotFound;
    case ErrorCode::kStore:
    case ErrorCode::kCorrupt:
      return kExitStore;
    default:
      return kExitFailed;
  }
}

namespace {

using Action = std::function<Result<ExitCode>(Context&)>;

constexpr std::string_view kExamples =
    "  concord init\n"
    "  concord ingest policies/ --manifest policies/MANIFEST.tsv\n"
    "  concord map nist-csf-2.0 nist-csf-1.1 --top 3\n"
    "  concord forums 'compute thresholds'\n"
    "  concord export eu-ai-act --format graphml --output act.graphml\n";

std::string WithExamples(std::string_view title, std::string_view examples) {
  std::string text(title);
  if (examples.empty()) return text;
  text += "\n\nExamples:\n";
  for (std::string_view line : Split(examples, '\n')) {
    if (!Trim(line).empty()) text += "  concord " + std::string(Trim(line)) + "\n";
  }
  return text;
}

// --store DIR, else CONCORD_STORE, else concord.db in the current folder.
std::string DefaultStore() {
  const char* named = std::getenv("CONCORD_STORE");
  return named != nullptr && *named != '\0' ? named : "concord.db";
}

void LookAtTerminal(Context* context) {
  winsize size{};
  if (isatty(STDOUT_FILENO) != 0 && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
    context->width = size.ws_col;
  }
  const char* no_color = std::getenv("NO_COLOR");
  context->color = isatty(STDOUT_FILENO) != 0 && (no_color == nullptr || *no_color == '\0');
  context->progress = isatty(STDERR_FILENO) != 0;
}

// In the overview a verb has one line; its examples are for its own help.
class HelpFormatter : public CLI::Formatter {
 public:
  std::string make_subcommand(const CLI::App* verb) const override {
    std::stringstream line;
    CLI::detail::format_help(line, verb->get_name(),
                             verb->get_description().substr(0, verb->get_description().find('\n')),
                             column_width_);
    return line.str();
  }
};

// The version, the commit, and the formats that the build reads and writes.
std::string VersionText() {
  const auto names = [](const auto& rows) {
    std::string text;
    for (const auto& row : rows) text += (text.empty() ? "" : ", ") + std::string(row.name);
    return text;
  };
  return "concord " + std::string(kVersion) + " (commit " + std::string(kCommit) +
         ")\nreads: " + names(Readers()) + "\nwrites: " + names(Exporters());
}

// CLI11 says that a word was not expected; a person wants to know which verb was meant.
std::string SuggestVerb(int argc, const char* const* argv) {
  std::vector<std::string> verbs;
  for (const Command& command : Commands()) verbs.emplace_back(command.name);
  for (const Query& query : Queries()) verbs.emplace_back(query.name);
  for (int i = 1; i < argc; ++i) {
    const std::string_view word = argv[i];
    if (word == "--store") {
      ++i;
      continue;
    }
    if (word.starts_with("-")) continue;
    if (std::find(verbs.begin(), verbs.end(), word) != verbs.end()) return "";
    const std::string_view meant = DidYouMean(word, verbs);
    std::string text = "there is no verb '" + std::string(word) + "'";
    return meant.empty() ? text + "; see concord --help"
                         : text + "; did you mean '" + std::string(meant) + "'?";
  }
  return "";
}

int Report(const Error& error, std::ostream& err) {
  err << "concord: " << Printable(error.ToString()) << "\n";
  return ExitCodeOf(error);
}

// Whether all that was printed has arrived: on a full disk, or where the reader has gone, a result would be
// cut off in silence.
Result<void> FlushOutput(std::ostream& out) {
  errno = 0;
  out.flush();
  if (out) return {};
  const int reason = errno;
  return Fail(ErrorCode::kIo,
              "cannot write the results to the standard output" +
                  (reason == 0 ? std::string() : ": " + std::generic_category().message(reason)));
}

}  // namespace

int RunProgram(int argc, const char* const* argv, std::ostream& out, std::ostream& err) {
  Context context{};
  context.out = &out;
  context.err = &err;
  context.store = DefaultStore();
  LookAtTerminal(&context);

  CLI::App app(
      "Concord: which measures of policy documents correspond, and which forums cover a topic,\n"
      "with the characters that say so.\n\nExamples:\n" +
          std::string(kExamples),
      "concord");
  const auto formatter = std::make_shared<HelpFormatter>();
  formatter->column_width(30);
  app.formatter(formatter);
  app.set_version_flag("--version", VersionText);
  app.add_option("--store", context.store, "Folder of the store (else CONCORD_STORE, else concord.db)");
  app.add_flag("--json", context.json, "Print JSON (docs/queries.md has the schemas)");
  app.add_option("--width", context.width, "Columns of a table (else the terminal's, else 100)")
      ->check(CLI::Range(40, 1000));
  app.require_subcommand(1);
  app.fallthrough();

  std::map<const CLI::App*, Action> actions;
  const auto declare = [&](std::string_view name, std::string_view title, std::string_view examples,
                           const auto& add) {
    CLI::App* verb = app.add_subcommand(std::string(name), WithExamples(title, examples));
    actions[verb] = add(*verb);
  };
  for (const Command& command : Commands())
    declare(command.name, command.title, command.examples, command.declare);
  for (const Query& query : Queries()) {
    declare(query.name, query.title, query.examples,
            [&](CLI::App& verb) { return DeclareQuery(query, verb); });
  }

  // For the build, which installs what it writes; no verb of people.
  std::string manual_folder;
  CLI::App* const manual =
      app.add_subcommand("manual", "Write manual pages and completions of shells")->group("");
  manual->add_option("FOLDER", manual_folder)->required();
  actions[manual] = [&](Context&) -> Result<ExitCode> {
    CONCORD_TRY(WriteManual(ManualOf(app), manual_folder));
    return kExitOk;
  };

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == static_cast<int>(CLI::ExitCodes::Success)) {
      const int code = app.exit(error, out, err);
      const Result<void> written = FlushOutput(out);
      return written ? code : Report(written.error(), err);
    }
    const std::string suggestion = SuggestVerb(argc, argv);
    err << "concord: " << Printable(suggestion.empty() ? error.what() : suggestion) << "\n";
    return kExitUsage;
  }
  const std::vector<CLI::App*> verbs = app.get_subcommands();
  const Result<ExitCode> code = actions.at(verbs.front())(context);
  const Result<void> written = FlushOutput(out);
  if (!code) return Report(code.error(), err);
  if (!written) return Report(written.error(), err);
  return *code;
}

}  // namespace concord
