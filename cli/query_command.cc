#include "cli/query_command.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>
#include <ostream>

#include "app/question.h"
#include "base/parameter.h"
#include "base/text.h"
#include "cli/printable.h"
#include "cli/question_options.h"
#include "cli/table.h"
#include "query/output/answer_json.h"

namespace concord {
namespace {

// What CLI11 writes into while it parses; lives as long as the verb's action.
struct Given {
  std::vector<std::string> words;
  std::map<std::string, std::string, std::less<>> values;
  std::map<std::string, bool, std::less<>> flags;
  std::optional<size_t> quotes;
};

// "A B" wants two words, "[KEY]" at most one, "TOPIC..." one or more.
void ExpectWords(std::string_view spec, CLI::Option* words) {
  int least = 0, most = 0;
  for (std::string_view word : Split(spec, ' ')) {
    if (word.empty()) continue;
    ++most;
    if (word.front() != '[') ++least;
    if (word.ends_with("...")) most = 1000;
  }
  words->expected(least, std::max(most, 1));
  if (least > 0) words->required();
}

Result<ExitCode> RunQuery(const Query& query, const Given& given, Context& context) {
  Arguments arguments;
  arguments.words = given.words;
  for (const auto& [name, value] : given.values) {
    if (!value.empty()) arguments.options.emplace(name, value);
  }
  for (const auto& [name, set] : given.flags) {
    if (set) arguments.options.emplace(name, "true");
  }
  Result<QuestionResult> result = Ask(query, arguments, QuestionOptionsOf(context));
  if (!result) return tl::unexpected(result.error());
  SpellParameters(Spelling::kTerminal, &result->answer.notes);
  for (const Note& note : result->notes) *context.err << "note: " << Printable(note.text) << "\n";
  const Answer& answer = result->answer;
  // What is written as a document is one without being asked.
  const bool is_document = std::ranges::find(query.formats, "md", &AnswerFormat::name) != query.formats.end();
  if (context.json) {
    *context.out << AnswerToJson(answer) << "\n";
  } else if (arguments.Has("format") || is_document) {
    const Result<std::string> written = WriteAnswer(arguments.Get("format", "md"), query, answer);
    if (!written) return tl::unexpected(written.error());
    *context.out << *written;
  } else {
    // Who asks for more evidence wants to see it. What begins with a summary has one line a row.
    const bool is_compact = answer.arguments.Find("summary") != nullptr;
    const size_t quotes = given.quotes.value_or(arguments.Has("evidence") ? SIZE_MAX : is_compact ? 0 : 1);
    *context.out << FormatTable(answer, context, quotes);
  }
  // Rows of `check` are faults of the store.
  return query.name == "check" && !answer.rows.empty() ? kExitFindings : kExitOk;
}

}  // namespace

std::function<Result<ExitCode>(Context&)> DeclareQuery(const Query& query, CLI::App& verb) {
  const auto given = std::make_shared<Given>();
  if (!query.words.empty()) {
    ExpectWords(query.words, verb.add_option(std::string(query.words), given->words, "")->option_text(" "));
  }
  for (const QueryOption& option : query.options) {
    const std::string name(option.name);
    if (option.value.empty()) {
      verb.add_flag("--" + name, given->flags[name], SpellParameters(option.help, Spelling::kTerminal));
    } else {
      verb.add_option("--" + name, given->values[name], SpellParameters(option.help, Spelling::kTerminal))
          ->option_text(std::string(option.value));
    }
  }
  if (!query.about.empty()) verb.footer(SpellParameters(query.about, Spelling::kTerminal));
  const bool has_evidence =
      std::ranges::find(query.options, "evidence", &QueryOption::name) != query.options.end();
  verb.add_option("--quotes", given->quotes,
                  fmt::format("Quotes to print below each row (default {}{})", query.name == "map" ? 0 : 1,
                              has_evidence ? "; with --evidence: all" : ""))
      ->option_text("N");
  return [&query, given](Context& context) { return RunQuery(query, *given, context); };
}

}  // namespace concord
