#include "cli/query_command.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <ostream>

#include "base/text.h"
#include "cli/model.h"
#include "cli/table.h"
#include "graph/store.h"
#include "query/output/answer_csv.h"
#include "query/output/answer_json.h"
#include "query/output/answer_xlsx.h"
#include "query/pictures/band_picture.h"
#include "query/output/evidence_table.h"
#include "query/pictures/picture.h"
#include "query/output/sssom_writer.h"
#include "query/pictures/state_picture.h"

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

// The answer in a format that a query's option names; its help says which it has.
Result<std::string> WriteAs(std::string_view format, const Query& query, const Answer& answer) {
  if (format == "csv") return AnswerToCsv(answer);
  if (format == "evidence-csv") return AnswerToCsv(EvidenceTable(answer));
  if (format == "xlsx") return AnswerToXlsx(answer);
  if (format == "svg" && query.name == "map") return DrawBands(answer);
  if (format == "svg" && answer.arguments.Find("by") != nullptr) return DrawStates(answer);
  if (format == "svg" && query.name == "coverage") return DrawHeatMap(answer);
  if (format == "svg-graph" && query.name == "coverage" && answer.arguments.Find("by") == nullptr)
    return DrawBipartite(answer);
  if (format == "svg" && query.name == "timeline") return DrawTimeline(answer);
  return Fail(ErrorCode::kUsage,
              fmt::format("--format is '{}', which {} does not have (see --help)", format, query.name));
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
  Result<std::unique_ptr<Model>> model = ModelOf(query, arguments, context);
  if (!model) return tl::unexpected(model.error());
  if (*model) arguments.vectors = &(*model)->vectors;
  Result<Answer> answer = Fail(ErrorCode::kUsage, "");
  {
    Result<std::unique_ptr<GraphStore>> store = OpenStore(context.store, OpenMode::kReadOnly);
    if (!store) return tl::unexpected(store.error());
    answer = query.run(*(*store)->TakeSnapshot(), arguments);
  }
  if (!answer) return tl::unexpected(answer.error());
  if (*model) (*model)->Keep(context);
  NoteMissingModel(query, arguments, context);
  if (context.json) {
    *context.out << AnswerToJson(*answer) << "\n";
  } else if (arguments.Get("format") == "sssom") {
    *context.out << WriteSssom(*answer);
  } else if (arguments.Has("format")) {
    const Result<std::string> written = WriteAs(arguments.Get("format"), query, *answer);
    if (!written) return tl::unexpected(written.error());
    *context.out << *written;
  } else {
    // Who asks for more evidence wants to see it.
    const size_t quotes = given.quotes.value_or(arguments.Has("evidence") ? SIZE_MAX : 1);
    *context.out << FormatTable(*answer, context, quotes);
  }
  // Rows of `check` are faults of the store.
  return query.name == "check" && !answer->rows.empty() ? kExitFindings : kExitOk;
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
      verb.add_flag("--" + name, given->flags[name], std::string(option.help));
    } else {
      verb.add_option("--" + name, given->values[name], std::string(option.help))
          ->option_text(std::string(option.value));
    }
  }
  if (!query.about.empty()) verb.footer(std::string(query.about));
  verb.add_option("--quotes", given->quotes, "Quotes below each row (1; with --evidence all that are read)")
      ->option_text("N");
  return [&query, given](Context& context) { return RunQuery(query, *given, context); };
}

}  // namespace concord
