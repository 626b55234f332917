#include <gtest/gtest.h>
#include <rapidjson/document.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <string>

#include "tests/environment.h"
#include "tests/ingest/reader_helpers.h"
#include "tests/processor_time.h"

namespace concord::testing {
namespace {

// A record as names and values: {"siblings.0.code", "2.1"}. Empty values are left out: a missing block, an
// empty string and null say the same.
using Record = std::map<std::string, std::string>;

void Put(Record* record, const std::string& name, std::string_view value) {
  if (!value.empty()) (*record)[name] = value;
}

void Flatten(const rapidjson::Value& value, const std::string& name, Record* record) {
  if (value.IsObject()) {
    for (const auto& member : value.GetObject()) {
      Flatten(member.value, name.empty() ? member.name.GetString() : name + "." + member.name.GetString(),
              record);
    }
  } else if (value.IsArray()) {
    for (rapidjson::SizeType i = 0; i < value.Size(); ++i)
      Flatten(value[i], name + "." + std::to_string(i), record);
  } else if (value.IsString()) {
    Put(record, name, {value.GetString(), value.GetStringLength()});
  } else if (value.IsInt()) {
    Put(record, name, std::to_string(value.GetInt()));
  }
}

Record RecordFromJson(const std::string& json) {
  rapidjson::Document parsed;
  parsed.Parse(json.data(), json.size());
  EXPECT_FALSE(parsed.HasParseError());
  Record record;
  Flatten(parsed, "", &record);
  // Measures and forums are what extractors find in the quote.
  std::erase_if(record, [](const auto& entry) {
    return entry.first.starts_with("measures.") || entry.first.starts_with("forums.");
  });
  return record;
}

Record RecordFromDocument(const Document& document) {
  Record record;
  const Metadata& metadata = document.metadata;
  if (const Value* banner = metadata.other.Find("banner")) {
    size_t i = 0;
    for (const Value& line : banner->as_list())
      Put(&record, "banner." + std::to_string(i++), line.as_string());
  }
  for (const std::string name : {"category_definition", "parent_category", "reasoning"}) {
    Put(&record, name, metadata.other.FindString(name));
  }
  for (const std::string name : {"lifecycle", "actor_role", "rmf"}) {
    if (const Value* term = metadata.other.Find(name)) {
      Put(&record, name + ".label", term->as_map().FindString("label"));
      Put(&record, name + ".definition", term->as_map().FindString("definition"));
    }
  }
  Put(&record, "source.title", metadata.title);
  Put(&record, "source.issuer", metadata.issuer);
  if (metadata.date) Put(&record, "source.year", metadata.date->ToString());
  Put(&record, "source.abstract", metadata.abstract);
  Put(&record, "quote", BlocksOf(document, "record"));

  size_t siblings = 0, risks = 0;
  for (const Classification& given : document.classifications) {
    EXPECT_TRUE(document.TextOf(given.span).starts_with(given.code));
    if (given.scheme == "mit-risk-domain") {
      const std::string name = "risk." + std::to_string(risks++);
      std::string rank = given.rank;
      if (!rank.empty()) rank[0] = static_cast<char>(rank[0] - 32);
      Put(&record, name + ".rank", rank);
      Put(&record, name + ".code", given.code);
      Put(&record, name + ".label", given.label);
      EXPECT_EQ(given.reasoning, metadata.other.FindString("reasoning"));
      continue;
    }
    EXPECT_EQ(given.scheme, "mit-mitigation-v2");
    const std::string name = "siblings." + std::to_string(siblings++);
    const Section& section = document.sections[given.section];
    Put(&record, name + ".path", document.TextOf(section.heading));
    std::string definition = BlocksOf(document, section.path);
    const std::string_view code = document.TextOf(given.span);
    EXPECT_TRUE(definition.ends_with(code));
    definition.resize(definition.size() - std::min(definition.size(), code.size() + 1));
    Put(&record, name + ".definition", definition);
    Put(&record, name + ".code", given.code);
    Put(&record, name + ".label", given.label);
  }
  return record;
}

TEST(RecordPageReader, VariantsGiveTheRecordsThatTheyMust) {
  size_t cases = 0;
  for (const auto& entry :
       std::filesystem::directory_iterator(SourceDir() / "tests/ingest/cases/record_page")) {
    SCOPED_TRACE(entry.path().filename());
    ++cases;
    const std::string page = ReadFileOrDie(entry.path() / "page.txt");
    const ReadLimits limits;
    const Reader* reader = DetectReader(Source{"page.txt", page, &limits});
    ASSERT_NE(reader, nullptr);
    EXPECT_EQ(reader->name, "record_page");
    const Document document = ReadOrDie("record_page", page, "page.txt");
    EXPECT_EQ(RecordFromDocument(document), RecordFromJson(ReadFileOrDie(entry.path() / "record.json")));
    EXPECT_TRUE(document.repairs.empty());
  }
  EXPECT_GE(cases, 10U);
}

TEST(RecordPageReader, LineEndsDoNotMatter) {
  const std::string page = ReadFileOrDie(SourceDir() / "tests/ingest/cases/record_page/usual/page.txt");
  const Document lf = ReadOrDie("record_page", page);
  for (const std::string_view end : {"\r\n", "\r", "\n\n"}) {
    std::string other;
    for (const char c : page) c == '\n' ? other += end : other += c;
    EXPECT_EQ(ReadOrDie("record_page", other).text, lf.text);
  }
}

TEST(RecordPageReader, SeedPage) {
  CONCORD_NEED_SHARED();
  for (const auto& entry : std::filesystem::directory_iterator(SharedDir() / "seeds")) {
    const Document document = ReadOrDie("record_page", ReadFileOrDie(entry.path()), "seed.txt");
    EXPECT_EQ(RecordFromDocument(document),
              RecordFromJson(ReadFileOrDie(SharedDir() / "facts/seed_record.json")));
    EXPECT_TRUE(document.repairs.empty());
  }
}

TEST(RecordPageReader, OtherTextsAreNotItsOwn) {
  const ReadLimits limits;
  for (const std::string_view text :
       {"Reasoning is hard.\nAlso in spring.\n", "Act on Boats (2023)\nSection 1\n1 Boats float.\n",
        "1 One\n2 Two\n3 Three\n", "", "# Reasoning\n\nAlso in Rome\n"}) {
    const Reader* reader = DetectReader(Source{"a.txt", text, &limits});
    EXPECT_TRUE(reader == nullptr || reader->name != "record_page") << text;
  }
}

TEST(RecordPageReader, ALongPageTakesLinearTime) {
  const auto read = [](int paths) {
    std::string page = "Also in Nets\nWords.\nReasoning\nWords.\n";
    for (int i = 0; i < paths; ++i) page += "Path " + std::to_string(i) + " > Part\n1.2 LabelPath > Next\n";
    return [page] { EXPECT_TRUE(ReadAs("record_page", page).has_value()); };
  };
  EXPECT_LT(ProcessorTimes(read(2500), read(20'000)), 24);
}

}  // namespace
}  // namespace concord::testing
