#include "cli/parse_error.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdlib>
#include <optional>
#include <vector>

#include "base/parameter.h"
#include "base/plural.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/manual.h"
#include "query/query.h"

namespace concord {
namespace {

constexpr std::string_view kQuoteWords = "; put quotation marks around words that belong together";

// A call that could not be parsed. The texts of CLI11 that are taken apart below are those of its Error.hpp
// and Validators.hpp; a text that is not recognised is shown as it is.
struct Call {
  const ManualVerb& program;
  const ManualVerb& verb;
  const std::string& called;  // "concord topic save"
  std::string_view what;      // what CLI11 says

  std::string_view name() const { return std::string_view(called).substr(called.find(' ') + 1); }

  const ManualOption* FindOption(std::string_view option) const {
    for (const std::vector<ManualOption>* options : {&verb.options, &program.options}) {
      for (const ManualOption& one : *options) {
        if (std::ranges::find(one.names, option) != one.names.end()) return &one;
      }
    }
    return nullptr;
  }
};

// What is before and after `sign`, where it first occurs.
std::optional<std::pair<std::string_view, std::string_view>> Cut(std::string_view text,
                                                                 std::string_view sign) {
  const size_t at = text.find(sign);
  if (at == std::string_view::npos) return std::nullopt;
  return std::pair(text.substr(0, at), text.substr(at + sign.size()));
}

std::string Suggested(std::string_view word, const std::vector<std::string>& known, std::string_view help) {
  const std::string_view meant = DidYouMean(word, known);
  return meant.empty() ? fmt::format("; `{} --help` lists them", help)
                       : fmt::format("; did you mean '{}'?", meant);
}

// The verb and the word after it, without options of the program and their values.
std::vector<std::string_view> VerbsOf(int argc, const char* const* argv) {
  std::vector<std::string_view> words;
  for (int i = 1; i < argc && words.size() < 2; ++i) {
    const std::string_view word = argv[i];
    if (word == "--store" || word == "--width") {
      ++i;
    } else if (!word.starts_with("-")) {
      words.push_back(word);
    }
  }
  return words;
}

// CLI11 says that a word was not expected; a person wants to know which verb was meant.
std::string WrongVerb(int argc, const char* const* argv) {
  std::vector<std::string> verbs;
  for (const Command& command : Commands()) verbs.emplace_back(command.name);
  for (const Query& query : Queries()) verbs.emplace_back(query.name);
  const std::vector<std::string_view> given = VerbsOf(argc, argv);
  if (given.empty() || std::ranges::find(verbs, given.front()) != verbs.end()) return "";
  return fmt::format("there is no verb '{}'{}", given.front(), Suggested(given.front(), verbs, "concord"));
}

// A verb that has verbs of its own, without one of them.
std::string WrongVerbBelow(const Call& call, int argc, const char* const* argv) {
  if (call.verb.verbs.empty()) return "";
  std::vector<std::string> known;
  for (const ManualVerb& below : call.verb.verbs) known.push_back(below.name);
  const std::vector<std::string_view> given = VerbsOf(argc, argv);
  if (given.size() > 1 && std::ranges::find(known, given[1]) == known.end())
    return fmt::format("{} has no verb '{}'{}", call.name(), given[1],
                       Suggested(given[1], known, call.called));
  return call.what.find("ubcommand") == std::string_view::npos
             ? ""
             : fmt::format("{} needs {} {}", call.name(), known.size() == 1 ? "the verb" : "one of the verbs",
                           fmt::join(known, ", "));
}

// An option that neither the verb nor the program has. What CLI11 does not know it takes for a word, and then
// complains of too many words.
std::string WrongOption(const Call& call, int argc, const char* const* argv) {
  std::vector<std::string> known;
  for (const std::vector<ManualOption>* options : {&call.verb.options, &call.program.options}) {
    for (const ManualOption& option : *options)
      known.insert(known.end(), option.names.begin(), option.names.end());
  }
  for (int i = 1; i < argc; ++i) {
    const std::string_view word = argv[i];
    if (word == "--") break;
    const std::string name(word.substr(0, word.find('=')));
    if (!name.starts_with("--") || std::ranges::find(known, name) != known.end()) continue;
    return fmt::format("{} has no option {}{}", call.name(), name, Suggested(name, known, call.called));
  }
  return "";
}

// "0.000000" as a person writes it; a whole number as it is.
std::string Bound(std::string_view number) {
  return number.find('.') == std::string_view::npos
             ? std::string(number)
             : fmt::format("{}", std::strtod(std::string(number).c_str(), nullptr));
}

// "--jobs: Value 0 not in range 1 to 256", "--print: x not in {document,findings}",
// "Could not convert: --port = abc".
std::string WrongValue(const Call& call, const CLI::App& app, const CLI::App& verb) {
  const auto failed = [](const tl::unexpected<Error>& error) {
    return SpellParameters(error.value().message, Spelling::kTerminal);
  };
  const auto converted = Cut(call.what, "Could not convert: ");
  const auto parts = converted ? Cut(converted->second, " = ") : Cut(call.what, ": ");
  if (!parts || !parts->first.starts_with("--") || parts->first.find(' ') != std::string_view::npos)
    return "";
  const std::string option(parts->first);
  const std::string_view parameter = parts->first.substr(2), fault = parts->second;
  const CLI::Option* known = verb.get_option_no_throw(option);
  if (known == nullptr) known = app.get_option_no_throw(option);
  const std::string type = known == nullptr ? "" : known->get_type_name();
  if (converted) {
    if (known != nullptr && known->get_expected_max() == 0)
      return fmt::format("{} takes no value; you gave '{}'", option, fault);
    return failed(FailValue(parameter, fault,
                            type.starts_with("UINT")  ? "a whole number, 0 or more"
                            : type.starts_with("INT") ? "a whole number"
                                                      : "a number"));
  }
  if (const auto range = Cut(fault, " not in range "); range && range->first.starts_with("Value ")) {
    const auto bounds = Cut(range->second, " to ");
    if (!bounds) return "";
    return failed(FailValue(parameter, range->first.substr(std::string_view("Value ").size()),
                            fmt::format("a {}number from {} to {}", type.starts_with("FLOAT") ? "" : "whole ",
                                        Bound(bounds->first), Bound(bounds->second))));
  }
  if (const auto choice = Cut(fault, " not in {"); choice && choice->second.ends_with('}')) {
    const auto list = Split(choice->second.substr(0, choice->second.size() - 1), ',');
    return failed(FailChoice(parameter, choice->first, {list.begin(), list.end()}));
  }
  return "";
}

// "--store: At Most 1 required but received 2", "--store: 1 required TEXT missing", "--by is required".
std::string WrongCount(const Call& call) {
  const std::string_view option = call.what.substr(0, call.what.find_first_of(": "));
  const ManualOption* known = call.FindOption(option);
  if (known == nullptr) return "";
  const std::string form = fmt::format("{}{}{}", option, known->value.empty() ? "" : " ", known->value);
  if (call.what.ends_with(" is required")) return fmt::format("{} needs {}", call.name(), form);
  if (call.what.ends_with(" missing")) return fmt::format("{} needs a value: {}", option, form);
  if (const auto count = Cut(call.what, "At Most 1 required but received "))
    return fmt::format("{} is given {}", option,
                       count->second == "2" ? "twice" : fmt::format("{} times", count->second));
  return "";
}

// "A B: 2 required but received 3", "KEY is required", "... was not expected: x".
std::string WrongWords(const Call& call) {
  if (call.what.starts_with("-")) return "";
  const std::string& words = call.verb.words;
  if (const auto extra = Cut(call.what, "not expected: ")) {
    if (extra->second.starts_with('-'))
      return fmt::format("{} has no option {}; `{} --help` lists them", call.name(),
                         extra->second.substr(0, extra->second.find(' ')), call.called);
    std::vector<std::string_view> given = Split(extra->second, ' ');
    std::ranges::reverse(given);  // CLI11 names the last one first
    if (words.empty())
      return fmt::format("{} takes no words; you gave '{}'", call.name(), fmt::join(given, " "));
    return fmt::format("{} takes {}; '{}' is too much{}", call.name(), words, fmt::join(given, " "),
                       kQuoteWords);
  }
  if (words.empty()) return "";
  if (const auto received = Cut(call.what, "received ")) {
    const size_t given = std::strtoul(std::string(received->second).c_str(), nullptr, 10);
    return fmt::format(
        "{} takes {}; you gave {}{}", call.name(), words, Counted(given, "word"),
        given > 2 ? std::string(kQuoteWords) : fmt::format("; `{} --help` explains them", call.called));
  }
  if (!call.what.ends_with(" is required")) return "";
  const std::vector<std::string_view> all = Split(words, ' ');
  const auto least = std::ranges::count_if(all, [](std::string_view word) { return word.front() != '['; });
  return fmt::format("{} needs {}{}: `{} {}`", call.name(), words.ends_with("...") ? "at least " : "",
                     Counted(static_cast<uint64_t>(least), "word"), call.called, words);
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
  const ManualVerb program = ManualOf(app), manual = ManualOf(*verb);
  const Call call{program, manual, called, error.what()};
  if (std::string wrong = WrongOption(call, argc, argv); !wrong.empty()) return wrong;
  if (std::string wrong = WrongVerbBelow(call, argc, argv); !wrong.empty()) return wrong;
  if (std::string wrong = WrongValue(call, app, *verb); !wrong.empty()) return wrong;
  if (std::string wrong = WrongCount(call); !wrong.empty()) return wrong;
  if (std::string wrong = WrongWords(call); !wrong.empty()) return wrong;
  return error.what();
}

}  // namespace concord
