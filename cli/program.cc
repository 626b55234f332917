#include <sys/ioctl.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <iostream>
#include <system_error>

#include "base/parameter.h"
#include "base/text.h"
#include "base/try.h"
#include "base/version.h"
#include "cli/command.h"
#include "cli/manual.h"
#include "cli/parse_error.h"
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

// Help as the manual says it.
class HelpFormatter : public CLI::FormatterBase {
 public:
  explicit HelpFormatter(size_t width) : width_(width) {}

  std::string make_help(const CLI::App* app, std::string /*name*/,
                        CLI::AppFormatMode /*mode*/) const override {
    ManualVerb verb = ManualOf(*app);
    if (const CLI::App* above = app->get_parent(); above != nullptr && above->get_parent() != nullptr)
      verb.name = above->get_name() + " " + verb.name;  // "topic save"
    return HelpText(verb, width_);
  }

 private:
  size_t width_;
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

int Report(const Error& error, std::ostream& err) {
  err << "concord: " << Printable(SpellParameters(error.ToString(), Spelling::kTerminal)) << "\n";
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
      "Concord finds which measures of policy documents correspond, and which forums cover a topic. Every "
      "answer "
      "quotes the text that proves it.\n\nExamples:\n" +
          std::string(kExamples),
      "concord");
  app.formatter(std::make_shared<HelpFormatter>(static_cast<size_t>(std::max(context.width, 0))));
  app.set_help_flag("-h,--help", "Print this help");
  app.set_version_flag("--version", VersionText,
                       "Print the version, and the formats that this build reads and writes");
  app.add_option("--store", context.store, "Folder of the store (default: CONCORD_STORE, or concord.db)")
      ->option_text("DIR");
  app.add_flag("--json", context.json, "Print JSON (docs/queries.md has the schemas)");
  app.add_option("--width", context.width,
                 "Width of tables in columns, 40 to 1000 (default: the terminal's, or 100)")
      ->check(CLI::Range(40, 1000))
      ->option_text("N");
  app.require_subcommand(1);
  app.fallthrough();

  std::map<const CLI::App*, Action> actions;
  const auto declare = [&](std::string_view name, std::string_view title, std::string_view examples,
                           const std::string& group, const auto& add) {
    CLI::App* verb = app.add_subcommand(std::string(name), WithExamples(title, examples));
    verb->group(group);
    actions[verb] = add(*verb);
  };
  for (const Command& command : Commands())
    declare(command.name, command.title, command.examples, "Verbs that manage the store and its documents",
            command.declare);
  for (const Query& query : Queries()) {
    declare(query.name, query.title, query.examples, "Verbs that answer questions",
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
    err << "concord: " << Printable(ExplainParseError(error, app, argc, argv)) << "\n";
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
