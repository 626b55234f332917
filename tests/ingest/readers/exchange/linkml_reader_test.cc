#include <gtest/gtest.h>

#include <map>
#include <string>

#include "tests/environment.h"
#include "tests/ingest/reader_helpers.h"

namespace concord::testing {
namespace {

const std::string kTaxonomy = ReadFileOrDie(SourceDir() / "tests/ingest/cases/linkml/taxonomy.yaml");

Document Read(std::string_view bytes) { return ReadOrDie("linkml", bytes, "dir/perils_data.yaml"); }

TEST(LinkmlReader, EntitiesAreItemsOfTheirTaxonomy) {
  const Document document = Read(kTaxonomy);
  EXPECT_EQ(document.metadata.key, "harbour-perils");
  EXPECT_EQ(document.metadata.title, "Harbour perils");
  EXPECT_EQ(document.metadata.source, "https://example.org/perils");
  EXPECT_EQ(document.metadata.date->ToString(), "2024-07-30");
  using Parents = std::map<std::string, std::string>;
  EXPECT_EQ(document.framework->parents, (Parents{{"harbour-perils:hp-water", ""},
                                                  {"harbour-perils:hp-flood", "harbour-perils:hp-water"},
                                                  {"harbour-perils:hp-ice", "harbour-perils:hp-water"}}));
  EXPECT_EQ(BlocksOf(document, "hp-flood"), "Water where none should be.\nGoods are spoilt.");
  EXPECT_EQ(document.TextOf(FindSection(document, "hp-ice")->heading), "Ice");
  EXPECT_TRUE(HasRepair(document, 0, "1 entities are of the taxonomy 'others'"));
}

TEST(LinkmlReader, SlotsOfMappingsAreRows) {
  const Document document = Read(kTaxonomy);
  ASSERT_TRUE(document.mapping_set.has_value());
  EXPECT_EQ(document.mapping_set->id, "harbour-perils-mappings");
  std::string rows;
  for (const MappingRow& row : document.mapping_set->rows)
    rows += row.subject_id + " " + row.predicate_id + " " + row.object_id + "\n";
  EXPECT_EQ(rows,
            "harbour-perils:hp-flood skos:exactMatch other:flood\n"
            "harbour-perils:hp-flood skos:broadMatch harbour-perils:hp-ice\n"
            "harbour-perils:hp-flood skos:broadMatch new:atlas-wet\n"
            "harbour-perils:hp-ice skos:closeMatch other:ice\n");
  EXPECT_EQ(document.mapping_set->rows[0].subject_label, "Flood");
  EXPECT_EQ(document.mapping_set->rows[0].other.FindString("source_relation"), "exact_mappings");
  EXPECT_EQ(document.TextOf(document.mapping_set->rows[0].span), "hp-flood | exact_mappings | other:flood");
  EXPECT_TRUE(HasRepair(document, 0, "1 ids of mappings"));
}

TEST(LinkmlReader, MappingsAloneAreACrosswalk) {
  const Document document =
      Read("entries:\n- id: a\n  related_mappings: [x:b]\n- id: y:c\n  exact_mappings: [x:d]\n");
  EXPECT_FALSE(document.framework.has_value());
  ASSERT_EQ(document.mapping_set->rows.size(), 2U);
  EXPECT_EQ(document.mapping_set->id, "perils-data");
  EXPECT_EQ(document.mapping_set->rows[0].subject_id, "new:a");
  EXPECT_EQ(document.mapping_set->rows[1].subject_id, "y:c");
}

TEST(LinkmlReader, AnItemMayBeCalledMappings) {
  std::string text = kTaxonomy;
  const size_t at = text.find("id: hp-ice\n");
  ASSERT_NE(at, std::string::npos);
  text.replace(at, 10, "id: mappings");
  EXPECT_NE(FindSection(Read(text), "mappings"), nullptr);  // and the Document keeps its promises
}

TEST(LinkmlReader, RefusesWhatHasNoEntities) {
  const auto read = ReadAs("linkml", "title: nothing\nlist: [1, 2]\n");
  ASSERT_FALSE(read.has_value());
  EXPECT_NE(read.error().message.find("expected lists of entities"), std::string::npos);
  EXPECT_FALSE(ReadAs("linkml", "entries:\n- id: a\n").has_value());  // neither name nor mapping: no text
}

TEST(LinkmlReader, IsKnownByContent) {
  const ReadLimits limits;
  EXPECT_EQ(DetectReader({"file", kTaxonomy, &limits})->name, "linkml");
}

}  // namespace
}  // namespace concord::testing
