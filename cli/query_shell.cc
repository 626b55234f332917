#include "cli/query_shell.h"

#include <fmt/format.h>

#include <algorithm>
#include <ostream>

#include "app/cypher_query.h"
#include "base/text.h"
#include "base/unicode.h"
#include "cli/query_output.h"
#include "query/cypher/result_writer.h"

namespace concord {
namespace {

constexpr std::string_view kHelp =
    "A query runs at the end of a line with ; or at an empty line. Tab completes, up and down go through "
    "the\n"
    "history, Ctrl-R searches it, Ctrl-C drops what was typed or stops a query, Ctrl-D ends the shell.\n"
    "  :schema                labels and relationship types, and how many there are\n"
    "  :param NAME VALUE      sets $NAME; without a value forgets it\n"
    "  :params                shows them\n"
    "  :format NAME           table, json, jsonl, csv or graph\n"
    "  :help, :quit           also without the colon\n"
    "docs/query-language.md has the language.\n";

// Whether the statement ends with a semicolon that is not part of a string.
bool IsWhole(std::string_view text) {
  char quote = '\0';
  for (size_t i = 0; i < text.size(); ++i) {
    if (quote == '\0' && (text[i] == '\'' || text[i] == '"' || text[i] == '`'))
      quote = text[i];
    else if (quote != '\0' && text[i] == '\\' && quote != '`')
      ++i;
    else if (text[i] == quote)
      quote = '\0';
  }
  return quote == '\0' && Trim(text).ends_with(';');
}

// These words begin no query, so they may stand without their colon.
bool IsCommand(std::string_view line) {
  static constexpr std::string_view kPlain[] = {"exit", "quit", "help"};
  return line.starts_with(':') || std::ranges::any_of(kPlain, [&](std::string_view word) {
           return EqualsIgnoreCase(Trim(line.substr(0, line.find(';'))), word);
         });
}

}  // namespace

QueryShell::QueryShell(GraphStore* store, Context* context, const cypher::QueryOptions& options,
                       std::atomic<bool>* cancelled)
    : store_(*store), context_(*context), options_(options), cancelled_(*cancelled) {
  options_.cancelled = cancelled;
  if (context_.json) format_ = "json";
}

bool QueryShell::Take(std::string_view line) {
  last_.clear();
  if (statement_.empty() && IsCommand(Trim(line))) {
    last_ = line;
    return Command(Trim(line));
  }
  const bool ends = Trim(line).empty();
  if (!ends) statement_ += (statement_.empty() ? "" : "\n") + std::string(line);
  if (statement_.empty() || (!ends && !IsWhole(statement_))) return true;
  last_ = std::exchange(statement_, {});
  Run(last_);
  return true;
}

void QueryShell::Run(const std::string& statement) {
  cancelled_ = false;
  // What this statement opens stays open for the next one, unless it writes.
  arrays_ = SnapshotArrays::Of(*store_.TakeSnapshot());
  const auto result = AskStoreInCypher(store_, statement, options_);
  if (!result) {
    has_failed_ = true;
    PrintQueryError(result.error(), statement, context_);
    return;
  }
  PrintQueryResult(*result, format_, context_);
  if (result->counters.any()) words_ = nullptr;
  if (format_ == "table" && result->plan.empty() && !result->columns.empty())
    *context_.out << fmt::format("{} row{}\n", result->rows.size(), result->rows.size() == 1 ? "" : "s");
}

bool QueryShell::Command(std::string_view line) {
  std::vector<std::string_view> words;
  for (const std::string_view word : Split(line, ' ')) {
    if (!word.empty()) words.push_back(word);
  }
  std::string name(words[0].substr(0, words[0].find(';')));
  if (!name.starts_with(':')) name = ":" + FoldCase(name);
  std::ostream& out = *context_.out;
  if (name == ":quit" || name == ":exit" || name == ":q") return false;
  if (name == ":help") {
    out << kHelp;
  } else if (name == ":schema") {
    ShowSchema();
  } else if (name == ":params") {
    for (const auto& [key, value] : options_.parameters) out << "$" << key << " = " << ToText(value) << "\n";
  } else if (name == ":param" && words.size() == 2) {
    options_.parameters.erase(std::string(words[1]));
  } else if (name == ":param" && words.size() > 2) {
    const auto first = static_cast<size_t>(words[2].data() - line.data());
    options_.parameters[std::string(words[1])] = cypher::ParseParameter(line.substr(first));
  } else if (name == ":format" && words.size() == 2) {
    if (const Result<void> known = CheckQueryFormat(words[1]); known)
      format_ = words[1];
    else
      *context_.err << known.error().message << "\n";
  } else {
    *context_.err << "there is no command " << line << "; :help shows those that there are\n";
  }
  return true;
}

void QueryShell::ShowSchema() {
  const auto snapshot = store_.TakeSnapshot();
  for (const std::string& label : snapshot->Labels())
    *context_.out << fmt::format("(:{})  {}\n", label, snapshot->NodeCount(label));
  for (const std::string& type : snapshot->EdgeTypes())
    *context_.out << fmt::format("[:{}]  {}\n", type, snapshot->EdgeCount(type));
}

std::vector<std::string> QueryShell::Complete(std::string_view before) {
  if (words_ == nullptr) {
    const auto snapshot = store_.TakeSnapshot();
    words_ = std::make_unique<QueryWords>(*snapshot, CypherProcedures());
  }
  return words_->Complete(statement_ + "\n" + std::string(before));
}

}  // namespace concord
