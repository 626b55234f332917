// Holds the house to what docs/architecture.md says of it. Each rule is asked twice: of a small made-up
// tree that breaks it, and of this one.
#include <gtest/gtest.h>

#include "base/parameter.h"
#include "tests/environment.h"
#include "tests/house/house_rules.h"
#include "tests/house/joined_sources.h"

namespace concord::testing {
namespace {

const Tree& House() {
  static const Tree tree = ReadTree(SourceDir());
  return tree;
}

std::string Lines(const Complaints& complaints) {
  std::string text;
  for (const std::string& complaint : complaints) text += "\n  " + complaint;
  return text;
}

#define EXPECT_NO_COMPLAINTS(complaints)        \
  do {                                          \
    const Complaints found = (complaints);      \
    EXPECT_TRUE(found.empty()) << Lines(found); \
  } while (false)

// One complaint, which names the culprit.
#define EXPECT_COMPLAINT(culprit, complaints)                         \
  do {                                                                \
    const Complaints found = (complaints);                            \
    ASSERT_EQ(found.size(), 1u) << Lines(found);                      \
    EXPECT_NE(found[0].find(culprit), std::string::npos) << found[0]; \
  } while (false)

TEST(HouseTest, TreeIsRead) {
  EXPECT_TRUE(House().contains("CMakeLists.txt"));
  EXPECT_TRUE(House().contains("base/result.h"));
  EXPECT_TRUE(House().contains(".ci/run"));
  EXPECT_TRUE(House().lower_bound("build/")->first.substr(0, 6) != "build/");
}

TEST(HouseTest, RoomsKnowOnlyTheRoomsBelow) { EXPECT_NO_COMPLAINTS(CheckRooms(House())); }
TEST(HouseTest, FoldersFollowTheirDirection) { EXPECT_NO_COMPLAINTS(CheckFolders(House())); }
TEST(HouseTest, NoTypeIsDefinedTwice) { EXPECT_NO_COMPLAINTS(CheckTypes(House())); }
TEST(HouseTest, NamesOnPagesExist) { EXPECT_NO_COMPLAINTS(CheckCodeNames(House())); }
TEST(HouseTest, LibrariesKeepTheirPlaces) { EXPECT_NO_COMPLAINTS(CheckLibraries(House())); }
TEST(HouseTest, RowsHaveFilesAndFilesHaveRows) { EXPECT_NO_COMPLAINTS(CheckTables(House())); }
TEST(HouseTest, HeadersIntroduceThemselves) { EXPECT_NO_COMPLAINTS(CheckHeaders(House())); }
TEST(HouseTest, SchemaIsExplained) { EXPECT_NO_COMPLAINTS(CheckVocabulary(House())); }
TEST(HouseTest, MessagesMarkTheirParameters) { EXPECT_NO_COMPLAINTS(CheckMessages(House())); }
TEST(HouseTest, PagesLeadSomewhere) { EXPECT_NO_COMPLAINTS(CheckPages(House())); }
TEST(HouseTest, JoinedSourcesDoNotClash) { EXPECT_NO_COMPLAINTS(CheckJoinedSources(House())); }
TEST(HouseTest, NamesNoPlaceOfOneMachine) { EXPECT_NO_COMPLAINTS(CheckPlaces(House())); }

TEST(HouseRulesTest, NoticesADoorLeftOpen) {
  const std::string store = "#include \"base/result.h\"\n";
  EXPECT_NO_COMPLAINTS(CheckRooms({{"base/result.h", ""}, {"graph/store.cc", store}}));
  EXPECT_COMPLAINT("base does not know graph",
                   CheckRooms({{"base/text.cc", "#include \"graph/store.h\"\n"}, {"graph/store.h", ""}}));
  EXPECT_COMPLAINT("query does not know ingest",
                   CheckRooms({{"query/queries/map.cc", "  # include \"ingest/facts/facts.h\" // no\n"},
                               {"ingest/facts/facts.h", ""}}));
  EXPECT_COMPLAINT(
      "ingest does not know query",
      CheckRooms({{"ingest/readers/reader.h", "#include \"query/query.h\"\n"}, {"query/query.h", ""}}));
  EXPECT_COMPLAINT(
      "graph does not know tests",
      CheckRooms({{"graph/a.cc", "#include \"tests/environment.h\"\n"}, {"tests/environment.h", ""}}));
}

TEST(HouseRulesTest, NoticesAnIncludeThatDoesNotStartAtTheRoot) {
  EXPECT_COMPLAINT("from the root", CheckRooms({{"base/a.cc", "#include \"a.h\"\n"}}));
  EXPECT_COMPLAINT("in quotes", CheckRooms({{"base/a.cc", "#include <base/a.h>\n"}}));
  EXPECT_COMPLAINT("does not exist", CheckRooms({{"base/a.cc", "#include \"base/a.h\"\n"}}));
}

Tree TreeWithFolders() {
  const std::string head = "| folder | holds | may include |\n|---|---|---|\n";
  return {{"ingest/README.md", head + "| [a](a/README.md) | one | - |\n| [b](b/README.md) | two | a |\n"},
          {"ingest/a/README.md", ""},
          {"ingest/a/x.h", ""},
          {"ingest/b/README.md", ""},
          {"ingest/b/y.cc", "#include \"ingest/a/x.h\"\n#include \"base/text.h\"\n"},
          {"query/README.md", ""}};
}

TEST(HouseRulesTest, NoticesAFolderThatIncludesAgainstTheDirection) {
  EXPECT_NO_COMPLAINTS(CheckFolders(TreeWithFolders()));
  Tree tree = TreeWithFolders();
  tree["ingest/a/x.h"] = "#include \"ingest/b/y.h\"\n";
  EXPECT_COMPLAINT("does not let ingest/a include ingest/b", CheckFolders(tree));
  tree["ingest/a/x.h"] = "#include \"ingest/ingest.h\"\n";
  EXPECT_COMPLAINT("does not let ingest/a include ingest", CheckFolders(tree));
}

TEST(HouseRulesTest, NoticesAFolderWithoutARowAndARowWithoutAFolder) {
  Tree tree = TreeWithFolders();
  tree["ingest/c/z.h"] = "";
  EXPECT_COMPLAINT("ingest/c/z.h stands in a folder without a row", CheckFolders(tree));
  tree = TreeWithFolders();
  tree.erase("ingest/b/README.md");
  EXPECT_COMPLAINT("ingest/b/README.md", CheckFolders(tree));
  tree.erase("ingest/b/y.cc");
  EXPECT_EQ(CheckFolders(tree).size(), 2u);
}

TEST(HouseRulesTest, NoticesACircleOfFolders) {
  Tree tree = TreeWithFolders();
  tree["ingest/README.md"] = "| [a](a/README.md) | one | b |\n| [b](b/README.md) | two | a |\n";
  EXPECT_EQ(CheckFolders(tree).size(), 2u);
}

TEST(HouseRulesTest, NoticesATypeThatIsDefinedTwice) {
  const std::string one = "namespace concord {\nstruct Passage {\n};\n}  // namespace concord\n";
  const std::string own =
      "namespace concord {\nnamespace {\nstruct Passage {\n};\n}  // namespace\n}  // namespace concord\n";
  const std::string forward = "namespace concord {\nstruct Passage;\n}  // namespace concord\n";
  EXPECT_NO_COMPLAINTS(CheckTypes({{"ingest/a.h", one}, {"query/a.cc", own}, {"query/b.h", forward}}));
  EXPECT_COMPLAINT("concord::Passage", CheckTypes({{"ingest/a.h", one}, {"query/a.h", one}}));
}

TEST(HouseRulesTest, NoticesANameThatNoSourceHas) {
  const Tree tree = {{"graph/view.h", "GraphView LoadView();"},
                     {"docs/a.md", "`LoadView()` makes a `GraphView` (`graph/view.h`) of a `Measure`"}};
  EXPECT_NO_COMPLAINTS(CheckCodeNames(tree));
  EXPECT_COMPLAINT("HasKey", CheckCodeNames({{"docs/a.md", "`HasKey` reads once"}}));
  EXPECT_COMPLAINT("graph/views.h", CheckCodeNames({{"docs/a.md", "see `graph/views.h`"}}));
}

TEST(HouseRulesTest, NoticesALibraryInTheWrongRoom) {
  EXPECT_NO_COMPLAINTS(
      CheckLibraries({{"graph/rocks_store.cc", "#include <rocksdb/db.h>\n#include <vector>\n"}}));
  EXPECT_COMPLAINT("rocksdb", CheckLibraries({{"graph/store.h", "#include <rocksdb/db.h>\n"}}));
  EXPECT_COMPLAINT("rocksdb", CheckLibraries({{"cli/main.cc", "#include <rocksdb/db.h>\n"}}));
  EXPECT_COMPLAINT("unicode", CheckLibraries({{"base/text.cc", "#include <unicode/uchar.h>\n"}}));
  EXPECT_COMPLAINT("no row", CheckLibraries({{"base/text.cc", "#include <sqlite3.h>\n"}}));
  EXPECT_COMPLAINT("regex", CheckLibraries({{"ingest/a.cc", "#include <regex>\n"}}));
}

Tree TreeWithTables() {
  return {{"ingest/readers/readers.def", "// READER(name)\nREADER(html, \"HTML\", A, B)\n"},
          {"ingest/readers/pages/html_reader.cc", ""},
          {"ingest/extractors/extractors.def", "EXTRACTOR(forum, \"Forums\", A)\n"},
          {"ingest/extractors/forum_extractor.cc", ""},
          {"query/queries.def", "QUERY(map)\n"},
          {"query/queries/map.cc", ""},
          {"query/exporters/exporters.def", "EXPORTER(csv)\n"},
          {"query/exporters/csv_exporter.cc", ""},
          {"cli/commands.def", "COMMAND(init)\n"},
          {"cli/commands/init.cc", ""}};
}

TEST(HouseRulesTest, NoticesAFileWithoutARow) {
  EXPECT_NO_COMPLAINTS(CheckTables(TreeWithTables()));
  Tree tree = TreeWithTables();
  tree["ingest/readers/xml_names.cc"] = "";  // a helper of readers is no reader
  EXPECT_NO_COMPLAINTS(CheckTables(tree));
  tree["ingest/readers/office/docx_reader.cc"] = "";
  EXPECT_COMPLAINT("docx_reader.cc has no row", CheckTables(tree));
}

TEST(HouseRulesTest, NoticesARowWithoutAFile) {
  Tree tree = TreeWithTables();
  tree["query/queries.def"] += "QUERY(forums)\n";
  EXPECT_COMPLAINT("query/queries/forums.cc", CheckTables(tree));
  tree = TreeWithTables();
  tree["cli/commands.def"] += "COMMAND(init)\n";
  EXPECT_COMPLAINT("two rows", CheckTables(tree));
  tree = TreeWithTables();
  tree.erase("query/exporters/exporters.def");
  EXPECT_COMPLAINT("query/exporters/exporters.def", CheckTables(tree));
}

TEST(HouseRulesTest, NoticesAHeaderThatDoesNotIntroduceItself) {
  const std::string guard = "#ifndef CONCORD_BASE_A_H_\n#define CONCORD_BASE_A_H_\n#endif\n";
  EXPECT_NO_COMPLAINTS(CheckHeaders({{"base/a.h", "// A.\n" + guard}}));
  EXPECT_COMPLAINT("comment", CheckHeaders({{"base/a.h", guard}}));
  EXPECT_COMPLAINT("CONCORD_BASE_B_H_", CheckHeaders({{"base/b.h", "// B.\n" + guard}}));
}

TEST(HouseRulesTest, NoticesAWordThatNobodyExplains) {
  const std::string def = "LABEL(Actor)\nEDGE(PART_OF, \"Actor\", \"Actor\")\n";
  EXPECT_NO_COMPLAINTS(CheckVocabulary({{"graph/schema.def", def}, {"docs/schema.md", "`Actor` `PART_OF`"}}));
  EXPECT_COMPLAINT("PART_OF", CheckVocabulary({{"graph/schema.def", def}, {"docs/schema.md", "`Actor`"}}));
  EXPECT_COMPLAINT("HAS_PART", CheckVocabulary({{"graph/schema.def", def},
                                                {"docs/schema.md", "`Actor` `PART_OF` `HAS_PART`"}}));
  Tree tree = {{"graph/schema.def", def}, {"docs/schema.md", "`Actor` `PART_OF`"}};
  tree["query/a.cc"] = "Neighbours(edge::PART_OF); node.HasLabel(label::Actor); Print(\"Actor\");";
  EXPECT_NO_COMPLAINTS(CheckVocabulary(tree));
  tree["query/a.cc"] = "Neighbours(\"PART_OF\");";
  EXPECT_COMPLAINT("edge::PART_OF", CheckVocabulary(tree));
  tree["query/a.cc"] = "node.HasLabel(\"Actor\")";
  EXPECT_COMPLAINT("label::Actor", CheckVocabulary(tree));
}

TEST(HouseRulesTest, NoticesAParameterSpeltForTheTerminal) {
  Tree tree = {{"query/queries.def", "QUERY(forums)\n"}, {"cli/commands.def", "COMMAND(serve)\n"}};
  tree["query/queries/forums.cc"] =
      "// --top in a comment\nconst char kMark = '\"';\nconst auto kMost = 10'000;\n"
      "Examples(\"forums x --top 3\\n\"\n  \"forums y \" \"--as-of 2024\");\n"
      "Say(PARAMETER(\"top\") \" is wrong\"); Say(\"see concord serve --port\"); Say(\"a--b\");\n";
  tree["cli/a.cc"] = "Say(\"set --top\");";
  tree["tests/a.cc"] = "Say(\"set --top\");";
  EXPECT_NO_COMPLAINTS(CheckMessages(tree));
  tree["app/a.cc"] = "int one;\nSay(\"set \"\n    \"--top\");";
  EXPECT_COMPLAINT("app/a.cc:2", CheckMessages(tree));
  tree["app/a.cc"] = "Say(fmt::format(\"--{} is wrong\", name));";
  EXPECT_COMPLAINT("PARAMETER", CheckMessages(tree));
  tree["app/a.cc"] = "Say(R\"(one\nmore (--top))\");";
  EXPECT_COMPLAINT("app/a.cc:1", CheckMessages(tree));
}

TEST(HouseRulesTest, NoticesALinkThatLeadsNowhere) {
  Tree tree;
  for (const std::string room :
       {"base", "graph", "mapping", "ingest", "query", "app", "server", "cli", "python", "datasets", "tests"})
    tree[room + "/README.md"] = "";
  tree["docs/a.md"] = "[b](b.md#top) [room](../base/README.md) [folder](../base/) [web](https://example.org)";
  tree["docs/b.md"] = "";
  EXPECT_NO_COMPLAINTS(CheckPages(tree));
  tree["docs/b.md"] = "[c](c.md)";
  EXPECT_COMPLAINT("c.md", CheckPages(tree));
  tree["docs/b.md"] = "[c](c/)";
  EXPECT_COMPLAINT("c/", CheckPages(tree));
  tree["docs/b.md"] = "";
  tree.erase("cli/README.md");
  EXPECT_COMPLAINT("cli/README.md", CheckPages(tree));
}

TEST(HouseRulesTest, NoticesAPlaceOfOneMachine) {
  EXPECT_NO_COMPLAINTS(
      CheckPlaces({{"README.md", "https://example.org"}, {"scripts/a.sh", "cmake --preset dev"}}));
  EXPECT_COMPLAINT("one machine", CheckPlaces({{"README.md", std::string("/ho") + "me/ada/concord"}}));
  EXPECT_COMPLAINT("host", CheckPlaces({{"scripts/a.sh", "curl https://example.org"}}));
}

}  // namespace
}  // namespace concord::testing
