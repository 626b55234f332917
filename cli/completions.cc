// What shells complete: verbs, options, and files elsewhere.
#include "base/shorten.h"
#include "base/text.h"
#include "cli/manual.h"

namespace concord {
namespace {

std::string Replaced(std::string_view text, char what, std::string_view with) {
  std::string out;
  for (const char c : text) {
    if (c == what)
      out += with;
    else
      out += c;
  }
  return out;
}

// Between single quotes.
std::string ShellQuoted(std::string_view text) { return "'" + Replaced(text, '\'', "'\\''") + "'"; }
std::string FishQuoted(std::string_view text) {
  return "'" + Replaced(Replaced(text, '\\', "\\\\"), '\'', "\\'") + "'";
}

// A description on one short line.
std::string Short(std::string_view help) {
  constexpr size_t kMost = 100;
  return Shorten(CollapseSpace(help), kMost);
}

// Names of all options, with blanks between them.
std::string Names(const ManualVerb& verb) {
  std::string names;
  for (const ManualOption& option : verb.options) {
    for (const std::string& name : option.names) names += (names.empty() ? "" : " ") + name;
  }
  return names;
}

std::string VerbNames(const ManualVerb& verb) {
  std::string names;
  for (const ManualVerb& below : verb.verbs) names += (names.empty() ? "" : " ") + below.name;
  return names;
}

// Options that take a value, for the branch that completes files after them.
std::string ValueNames(const ManualVerb& verb) {
  std::string names;
  for (const ManualOption& option : verb.options) {
    for (const std::string& name : option.names) {
      if (!option.value.empty()) names += (names.empty() ? "" : "|") + name;
    }
  }
  return names;
}

// Inside [...] of a specification of _arguments.
std::string ZshText(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '[' || c == ']' || c == ':' || c == '\\') out += '\\';
    out += c;
  }
  return out;
}

std::string ZshOptions(const ManualVerb& verb) {
  std::string lines;
  for (const ManualOption& option : verb.options) {
    for (const std::string& name : option.names) {
      std::string spec = name + "[" + ZshText(Short(option.help)) + "]";
      if (!option.value.empty()) spec += ":" + ZshText(option.value) + ":_files";
      lines += " \\\n        " + ShellQuoted(spec);
    }
  }
  return lines;
}

std::string FishOptions(const ManualVerb& verb, std::string_view condition) {
  std::string lines;
  for (const ManualOption& option : verb.options) {
    std::string line = "complete -c concord -n " + FishQuoted(condition);
    for (const std::string& name : option.names)
      line += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
    if (!option.value.empty()) line += " -r";
    lines += line + " -d " + FishQuoted(Short(option.help)) + "\n";
  }
  return lines;
}

}  // namespace

std::string BashCompletion(const ManualVerb& program) {
  std::string text =
      "# bash completion for concord\n"
      "_concord() {\n"
      "  local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} verb= below= i word\n"
      "  for ((i = 1; i < COMP_CWORD; ++i)); do\n"
      "    word=${COMP_WORDS[i]}\n"
      "    case $word in\n"
      "      " +
      ValueNames(program) +
      ") ((++i)) ;;\n"
      "      -*) ;;\n"
      "      *) if [[ -z $verb ]]; then verb=$word; elif [[ -z $below ]]; then below=$word; fi ;;\n"
      "    esac\n"
      "  done\n"
      "  local options= verbs= valued=\n"
      "  case $verb in\n"
      "    '') options='" +
      Names(program) + "' verbs='" + VerbNames(program) + "' valued='" + ValueNames(program) + "' ;;\n";
  // The options of a verb's own verbs stand with those of the verb.
  for (const ManualVerb& verb : program.verbs) {
    std::string options = Names(verb);
    for (const ManualVerb& below : verb.verbs) options += " " + Names(below);
    text += "    " + verb.name + ") options='" + options + "' verbs='" + VerbNames(verb) + "' valued='" +
            ValueNames(verb) + "' ;;\n";
  }
  text +=
      "  esac\n"
      "  COMPREPLY=()\n"
      "  if [[ -n $valued && $previous == -* && \"|$valued|\" == *\"|$previous|\"* ]]; then return; fi\n"
      "  if [[ $current == -* ]]; then\n"
      "    COMPREPLY=($(compgen -W \"$options\" -- \"$current\"))\n"
      "  elif [[ -n $verbs && -z $below ]]; then\n"
      "    COMPREPLY=($(compgen -W \"$verbs\" -- \"$current\"))\n"
      "  fi\n"
      "}\n"
      "complete -o default -o bashdefault -F _concord concord\n";
  return text;
}

std::string ZshCompletion(const ManualVerb& program) {
  std::string text =
      "#compdef concord\n"
      "# zsh completion for concord\n"
      "_concord() {\n"
      "  local curcontext=$curcontext state line\n"
      "  typeset -A opt_args\n"
      "  local -a verbs\n"
      "  verbs=(\n";
  for (const ManualVerb& verb : program.verbs)
    text += "    " + ShellQuoted(verb.name + ":" + Short(verb.title)) + "\n";
  text += "  )\n  _arguments -C" + ZshOptions(program) +
          " \\\n        '1:verb:->verb' \\\n        '*::argument:->arguments'\n"
          "  case $state in\n"
          "    verb) _describe -t commands verb verbs ;;\n"
          "    arguments)\n"
          "      case $words[1] in\n";
  for (const ManualVerb& verb : program.verbs) {
    text += "      " + verb.name + ")\n        _arguments" + ZshOptions(verb);
    for (const ManualVerb& below : verb.verbs) text += ZshOptions(below);
    if (!verb.verbs.empty()) text += " \\\n        '1:verb:(" + VerbNames(verb) + ")'";
    text += " \\\n        '*:argument:_files'\n        ;;\n";
  }
  text += "      esac\n      ;;\n  esac\n}\n_concord \"$@\"\n";
  return text;
}

std::string FishCompletion(const ManualVerb& program) {
  std::string text = "# fish completion for concord\n";
  text += FishOptions(program, "__fish_use_subcommand");
  for (const ManualVerb& verb : program.verbs) {
    text += "complete -c concord -n __fish_use_subcommand -f -a " + verb.name + " -d " +
            FishQuoted(Short(verb.title)) + "\n";
    const std::string condition = "__fish_seen_subcommand_from " + verb.name;
    text += FishOptions(verb, condition);
    for (const ManualVerb& below : verb.verbs) {
      text += "complete -c concord -n " + FishQuoted(condition) + " -f -a " + below.name + " -d " +
              FishQuoted(Short(below.title)) + "\n";
      text += FishOptions(below, condition);
    }
  }
  return text;
}

}  // namespace concord
