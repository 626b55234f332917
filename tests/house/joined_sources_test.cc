#include "tests/house/joined_sources.h"

#include <gtest/gtest.h>

#include <string>

namespace concord::testing {
namespace {

using Kind = DeclaredName::Kind;

std::string InUnnamed(const std::string& declarations) {
  return "#include \"base/text.h\"\nnamespace concord {\nnamespace {\n" + declarations +
         "\n}  // namespace\n}\n";
}

// "Row, kMost" of what the source keeps for itself.
std::string OwnNames(const std::string& source) {
  std::string list;
  for (const DeclaredName& name : DeclaredNamesOf(source)) {
    if (name.is_own) list += (list.empty() ? "" : ", ") + name.name;
  }
  return list;
}

TEST(JoinedSourcesTest, ReadsDeclarationsOfEveryForm) {
  EXPECT_EQ(OwnNames(InUnnamed(
                "struct Row final : Base {\n  int size = 0;\n  void Grow() { ++size; }\n};\n"
                "enum class Mark : char { kOne };\n"
                "using Rows = std::vector<Row>;\n"
                "constexpr size_t kMost = 10'000;\n"
                "const std::map<std::string, std::vector<int>> kTable = {{\"}\", {1}}, {\"a;\", {2}}};\n"
                "constexpr std::string_view kNames[] = {\"a\", \"b\"};\n"
                "const auto kCall = [](int a) { return a; };\n"
                "Result<std::function<void(int)>> Find(const Row& row, char mark = '{') { return {}; }\n"
                "template <typename T>\nT Twice(T value) {\n  return value + value;\n}\n"
                "int after;")),
            "Row, Mark, Rows, kMost, kTable, kNames, kCall, Find, Twice, after");
}

TEST(JoinedSourcesTest, LeavesOutWhatIsNotASourcesOwn) {
  EXPECT_EQ(OwnNames(InUnnamed(
                "struct Row;\nbool operator<(const Row& a, const Row& b) { return false; }\n"
                "Row::Row(int a) : a_{a}, b_(a) { Call(); }\nint Row::Size() const { return 1; }\n"
                "template <>\nstruct Hash<Row> {};\nusing std::string;\nnamespace fs = std::filesystem;\n"
                "static_assert(sizeof(int) == 4);\nTEST(RowTest, Grows) { int local = 1; }\n"
                "// int comment;\n#define MACRO(a) \\\n  int a;\nint after;")),
            "after");
  EXPECT_EQ(OwnNames("namespace concord {\nvoid Shown() {}\nstatic void Hidden() {}\n}\n"), "Hidden");
}

TEST(JoinedSourcesTest, ComparesFunctionsByTheTypesOfTheirParameters) {
  const auto names = DeclaredNamesOf(
      "namespace concord::testing {\nnamespace {\n"
      "bool Has(const std::map<int, Row>& rows, std::string_view name, size_t, unsigned long most = 3) "
      "{}\n}\n}\n");
  ASSERT_EQ(names.size(), 1u);
  EXPECT_EQ(names[0].space, "concord::testing");
  EXPECT_EQ(names[0].kind, Kind::kFunction);
  EXPECT_EQ(names[0].what, "const std::map<int,Row>&,std::string_view,size_t,unsigned long");
}

size_t Clashes(const std::string& one, const std::string& other) {
  return CheckJoinedSources({{"query/a.cc", one}, {"query/b.cc", other}}).size();
}

TEST(JoinedSourcesTest, NoticesANameThatTwoSourcesDefine) {
  const std::string row = InUnnamed("struct Row {};");
  EXPECT_EQ(Clashes(row, row), 1u);
  EXPECT_EQ(Clashes(InUnnamed("constexpr int kMost = 1;"), InUnnamed("constexpr int kMost = 1;")), 1u);
  EXPECT_EQ(Clashes(row, InUnnamed("int Row() { return 1; }")), 1u);
  EXPECT_EQ(Clashes(InUnnamed("int Has(int a) { return a; }"), InUnnamed("int Has(int b) { return b; }")),
            1u);
  EXPECT_EQ(Clashes(InUnnamed("using Rows = std::set<int>;"), InUnnamed("using Rows = std::set<char>;")), 1u);
  EXPECT_EQ(Clashes("static void Run() {}\n", "namespace {\nvoid Run() {}\n}\n"), 1u);
  // An overload, the same alias again, and a name in another namespace are two things, or one.
  EXPECT_EQ(Clashes(InUnnamed("int Has(int a) { return a; }"), InUnnamed("int Has(char b) { return b; }")),
            0u);
  EXPECT_EQ(Clashes(InUnnamed("using Rows = std::set<int>;"), InUnnamed("using Rows = std::set<int>;")), 0u);
  EXPECT_EQ(Clashes(row, "namespace concord::query {\nnamespace {\nstruct Row {};\n}\n}\n"), 0u);
}

TEST(JoinedSourcesTest, NoticesATypeThatTheNextSourceMeansDifferently) {
  const auto alarms = [](const std::string& header, const std::string& one, const std::string& other) {
    return CheckJoinedSources({{"base/value.h", header}, {"query/a.cc", one}, {"query/b.cc", other}}).size();
  };
  const std::string header = "namespace concord {\nclass Value {};\n}\n";
  const std::string own = InUnnamed("struct Value {};");
  const std::string other = InUnnamed("void Print(const Value& value) {}");
  EXPECT_EQ(alarms(header, own, other), 1u);
  EXPECT_EQ(alarms(header, "namespace concord::query {\nnamespace {\nstruct Value {};\n}\n}\n", other), 0u);
  EXPECT_EQ(alarms(header, own, InUnnamed("void Print(const cypher::Value& value) { value.Value(); }")), 0u);
  EXPECT_EQ(alarms(header, own, InUnnamed("template <typename Value>\nvoid Print(const Value& value) {}")),
            0u);
  EXPECT_EQ(alarms(header, other, own), 0u);  // it comes too late
  EXPECT_EQ(alarms("", own, other), 0u);
}

TEST(JoinedSourcesTest, LooksOnlyAtWhatIsJoined) {
  const std::string row = InUnnamed("struct Row {};");
  EXPECT_TRUE(CheckJoinedSources({{"query/a.cc", row}, {"query/b/b.cc", row}}).empty());
  EXPECT_TRUE(CheckJoinedSources({{"query/a.cc", row}, {"query/b.h", row}}).empty());
  EXPECT_TRUE(CheckJoinedSources({{"tests/fuzz/a.cc", row}, {"tests/fuzz/b.cc", row}}).empty());
  Tree tree = {{"query/a.cc", row}, {"query/b.cc", row}, {"query/c.cc", ""}};
  tree["cmake/alone.txt"] = "# Names.\nquery/b.cc\n";
  EXPECT_TRUE(CheckJoinedSources(tree).empty());
  tree["cmake/alone.txt"] = "query/\n";
  EXPECT_TRUE(CheckJoinedSources(tree).empty());
  tree.erase("cmake/alone.txt");
  tree["CMakePresets.json"] = R"("CONCORD_UNITY": "1")";
  EXPECT_TRUE(CheckJoinedSources(tree).empty());
  tree["CMakePresets.json"] = R"("CONCORD_UNITY": "2")";
  EXPECT_EQ(CheckJoinedSources(tree).size(), 1u);
}

}  // namespace
}  // namespace concord::testing
