// Manual pages and completions say what --help says, and shells can read them.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <set>

#include "base/text.h"
#include "base/unicode.h"
#include "base/version.h"
#include "cli/command.h"
#include "query/query.h"
#include "tests/cli/subprocess.h"

namespace concord::testing {
namespace {

using Names = std::set<std::string>;

bool IsOption(std::string_view word) {
  return word.size() > 1 && word[0] == '-' &&
         (word[1] == '-' ? word.size() > 2 : std::isalpha(static_cast<unsigned char>(word[1])) != 0);
}

// The options in the first column of --help: "  -h, --help   Print ...".
Names OptionsOfHelp(std::string_view help) {
  Names names;
  for (const std::string_view line : Split(help, '\n')) {
    if (!line.starts_with("  -")) continue;
    for (std::string_view name : Split(line.substr(2), ' ')) {
      const bool more = name.ends_with(',');
      if (more) name.remove_suffix(1);
      names.emplace(name);
      if (!more) break;
    }
  }
  return names;
}

// The options of a page's sections OPTIONS and below: the line after ".TP".
Names OptionsOfPage(std::string_view page) {
  Names names;
  bool term = false;
  for (const std::string_view line : Split(page, '\n')) {
    if (term) {
      std::string plain;
      for (size_t i = 0; i < line.size(); ++i) {
        if (line[i] != '\\') {
          plain += line[i];
        } else if (i + 1 < line.size() && line[i + 1] == 'f') {
          i += 2;
        } else if (i + 1 < line.size() && line[i + 1] == '-') {
          plain += '-';
          ++i;
        }
      }
      for (std::string_view word : Split(plain, ' ')) {
        if (word.ends_with(',')) word.remove_suffix(1);
        if (IsOption(word)) names.emplace(word);
      }
    }
    term = line == ".TP";
  }
  return names;
}

// Verbs in the overview: lines below "Verbs ...:".
Names VerbsOfHelp(const std::string& help) {
  Names names;
  bool verbs = false;
  for (const std::string_view line : Split(std::string_view(help), '\n')) {
    if (!line.empty() && line[0] != ' ') verbs = line.starts_with("Verbs") && line.ends_with(':');
    if (verbs && line.starts_with("  ") && line.size() > 2 && line[2] != ' ')
      names.emplace(line.substr(2, line.find(' ', 2) - 2));
  }
  return names;
}

class ManualTest : public ::testing::Test {
 protected:
  ManualTest() {
    const Outcome written = workplace_.Run({"manual", "out"});
    EXPECT_EQ(written.exit_code, kExitOk) << Describe(written);
  }
  std::string Page(const std::string& name) const { return workplace_.Read("out/man1/" + name + ".1"); }
  std::string Completion(const std::string& path) const { return workplace_.Read("out/completions/" + path); }
  // With the options of the verb's own verbs.
  Names HelpOf(const std::string& verb) const {
    const std::string help = workplace_.Run({verb, "--help"}).out;
    Names names = OptionsOfHelp(help);
    for (const std::string& below : VerbsOfHelp(help))
      names.merge(OptionsOfHelp(workplace_.Run({verb, below, "--help"}).out));
    return names;
  }
  static bool Has(const std::string& program) {
    return std::system(("command -v " + program + " >/dev/null 2>&1").c_str()) ==
           0;  // NOLINT(cert-env33-c): a fixed word
  }

  Workplace workplace_;
};

TEST_F(ManualTest, EveryVerbHasAPageWithTheOptionsOfHelp) {
  const std::string overview = workplace_.Run({"--help"}).out;
  EXPECT_EQ(OptionsOfPage(Page("concord")), OptionsOfHelp(overview));
  const Names verbs = VerbsOfHelp(overview);
  ASSERT_EQ(verbs.size(), Commands().size() + Queries().size());
  for (const std::string& verb : verbs) {
    const std::string page = Page("concord-" + verb);
    EXPECT_EQ(OptionsOfPage(page), HelpOf(verb)) << verb;
    EXPECT_NE(page.find(".SH NAME\nconcord\\-" + verb + " \\- "), std::string::npos) << verb;
    EXPECT_NE(Page("concord").find("\\fB" + verb + "\\fR"), std::string::npos) << verb;
  }
  EXPECT_EQ(overview.find("manual"), std::string::npos) << "what the build uses is no verb of people";
}

TEST_F(ManualTest, HelpFitsAHundredColumns) {
  Names calls = {""};
  for (const std::string& verb : VerbsOfHelp(workplace_.Run({"--help"}).out)) {
    calls.insert(verb);
    for (const std::string& below : VerbsOfHelp(workplace_.Run({verb, "--help"}).out))
      calls.insert(verb + " " + below);
  }
  for (const std::string& call : calls) {
    const Outcome help = workplace_.Shell("concord " + call + " --help");
    EXPECT_NE(help.out.find("Usage: concord " + call), std::string::npos) << call << Describe(help);
    for (const std::string_view line : Split(std::string_view(help.out), '\n'))
      EXPECT_LE(DisplayWidth(line), 100u) << call << ": " << line;
    // What CLI11 writes of its own.
    for (const char* left : {"(2x)", "(1x)", "INT:INT", "--store TEXT", "INT in ["})
      EXPECT_EQ(help.out.find(left), std::string::npos) << call << ": " << left;
  }
}

TEST_F(ManualTest, CompletionsHaveTheOptionsOfHelp) {
  const std::string bash = Completion("bash/concord"), zsh = Completion("zsh/_concord"),
                    fish = Completion("fish/concord.fish");
  for (const std::string& verb : VerbsOfHelp(workplace_.Run({"--help"}).out)) {
    const size_t at = bash.find("\n    " + verb + ") options='");
    ASSERT_NE(at, std::string::npos) << verb;
    const size_t begin = bash.find('\'', at) + 1;
    Names found;
    for (const std::string_view name :
         Split(std::string_view(bash).substr(begin, bash.find('\'', begin) - begin), ' '))
      found.emplace(name);
    const Names expected = HelpOf(verb);
    EXPECT_EQ(found, expected) << verb;
    for (const std::string& name : expected) {
      EXPECT_NE(zsh.find("'" + name + "["), std::string::npos) << verb << " " << name;
      const std::string word = name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
      const bool offered =
          std::ranges::any_of(Split(std::string_view(fish), '\n'), [&](std::string_view line) {
            return line.find("'__fish_seen_subcommand_from " + verb + "' ") != std::string_view::npos &&
                   line.find(word + " ") != std::string_view::npos;
          });
      EXPECT_TRUE(offered) << verb << " " << name;
    }
  }
}

TEST_F(ManualTest, BashCompletes) {
  const auto complete = [&](const std::string& words, int place) {
    Outcome done =
        workplace_.Shell("bash -c 'source out/completions/bash/concord; COMP_WORDS=(" + words +
                         "); COMP_CWORD=" + std::to_string(place) + "; _concord; echo \"${COMPREPLY[*]}\"'");
    EXPECT_EQ(done.exit_code, 0) << Describe(done);
    return std::string(Trim(done.out));
  };
  EXPECT_EQ(complete("concord for", 1), "formats forums forum");
  EXPECT_EQ(complete("concord --store x.db forums --thr", 4), "--threshold");
  EXPECT_EQ(complete("concord topic s", 2), "save");
  EXPECT_EQ(complete("concord export --format --", 3), "");  // the value is no option
}

TEST_F(ManualTest, ZshAndFishReadTheirs) {
  if (!Has("zsh") || !Has("fish")) GTEST_SKIP() << "zsh and fish are not both installed";
  const Outcome zsh = workplace_.Shell("zsh -n out/completions/zsh/_concord");
  EXPECT_EQ(zsh.exit_code, 0) << Describe(zsh);
  const Outcome fish = workplace_.Shell(
      "fish --no-config -c 'source out/completions/fish/concord.fish; complete -C \"concord forums --thr\"'");
  EXPECT_EQ(fish.exit_code, 0) << Describe(fish);
  EXPECT_TRUE(fish.out.starts_with("--threshold")) << Describe(fish);
}

TEST_F(ManualTest, ManShowsPagesWithoutComplaint) {
  if (!Has("groff")) GTEST_SKIP() << "groff is not installed";
  const Outcome shown =
      workplace_.Shell("for page in out/man1/*.1; do groff -man -ww -Tutf8 -Kutf8 $page || exit 1; done");
  EXPECT_EQ(shown.exit_code, 0) << Describe(shown);
  EXPECT_EQ(shown.err, "");
  EXPECT_NE(shown.out.find("threshold"), std::string::npos);
}

// The text of a value was cut at its first colon, so "[LABEL[:LABEL]=]FILE" became "[LABEL[".
TEST_F(ManualTest, AValueWithAColonIsWhole) {
  const std::string help = workplace_.Run({"import", "--help"}).out;
  EXPECT_NE(help.find("--nodes [LABEL[:LABEL]=]FILE"), std::string::npos) << help;
}

TEST_F(ManualTest, VersionTellsCommitAndFormats) {
  const Outcome told = workplace_.Run({"--version"});
  EXPECT_EQ(told.exit_code, kExitOk);
  EXPECT_TRUE(told.out.starts_with("concord " + std::string(kVersion) + " (commit ")) << told.out;
  EXPECT_NE(told.out.find("\nreads: "), std::string::npos);
  EXPECT_NE(told.out.find("graphml"), std::string::npos);
  EXPECT_NE(ReadFileOrDie(SourceDir() / "CMakeLists.txt")
                .find("project(concord VERSION " + std::string(kVersion) + " "),
            std::string::npos);
}

}  // namespace
}  // namespace concord::testing
