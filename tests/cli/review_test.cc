// Reviews as a user meets them: by sheet, and on a terminal.
#include <gtest/gtest.h>
#include <rapidjson/document.h>

#include "base/text.h"
#include "base/unicode.h"
#include "cli/command.h"
#include "cli/review_screen.h"
#include "tests/cli/pseudo_terminal.h"
#include "tests/cli/subprocess.h"

namespace concord::testing {
namespace {

constexpr const char* kReview = "review/tideway-controls__lantern-risks";

class ReviewCommandTest : public ::testing::Test {
 protected:
  void SetUp() override {
    const Outcome outcome =
        workplace_.Run({"ingest", "datasets/sample", "--manifest", "datasets/sample/MANIFEST.tsv"});
    ASSERT_EQ(outcome.exit_code, kExitOk) << Describe(outcome);
  }

  Outcome Review(std::vector<std::string> words) {
    words.insert(words.begin(), {"review", "tideway-controls", "lantern-risks", "--no-model"});
    return workplace_.Run(words);
  }
  // "GO-1 3.1 equal", with what the store holds.
  std::vector<std::string> Decisions() {
    const Outcome outcome = Review({"--reviewer", "Ada Example", "--json"});
    EXPECT_EQ(outcome.exit_code, kExitOk) << Describe(outcome);
    rapidjson::Document json;
    json.Parse(outcome.out.c_str());
    std::vector<std::string> lines;
    for (const auto& decision : json["decisions"].GetArray()) {
      const auto code = [&](const char* name) {
        const std::string id = decision.HasMember(name) ? decision[name].GetString() : ":-";
        return id.substr(id.find(':') + 1);
      };
      lines.push_back(code("subject") + " " + code("object") + " " + decision["decision"].GetString() +
                      (decision.HasMember("note") ? std::string(" # ") + decision["note"].GetString() : ""));
    }
    return lines;
  }
  std::unique_ptr<PseudoTerminal> Terminal(int columns = 80, int rows = 24, const char* locale = "C.UTF-8") {
    std::vector<std::string> environment = workplace_.Environment();
    for (const std::string entry : {"TERM=vt100", "CONCORD_REVIEWER=Ada Example"})
      environment.push_back(entry);
    environment.push_back(std::string("LC_ALL=") + locale);
    return std::make_unique<PseudoTerminal>(
        std::vector<std::string>{Program(), "--store", workplace_.store().string(), "review",
                                 "tideway-controls", "lantern-risks", "--no-model", "--date", "2026-03-21"},
        workplace_.path(), environment, columns, rows);
  }

  Workplace workplace_;
};

TEST_F(ReviewCommandTest, ASheetGoesOutAndComesBack) {
  ASSERT_EQ(Review({"--out", "sheet.tsv"}).exit_code, kExitOk);
  std::string sheet = workplace_.Read("sheet.tsv"), filled;
  size_t decided = 0;
  for (const std::string_view line : Split(sheet, '\n')) {
    std::vector<std::string_view> cells = Split(line, '\t');
    if (cells.size() == 16 && cells[0] == "tideway-controls:DA-3" && cells[4] == "lantern-risks:1.3") {
      cells[12] = "superset";
      cells[13] = "asks for more";
      ++decided;
    }
    if (cells.size() == 16 && cells[0] == "tideway-controls:PE-2" && cells[4].empty()) {
      cells[12] = "no counterpart";
      ++decided;
    }
    for (size_t c = 0; c < cells.size(); ++c) filled += (c > 0 ? "\t" : "") + std::string(cells[c]);
    filled += "\n";
  }
  ASSERT_EQ(decided, 2u);
  workplace_.Write("filled.tsv", filled);
  const Outcome nobody = Review({"--in", "filled.tsv"});
  EXPECT_EQ(nobody.exit_code, kExitUsage) << Describe(nobody);
  const Outcome first = Review({"--in", "filled.tsv", "--reviewer", "Ada Example"});
  ASSERT_EQ(first.exit_code, kExitOk) << Describe(first);
  EXPECT_TRUE(first.out.starts_with("stored 2 decisions, 0 unchanged")) << first.out;
  const std::vector<std::string> expected = {"DA-3 1.3 superset # asks for more", "PE-2 - no counterpart"};
  EXPECT_EQ(Decisions(), expected);
  const Outcome second = Review({"--in", "filled.tsv", "--reviewer", "Ada Example"});
  EXPECT_TRUE(second.out.starts_with("stored 0 decisions, 2 unchanged")) << second.out;

  // What others ask sees them: an item that is mapped, and one that somebody looked for.
  const Outcome gaps = workplace_.Run({"gaps", "tideway-controls", "--by", "lantern-risks", "--all"});
  EXPECT_NE(gaps.out.find("tideway-controls: 8 of 17 items are mapped; for 2 items no counterpart was found"),
            std::string::npos)
      << gaps.out;
  const Outcome paths = workplace_.Run({"paths", "tideway-controls:DA-3", "lantern-risks:1.3"});
  EXPECT_NE(paths.out.find("superset"), std::string::npos) << paths.out;
  EXPECT_EQ(workplace_.Run({"check"}).exit_code, kExitOk);

  // The published crosswalk, ingested again, takes nothing away; removing the review does.
  EXPECT_EQ(workplace_.Run({"ingest", "datasets/sample", "--again"}).exit_code, kExitOk);
  EXPECT_EQ(Decisions(), expected);
  const Outcome after = workplace_.Run({"gaps", "tideway-controls", "--by", "lantern-risks", "--all"});
  EXPECT_NE(
      after.out.find("tideway-controls: 8 of 17 items are mapped; for 2 items no counterpart was found"),
      std::string::npos);
  EXPECT_EQ(workplace_.Run({"remove", kReview}).exit_code, kExitOk);
  EXPECT_TRUE(Decisions().empty());
  EXPECT_EQ(workplace_.Run({"show", kReview}).exit_code, kExitNotFound);
}

// Any other name was written as a table with tabs, which no spreadsheet opens.
TEST_F(ReviewCommandTest, ASheetWithAnotherEndingIsRefused) {
  for (const char* name : {"sheet.pdf", "sheet.xslx", "sheet"}) {
    const Outcome outcome = Review({"--out", name});
    EXPECT_EQ(outcome.exit_code, kExitUsage) << Describe(outcome);
    EXPECT_NE(outcome.err.find(std::string("--out is '") + name + "'"), std::string::npos)
        << Describe(outcome);
    EXPECT_FALSE(std::filesystem::exists(workplace_.path() / name));
  }
}

// A workbook says the same as the text, and comes back through the reader of workbooks.
TEST_F(ReviewCommandTest, AWorkbookIsTheSameSheet) {
  workplace_.Write("some.tsv",
                   "subject_id\tobject_id\tdecision\tnote\nGO-2\t3.2\tsubset\t=1+1 \"so\", he said\n"
                   "OP-4\t\tno counterpart\t\n");
  ASSERT_EQ(Review({"--in", "some.tsv", "--reviewer", "Ada Example"}).exit_code, kExitOk);
  ASSERT_EQ(Review({"--out", "sheet.xlsx", "--reviewer", "Ada Example"}).exit_code, kExitOk);
  const std::vector<std::string> decided = Decisions();
  EXPECT_EQ(decided.size(), 2u);
  const Outcome same = Review({"--in", "sheet.xlsx", "--reviewer", "Ada Example"});
  EXPECT_TRUE(same.out.starts_with("stored 0 decisions, 2 unchanged")) << Describe(same);
  ASSERT_EQ(workplace_.Run({"remove", kReview}).exit_code, kExitOk);
  const Outcome taken = Review({"--in", "sheet.xlsx"});  // the sheet says who decided
  EXPECT_TRUE(taken.out.starts_with("stored 2 decisions, 0 unchanged")) << Describe(taken);
  EXPECT_EQ(Decisions(), decided);
}

// Measures live as long as their document is not ingested anew; decisions about them live longer.
TEST_F(ReviewCommandTest, DecisionsAboutMeasuresOutliveAnIngest) {
  const std::vector<std::string> words = {"review",     "meridian-convention", "lakeside-communique",
                                          "--no-model", "--reviewer",          "Ada Example"};
  const auto with = [&](std::vector<std::string> more) {
    more.insert(more.begin(), words.begin(), words.end());
    return workplace_.Run(more);
  };
  workplace_.Write("laws.tsv",
                   "subject_id\tobject_id\tdecision\nmeridian-convention@2024-05-14:art.3.2#1\t"
                   "lakeside-communique@2026-01-21:incidents#1\tintersects\n");
  const Outcome taken = with({"--in", "laws.tsv"});
  ASSERT_EQ(taken.exit_code, kExitOk) << Describe(taken);
  const auto mapped = [&] {
    return workplace_.Run({"gaps", "meridian-convention", "--by", "lakeside-communique"})
               .out.find("meridian-convention: 1 of 23 items are mapped") != std::string::npos;
  };
  EXPECT_TRUE(mapped());
  const std::vector<std::string> sample = {"ingest", "datasets/sample", "--manifest",
                                           "datasets/sample/MANIFEST.tsv", "--again"};
  ASSERT_EQ(workplace_.Run(sample).exit_code, kExitOk);
  EXPECT_TRUE(mapped());
  ASSERT_EQ(workplace_.Run({"remove", "meridian-convention"}).exit_code, kExitOk);
  EXPECT_EQ(workplace_.Run({"check"}).exit_code, kExitOk);
  ASSERT_EQ(workplace_.Run(sample).exit_code, kExitOk);
  EXPECT_TRUE(mapped());
  EXPECT_EQ(workplace_.Run({"check"}).exit_code, kExitOk);
}

TEST_F(ReviewCommandTest, AWrongSheetChangesNothing) {
  workplace_.Write(
      "bad.tsv", "subject_id\tobject_id\tdecision\nGO-1\t3.1\tequal\nGO-2\t3.1\tperhaps\nGO-9\t3.1\tequal\n");
  const Outcome outcome = Review({"--in", "bad.tsv", "--reviewer", "Ada Example"});
  EXPECT_EQ(outcome.exit_code, kExitFailed) << Describe(outcome);
  EXPECT_TRUE(
      outcome.err.starts_with("concord: bad.tsv:3:10: the decision is 'perhaps'; it should be one of "))
      << outcome.err;
  EXPECT_TRUE(Decisions().empty());
}

TEST_F(ReviewCommandTest, WithoutATerminalItSaysWhatToDo) {
  const Outcome outcome = Review({"--reviewer", "Ada Example"});
  EXPECT_EQ(outcome.exit_code, kExitUsage) << Describe(outcome);
  EXPECT_NE(outcome.err.find("--out"), std::string::npos);
  EXPECT_TRUE(outcome.out.empty());
}

TEST_F(ReviewCommandTest, OnATerminalDecideUndoAndQuit) {
  const auto terminal = Terminal();
  ASSERT_TRUE(terminal->Shows("1 of 85, 85 open")) << terminal->Screen();
  EXPECT_TRUE(terminal->Shows("GO Governance")) << terminal->Screen();
  EXPECT_TRUE(terminal->Shows("Somebody answers for the service")) << "the text in context";
  EXPECT_TRUE(terminal->Shows("q quit"));
  terminal->Send("n");
  ASSERT_TRUE(terminal->Shows("note: _")) << terminal->Screen();
  terminal->Send("zu groß, für uns\x7f\r");
  ASSERT_TRUE(terminal->Shows("note     zu groß, für un\n")) << terminal->Screen();
  terminal->Send("&");
  ASSERT_TRUE(terminal->Shows("2 of 85, 84 open")) << terminal->Screen();
  const std::vector<std::string> first = {"GO 1.1 intersects # zu groß, für un"};
  EXPECT_EQ(Decisions(), first) << "stored while the queue goes on";
  terminal->Send("r");
  ASSERT_TRUE(terminal->Shows("3 of 85, 83 open")) << terminal->Screen();
  EXPECT_EQ(Decisions().size(), 2u);
  terminal->Send("u");
  ASSERT_TRUE(terminal->Shows("2 of 85, 84 open")) << terminal->Screen();
  EXPECT_TRUE(terminal->Shows("taken back"));
  EXPECT_EQ(Decisions(), first);
  terminal->Send("x");
  ASSERT_TRUE(terminal->Shows("has a counterpart")) << terminal->Screen();
  terminal->Send("?");
  ASSERT_TRUE(terminal->Shows("intersects: both share something")) << terminal->Screen();
  terminal->Send("q");
  EXPECT_EQ(terminal->ExitCode(), kExitOk);
  EXPECT_EQ(terminal->strange(), "");
  EXPECT_EQ(Decisions(), first);
}

TEST_F(ReviewCommandTest, KilledItLosesNothing) {
  {
    const auto terminal = Terminal();
    ASSERT_TRUE(terminal->Shows("85 open")) << terminal->Screen();
    terminal->Send("=");
    ASSERT_TRUE(terminal->Shows("84 open")) << terminal->Screen();
    terminal->Kill();
    EXPECT_EQ(terminal->ExitCode(), -1);
  }
  EXPECT_EQ(Decisions().size(), 1u);
  const auto terminal = Terminal();
  EXPECT_TRUE(terminal->Shows("2 of 85, 84 open")) << terminal->Screen();
}

TEST_F(ReviewCommandTest, OtherSizesAndLocales) {
  const auto terminal = Terminal(132, 50, "C");
  ASSERT_TRUE(terminal->Shows("85 open")) << terminal->Screen();
  terminal->Resize(60, 16);
  terminal->Send("s");
  ASSERT_TRUE(terminal->Shows("2 of 85")) << terminal->Screen();
  EXPECT_TRUE(terminal->Shows("…")) << "UTF-8, whatever the locale says";
  terminal->Resize(30, 10);
  terminal->Send("s");
  ASSERT_TRUE(terminal->Shows("needs 40 x 14")) << terminal->Screen();
  terminal->Send("\x03");
  EXPECT_EQ(terminal->ExitCode(), kExitOk);
  EXPECT_EQ(terminal->strange(), "");
}

TEST_F(ReviewCommandTest, AnUnknownTerminalIsAnError) {
  std::vector<std::string> environment = workplace_.Environment();
  environment.insert(environment.end(), {"TERM=no-such-terminal", "CONCORD_REVIEWER=Ada Example"});
  PseudoTerminal terminal({Program(), "--store", workplace_.store().string(), "review", "tideway-controls",
                           "lantern-risks", "--no-model"},
                          workplace_.path(), environment);
  EXPECT_TRUE(terminal.Shows("no-such-terminal")) << terminal.Screen();
  EXPECT_EQ(terminal.ExitCode(), kExitUsage);
}

// ---- what is drawn, without a terminal

Framework Texts(const std::string& key, const std::string& text) {
  Framework framework;
  framework.key = key;
  for (const char* id : {"1", "2"}) {
    Item item;
    item.id = key + ":" + id;
    item.title = "Title of " + item.id;
    item.text = text;
    item.path = "Part > Chapter";
    framework.items.push_back(item);
  }
  return framework;
}

TEST(ReviewScreenTest, FitsEverySizeAndObeysNoText) {
  // Wide letters, escape sequences and words that never end, as documents have them.
  std::string text =
      "\x1b[2J\x1b]0;owned\x07 \xc2\x9b"
      "31m 測試測試測試測試測試 ";
  text += std::string(5000, 'x');
  for (int i = 0; i < 300; ++i) text += " word" + std::to_string(i);
  const Framework a = Texts("aa", text), b = Texts("bb", text);
  ReviewPairs pairs;
  ReviewPair pair;
  pair.basis = "lexical";
  pair.why = text;
  pair.scores = {{"words", 1.5}, {"vectors", 0.25}};
  pairs.pairs = {pair};
  pairs.stated.emplace(0, text);
  ReviewQueue queue(pairs, Review::OfNobody(a, b), Date{2026, 3, 21}, [](Review*) { return Result<void>(); });
  ASSERT_TRUE(queue.SetNote(text));
  for (const int width : {1, 10, 40, 41, 80, 200}) {
    for (const int height : {1, 5, 14, 24, 100}) {
      for (const size_t scroll : {0, 3, 100000}) {
        for (int mode = 0; mode < 3; ++mode) {
          ScreenState state;
          state.scroll = scroll;
          state.message = text;
          state.help = mode == 1;
          if (mode == 2) state.note = text;
          const std::vector<ScreenLine> lines = DrawReview(queue, state, width, height);
          ASSERT_EQ(lines.size(), static_cast<size_t>(height));
          for (const ScreenLine& line : lines) {
            EXPECT_LE(DisplayWidth(line.text), static_cast<size_t>(width)) << line.text;
            for (size_t at = 0; at < line.text.size();)
              ASSERT_FALSE(IsControl(NextCodePoint(line.text, &at)));
          }
        }
      }
    }
  }
}

TEST(ReviewScreenTest, ShowsBothTextsAndScrollsThem) {
  std::string text;
  for (int i = 0; i < 100; ++i) text += (i > 0 ? " w" : "w") + std::to_string(i);
  const Framework a = Texts("aa", text), b = Texts("bb", "short");
  ReviewPairs pairs;
  pairs.pairs = {ReviewPair()};
  const ReviewQueue queue(pairs, Review::OfNobody(a, b), Date{2026, 3, 21}, {});
  const auto screen = [&](size_t scroll) {
    ScreenState state;
    state.scroll = scroll;
    std::string all;
    for (const ScreenLine& line : DrawReview(queue, state, 40, 16)) all += line.text + "\n";
    return all;
  };
  EXPECT_NE(screen(0).find(" w0 w1 "), std::string::npos) << screen(0);
  EXPECT_EQ(screen(0).find("w99"), std::string::npos);
  EXPECT_NE(screen(1000).find("w99"), std::string::npos) << screen(1000);
  for (const size_t scroll : {0, 4, 1000}) {
    for (const char* expected :
         {"short", "1 Title of aa:1", "1 Title of bb:1", "under Part > Chapter", "open"})
      EXPECT_NE(screen(scroll).find(expected), std::string::npos) << expected << "\n" << screen(scroll);
  }
}

// Every letter on the last lines is a key that the help explains.
TEST(ReviewScreenTest, TheHelpHasEveryKey) {
  const Framework a = Texts("aa", "x"), b = Texts("bb", "y");
  ReviewPairs pairs;
  pairs.pairs = {ReviewPair()};
  const ReviewQueue queue(pairs, Review::OfNobody(a, b), Date{2026, 3, 21}, {});
  const std::vector<ScreenLine> lines = DrawReview(queue, {}, 100, 24);
  std::string keys;
  for (const ScreenLine& line : lines) {
    if (line.style == ScreenLine::Style::kDim && !line.text.starts_with("   under")) keys += "  " + line.text;
  }
  for (const ReviewKey& key : ReviewKeys()) {
    if (key.key == 'w') continue;  // for what is decided; in the help alone
    EXPECT_NE(keys.find(std::string("  ") + key.key + " "), std::string::npos) << key.key << "\n" << keys;
  }
}

}  // namespace
}  // namespace concord::testing
