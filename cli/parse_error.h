// What is wrong with the words of a call, for people.
#ifndef CONCORD_CLI_PARSE_ERROR_H_
#define CONCORD_CLI_PARSE_ERROR_H_

#include <string>

namespace CLI {
class App;
class ParseError;
}  // namespace CLI

namespace concord {

// A verb or option that does not exist, with the one that was probably meant; a value that an option does not
// take; too many words or too few. Otherwise what CLI11 says. `app` is the program as the failed call left
// it.
std::string ExplainParseError(const CLI::ParseError& error, const CLI::App& app, int argc,
                              const char* const* argv);

}  // namespace concord

#endif  // CONCORD_CLI_PARSE_ERROR_H_
