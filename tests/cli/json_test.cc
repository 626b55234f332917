// What --json prints is what docs/json/ says: one JSON Schema for each verb, with its version in its name.
#include <gtest/gtest.h>
#include <rapidjson/document.h>
#include <rapidjson/schema.h>
#include <rapidjson/stringbuffer.h>

#include <map>
#include <set>

#include "base/text.h"
#include "base/unicode.h"
#include "cli/command.h"
#include "query/check/store_check.h"
#include "query/query.h"
#include "tests/cli/subprocess.h"
#include "tests/tiny_model.h"

namespace concord::testing {
namespace {

rapidjson::Document Parse(const std::string& text) {
  rapidjson::Document json;
  json.Parse(text.c_str());
  EXPECT_FALSE(json.HasParseError()) << "at byte " << json.GetErrorOffset() << " of " << text.substr(0, 400);
  return json;
}

// Where and why `json` differs from the schema that it names; empty when it does not.
std::string Difference(const std::string& text) {
  const rapidjson::Document json = Parse(text);
  if (!json.IsObject() || !json.HasMember("schema")) return "no field `schema`";
  std::string name = json["schema"].GetString();  // concord.map/1
  name.replace(name.find('/'), 1, ".");
  const auto path = SourceDir() / "docs" / "json" / (name + ".json");
  if (!std::filesystem::exists(path)) return "no " + path.string();
  const rapidjson::Document page = Parse(ReadFileOrDie(path));
  const rapidjson::SchemaDocument schema(page);
  rapidjson::SchemaValidator validator(schema);
  if (json.Accept(validator)) return "";
  rapidjson::StringBuffer where, rule;
  validator.GetInvalidDocumentPointer().StringifyUriFragment(where);
  validator.GetInvalidSchemaPointer().StringifyUriFragment(rule);
  return std::string(where.GetString()) + " breaks '" + validator.GetInvalidSchemaKeyword() + "' of " +
         rule.GetString() + " in " + path.filename().string();
}

// `extract` prints JSON lines in the shape of docs/json/README.md; the others print no object of their own
// (docs/server.md, docs/query-language.md).
const std::set<std::string> kWithoutSchema = {"extract", "suggest", "serve", "mcp", "demo", "shell"};

// Needs a server; tests/scale/publish.sh runs it.
const std::set<std::string> kNotRun = {"publish"};

TEST(JsonTest, EveryVerbHasASchema) {
  std::set<std::string> verbs;
  for (const Command& command : Commands()) verbs.insert(std::string(command.name));
  for (const Query& query : Queries()) verbs.insert(std::string(query.name));
  for (const std::string& verb : kWithoutSchema) verbs.erase(verb);
  for (const std::string& verb : verbs) {
    EXPECT_TRUE(std::filesystem::exists(SourceDir() / "docs" / "json" / ("concord." + verb + ".1.json")))
        << verb;
  }
}

TEST(JsonTest, EveryVerbPrintsWhatItsSchemaSays) {
  const Workplace workplace;
  workplace.Write("nodes.csv", "id:ID,name\n1,a\n2,b\n");
  workplace.Write("decided.tsv",
                  "subject_id\tobject_id\tdecision\nGO-2\t3.2\tsubset\nOP-4\t\tno counterpart\n");
  workplace.Write("edges.csv", ":START_ID,:END_ID\n1,2\n");
  workplace.Write("boats-1.txt", "1. Boats\n\nEvery boat shall carry a lamp and a bell.\n");
  workplace.Write("boats-2.txt", "1. Boats\n\nEvery boat shall carry a lamp and a horn.\n");
  workplace.Write("bad/cut.xml",
                  "<akomaNtoso xmlns=\"http://docs.oasis-open.org/legaldocml/ns/akn/3.0\"><act>");
  workplace.Write("wrong.sssom.tsv",
                  "subject_id\tpredicate_id\tobject_id\tmapping_justification\n"
                  "a:1\texactMatch\tb:1\tsemapv:Guess\n");
  TinyModel::Write(workplace.path() / "tiny");
  struct Call {
    std::string verb;
    std::vector<std::string> words;
    int exit_code = kExitOk;
  };
  const std::vector<Call> calls = {
      {"init", {}},
      {"model", {"add", "--model-dir", "tiny", "--any", "--into", "elsewhere"}},
      {"ingest", {"datasets/sample", "--manifest", "datasets/sample/MANIFEST.tsv"}},
      {"ingest", {"bad"}, kExitFindings},
      {"formats", {}},
      {"lint", {"wrong.sssom.tsv"}, kExitFindings},
      {"map", {"tideway-controls", "lantern-risks", "--top", "3"}},
      {"map", {"tideway-controls", "lantern-risks", "--suggest-only"}},
      {"paths", {"tideway-controls:GO-1", "lantern-risks:3.1"}},
      {"map", {"tideway-controls", "lantern-risks", "--model-dir", "tiny"}},
      {"codes", {"tideway-controls", "--scheme", "mit-risk-domain"}},
      {"eval", {"https://example.org/sample/tideway-controls__lantern-risks", "--no-model"}},
      {"diff", {"tideway-controls", "lantern-risks"}},
      {"diff", {"meridian-convention", "meridian-convention", "--all"}},
      {"ingest", {"boats-1.txt", "--as", "boats@1"}},
      {"ingest", {"boats-2.txt", "--as", "boats@2"}},
      {"revision", {"save", "boats@1", "boats@2"}},
      {"revision", {"remove", "boats@1", "boats@2"}},
      {"forums", {"incident reports"}},
      {"briefing", {"incident reports"}},
      {"issuers", {}},
      {"issuer", {"accept", "coastal-code", "Coastal States Alliance", "--by", "Ada Example"}},
      {"issuer", {"undo", "coastal-code"}},
      {"query", {"MATCH (m:Measure) RETURN m.modality AS modality, count(*) AS n"}},
      {"query", {"PROFILE MATCH (m:Measure)-[:ADDRESSED_TO]->(a) RETURN a, count(*) AS n"}},
      {"forums", {"mit-risk-domain:7"}},
      {"forums", {"mit-risk-domain:7", "+", "mit-risk-domain:6", "-", "mit-risk-domain:6.5"}},
      {"coverage", {"--cols", "mit-risk-domain", "--rows", "actor"}},
      {"coverage", {"--cols", "incident reports, mit-risk-domain:7"}},
      {"topic", {"save", "incidents", "incident", "reports"}},
      {"forums", {"incidents", "--only-forums"}},
      {"coverage", {"tideway-controls", "--by", "lantern-risks,mit-risk-domain"}},
      {"coverage", {"tideway-controls"}},
      {"topics", {}},
      {"topic", {"remove", "incidents"}},
      {"topics", {"mit-risk-domain:7"}},
      {"timeline", {"incident reports"}},
      {"naming", {"incident reports"}},
      {"compare", {"incident reports", "human review"}},
      {"compare", {"incident reports", "--dates", "2022,2025"}},
      {"gaps", {"--forum", "oecd"}},
      {"gaps", {"tideway-controls", "--by", "lantern-risks"}},
      {"review", {"tideway-controls", "lantern-risks", "--no-model", "--out", "sheet.tsv"}},
      {"review",
       {"tideway-controls", "lantern-risks", "--no-model", "--reviewer", "Ada Example", "--in",
        "decided.tsv"}},
      {"overlap", {}},
      {"forum", {"oecd"}},
      {"standard", {"iso-iec:42001"}},
      {"why", {"cop-res-2-7", "oecd"}},
      {"datasets", {"lint"}},
      {"search", {"human review"}},
      {"show", {"meridian-convention"}},
      {"show", {"oecd"}},
      {"stats", {}},
      {"check", {}},
      {"check", {"--deep"}},
      {"backup", {"backups"}},
      {"restore", {"backups", "--store", "restored.db"}},
      {"repair", {}},
      {"export", {"meridian-convention", "--output", "out.graphml"}},
      {"remove", {"meridian-convention"}},
      {"import", {"--nodes", "Thing=nodes.csv", "--edges", "LIKES=edges.csv"}},
  };
  std::set<std::string> seen;
  for (const Call& call : calls) {
    std::vector<std::string> words = {"--json", call.verb};
    words.insert(words.end(), call.words.begin(), call.words.end());
    const Outcome outcome = workplace.Run(words);
    SCOPED_TRACE(call.verb + " " + (call.words.empty() ? "" : call.words.front()));
    ASSERT_EQ(outcome.exit_code, call.exit_code) << Describe(outcome);
    EXPECT_EQ(Difference(outcome.out), "") << outcome.out.substr(0, 1000);
    EXPECT_EQ(Parse(outcome.out)["schema"].GetString(), "concord." + call.verb + "/1");
    seen.insert(call.verb);
  }
  for (const Command& command : Commands()) {
    const std::string name(command.name);
    EXPECT_TRUE(seen.contains(name) || kWithoutSchema.contains(name) || kNotRun.contains(name)) << name;
  }
  for (const Query& query : Queries()) EXPECT_TRUE(seen.contains(std::string(query.name))) << query.name;
}

// A finding of a kind that its schema lacked was valid in no test, since no store of a test has every fault.
TEST(JsonTest, TheSchemaOfCheckListsEveryKindOfFinding) {
  const auto path = SourceDir() / "docs" / "json" / "concord.check.1.json";
  const rapidjson::Document schema = Parse(ReadFileOrDie(path));
  std::set<std::string> listed;
  std::vector<const rapidjson::Value*> open = {&schema};
  while (!open.empty()) {
    const rapidjson::Value& value = *open.back();
    open.pop_back();
    if (!value.IsObject()) continue;
    for (const auto& [name, inner] : value.GetObject()) {
      open.push_back(&inner);
      if (std::string_view(name.GetString()) != "kind" || !inner.IsObject() || !inner.HasMember("enum"))
        continue;
      for (const auto& kind : inner["enum"].GetArray()) listed.insert(kind.GetString());
    }
  }
  EXPECT_EQ(listed, std::set<std::string>(kCheckKinds.begin(), kCheckKinds.end()));
}

// Without a store there is nothing to look up, so the lines must stand on their own.
TEST(JsonTest, ExtractPrintsWholeLines) {
  const Workplace workplace;
  size_t measures = 0, spans = 0;
  for (const char* file : {"treaties/meridian-convention.txt", "communiques/lakeside-2026.md",
                           "laws/valdoria-automated-services-act.xml", "regulations/valdoria-2026-14.html",
                           "records/coastal-code.txt", "frameworks/tideway-controls.tsv"}) {
    SCOPED_TRACE(file);
    const Outcome outcome = workplace.Run({"extract", std::string("datasets/sample/") + file, "--jsonl"});
    ASSERT_EQ(outcome.exit_code, 0) << Describe(outcome);
    std::set<std::string> keys;
    std::string text;
    std::vector<rapidjson::Document> lines;
    for (const std::string_view line : Split(outcome.out, '\n')) {
      if (!line.empty()) lines.push_back(Parse(std::string(line)));
    }
    for (const rapidjson::Document& line : lines) {
      if (std::string_view(line["kind"].GetString()) != "node") continue;
      keys.insert(line["key"].GetString());
      const auto& properties = line["properties"];
      if (properties.HasMember("text")) text = properties["text"].GetString();
    }
    ASSERT_FALSE(text.empty());
    for (const rapidjson::Document& line : lines) {
      if (std::string_view(line["kind"].GetString()) == "edge") {
        EXPECT_TRUE(keys.contains(line["from"].GetString())) << line["from"].GetString();
        EXPECT_TRUE(keys.contains(line["to"].GetString())) << line["to"].GetString();
      } else {
        for (const auto& label : line["labels"].GetArray()) {
          if (std::string_view(label.GetString()) == "Measure") ++measures;
        }
      }
      const auto& properties = line["properties"];
      if (!properties.HasMember("start")) continue;
      const auto start = properties["start"].GetUint64(), end = properties["end"].GetUint64();
      ASSERT_LE(start, end);
      ASSERT_LE(end, text.size());
      // A span that cut a character in two would not be UTF-8 any more.
      EXPECT_EQ(FindInvalidUtf8(std::string_view(text).substr(start, end - start)), std::string_view::npos);
      ++spans;
    }
  }
  EXPECT_GT(measures, 40u);
  EXPECT_GT(spans, 150u);
}

}  // namespace
}  // namespace concord::testing
