// Crosswalks from a file through the store and back into a file.
#include <gtest/gtest.h>
#include <rapidjson/document.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <random>
#include <set>

#include "base/text.h"
#include "tests/cli/subprocess.h"

namespace concord::testing {
namespace {

namespace fs = std::filesystem;

using Rows = std::multiset<std::map<std::string, std::string>>;

// A TSV as it stands below its header, by a reading of its own: cells that are filled, by their columns.
Rows RowsOf(std::string_view text) {
  while (text.starts_with('#')) text.remove_prefix(text.find('\n') + 1);
  std::vector<std::vector<std::string>> table(1, {""});
  bool quoted = false;
  for (size_t i = 0; i < text.size(); ++i) {
    std::string& cell = table.back().back();
    if (text[i] == '"' && quoted && i + 1 < text.size() && text[i + 1] == '"') {
      cell += text[++i];
    } else if (text[i] == '"' && (quoted || cell.empty())) {
      quoted = !quoted;
    } else if (text[i] == '\t' && !quoted) {
      table.back().emplace_back();
    } else if (text[i] == '\n' && !quoted) {
      table.push_back({""});
    } else {
      cell += text[i];
    }
  }
  Rows rows;
  for (size_t r = 1; r < table.size(); ++r) {
    std::map<std::string, std::string> row;
    for (size_t c = 0; c < std::min(table[r].size(), table[0].size()); ++c) {
      if (!table[r][c].empty()) row[table[0][c]] = table[r][c];
    }
    if (!row.empty()) rows.insert(row);
  }
  return rows;
}

// File by file: stored, and exported in a format.
std::map<std::string, std::string> Through(const std::map<std::string, std::string>& files,
                                           const std::string& format) {
  const Workplace workplace;
  for (const auto& [name, bytes] : files) workplace.Write("in/" + name, bytes);
  const Outcome stored = workplace.Run({"ingest", "in"});
  EXPECT_TRUE(stored.exit_code == 0) << Describe(stored);
  const Outcome exported = workplace.Run({"export", "--format", format, "--output", "out/"});
  EXPECT_EQ(exported.exit_code, 0) << Describe(exported);
  std::map<std::string, std::string> out;
  for (const auto& entry : fs::directory_iterator(workplace.path() / "out")) {
    if (entry.path().filename() != "manifest.json")
      out[entry.path().filename().string()] = ReadFileOrDie(entry.path());
  }
  return out;
}

std::string ThroughAlone(const std::string& bytes, const std::string& name, const std::string& format) {
  const auto out = Through({{name, bytes}}, format);
  EXPECT_EQ(out.size(), 1U);
  return out.empty() ? "" : out.begin()->second;
}

// Every rule of the canonical form at once, worked out by hand.
constexpr std::string_view kCanonical =
    "#sssom_version: \"1.1\"\n"
    "#curie_map:\n"
    "#  HARBOUR: https://harbour.test/\n"
    "#  PROP: https://property.test/\n"
    "#  lantern: https://lantern.test/v1#\n"
    "#  person: https://person.test/\n"
    "#mapping_set_id: https://sets.test/a@1#b\n"
    "#mapping_set_version: \"1.0\"\n"
    "#mapping_set_title: \"Ropes: and # lamps\"\n"
    "#mapping_set_description: \"Two lines\\nand a \\\"quote\\\"\"\n"
    "#mapping_set_confidence: 0.75\n"
    "#creator_id:\n"
    "#  - person:2\n"
    "#  - person:1\n"
    "#license: https://licence.test/\n"
    "#subject_source: HARBOUR:all\n"
    "#object_source: lantern:all\n"
    "#object_source_version: \"2\"\n"
    "#mapping_date: 2024-05-02\n"
    "#subject_match_field:\n"
    "#  - skos:prefLabel\n"
    "#see_also:\n"
    "#  - https://see.test/a#b\n"
    "#comment: plain text - with 'marks', Größe\n"
    "#extension_definitions:\n"
    "#  - slot_name: weight\n"
    "#    property: PROP:a\n"
    "#    type_hint: xsd:integer\n"
    "#  - slot_name: method\n"
    "#    property: PROP:b\n"
    "#  - slot_name: title\n"
    "#    property: PROP:c\n"
    "#title: of the set\n"
    "record_id\tsubject_id\tsubject_label\tpredicate_id\tpredicate_modifier\tobject_id\tobject_label\t"
    "mapping_justification\tauthor_label\tmapping_cardinality\tconfidence\tother\tcomment\tweight\tmethod\t"
    "Undeclared\n"
    "HARBOUR:r1\tHARBOUR:1\tRopes\tskos:exactMatch\t\tlantern:1\t\"a \"\"quoted\"\" label\"\t"
    "semapv:ManualMappingCuration\tA\\|B|C\\\\D\t1:n\t0.333\tx\t\"two\nlines\"\t7\tby hand\tx\n"
    "HARBOUR:r2\tHARBOUR:1\tRopes\tskos:relatedMatch\tNot\tlantern:2\t ends in blanks \t"
    "semapv:LexicalMatching\t\t1:n\t1\t\t\"a\tb\"\t\t\t\n"
    "HARBOUR:r3\tHARBOUR:2\t\tskos:broadMatch\t\tsssom:NoTermFound\t\tsemapv:MappingReview\tZ\t1:0\t0\t\t"
    "semi;colon\t8\t\t\n";

TEST(InterchangeTest, CanonicalSssomComesBackByteForByte) {
  EXPECT_EQ(ThroughAlone(std::string(kCanonical), "a.sssom.tsv", "sssom"), kCanonical);
}

TEST(InterchangeTest, LiteralMappingsHaveNoIdentifiers) {
  const std::string literal =
      "#curie_map:\n#  L: https://l.test/\n"
      "#mapping_set_id: https://sets.test/literal\n#license: https://licence.test/\n"
      "#subject_type: rdfs literal\n"
      "subject_label\tpredicate_id\tobject_id\tmapping_justification\n"
      "coil of rope\tskos:closeMatch\tL:1\tsemapv:ManualMappingCuration\n"
      "lamp\tskos:closeMatch\tL:2\tsemapv:ManualMappingCuration\n";
  EXPECT_EQ(ThroughAlone(literal, "a.sssom.tsv", "sssom"), literal);
}

TEST(InterchangeTest, AnUntidySetBecomesCanonical) {
  // Columns and rows in any order, a prefix that nobody uses, one that is built in, a common value in the
  // rows.
  const std::string untidy =
      "# mapping_set_id: https://sets.test/u\n"
      "# curie_map:\n"
      "#   B: https://b.test/\n#   unused: https://u.test/\n#   A: https://a.test/\n"
      "#   skos: http://www.w3.org/2004/02/skos/core#\n"
      "# creator_label: Harbour\n"
      "comment\tobject_id\tsubject_id\tpredicate_id\tmapping_justification\tmapping_tool\tconfidence\n"
      "\tB:2\tA:2\tskos:exactMatch\tsemapv:LexicalMatching\tnet\t0.12345\n"
      "\tB:1\tA:1\tskos:exactMatch\tsemapv:LexicalMatching\tnet\t0.9995\n";
  EXPECT_EQ(ThroughAlone(untidy, "u.sssom.tsv", "sssom"),
            "#curie_map:\n#  A: https://a.test/\n#  B: https://b.test/\n"
            "#mapping_set_id: https://sets.test/u\n"
            "#creator_label:\n#  - Harbour\n"
            "#license: https://w3id.org/sssom/license/unspecified\n"
            "#mapping_tool: net\n"
            "subject_id\tpredicate_id\tobject_id\tmapping_justification\tconfidence\n"
            "A:1\tskos:exactMatch\tB:1\tsemapv:LexicalMatching\t1\n"
            "A:2\tskos:exactMatch\tB:2\tsemapv:LexicalMatching\t0.123\n");
}

class RandomSet {
 public:
  explicit RandomSet(unsigned seed) : random_(seed) {}

  std::string Text() {
    std::vector<std::string> columns = {
        "subject_id",   "predicate_id", "object_id", "mapping_justification", "object_label", "comment",
        "match_string", "Extra",        "version"};
    std::ranges::shuffle(columns, random_);
    std::string text =
        "#mapping_set_id: https://sets.test/random\n#license: https://licence.test/\n#curie_map:\n"
        "#  A: https://a.test/\n#  B: https://b.test/\n";
    for (size_t i = 0; i < columns.size(); ++i) text += (i > 0 ? "\t" : "") + columns[i];
    text += "\n";
    const int rows = 1 + Below(12);
    for (int r = 0; r < rows; ++r) {
      for (size_t i = 0; i < columns.size(); ++i) text += (i > 0 ? "\t" : "") + Quoted(Cell(columns[i]));
      text += "\n";
    }
    return text;
  }

 private:
  int Below(int limit) { return std::uniform_int_distribution<int>(0, limit - 1)(random_); }

  std::string Cell(const std::string& column) {
    static const std::vector<std::string> predicates = {"skos:exactMatch", "skos:broadMatch",
                                                        "skos:relatedMatch"};
    if (column == "subject_id") return "A:" + std::to_string(Below(5));
    if (column == "object_id") return Below(6) == 0 ? "sssom:NoTermFound" : "B:" + std::to_string(Below(5));
    if (column == "predicate_id") return predicates[static_cast<size_t>(Below(3))];
    if (column == "mapping_justification") return "semapv:ManualMappingCuration";
    std::string text;
    static const std::vector<std::string> pieces = {"a", "ö",  "\"", "\t", "\n", "\\",
                                                    "#", ": ", " ",  "'",  ",",  "—"};
    for (int i = Below(6); i > 0; --i)
      text += pieces[static_cast<size_t>(Below(static_cast<int>(pieces.size())))];
    if (Trim(text).empty()) return "";
    if (column != "match_string") return text;
    std::string escaped;  // one value of a list
    for (const char c : text) escaped += c == '\\' ? "\\\\" : std::string(1, c);
    return escaped + "|second\\|value";
  }

  static std::string Quoted(const std::string& cell) {
    if (cell.find_first_of("\"\t\n") == std::string::npos) return cell;
    std::string out = "\"";
    for (const char c : cell) out += c == '"' ? "\"\"" : std::string(1, c);
    return out + "\"";
  }

  std::mt19937 random_;
};

TEST(InterchangeTest, RandomSetsKeepEveryCell) {
  for (unsigned seed = 0; seed < 25; ++seed) {
    const std::string text = RandomSet(seed).Text();
    const std::string once = ThroughAlone(text, "a.sssom.tsv", "sssom");
    EXPECT_EQ(RowsOf(once), RowsOf(text)) << seed << "\n" << text << once;
    EXPECT_EQ(ThroughAlone(once, "a.sssom.tsv", "sssom"), once) << seed;
    if (HasFailure()) break;
  }
}

// All published crosswalks, in and out and in again.
std::map<std::string, std::string> Crosswalks() {
  std::map<std::string, std::string> files;
  for (const char* folder : {"sssom", "silver"}) {
    for (const auto& entry : fs::directory_iterator(SharedDir() / "crosswalks" / folder))
      files[entry.path().filename().string()] = ReadFileOrDie(entry.path());
  }
  return files;
}

TEST(InterchangeTest, AllCrosswalksComeBackWithEveryCell) {
  CONCORD_NEED_SHARED();
  const auto in = Crosswalks();
  ASSERT_EQ(in.size(), SharedRows("crosswalks/PAIRS.tsv"));
  const auto once = Through(in, "sssom");
  ASSERT_EQ(once.size(), in.size());
  // Numbers are written with as many digits as they need, and a confidence that can be none has another
  // column.
  const auto tidy = [](const Rows& rows) {
    Rows all;
    for (std::map<std::string, std::string> row : rows) {
      if (const auto at = row.find("confidence"); at != row.end()) {
        const double value = std::stod(at->second);
        const std::string written = at->second;
        row.erase(at);
        row[value <= 1 ? "confidence" : "source_confidence"] = value <= 1 ? std::to_string(value) : written;
      }
      const std::string justification = row["mapping_justification"];
      if (justification == "semapv:LLMBasedMatching") {  // none of the standard's
        row["source_mapping_justification"] = justification;
        row["mapping_justification"] = "semapv:UnspecifiedMatching";
      }
      all.insert(row);
    }
    return all;
  };
  std::multiset<Rows> rows_in, rows_out;
  for (const auto& [name, bytes] : in) rows_in.insert(tidy(RowsOf(bytes)));
  for (const auto& [name, bytes] : once) rows_out.insert(tidy(RowsOf(bytes)));
  EXPECT_TRUE(rows_in == rows_out);
  EXPECT_TRUE(Through(once, "sssom") == once);
}

std::string PythonWith(const std::string& module) {
  const char* given = std::getenv("CONCORD_PYTHON");
  const std::string python = given == nullptr ? "python3" : given;
  return std::system((python + " -c 'import " + module + "' 2>/dev/null").c_str()) == 0 ? python
                                                                                        : std::string();
}

// A set with labels, a group of two sources and two targets, what nobody has a word for, and a gap.
constexpr std::string_view kGroups =
    "#curie_map:\n#  lamp: https://lamp.test/\n#  quay: https://quay.test/\n"
    "#mapping_set_id: https://sets.test/groups\n#license: https://licence.test/\n"
    "subject_id\tsubject_label\tpredicate_id\tpredicate_modifier\tobject_id\tobject_label\tmapping_"
    "justification\t"
    "mapping_date\tconfidence\tcomment\tgroup\trationale\n"
    "quay:1\tRopes\tskos:broadMatch\t\tlamp:a\tLines\tsemapv:ManualMappingCuration\t\t0.5\t*why* "
    "<b>\tg\tsemantic\n"
    "quay:1\tRopes\tskos:broadMatch\t\tlamp:b\tWicks\tsemapv:ManualMappingCuration\t\t0.5\t*why* "
    "<b>\tg\tsemantic\n"
    "quay:2\tBells\tskos:broadMatch\t\tlamp:a\tLines\tsemapv:ManualMappingCuration\t\t0.5\t*why* "
    "<b>\tg\tsemantic\n"
    "quay:2\tBells\tskos:broadMatch\t\tlamp:b\tWicks\tsemapv:ManualMappingCuration\t\t0.5\t*why* "
    "<b>\tg\tsemantic\n"
    "quay:3\t\tskos:closeMatch\t\tlamp:a\t\tsemapv:LexicalMatching\t2024-05-06\t\t\"two\nlines\"\t\t\n"
    "quay:3\t\tskos:exactMatch\t\tlamp:c\t\tsemapv:LexicalMatching\t\t\t\t\t\n"
    "quay:3\t\tskos:exactMatch\tNot\tlamp:d\t\tsemapv:LexicalMatching\t\t\t\t\t\n"
    "quay:3\t\tskos:relatedMatch\tNot\tlamp:e\t\tsemapv:LexicalMatching\t\t\t\t\t\n"
    "quay:4\tLost\tskos:exactMatch\t\tsssom:NoTermFound\t\tsemapv:MappingReview\t2024-05-06\t\t\t\t\n"
    "sssom:NoTermFound\t\tskos:exactMatch\t\tlamp:f\t\tsemapv:MappingReview\t\t\t\t\t\n";

TEST(InterchangeTest, NothingIsLostOnTheWayThroughOscal) {
  ASSERT_EQ(ThroughAlone(std::string(kGroups), "g.sssom.tsv", "sssom"), kGroups);
  const std::string json = ThroughAlone(std::string(kGroups), "g.sssom.tsv", "oscal");
  const std::string xml = ThroughAlone(std::string(kGroups), "g.sssom.tsv", "oscal-xml");
  EXPECT_EQ(ThroughAlone(json, "g.json", "sssom"), kGroups);
  EXPECT_EQ(ThroughAlone(xml, "g.xml", "sssom"), kGroups);
  EXPECT_EQ(ThroughAlone(xml, "g.xml", "oscal"), json);
  // The four rows of the group are one map.
  rapidjson::Document read;
  read.Parse(json.c_str());
  const auto& mapping = read["mapping-collection"]["mappings"][0];
  ASSERT_EQ(mapping["maps"].Size(), 4U) << "and no map for what is not equal, which OSCAL cannot say";
  EXPECT_EQ(mapping["maps"][0]["sources"].Size(), 2U);
  EXPECT_EQ(mapping["maps"][0]["targets"].Size(), 2U);
  EXPECT_STREQ(mapping["maps"][0]["relationship"].GetString(), "subset-of");
  EXPECT_STREQ(mapping["maps"][3]["relationship"].GetString(), "no-relationship");
  // A gap summary takes tokens; "4" is none.
  EXPECT_FALSE(mapping.HasMember("source-gap-summary"));
  EXPECT_STREQ(mapping["target-gap-summary"]["unmapped-controls"][0]["with-ids"][0].GetString(), "f");
}

// A denial that a vocabulary has no word for must not come out as a relation.
TEST(InterchangeTest, WhatAFormatCannotSayIsLeftOutAndSaidSo) {
  for (const std::string format : {"olir", "trestle", "ciso"}) {
    const Workplace workplace;
    workplace.Write("in/g.sssom.tsv", kGroups);
    ASSERT_EQ(workplace.Run({"ingest", "in"}).exit_code, 0);
    const Outcome exported = workplace.Run({"export", "--format", format, "--output", "out.txt"});
    ASSERT_EQ(exported.exit_code, 0) << Describe(exported);
    // Not the same; two without a counterpart.
    EXPECT_NE(exported.err.find("3 of 10 rows"), std::string::npos) << Describe(exported);
    const std::string text = ReadFileOrDie(workplace.path() / "out.txt");
    EXPECT_EQ(text.find("NoTermFound"), std::string::npos);
    const Workplace again;
    again.Write(format == "ciso" ? "in/g.yaml" : format == "olir" ? "in/g.tsv" : "in/g.csv", text);
    ASSERT_EQ(again.Run({"ingest", "in"}).exit_code, 0);
    const Outcome sssom = again.Run({"export", "--format", "sssom"});
    EXPECT_EQ(sssom.out.find(":d\t"), std::string::npos) << Describe(sssom);
    EXPECT_NE(sssom.out.find(":e\t"), std::string::npos) << Describe(sssom);
  }
}

TEST(InterchangeTest, NotesAndTheManifestSayWhatAFormatLoses) {
  const Workplace workplace;
  workplace.Write(
      "in/a.sssom.tsv",
      "#mapping_set_id: https://sets.test/loss\n"
      "subject_id\tsubject_label\tpredicate_id\tobject_id\tmapping_justification\tconfidence\tcomment\n"
      "quay:1\tRopes\tskos:closeMatch\tlamp:a\tsemapv:LexicalMatching\t0.8\twhy\n"
      "quay:2\tLines\tskos:exactMatch\tlamp:b\tsemapv:LexicalMatching\t\t\n");
  ASSERT_EQ(workplace.Run({"ingest", "in"}).exit_code, 0);
  const std::map<std::string, std::vector<std::string>> lost = {
      {"olir", {"confidence (1 row)", "mapping_justification (2 rows)"}},
      {"ciso", {"confidence (1 row)", "subject_label (2 rows)"}},
      {"trestle", {"comment (1 row)", "subject_label (2 rows)"}},
      {"oscal", {}},
      {"sssom", {}}};
  for (const auto& [format, slots] : lost) {
    const Outcome outcome = workplace.Run({"export", "--format", format, "--output", format + "/"});
    ASSERT_EQ(outcome.exit_code, 0) << Describe(outcome);
    const std::string manifest = workplace.Read(format + "/manifest.json");
    for (const std::string* text : {&outcome.err, &manifest}) {
      EXPECT_EQ(text->find("1 of 2 rows") != std::string::npos, format != "sssom") << format << *text;
      EXPECT_EQ(text->find("no place") != std::string::npos, !slots.empty()) << format << *text;
      for (const std::string& slot : slots) EXPECT_NE(text->find(slot), std::string::npos) << format << *text;
    }
    EXPECT_EQ(outcome.err.find("comment") != std::string::npos, format == "trestle") << format << outcome.err;
  }
}

// It says of itself what it is, and must not be taken for a document of another kind.
TEST(InterchangeTest, ASetThatLacksAColumnIsRefusedAsASet) {
  const std::string text(kGroups);
  for (const std::string column : {"predicate_id", "object_id"}) {
    std::string without = text;
    without.replace(without.find("\t" + column) + 1, column.size(), "other_column");
    for (const char* name : {"in/g.sssom.tsv", "in/g.tsv"}) {
      const Workplace workplace;
      workplace.Write(name, without);
      const Outcome refused = workplace.Run({"ingest", "in"});
      EXPECT_NE(refused.exit_code, 0) << Describe(refused);
      EXPECT_NE(
          (refused.out + refused.err).find("expected the columns subject_id, predicate_id and object_id"),
          std::string::npos)
          << column << Describe(refused);
    }
  }
}

TEST(InterchangeTest, SeveralFilesMakeAFolder) {
  const Workplace workplace;
  workplace.Write("in/a.sssom.tsv", kCanonical);
  workplace.Write("in/g.sssom.tsv", kGroups);
  ASSERT_EQ(workplace.Run({"ingest", "in"}).exit_code, 0);
  ASSERT_EQ(workplace.Run({"export", "--format", "sssom", "--output", "all"}).exit_code, 0);
  std::set<std::string> texts;
  for (const auto& entry : fs::directory_iterator(workplace.path() / "all")) {
    if (entry.path().filename() != "manifest.json") texts.insert(ReadFileOrDie(entry.path()));
  }
  EXPECT_EQ(texts, (std::set<std::string>{std::string(kCanonical), std::string(kGroups)}));
}

// What a foreign collection says beside its rows.
constexpr const char* kCollection = R"({"mapping-collection": {
  "uuid": "B0000000-0000-4000-8000-000000000001",
  "metadata": {"title": "Lamps and quays", "last-modified": "2024-01-01T00:00:00Z", "version": "3",
    "oscal-version": "1.2.0", "parties": [{"uuid": "b0000000-0000-4000-8000-000000000002", "type": "organization", "name": "Board"}]},
  "provenance": {"method": "hybrid", "matching-rationale": "functional", "status": "draft", "mapping-description": "By hand.",
    "coverage": {"target-coverage": 0.5, "generation-method": "arbitrary"}},
  "mappings": [{"uuid": "b0000000-0000-4000-8000-000000000003", "method": "human",
    "source-resource": {"type": "catalog", "href": "catalogs/quay/catalog.json"},
    "target-resource": {"type": "profile", "href": "profiles/lamp/profile.json"},
    "maps": [{"uuid": "b0000000-0000-4000-8000-000000000004", "relationship": "equivalent-to",
       "sources": [{"type": "control", "id-ref": "1", "remarks": "first"}, {"type": "statement", "id-ref": "1_smt"}],
       "targets": [{"type": "control", "id-ref": "a"}, {"type": "control", "id-ref": "b"}],
       "qualifiers": [{"subject": "both", "predicate": "has-requirement", "category": "restricted", "description": "At night."}],
       "confidence-score": {"category": "high"}, "props": [{"name": "strength", "value": "9"}],
       "links": [{"href": "https://example.org/why", "rel": "reference"}], "remarks": "One-to-one."},
      {"uuid": "b0000000-0000-4000-8000-000000000005", "relationship": "superset-of",
       "sources": [{"type": "control", "id-ref": "2"}], "targets": [{"type": "control", "id-ref": "a"}]}],
    "source-gap-summary": {"uuid": "b0000000-0000-4000-8000-000000000006", "unmapped-controls": [{"with-ids": ["q-7", "q-8"]}]}}],
  "back-matter": {"resources": [{"uuid": "b0000000-0000-4000-8000-000000000007", "title": "Rules", "rlinks": [{"href": "https://example.org/r.pdf"}]}]}}})";

TEST(InterchangeTest, AForeignCollectionKeepsAllItsParts) {
  const std::string json = ThroughAlone(kCollection, "c.json", "oscal");
  rapidjson::Document in, out, through_xml;
  in.Parse(kCollection);
  ASSERT_FALSE(in.HasParseError());
  out.Parse(json.c_str());
  EXPECT_TRUE(in == out) << json;
  const std::string xml = ThroughAlone(kCollection, "c.json", "oscal-xml");
  const std::string again = ThroughAlone(xml, "c.xml", "oscal");
  through_xml.Parse(again.c_str());
  EXPECT_TRUE(in == through_xml) << again;
}

TEST(InterchangeTest, OscalIsValidByTheSchema) {
  CONCORD_NEED_SHARED();
  const std::string python = PythonWith("jsonschema");
  if (python.empty()) GTEST_SKIP() << "needs Python with the package jsonschema";
  auto files = Through(Crosswalks(), "oscal");
  EXPECT_EQ(files.size(), SharedRows("crosswalks/PAIRS.tsv"));
  files["groups.json"] = ThroughAlone(std::string(kGroups), "g.sssom.tsv", "oscal");
  files["collection.json"] = ThroughAlone(kCollection, "c.json", "oscal");
  const TemporaryDir dir;
  std::string names;
  for (const auto& [name, bytes] : files) {
    std::ofstream(dir.path() / name, std::ios::binary) << bytes;
    names += " " + name;
  }
  // Python's patterns know no \p{L}; ASCII letters are what these files have.
  std::ofstream(dir.path() / "valid.py")
      << "import json, sys, jsonschema\n"
         "text = json.dumps(json.load(open(sys.argv[1])))\n"
         "text = text.replace('(\\\\\\\\p{L}|_)(\\\\\\\\p{L}|\\\\\\\\p{N}|[.\\\\\\\\-_])*', "
         "'[A-Za-z_][A-Za-z0-9._-]*')\n"
         "assert 'p{L}' not in text\n"
         "v = jsonschema.Draft7Validator(json.loads(text))\n"
         "for name in sys.argv[2:]:\n"
         "  for e in v.iter_errors(json.load(open(name))): print(name, list(e.path), e.message[:200])\n";
  const std::string schema = SharedDir() / "schemas/oscal/oscal_mapping_schema.json";
  const std::string command =
      "cd " + dir.path().string() + " && " + python + " valid.py " + schema + names + " > out.txt 2> err.txt";
  EXPECT_EQ(std::system(command.c_str()), 0) << ReadFileOrDie(dir.path() / "err.txt");
  EXPECT_EQ(ReadFileOrDie(dir.path() / "out.txt"), "");
}

// The reference element is within the focal one: seen from the focal one, it has more.
TEST(InterchangeTest, OlirTellsOfTheReferenceToTheFocalElement) {
  const std::string tsv =
      "Focal Document Name\tquay\nReference Document Name\tlamp\n"
      "Focal Document Element\tFocal Document Element Description\tSecurity Control "
      "Baseline\tRationale\tRelationship\t"
      "Reference Document Element\tReference Document Element Description\tFulfilled By\tGroup "
      "Identifier\tComments\t"
      "Strength of Relationship\n"
      "1\tRopes\t\tSyntactic\tequal\tb\tWicks\tY\t\t\t10\n"
      "1\tRopes\t\tSemantic\tsubset of\ta\tLines\tN\tg1\twhy\t8\n"
      "2\t\tLow\tFunctional\tnot related to\tb\t\t\t\t\t\n";
  const std::string sssom = ThroughAlone(tsv, "o.tsv", "sssom");
  std::map<std::string, std::string> predicates;
  for (const auto& row : RowsOf(sssom)) {
    predicates[row.at("subject_id") + " " + row.at("object_id")] =
        (row.contains("predicate_modifier") ? "Not " : "") + row.at("predicate_id");
  }
  using Predicates = std::map<std::string, std::string>;
  EXPECT_EQ(predicates, (Predicates{{"quay:1 lamp:a", "skos:narrowMatch"},
                                    {"quay:1 lamp:b", "skos:exactMatch"},
                                    {"quay:2 lamp:b", "Not skos:relatedMatch"}}));
  EXPECT_EQ(ThroughAlone(tsv, "o.tsv", "olir"), tsv);
  EXPECT_EQ(ThroughAlone(sssom, "o.sssom.tsv", "olir"), tsv);
  EXPECT_EQ(ThroughAlone(ThroughAlone(tsv, "o.tsv", "olir-xlsx"), "o.xlsx", "olir"), tsv);
}

TEST(InterchangeTest, SheetsOfTrestleKeepTheirGroups) {
  const std::string sheet =
      "$$Source_Resource,$$Target_Resource,$$Map_Source_ID_Ref_list,$$Map_Target_ID_Ref_list,$$Map_"
      "Relationship,"
      "$Map_Confidence_Score,$Map_Coverage\n"
      "Resource of the sources,Resource of the targets,Identifiers of the sources,Identifiers of the targets,"
      "Relationship of the sources to the targets,Confidence as a percentage,Coverage of the targets as a "
      "percentage\n"
      "catalogs/quay/catalog.json,catalogs/lamp/catalog.json,1 2,a b c,subset-of,20%,30%\n"
      "catalogs/quay/catalog.json,catalogs/lamp/catalog.json,1,a,equivalent-to,,\n";
  EXPECT_EQ(ThroughAlone(sheet, "t.csv", "trestle"), sheet);
  const Rows rows = RowsOf(ThroughAlone(sheet, "t.csv", "sssom"));
  EXPECT_EQ(rows.size(), 7U);
}

TEST(InterchangeTest, NamesOfFrameworksWithADotComeBack) {
  const std::string sssom =
      "#mapping_set_id: https://sets.test/dots\n"
      "subject_id\tpredicate_id\tobject_id\tmapping_justification\n"
      "quay-2.0:1\tskos:broadMatch\tlamp-1.1:a\tsemapv:ManualMappingCuration\n";
  for (const auto& [format, name] : {std::pair("trestle", "g.csv"), std::pair("ciso", "g.yaml"),
                                     std::pair("olir", "g.tsv"), std::pair("oscal", "g.json")}) {
    const std::string there = ThroughAlone(sssom, "g.sssom.tsv", format);
    const Rows rows = RowsOf(ThroughAlone(there, name, "sssom"));
    ASSERT_EQ(rows.size(), 1U) << format;
    EXPECT_EQ(rows.begin()->at("subject_id"), "quay-2.0:1") << format;
    EXPECT_EQ(rows.begin()->at("object_id"), "lamp-1.1:a") << format;
    EXPECT_EQ(rows.begin()->at("predicate_id"), "skos:broadMatch") << format;
  }
}

TEST(InterchangeTest, CisoLibrariesAndPlainTablesComeBack) {
  const std::string plain =
      "#curie_map:\n#  lamp: https://w3id.org/concord/lamp/\n#  quay: https://w3id.org/concord/quay/\n"
      "#mapping_set_id: https://sets.test/c\n#license: https://licence.test/\n"
      "subject_id\tpredicate_id\tpredicate_modifier\tobject_id\tmapping_"
      "justification\tcomment\trationale\tsource_relation\t"
      "strength\n"
      "quay:1\tskos:broadMatch\t\tlamp:a:b\tsemapv:UnspecifiedMatching\twhy: it is\tsemantic\tsubset\t7\n"
      "quay:1\tskos:exactMatch\t\tlamp:c\tsemapv:UnspecifiedMatching\t\t\tequal\t\n"
      "quay:2\tskos:relatedMatch\tNot\tlamp:c\tsemapv:UnspecifiedMatching\t\tfunctional\tnot_related\t\n";
  const Rows rows = RowsOf(plain);
  EXPECT_EQ(RowsOf(ThroughAlone(ThroughAlone(plain, "c.sssom.tsv", "ciso"), "c.yaml", "sssom")), rows);
  EXPECT_EQ(RowsOf(ThroughAlone(ThroughAlone(plain, "c.sssom.tsv", "sssom-csv"), "c.csv", "sssom")), rows);
}

TEST(InterchangeTest, TablesOfPairsAreCrosswalks) {
  CONCORD_NEED_SHARED();
  const std::string csv = ReadFileOrDie(SharedDir() / "corpus/csv/NISTCSF_MITRE.csv");
  const Rows rows = RowsOf(ThroughAlone(csv, "NISTCSF_MITRE.csv", "sssom"));
  // Two other columns beside the first, in each line below the header.
  EXPECT_EQ(rows.size(), 2 * (static_cast<size_t>(std::ranges::count(csv, '\n')) - 1));
  const std::string name = "Cybersecurity_Framework_v2-0_Concept_Crosswalk_800-53_final.xlsx";
  const Workplace workplace;
  workplace.Write(name, ReadFileOrDie(SharedDir() / "corpus/xlsx" / name));
  ASSERT_EQ(workplace.Run({"ingest", name, "--map", "subject=nist-csf-2.0,object=nist-800-53r5"}).exit_code,
            0);
  std::set<std::pair<std::string, std::string>> ours, experts;
  for (const auto& row : RowsOf(workplace.Run({"export", "--format", "sssom"}).out))
    ours.emplace(row.at("subject_id"), row.at("object_id"));
  for (const auto& row : RowsOf(Crosswalks().at("nist-csf-2.0__nist-800-53r5.sssom.tsv")))
    experts.emplace(row.at("subject_id"), row.at("object_id"));
  // The same workbook, read by others: identifiers there have no leading zeros.
  EXPECT_GT(ours.size(), 600U);
  EXPECT_GT(experts.size(), 600U);
}

TEST(InterchangeTest, SssomIsValidToTheStandardsOwnLibrary) {
  const std::string python = PythonWith("sssom");
  if (python.empty()) GTEST_SKIP() << "needs Python with the package sssom (or CONCORD_PYTHON=PROGRAM)";
  const TemporaryDir dir;
  std::ofstream(dir.path() / "a.sssom.tsv", std::ios::binary) << kCanonical;
  std::ofstream(dir.path() / "read.py")
      << "import sys, sssom.parsers, sssom.validators\n"
         "from sssom.constants import SchemaValidationType\n"
         "for name in sys.argv[1:]:\n"
         "  d = sssom.parsers.parse_sssom_table(name)\n"
         "  sssom.validators.validate(d, [SchemaValidationType.JsonSchema], fail_on_error=True)\n"
         "  print(len(d.df))\n";
  std::string files = " a.sssom.tsv";
  if (!SharedDir().empty()) {
    // Their licences and sources are no URIs, as the standard wants them.
    std::map<std::string, std::string> crosswalks = Crosswalks();
    for (auto& [name, bytes] : crosswalks) {
      for (const std::string slot : {"# license: ", "# mapping_set_source: "}) {
        const size_t start = bytes.find(slot) + slot.size();
        bytes.replace(start, bytes.find('\n', start) - start, "https://example.org/stated");
      }
    }
    for (const auto& [name, bytes] : Through(crosswalks, "sssom")) {
      std::ofstream(dir.path() / name, std::ios::binary) << bytes;
      files += " " + name;
    }
  }
  const std::string command =
      "cd " + dir.path().string() + " && " + python + " read.py" + files + " > out.txt 2> err.txt";
  EXPECT_EQ(std::system(command.c_str()), 0) << ReadFileOrDie(dir.path() / "err.txt");
  EXPECT_EQ(ReadFileOrDie(dir.path() / "out.txt").substr(0, 2), "3\n");
}

}  // namespace
}  // namespace concord::testing
