// Parameters in messages. A message marks each parameter that it names, and a front end spells them its own
// way: "--as-of" in the terminal, "as-of" over HTTP, "as_of=" in Python. A mark is made of control
// characters, so no text of a user reads as one by chance. Whoever shows a message calls SpellParameters
// first.
//
//   notes.push_back(fmt::format("{} more rows are not shown (" PARAMETER("top") ")", more));
//   return FailChoice("format", given, {"svg", "csv"});
#ifndef CONCORD_BASE_PARAMETER_H_
#define CONCORD_BASE_PARAMETER_H_

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

// A mark as a literal, for use within other literals. The name is written with hyphens: "as-of".
#define PARAMETER(name) "\x1A" name "\x1A"

namespace concord {

enum class Spelling {
  kTerminal,  // --as-of
  kHttp,      // as-of
  kPython,    // as_of=
  // For documents and web pages, whose readers set no parameters. Leaves out what tells which to set:
  // parentheses and clauses after a semicolon that name one, and notes that do so elsewhere.
  kOmit,
};

// A mark whose name is only known when the program runs, with all values that it may have if they are few.
std::string MarkParameter(std::string_view name, const std::vector<std::string>& allowed = {});

std::string SpellParameters(std::string_view message, Spelling spelling);
// Likewise for each message. Removes those of which nothing is left.
void SpellParameters(Spelling spelling, std::vector<std::string>* messages);

// What an error is about, for programs.
struct NamedParameter {
  std::string name;                  // with hyphens; empty if the message names none
  std::vector<std::string> allowed;  // all values that it may have, if they are few
};

// The first parameter that a message names.
NamedParameter ParameterOf(std::string_view message);

// kUsage: "--top is 'x'; it should be a whole number". `expected` is what follows "should be".
tl::unexpected<Error> FailValue(std::string_view parameter, std::string_view value,
                                std::string_view expected);
// Likewise where there are few values: "--format is 'png'; it should be svg or csv".
tl::unexpected<Error> FailChoice(std::string_view parameter, std::string_view value,
                                 const std::vector<std::string>& allowed);

}  // namespace concord

#endif  // CONCORD_BASE_PARAMETER_H_
