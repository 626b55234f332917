#include <gtest/gtest.h>

#include <map>
#include <string>

#include "tests/environment.h"
#include "tests/ingest/reader_helpers.h"

namespace concord::testing {
namespace {

const std::string kFramework = ReadFileOrDie(SourceDir() / "tests/ingest/cases/ciso_library/framework.yaml");

Document Read(std::string_view bytes) { return ReadOrDie("ciso_library", bytes, "library.yaml"); }

TEST(CisoLibraryReader, RequirementNodesAreItemsBelowTheirParents) {
  const Document document = Read(kFramework);
  EXPECT_EQ(document.metadata.key, "harbour-rules");
  EXPECT_EQ(document.metadata.title, "Harbour rules");
  EXPECT_EQ(document.metadata.issuer, "Port Board");
  EXPECT_EQ(document.metadata.language, "en");
  EXPECT_EQ(document.metadata.edition, "3");
  EXPECT_EQ(document.metadata.date->ToString(), "2024-05-06");
  ASSERT_TRUE(document.framework.has_value());
  using Parents = std::map<std::string, std::string>;
  EXPECT_EQ(document.framework->parents, (Parents{{"harbour-rules:lt", ""},
                                                  {"harbour-rules:lt.1", "harbour-rules:lt"},
                                                  {"harbour-rules:ns", ""}}));
  const Section* lamp = FindSection(document, "lt.1");
  ASSERT_NE(lamp, nullptr);
  EXPECT_EQ(lamp->number, "LT.1");
  EXPECT_EQ(lamp->curie, "harbour-rules:lt.1");
  EXPECT_EQ(document.TextOf(lamp->heading), "Lamp's oil");
  EXPECT_EQ(document.sections[static_cast<size_t>(lamp->parent)].path, "lt");
  EXPECT_EQ(BlocksOf(document, "lt.1"), "The keeper shall fill the lamp, and trim it.\nOil is kept dry.");
  EXPECT_EQ(BlocksOf(document, "ns"), "No swimming.");
  EXPECT_EQ(SourceOf(document, kFramework, lamp->heading), "Lamp''s oil");
}

TEST(CisoLibraryReader, MappingSetsAreCrosswalks) {
  const Document document = Read(R"(urn: urn:h:risk:library:a-to-b
name: A to B
objects:
  requirement_mapping_set:
    urn: urn:h:risk:req_mapping_set:a-to-b
    name: From A to B
    source_framework_urn: urn:h:risk:framework:a
    target_framework_urn: urn:h:risk:framework:b
    requirement_mappings:
    - {source_requirement_urn: 'urn:h:risk:req_node:a:1', target_requirement_urn: 'urn:h:risk:req_node:b:x:y', relationship: subset, rationale: semantic, annotation: why, strength_of_relationship: 7}
    - {source_requirement_urn: 'urn:h:risk:req_node:a:2', target_requirement_urn: 'urn:h:risk:req_node:b:z', relationship: superset}
    - {source_requirement_urn: 'urn:h:risk:req_node:a:2', target_requirement_urn: 'urn:h:risk:req_node:b:z', relationship: equal}
    - {source_requirement_urn: 'urn:h:risk:req_node:a:2', target_requirement_urn: 'urn:h:risk:req_node:b:z', relationship: intersect}
    - {source_requirement_urn: 'urn:h:risk:req_node:a:2', target_requirement_urn: 'urn:h:risk:req_node:b:z', relationship: not_related}
    - {source_requirement_urn: 'urn:h:risk:req_node:a:2', relationship: equal}
)");
  ASSERT_TRUE(document.mapping_set.has_value());
  EXPECT_FALSE(document.framework.has_value());
  const MappingSet& set = *document.mapping_set;
  EXPECT_EQ(set.id, "urn:h:risk:req_mapping_set:a-to-b");
  EXPECT_EQ(set.subject_source + " " + set.object_source, "a b");
  ASSERT_EQ(set.rows.size(), 5U);
  EXPECT_EQ(set.rows[0].subject_id, "a:1");
  EXPECT_EQ(set.rows[0].object_id, "b:x:y");
  EXPECT_EQ(set.rows[0].other.FindString("rationale"), "semantic");
  EXPECT_EQ(set.rows[0].other.FindString("comment"), "why");
  EXPECT_EQ(set.rows[0].other.FindString("strength"), "7");
  std::string relations;
  for (const MappingRow& row : set.rows) relations += row.predicate_modifier + row.predicate_id + " ";
  EXPECT_EQ(relations,
            "skos:broadMatch skos:narrowMatch skos:exactMatch skos:relatedMatch Notskos:relatedMatch ");
  EXPECT_EQ(document.TextOf(set.rows[0].span),
            "urn:h:risk:req_node:a:1 | subset | urn:h:risk:req_node:b:x:y | why");
  EXPECT_TRUE(HasRepair(document, 15, "without source, target or relationship"));
}

TEST(CisoLibraryReader, ControlsAloneAreAFramework) {
  const Document document = Read(R"(urn: urn:h:risk:library:c
name: Controls
objects:
  reference_controls:
  - urn: urn:h:risk:function:c:rc-1
    ref_id: RC.1
    name: Rope
    category: process
    description: Check ropes every day.
)");
  EXPECT_EQ(document.framework->parents.count("c:rc-1"), 1U);
  EXPECT_EQ(BlocksOf(document, "rc-1"), "Check ropes every day.\nprocess");
}

TEST(CisoLibraryReader, RepairsAndRefusals) {
  const Document document = Read(R"(urn: urn:h:risk:library:l
name: L
objects:
  framework:
    urn: urn:h:risk:framework:l
    requirement_nodes:
    - {urn: 'urn:h:risk:req_node:l:a', parent_urn: 'urn:h:risk:req_node:l:nobody', name: A}
    - {urn: 'urn:h:risk:req_node:l:a', name: again}
    - {name: nameless}
    - {urn: 'urn:h:risk:req_node:l:b', parent_urn: 'urn:h:risk:req_node:l:c', name: B}
    - {urn: 'urn:h:risk:req_node:l:c', parent_urn: 'urn:h:risk:req_node:l:b', name: C}
)");
  EXPECT_TRUE(HasRepair(document, 7, "'nobody' has no row"));
  EXPECT_TRUE(HasRepair(document, 8, "'a' stands twice"));
  EXPECT_TRUE(HasRepair(document, 9, "without urn"));
  EXPECT_TRUE(HasRepair(document, 10, "below itself"));
  EXPECT_EQ(document.framework->parents.size(), 3U);

  const auto error = [](std::string_view bytes) {
    const auto read = ReadAs("ciso_library", bytes);
    EXPECT_FALSE(read.has_value());
    return read ? std::string() : read.error().message;
  };
  EXPECT_NE(error("urn: x\nobjects:\n  risk_matrix:\n  - a: 1\n").find("found risk_matrix"),
            std::string::npos);
  EXPECT_NE(error("name: x\n").find("expected a map named 'objects'"), std::string::npos);
  EXPECT_NE(error("objects: {framework: [{urn: 'a'}, {urn: 'b'}]}").find("second framework"),
            std::string::npos);
}

TEST(CisoLibraryReader, IsKnownByContent) {
  const ReadLimits limits;
  EXPECT_EQ(DetectReader({"file", kFramework, &limits})->name, "ciso_library");
}

}  // namespace
}  // namespace concord::testing
