// What --help prints.
#include <algorithm>

#include "base/text.h"
#include "base/unicode.h"
#include "cli/manual.h"
#include "cli/printable.h"

namespace concord {
namespace {

constexpr size_t kTermColumn = 30;  // where explanations of options begin
constexpr size_t kVerbColumn = 14;  // and of verbs

std::string Indented(std::string_view text, size_t indent, size_t width) {
  std::string out;
  for (const std::string& line : Wrap(CollapseSpace(text), width - indent))
    out += std::string(indent, ' ') + line + "\n";
  return out;
}

// A term, and its explanation in a column beside it, or below a term that is too long.
std::string Entry(const std::string& term, std::string_view text, size_t column, size_t width) {
  const std::string explained = Indented(text, column, width);
  const std::string head = "  " + term;
  return DisplayWidth(head) + 2 > column ? head + "\n" + explained
                                         : Pad(head, column, false) + explained.substr(column);
}

std::string TermOf(const ManualOption& option) {
  std::string term;
  for (const std::string& name : option.names) term += (term.empty() ? "" : ", ") + name;
  return option.value.empty() ? term : term + " " + option.value;
}

// Lines that follow one another are a paragraph; lines that begin with "- " are the entries of a list.
std::string Paragraphs(std::string_view text, size_t width) {
  std::string out, paragraph;
  const auto finish = [&] {
    if (paragraph.empty()) return;
    const bool entry = paragraph.starts_with("- ");
    std::string lines =
        Indented(entry ? std::string_view(paragraph).substr(2) : paragraph, entry ? 2 : 0, width);
    if (entry) lines[0] = '-';
    out += lines;
    paragraph.clear();
  };
  for (const std::string_view line : Split(text, '\n')) {
    if (Trim(line).empty() || line.starts_with("- ")) finish();
    if (Trim(line).empty()) out += "\n";
    paragraph += (paragraph.empty() ? "" : " ") + std::string(Trim(line));
  }
  finish();
  return out;
}

}  // namespace

std::string HelpText(const ManualVerb& verb, size_t width) {
  width = std::clamp<size_t>(width, 60, 100);
  const bool program = verb.name == "concord";
  std::string out = Indented(verb.title, 0, width);
  if (!verb.examples.empty()) out += "\nExamples:\n";
  for (const std::string& example : verb.examples) out += "  " + example + "\n";

  out += "\nUsage: " + (program ? verb.name : "concord " + verb.name);
  if (!verb.options.empty()) out += " [OPTIONS]";
  if (!verb.verbs.empty()) out += " VERB";
  if (!verb.words.empty()) out += " " + verb.words;
  out += "\n";
  if (!verb.arguments.empty()) out += "\nArguments:\n";
  for (const ManualOption& argument : verb.arguments)
    out += Entry(TermOf(argument), argument.help, kTermColumn, width);

  std::vector<std::string> groups;
  for (const ManualVerb& below : verb.verbs) {
    if (std::ranges::find(groups, below.group) == groups.end()) groups.push_back(below.group);
  }
  for (const std::string& group : groups) {
    // CLI11 gives a verb's own verbs the group of the verb.
    out += "\n" + (program ? group : "Verbs") + ":\n";
    for (const ManualVerb& below : verb.verbs) {
      if (below.group == group) out += Entry(below.name, below.title, kVerbColumn, width);
    }
  }
  if (!verb.options.empty()) out += "\nOptions:\n";
  for (const ManualOption& option : verb.options)
    out += Entry(TermOf(option), option.help, kTermColumn, width);
  if (!verb.about.empty()) out += "\n" + Paragraphs(verb.about, width);
  return out + (program ? "\n`concord VERB --help` explains a verb.\n"
                        : "\n`concord --help` explains --store, --json and --width.\n");
}

}  // namespace concord
