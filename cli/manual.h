// The manual: what CLI11 knows of the verbs, as --help, as pages for man(1) and as completions for shells.
// The build writes the latter two, and cmake --install puts them in place.
#ifndef CONCORD_CLI_MANUAL_H_
#define CONCORD_CLI_MANUAL_H_

#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"

namespace CLI {
class App;
}

namespace concord {

struct ManualOption {
  std::vector<std::string> names;  // with their hyphens: "-h", "--help"
  std::string value;               // "K"; empty: a flag
  std::string help;
};

// The program, a verb, or a verb's own verb (`topic save`).
struct ManualVerb {
  std::string name;                     // "concord", "map"
  std::string title;                    // one line
  std::string words;                    // "A B", "[KEY]"; empty: none
  std::string group;                    // of verbs in the overview
  std::vector<ManualOption> arguments;  // those of the words that need an explanation
  std::vector<ManualOption> options;
  std::vector<std::string> examples;  // "concord map A B"
  std::string about;                  // paragraphs; may be empty
  std::vector<ManualVerb> verbs;
};

// Without what --help hides.
ManualVerb ManualOf(const CLI::App& app);

// What --help prints, in lines of at most `width` columns; commands in examples are not broken.
std::string HelpText(const ManualVerb& verb, size_t width);

// A page in the macros of man(7). `verb` is `program` itself or one of its verbs.
std::string ManualPage(const ManualVerb& program, const ManualVerb& verb);

std::string BashCompletion(const ManualVerb& program);
std::string ZshCompletion(const ManualVerb& program);
std::string FishCompletion(const ManualVerb& program);

// Writes man1/PROGRAM.1, man1/PROGRAM-VERB.1 for each verb, and completions/{bash,zsh,fish}/ below the
// folder.
Result<void> WriteManual(const ManualVerb& program, const std::filesystem::path& folder);

}  // namespace concord

#endif  // CONCORD_CLI_MANUAL_H_
