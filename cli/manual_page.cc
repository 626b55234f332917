// Pages for man(1), in the macros of man(7).
#include <fmt/format.h>

#include "base/text.h"
#include "base/version.h"
#include "cli/manual.h"

namespace concord {
namespace {

// Text as troff shows it: hyphens that stay hyphens when they are copied, and no line that is taken for a
// request.
std::string Escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\\')
      out += "\\e";
    else if (c == '-')
      out += "\\-";
    else if ((c == '.' || c == '\'') && (out.empty() || out.back() == '\n'))
      out += std::string("\\&") + c;
    else
      out += c;
  }
  return out;
}

std::string Bold(std::string_view text) { return "\\fB" + Escaped(text) + "\\fR"; }
std::string Italic(std::string_view text) { return "\\fI" + Escaped(text) + "\\fR"; }

void AddOptions(const ManualVerb& verb, std::string* page) {
  for (const ManualOption& argument : verb.arguments)
    *page += ".TP\n" + Italic(argument.names.front()) + "\n" + Escaped(argument.help) + "\n";
  for (const ManualOption& option : verb.options) {
    *page += ".TP\n";
    for (size_t i = 0; i < option.names.size(); ++i) *page += (i > 0 ? ", " : "") + Bold(option.names[i]);
    if (!option.value.empty()) *page += " " + Italic(option.value);
    *page += "\n" + Escaped(option.help.empty() ? "(no description)" : option.help) + "\n";
  }
}

// Paragraphs are separated by empty lines. Lines that begin with "- " are the entries of a list.
void AddParagraphs(std::string_view text, std::string* page) {
  for (const std::string_view line : Split(text, '\n')) {
    const std::string plain = CollapseSpace(line);
    const bool entry = plain.starts_with("- ");
    if (entry) *page += ".IP \\(bu 2\n";
    *page += plain.empty() ? ".PP\n" : Escaped(std::string_view(plain).substr(entry ? 2 : 0)) + "\n";
  }
}

std::string Synopsis(std::string_view name, const ManualVerb& verb) {
  std::string line = Bold(name);
  if (!verb.options.empty()) line += " [\\fIOPTION\\fR...]";
  if (!verb.verbs.empty()) line += " \\fIVERB\\fR ...";
  if (!verb.words.empty()) line += " " + Italic(verb.words);
  return line + "\n";
}

constexpr std::string_view kExitStatus =
    ".SH EXIT STATUS\n"
    ".TP\n0\nSuccess.\n"
    ".TP\n1\nFailure.\n"
    ".TP\n2\nWrong usage.\n"
    ".TP\n3\nNot found.\n"
    ".TP\n4\nSuccess, but something was found or refused.\n"
    ".TP\n5\nThe store cannot be opened or is damaged.\n";

}  // namespace

std::string ManualPage(const ManualVerb& program, const ManualVerb& verb) {
  const bool whole = &program == &verb;
  const std::string dashed = whole ? program.name : program.name + "-" + verb.name;
  const std::string called = whole ? program.name : program.name + " " + verb.name;
  std::string upper;
  for (const char c : dashed) upper += static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);

  // No date: the same program gives the same page.
  std::string page =
      fmt::format(".TH \"{}\" 1 \"\" \"{} {}\" \"User Commands\"\n", Escaped(upper), program.name, kVersion);
  page += ".SH NAME\n" + Escaped(dashed) + " \\- " + Escaped(verb.title) + "\n";
  page += ".SH SYNOPSIS\n" + Synopsis(called, verb);
  for (const ManualVerb& below : verb.verbs) {
    if (!whole) page += ".br\n" + Synopsis(called + " " + below.name, below);
  }
  if (!verb.about.empty()) {
    page += ".SH DESCRIPTION\n";
    AddParagraphs(verb.about, &page);
  }
  if (whole) {
    page += ".SH VERBS\n";
    for (const ManualVerb& below : verb.verbs)
      page += ".TP\n" + Bold(below.name) + "\n" + Escaped(below.title) + "\n";
  }
  page += ".SH OPTIONS\n";
  AddOptions(verb, &page);
  if (!whole) {
    page += ".PP\nThe options of\n.BR " + Escaped(program.name) + " (1)\ncan be given too.\n";
    for (const ManualVerb& below : verb.verbs) {
      page += ".SS " + Escaped(called + " " + below.name) + "\n" + Escaped(below.title) + "\n";
      AddOptions(below, &page);
    }
  }
  if (!verb.examples.empty()) {
    page += ".SH EXAMPLES\n.nf\n";
    for (const std::string& example : verb.examples) page += Escaped(example) + "\n";
    page += ".fi\n";
  }
  page += kExitStatus;
  page += ".SH SEE ALSO\n";
  if (!whole) {
    page += ".BR " + Escaped(program.name) + " (1)\n";
  } else {
    for (size_t i = 0; i < verb.verbs.size(); ++i) {
      page += ".BR " + Escaped(program.name + "-" + verb.verbs[i].name) + " (1)" +
              (i + 1 < verb.verbs.size() ? ",\n" : "\n");
    }
  }
  return page;
}

}  // namespace concord
