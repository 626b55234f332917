#include "ingest/source/data_tree.h"

#include <gtest/gtest.h>
#include <rapidjson/document.h>

#include <filesystem>
#include <string>

#include "tests/environment.h"

namespace concord::testing {
namespace {

using Parse = Result<std::unique_ptr<DataTree>> (*)(const SourceText&);

// A tree together with what it borrows.
struct Parsed {
  explicit Parsed(std::string input, Parse parse, ReadLimits given = {})
      : bytes(std::move(input)), limits(given), source(SourceText::Open({"file", bytes, &limits}).value()) {
    auto result = parse(source);
    if (result) {
      tree = std::move(*result);
    } else {
      error = result.error();
    }
  }
  std::string bytes;
  ReadLimits limits;
  SourceText source;
  std::unique_ptr<DataTree> tree;
  std::optional<Error> error;
};

// The tree as text; quotes tell scalars apart from their neighbours.
std::string Print(DataNode node) {
  std::string text;
  switch (node.kind()) {
    case DataNode::Kind::kMap:
      for (const DataNode child : node)
        text += (text.empty() ? "" : ",") + std::string(child.key()) + "=" + Print(child);
      return "{" + text + "}";
    case DataNode::Kind::kList:
      for (const DataNode child : node) text += (text.empty() ? "" : ",") + Print(child);
      return "[" + text + "]";
    case DataNode::Kind::kScalar:
      return "'" + node.Text() + "'";
    default:
      return "-";
  }
}

// The same of RapidJSON's own tree.
std::string Print(const rapidjson::Value& value, const rapidjson::Value* numbers) {
  std::string text;
  if (value.IsObject()) {
    for (const auto& member : value.GetObject()) {
      text += (text.empty() ? "" : ",") + std::string(member.name.GetString(), member.name.GetStringLength());
      text += "=" + Print(member.value, numbers);
    }
    return "{" + text + "}";
  }
  if (value.IsArray()) {
    for (const auto& item : value.GetArray()) text += (text.empty() ? "" : ",") + Print(item, numbers);
    return "[" + text + "]";
  }
  if (value.IsNull()) return "-";
  if (value.IsBool()) return value.GetBool() ? "'true'" : "'false'";
  return "'" + std::string(value.GetString(), value.GetStringLength()) + "'";
}

std::string OracleOf(const std::string& json) {
  rapidjson::Document document;
  document.Parse<rapidjson::kParseNumbersAsStringsFlag>(json.data(), json.size());
  return Print(document, nullptr);
}

TEST(DataTree, JsonOfAllKinds) {
  const std::string json =
      R"({ "a" : [1, -2.5e3, true,false , null, "x\"\\\/\n\u00e9\ud83d\ude00y"], "b\u0041": {}, "c":[[ ],{"d":"ü"}]})";
  const Parsed parsed(json, DataTree::ParseJson);
  ASSERT_NE(parsed.tree, nullptr) << parsed.error->ToString();
  EXPECT_EQ(Print(parsed.tree->root()),
            "{a=['1','-2.5e3','true','false',-,'x\"\\/\né😀y'],bA={},c=[[],{d='ü'}]}");
  EXPECT_FALSE(parsed.tree->root().Find("z"));
  EXPECT_FALSE(DataNode().Find("z"));
  EXPECT_TRUE(DataNode().begin() == DataNode().end());
}

TEST(DataTree, JsonPlacesAreThoseOfTheFile) {
  const std::string json = R"({"k": "one \u00e9 two", "n": 17})";
  const Parsed parsed(json, DataTree::ParseJson);
  const PlacedText text = parsed.tree->root().Find("k").Placed();
  EXPECT_EQ(text.text(), "one é two");
  std::string back;
  for (const Piece& piece : text.Pieces())
    back += json.substr(piece.at, piece.length.value_or(piece.text.size()));
  EXPECT_EQ(back, "one \\u00e9 two");
  EXPECT_EQ(parsed.tree->root().Find("n").at(), json.find("17"));
  EXPECT_EQ(text.Pieces(0, 3)[0].text, "one");
}

struct Refusal {
  std::string bytes;
  ErrorCode code;
  std::string words;
  uint64_t line;
};

TEST(DataTree, JsonRefusals) {
  for (const Refusal& refusal : std::vector<Refusal>{
           {"{\"a\":1,\n\"a\":2}", ErrorCode::kInvalid, "'a' stands twice", 2},
           {"{\"a\":\n", ErrorCode::kInvalid, "not valid JSON", 2},
           {"{} x", ErrorCode::kInvalid, "not valid JSON", 1},
           {"[1,]", ErrorCode::kInvalid, "not valid JSON", 1},
           {"[\"\\ud800\\u0041\"]", ErrorCode::kInvalid, "not valid JSON", 1},
           {"\n" + std::string(300, '['), ErrorCode::kLimit, "deeper than 256", 2},
           {std::string(2'000'000, '['), ErrorCode::kLimit, "deeper than 256", 1},
       }) {
    const Parsed parsed(refusal.bytes, DataTree::ParseJson);
    ASSERT_TRUE(parsed.error.has_value()) << refusal.bytes.substr(0, 40);
    EXPECT_EQ(parsed.error->code, refusal.code) << refusal.bytes.substr(0, 40);
    EXPECT_NE(parsed.error->message.find(refusal.words), std::string::npos) << parsed.error->message;
    EXPECT_EQ(parsed.error->line, refusal.line) << parsed.error->message;
  }
}

TEST(DataTree, YamlOfAllKinds) {
  const Parsed parsed(
      "# comment\n"
      "plain: two words\n"
      "empty:\n"
      "no: ~\n"
      "quoted: 'it''s'\n"
      "double: \"tab\\tü \\u00e9 \\\n  on\"\n"
      "folded: >\n  one\n  two\n\n  three\n"
      "literal: |-\n  a\n   b\n"
      "list:\n- x\n- {y: 1, z: [2, 3]}\n"
      "anchor: &a {p: q}\n"
      "alias: *a\n",
      DataTree::ParseYaml);
  ASSERT_NE(parsed.tree, nullptr) << parsed.error->ToString();
  EXPECT_EQ(Print(parsed.tree->root()),
            "{plain='two words',empty=-,no=-,quoted='it's',double='tab\tü é on',folded='one two\nthree\n',"
            "literal='a\n b',list=['x',{y='1',z=['2','3']}],anchor={p='q'},alias={p='q'}}");
}

// Each word of each scalar stands where its place says, whatever the style.
TEST(DataTree, YamlPlacesAreThoseOfTheFile) {
  const Parsed parsed(
      "a: plain ünder\n  several lines\n"
      "b: >-\n    folded wörds\n    over lines\n\n    and a break\n"
      "c: |\n  literal\n\n    deep\n"
      "d: 'single ''quoted''\n  text'\n"
      "e: \"double \\\"quoted\\\" and \\\n   gone on\"\n"
      "f: &x anchored words\n",
      DataTree::ParseYaml);
  ASSERT_NE(parsed.tree, nullptr) << parsed.error->ToString();
  int words = 0;
  for (const DataNode node : parsed.tree->root()) {
    const PlacedText text = node.Placed();
    for (size_t start = 0; start < text.text().size();) {
      const size_t end = std::min(text.text().find_first_of(" \n'\"", start), text.text().size());
      if (end > start) {
        const auto pieces = text.Pieces(start, end);
        const std::string word = text.text().substr(start, end - start);
        EXPECT_EQ(parsed.bytes.substr(pieces[0].at, word.size()), word) << node.key();
        ++words;
      }
      start = end + 1;
    }
  }
  EXPECT_EQ(words, 2 + 2 + 2 + 2 + 3 + 2 + 3 + 2 + 2 + 2 + 1);
}

TEST(DataTree, YamlRefusals) {
  std::string bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
  std::string deep = "a0: &a0 [x]\n";
  for (int i = 1; i < 400; ++i) {
    const std::string before = "*a" + std::to_string(i - 1), name = "a" + std::to_string(i);
    deep += name + ": &" + name + " [" + before + "]\n";
    if (i >= 12) continue;
    bomb += name + ": &" + name + " [" + before;
    for (int k = 0; k < 9; ++k) bomb += ", " + before;
    bomb += "]\n";
  }
  std::string nested;
  for (int i = 0; i < 2'000; ++i) nested += "- ";
  for (const Refusal& refusal : std::vector<Refusal>{
           {"a: 1\nb: 2\na: 3\n", ErrorCode::kInvalid, "'a' stands twice", 3},
           {bomb, ErrorCode::kLimit, "aliases stand for more than", 0},
           {deep, ErrorCode::kLimit, "nest values deeper than 256", 0},
           {nested + "x", ErrorCode::kLimit, "deeper than 256", 1},
           {std::string(100'000, '['), ErrorCode::kLimit, "deeper than 256", 1},
           {"a: &a [*a]\n", ErrorCode::kInvalid, "stands inside of what it stands for", 1},
           {"a: *b\n", ErrorCode::kInvalid, "anchor of *b is missing", 1},
           {"? [a, b]\n: c\n", ErrorCode::kUnsupported, "where a key was expected", 1},
           {"a: 1\n---\nb: 2\n", ErrorCode::kUnsupported, "second YAML document", 2},
           {"a: 'never closed\n", ErrorCode::kInvalid, "no YAML", 0},
           {"a: b: c\n", ErrorCode::kInvalid, "no YAML", 1},
           {"# nothing\n", ErrorCode::kInvalid, "no value", 1},
       }) {
    const Parsed parsed(refusal.bytes, DataTree::ParseYaml);
    ASSERT_TRUE(parsed.error.has_value()) << refusal.bytes.substr(0, 60);
    EXPECT_EQ(parsed.error->code, refusal.code) << parsed.error->message;
    EXPECT_NE(parsed.error->message.find(refusal.words), std::string::npos) << parsed.error->message;
    if (refusal.line > 0) {
      EXPECT_EQ(parsed.error->line, refusal.line) << parsed.error->message;
    }
  }
}

// Two other routes to each tree: RapidJSON's own document, and libyaml, for which JSON is YAML too.
TEST(DataTree, AllJsonOfTheCorpusByThreeRoutes) {
  CONCORD_NEED_SHARED();
  size_t files = 0;
  for (const std::string_view folder : {"corpus/oscal-json", "corpus/json"}) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(SharedDir() / folder)) {
      if (entry.path().extension() != ".json") continue;
      ++files;
      const std::string bytes = ReadFileOrDie(entry.path());
      const Parsed json(bytes, DataTree::ParseJson);
      ASSERT_NE(json.tree, nullptr) << entry.path() << json.error->ToString();
      const std::string printed = Print(json.tree->root());
      EXPECT_TRUE(printed == OracleOf(bytes)) << entry.path();
      if (bytes.find("\\/") != std::string::npos || bytes.find("\\ud8") != std::string::npos) continue;
      const Parsed yaml(bytes, DataTree::ParseYaml);
      ASSERT_NE(yaml.tree, nullptr) << entry.path() << yaml.error->ToString();
      EXPECT_TRUE(printed == Print(yaml.tree->root())) << entry.path();
    }
  }
  EXPECT_EQ(files, 17U + 29U);
}

}  // namespace
}  // namespace concord::testing
