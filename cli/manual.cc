#include "cli/manual.h"

#include <CLI/CLI.hpp>

#include "base/file_replacement.h"
#include "base/text.h"
#include "base/try.h"

namespace concord {
namespace {

constexpr std::string_view kExamplesHead = "\n\nExamples:\n";

ManualOption OptionOf(const CLI::Option& option) {
  ManualOption found;
  for (const std::string& name : option.get_snames()) found.names.push_back("-" + name);
  for (const std::string& name : option.get_lnames()) found.names.push_back("--" + name);
  if (option.get_type_size() != 0) {
    // After a colon, CLI11's own names tell what is checked.
    const std::string type = option.get_type_name();
    found.value = Trim(option.get_option_text().empty() ? std::string_view(type).substr(0, type.find(':'))
                                                        : std::string_view(option.get_option_text()));
  }
  found.help = option.get_description();
  return found;
}

std::string WordsOf(const CLI::App& app) {
  std::string words;
  for (const CLI::Option* option :
       app.get_options([](const CLI::Option* one) { return one->get_positional(); })) {
    std::string word = option->get_name(true, false);
    const bool many = option->get_expected_max() >= CLI::detail::expected_max_vector_size;
    if (many && !word.ends_with("...")) word += "...";
    if (!option->get_required() && !word.starts_with('[')) word = "[" + word + "]";
    words += (words.empty() ? "" : " ") + word;
  }
  return words;
}

Result<void> WriteFile(const std::filesystem::path& path, std::string_view bytes) {
  std::error_code error;
  std::filesystem::create_directories(path.parent_path(), error);
  if (error)
    return Fail(ErrorCode::kIo, "cannot make " + path.parent_path().string() + ": " + error.message());
  CONCORD_ASSIGN(FileReplacement file, FileReplacement::Open(path));
  CONCORD_TRY(file.Write(bytes));
  return file.Commit();
}

}  // namespace

ManualVerb ManualOf(const CLI::App& app) {
  ManualVerb verb;
  verb.name = app.get_name();
  verb.words = WordsOf(app);
  verb.group = app.get_group();
  verb.about = app.get_footer();
  const std::string description = app.get_description();
  const size_t head = description.find(kExamplesHead);
  verb.title = CollapseSpace(std::string_view(description).substr(0, head));
  if (head != std::string::npos) {
    for (const std::string_view line :
         Split(std::string_view(description).substr(head + kExamplesHead.size()), '\n')) {
      if (!Trim(line).empty()) verb.examples.emplace_back(Trim(line));
    }
  }
  for (const CLI::Option* option : app.get_options()) {
    if (option->get_positional() && !option->get_description().empty())
      verb.arguments.push_back({{option->get_single_name()}, "", option->get_description()});
    if (option->nonpositional() && !option->get_group().empty()) verb.options.push_back(OptionOf(*option));
  }
  for (const CLI::App* below :
       app.get_subcommands([](const CLI::App* one) { return !one->get_group().empty(); }))
    verb.verbs.push_back(ManualOf(*below));
  return verb;
}

Result<void> WriteManual(const ManualVerb& program, const std::filesystem::path& folder) {
  CONCORD_TRY(WriteFile(folder / "man1" / (program.name + ".1"), ManualPage(program, program)));
  for (const ManualVerb& verb : program.verbs)
    CONCORD_TRY(
        WriteFile(folder / "man1" / (program.name + "-" + verb.name + ".1"), ManualPage(program, verb)));
  const std::filesystem::path completions = folder / "completions";
  CONCORD_TRY(WriteFile(completions / "bash" / program.name, BashCompletion(program)));
  CONCORD_TRY(WriteFile(completions / "zsh" / ("_" + program.name), ZshCompletion(program)));
  return WriteFile(completions / "fish" / (program.name + ".fish"), FishCompletion(program));
}

}  // namespace concord
