#include "cli/parse_error.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <vector>

#include "base/plural.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/manual.h"
#include "query/query.h"

namespace concord {
namespace {

std::string Suggested(std::string_view word, const std::vector<std::string>& known, std::string_view help) {
  const std::string_view meant = DidYouMean(word, known);
  return meant.empty() ? fmt::format("; `{} --help` lists them", help)
                       : fmt::format("; did you mean '{}'?", meant);
}

// CLI11 says that a word was not expected; a person wants to know which verb was meant.
std::string WrongVerb(int argc, const char* const* argv) {
  std::vector<std::string> verbs;
  for (const Command& command : Commands()) verbs.emplace_back(command.name);
  for (const Query& query : Queries()) verbs.emplace_back(query.name);
  for (int i = 1; i < argc; ++i) {
    const std::string_view word = argv[i];
    if (word == "--store" || word == "--width") {
      ++i;
      continue;
    }
    if (word.starts_with("-")) continue;
    if (std::ranges::find(verbs, word) != verbs.end()) return "";
    return fmt::format("there is no verb '{}'{}", word, Suggested(word, verbs, "concord"));
  }
  return "";
}

// An option that neither the verb nor the program has. What CLI11 does not know it takes for a word, and then
// complains of too many words.
std::string WrongOption(const ManualVerb& program, const ManualVerb& verb, const std::string& called,
                        int argc, const char* const* argv) {
  std::vector<std::string> known;
  for (const std::vector<ManualOption>* options : {&verb.options, &program.options}) {
    for (const ManualOption& option : *options)
      known.insert(known.end(), option.names.begin(), option.names.end());
  }
  for (int i = 1; i < argc; ++i) {
    const std::string_view word = argv[i];
    if (word == "--") break;
    const std::string name(word.substr(0, word.find('=')));
    if (!name.starts_with("--") || std::ranges::find(known, name) != known.end()) continue;
    return fmt::format("{} has no option {}{}", called.substr(called.find(' ') + 1), name,
                       Suggested(name, known, called));
  }
  return "";
}

// "A B: 2 required but received 3", "KEY is required".
std::string WrongWords(const CLI::ParseError& error, const ManualVerb& verb, const std::string& called) {
  constexpr std::string_view kReceived = "received ", kRequired = " is required";
  const std::string_view what = error.what();
  const std::string name = called.substr(called.find(' ') + 1);
  if (verb.words.empty() || what.starts_with("-")) return "";
  if (const size_t at = what.rfind(kReceived); at != std::string_view::npos) {
    const size_t given = std::strtoul(what.data() + at + kReceived.size(), nullptr, 10);
    return fmt::format("{} takes {}; you gave {}{}", name, verb.words, Counted(given, "word"),
                       given > 2 ? "; put quotation marks around words that belong together" : "");
  }
  return what.ends_with(kRequired) ? fmt::format("{} needs {}", name, verb.words) : "";
}

}  // namespace

std::string ExplainParseError(const CLI::ParseError& error, const CLI::App& app, int argc,
                              const char* const* argv) {
  if (std::string wrong = WrongVerb(argc, argv); !wrong.empty()) return wrong;
  const std::vector<CLI::App*> verbs = app.get_subcommands();
  if (verbs.empty()) return "give a verb; `concord --help` lists them";
  const CLI::App* verb = verbs.front();
  std::string called = "concord " + verb->get_name();
  if (const std::vector<CLI::App*> below = verb->get_subcommands(); !below.empty()) {
    verb = below.front();
    called += " " + verb->get_name();
  }
  const ManualVerb manual = ManualOf(*verb);
  if (std::string wrong = WrongOption(ManualOf(app), manual, called, argc, argv); !wrong.empty())
    return wrong;
  if (std::string wrong = WrongWords(error, manual, called); !wrong.empty()) return wrong;
  if (!manual.verbs.empty() && std::string_view(error.what()).find("ubcommand") != std::string_view::npos)
    return fmt::format("{} needs a verb of its own; `{} --help` lists them", called.substr(8), called);
  return error.what();
}

}  // namespace concord
