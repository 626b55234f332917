#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <string>

#include "tests/environment.h"
#include "tests/ingest/reader_helpers.h"

namespace concord::testing {
namespace {

// One invented catalogue in the three serialisations.
const std::string kJson = ReadFileOrDie(SourceDir() / "tests/ingest/cases/oscal/catalog.json");

const std::string kXml = ReadFileOrDie(SourceDir() / "tests/ingest/cases/oscal/catalog.xml");

Document Read(std::string_view bytes, std::string_view path = "x/Harbour_rules_catalog.json") {
  return ReadOrDie("oscal", bytes, path);
}

// All that a Document says but for the places in the file.
std::string Gist(const Document& document) {
  std::string gist = document.text + "\n" + document.metadata.key + "|" + document.metadata.title + "|" +
                     document.metadata.issuer + "|" + document.metadata.edition + "\n";
  for (const Section& section : document.sections) {
    gist += std::to_string(section.parent) + " " + section.path + " " + section.number + " " + section.curie +
            " " + std::string(SectionKindName(section.kind)) + " " + std::to_string(section.span.start) +
            "\n";
  }
  for (const Block& block : document.blocks) {
    gist += std::to_string(block.section) + " " + std::to_string(static_cast<int>(block.kind)) + " " +
            std::to_string(block.lead) + " " + std::to_string(block.span.start) + "\n";
  }
  return gist;
}

TEST(OscalReader, GroupsControlsAndEnhancementsAreItems) {
  const Document document = Read(kJson);
  EXPECT_EQ(document.metadata.key, "harbour-rules");
  EXPECT_EQ(document.metadata.title, "Harbour Rules");
  EXPECT_EQ(document.metadata.issuer, "Port Board");
  EXPECT_EQ(document.metadata.edition, "2.1");
  EXPECT_EQ(document.metadata.date->ToString(), "2024-05-06");
  EXPECT_EQ(document.metadata.identifiers.at("oscal_uuid"), "11111111-2222-4333-8444-555555555555");
  ASSERT_TRUE(document.framework.has_value());
  using Parents = std::map<std::string, std::string>;
  EXPECT_EQ(document.framework->parents, (Parents{{"harbour-rules:lt", ""},
                                                  {"harbour-rules:lt-1", "harbour-rules:lt"},
                                                  {"harbour-rules:lt-1.1", "harbour-rules:lt-1"}}));
  const Section* beacon = FindSection(document, "lt-1");
  ASSERT_NE(beacon, nullptr);
  EXPECT_EQ(beacon->number, "LT-1");
  EXPECT_EQ(beacon->curie, "harbour-rules:lt-1");
  EXPECT_EQ(document.TextOf(beacon->heading), "Beacon");
  EXPECT_EQ(FindSection(document, "lt-1.1")->parent, beacon - document.sections.data());
  EXPECT_EQ(document.TextOf(FindSection(document, "lt")->heading), "Lights & Signals");
}

TEST(OscalReader, ParametersAreResolvedInProse) {
  const Document document = Read(kJson);
  EXPECT_EQ(BlocksOf(document, "lt-1-smt"), "The keeper shall:");
  EXPECT_EQ(BlocksOf(document, "lt-1-smt.a"),
            "Light the beacon before [time of dusk] in [Selection (one or more): red; green at [time of "
            "dusk]]; and");
  EXPECT_EQ(BlocksOf(document, "lt-1-smt.b"), "Mount it at 20 m or [nobody].");
  // What replaced the insertion stands for all of it.
  const size_t at = document.text.find("[time of dusk]");
  EXPECT_EQ(SourceOf(document, kJson, {static_cast<uint32_t>(at), static_cast<uint32_t>(at + 14)}),
            "{{ insert: param, lt-1_p1 }}");
}

TEST(OscalReader, StatementsGiveMeasuresAndAssessmentDoesNot) {
  const Document document = Read(kJson);
  EXPECT_EQ(FindSection(document, "lt-1-smt")->kind, SectionKind::kItem);
  EXPECT_EQ(FindSection(document, "lt-1-smt.a")->number, "a.");
  EXPECT_EQ(FindSection(document, "lt-1-gdn")->kind, SectionKind::kClause);
  EXPECT_EQ(FindSection(document, "lt-1-obj")->kind, SectionKind::kFront);
  EXPECT_EQ(FindSection(document, "back-matter")->kind, SectionKind::kFront);
  EXPECT_EQ(BlocksOf(document, "back-matter"), "Lamp book\nPort Board (2020) Lamps.\nlamps.pdf");
  EXPECT_EQ(BlocksOf(document, "lt-1-gdn"), "Fog comes early.\nKeep:\noil & wicks\nmatches");
  // Items hang on their opening words.
  for (const Block& block : document.blocks) {
    if (document.sections[block.section].path != "lt-1-smt.b") continue;
    ASSERT_GE(block.lead, 0);
    EXPECT_EQ(document.TextOf(document.blocks[static_cast<size_t>(block.lead)].span), "The keeper shall:");
  }
}

TEST(OscalReader, ObjectivesWithinGuidanceAreGuidance) {
  const Document document = Read(R"({"catalog": {"uuid": "u", "metadata": {"title": "Harbour", "version": "1",
    "oscal-version": "1.0.4", "last-modified": "2024-05-06T00:00:00Z"}, "controls": [{"id": "h-1",
    "title": "Lamps", "parts": [
      {"id": "h-1_gdn", "name": "guidance", "parts": [{"id": "h-1_gdn.1", "name": "objective",
        "prose": "Lamps should be checked."}]},
      {"id": "h-1_obj", "name": "objective", "prose": "Lamps are checked."}]}]}})");
  const Section* guidance = FindSection(document, "h-1-gdn.1");
  const Section* objective = FindSection(document, "h-1-obj");
  ASSERT_NE(guidance, nullptr);
  ASSERT_NE(objective, nullptr);
  EXPECT_EQ(guidance->kind, SectionKind::kClause);
  EXPECT_EQ(objective->kind, SectionKind::kFront);
}

TEST(OscalReader, XmlAndJsonAreTheSame) { EXPECT_EQ(Gist(Read(kJson)), Gist(Read(kXml))); }

TEST(OscalReader, YamlIsTheSameToo) {
  // JSON is YAML; a comment keeps it from being read as JSON.
  const std::string yaml = "# one\n" + std::string(kJson);
  EXPECT_EQ(Gist(Read(kJson)), Gist(Read(yaml)));
}

TEST(OscalReader, FormIsKnownByContent) {
  const ReadLimits limits;
  const auto reader = [&](std::string_view bytes) {
    const Reader* found = DetectReader({"file", bytes, &limits});
    return found == nullptr ? std::string_view() : found->name;
  };
  EXPECT_EQ(reader(kJson), "oscal");
  EXPECT_EQ(reader(kXml), "oscal");
  EXPECT_EQ(reader("---\ncatalog:\n  uuid: x\n  metadata:\n    oscal-version: 1.1.2\n"), "oscal");
  EXPECT_NE(reader("{\"catalog\": {\"books\": []}}"), "oscal");
  EXPECT_NE(reader("<catalog><book/></catalog>"), "oscal");
}

TEST(OscalReader, MappingsAreRowsOfACrosswalk) {
  const std::string json =
      R"({"mapping-collection": {"uuid": "AB", "metadata": {"title": "T", "oscal-version": "1.2.0"},
    "provenance": {"method": "human", "matching-rationale": "semantic", "status": "complete", "mapping-description": "How."},
    "mappings": [{"uuid": "m", "confidence-score": {"percentage": 0.5},
      "source-resource": {"type": "catalog", "href": "a/Harbour_rules_catalog.json"}, "target-resource": {"type": "catalog", "href": "#r"},
      "maps": [
       {"uuid": "m1", "relationship": "subset-of", "sources": [{"type": "control", "id-ref": "lt-1"}, {"type": "control", "id-ref": "lt-2"}], "targets": [{"type": "control", "id-ref": "x"}], "remarks": "Part *only*."},
       {"uuid": "m2", "matching-rationale": "syntactic", "relationship": "equivalent-to", "confidence-score": {"percentage": 0.9}, "sources": [{"type": "control", "id-ref": "lt-3"}], "targets": [{"type": "control", "id-ref": "y"}]},
       {"uuid": "m3", "relationship": "superset-of", "sources": [{"id-ref": "a"}], "targets": [{"id-ref": "b"}]},
       {"uuid": "m4", "relationship": "intersects-with", "sources": [{"id-ref": "a"}], "targets": [{"id-ref": "b"}]},
       {"uuid": "m5", "relationship": "no-relationship", "sources": [{"id-ref": "a"}], "targets": [{"id-ref": "c"}]},
       {"uuid": "m6", "relationship": "smells-like", "sources": [{"id-ref": "a"}], "targets": [{"id-ref": "d"}]}],
      "source-gap-summary": {"uuid": "g", "unmapped-controls": [{"with-ids": ["lt-9"]}]}}],
    "back-matter": {"resources": [{"uuid": "r", "rlinks": [{"href": "https://example.org/Quay_profile.xml"}]}]}}})";
  const Document document = Read(json, "m.json");
  ASSERT_TRUE(document.mapping_set.has_value());
  const MappingSet& set = *document.mapping_set;
  EXPECT_EQ(set.id, "urn:uuid:ab");
  EXPECT_EQ(set.subject_source, "harbour-rules");
  EXPECT_EQ(set.object_source, "quay");
  ASSERT_EQ(set.rows.size(), 8U);
  std::string relations;
  for (const MappingRow& row : set.rows)
    relations += row.predicate_modifier + row.predicate_id.substr(row.predicate_id.find(':') + 1) + " ";
  EXPECT_EQ(
      relations,
      "broadMatch broadMatch exactMatch narrowMatch relatedMatch NotrelatedMatch smells-like relatedMatch ");
  EXPECT_EQ(set.rows[1].subject_id, "harbour-rules:lt-2");
  EXPECT_EQ(set.rows[1].object_id, "quay:x");
  EXPECT_EQ(set.rows[0].other.FindString("group"), "m1");
  EXPECT_EQ(set.rows[1].other.FindString("group"), "m1");
  EXPECT_EQ(set.rows[0].other.FindString("source_relation"), "subset-of");
  EXPECT_EQ(set.rows[0].other.FindString("rationale"), "semantic");
  EXPECT_EQ(set.rows[0].other.FindString("comment"), "Part only.");
  EXPECT_EQ(set.rows[0].confidence, 0.5);
  EXPECT_EQ(set.rows[2].confidence, 0.9);
  EXPECT_EQ(set.rows[2].other.FindString("rationale"), "syntactic");
  EXPECT_EQ(set.rows[2].justification, "semapv:ManualMappingCuration");
  EXPECT_EQ(set.rows[7].object_id, "sssom:NoTermFound");
  EXPECT_EQ(document.TextOf(set.rows[0].span), "lt-1 | subset-of | x | Part only.");
  EXPECT_TRUE(HasRepair(document, 0, "smells-like"));
}

TEST(OscalReader, ComponentsSayHowTheyImplementControls) {
  const Document document =
      Read(R"({"component-definition": {"uuid": "c", "metadata": {"title": "Lamps", "oscal-version": "1.1.2"},
    "components": [{"uuid": "x", "type": "hardware", "title": "Lamp", "description": "A lamp.",
      "control-implementations": [{"uuid": "y", "source": "#r", "description": "Ours.", "implemented-requirements": [
        {"uuid": "z", "control-id": "lt-1", "description": "Burns until {{ insert: param, p }}.", "set-parameters": [{"param-id": "p", "values": ["dawn"]}]},
        {"uuid": "w", "control-id": "lt-2", "description": "Or {{ insert: param, p }}.", "set-parameters": [{"param-id": "p", "values": ["noon"]}]}]}]}],
    "back-matter": {"resources": [{"uuid": "r", "title": "Rules"}]}}})");
  EXPECT_EQ(BlocksOf(document, "component.control-implementation.implemented-requirement.lt-1"),
            "Burns until dawn.\ndawn");
  EXPECT_EQ(BlocksOf(document, "component.control-implementation.implemented-requirement.lt-2"),
            "Or noon.\nnoon");
  EXPECT_EQ(BlocksOf(document, "component.control-implementation"), "Ours.\nRules");
}

TEST(OscalReader, ProfilesNameWhatTheyImport) {
  const Document document =
      Read(R"({"profile": {"uuid": "c", "metadata": {"title": "Small", "oscal-version": "1.1.2"},
    "imports": [{"href": "#r", "include-controls": [{"with-ids": ["lt-1", "lt-1.1"]}]}],
    "modify": {"set-parameters": [{"param-id": "p", "constraints": [{"description": "every year"}]}]},
    "back-matter": {"resources": [{"uuid": "r", "title": "Harbour Rules", "rlinks": [{"href": "h.json"}]}]}}})");
  EXPECT_EQ(BlocksOf(document, "import"), "Harbour Rules h.json");
  EXPECT_EQ(BlocksOf(document, "import.include-controls"), "lt-1, lt-1.1");
  EXPECT_EQ(BlocksOf(document, "modify"), "every year");
  EXPECT_NE(document.text.find("p: every year"), std::string::npos);
  EXPECT_FALSE(document.framework.has_value());
}

TEST(OscalReader, ParametersThatGoRoundAreNamed) {
  std::string json =
      R"({"catalog": {"uuid": "u", "metadata": {"title": "T", "oscal-version": "1.0.0"}, "params": [{"id": "a", "label": "x {{ insert: param, a }}"})";
  for (int i = 0; i < 7; ++i) {
    json += R"(, {"id": "b)" + std::to_string(i) + R"(", "select": {"choice": [)";
    for (int k = 0; k < 30; ++k)
      json += (k > 0 ? ", " : "") + std::string("\"{{ insert: param, b") + std::to_string(i + 1) +
              " }} ten letters\"";
    json += "]}}";
  }
  json +=
      R"(], "controls": [{"id": "c", "title": "C", "parts": [{"name": "statement", "prose": "Do {{ insert: param, a }} and {{ insert: param, b0 }}."}]}]}})";
  const Document document = Read(json, "k.json");
  EXPECT_NE(document.text.find("Do [x [x "), std::string::npos);
  EXPECT_LT(document.text.size(), 1'000'000U);
}

TEST(OscalReader, RefusalsSayWhy) {
  const auto error = [](std::string_view bytes) {
    const auto read = ReadAs("oscal", bytes);
    EXPECT_FALSE(read.has_value());
    return read ? std::string() : read.error().message;
  };
  EXPECT_NE(error("{\"books\": {}}").find("found 'books'"), std::string::npos);
  EXPECT_NE(error("{\"catalog\": ").find("not valid JSON"), std::string::npos);
  EXPECT_NE(error("<catalog><metadata>").find("ends inside"), std::string::npos);
  EXPECT_NE(error("catalog: [").find("no YAML"), std::string::npos);
  EXPECT_NE(error("[]").find("no OSCAL model"), std::string::npos);
  EXPECT_NE(error("{\"catalog\": {\"uuid\": \"x\"}}").find("no text"), std::string::npos);
}

TEST(OscalReader, TheSameBaselineInBothSerialisations) {
  CONCORD_NEED_SHARED();
  const std::string name = "NIST_SP-800-53_rev5_LOW-baseline-resolved-profile_catalog";
  const Document json =
      Read(ReadFileOrDie(SharedDir() / "corpus/oscal-json" / (name + ".json")), name + ".json");
  const Document xml = Read(ReadFileOrDie(SharedDir() / "corpus/oscal-xml" / (name + ".xml")), name + ".xml");
  ASSERT_EQ(json.sections.size(), xml.sections.size());
  ASSERT_EQ(json.blocks.size(), xml.blocks.size());
  EXPECT_EQ(json.framework->parents, xml.framework->parents);
  for (size_t i = 0; i < json.sections.size(); ++i) {
    EXPECT_EQ(json.sections[i].path, xml.sections[i].path);
    EXPECT_EQ(json.sections[i].parent, xml.sections[i].parent);
    EXPECT_EQ(json.sections[i].number, xml.sections[i].number);
    EXPECT_EQ(json.sections[i].kind, xml.sections[i].kind);
  }
  size_t differ = 0;
  for (size_t i = 0; i < json.blocks.size(); ++i) {
    EXPECT_EQ(json.blocks[i].section, xml.blocks[i].section);
    EXPECT_EQ(json.blocks[i].lead, xml.blocks[i].lead);
    differ += json.TextOf(json.blocks[i].span) != xml.TextOf(xml.blocks[i].span);
  }
  EXPECT_EQ(differ,
            1U);  // the title of one resource, whose emphasis the JSON file spells in a way that is none
}

// Items, counted by the marks of the file alone.
size_t Count(const std::string& bytes, std::string_view mark) {
  size_t count = 0;
  for (size_t at = bytes.find(mark); at != std::string::npos; at = bytes.find(mark, at + 1)) ++count;
  return count;
}

TEST(OscalReader, AllFilesOfTheCorpusAndTheirCounts) {
  CONCORD_NEED_SHARED();
  size_t files = 0;
  for (const std::string_view folder : {"corpus/oscal-json", "corpus/oscal-xml"}) {
    for (const auto& entry : std::filesystem::directory_iterator(SharedDir() / folder)) {
      ++files;
      const std::string bytes = ReadFileOrDie(entry.path());
      const ReadLimits limits;
      const Source source{entry.path().native(), bytes, &limits};
      ASSERT_NE(DetectReader(source), nullptr);
      EXPECT_EQ(DetectReader(source)->name, "oscal") << entry.path();
      const Document document = Read(bytes, entry.path().native());
      // What a profile changes of its controls is no text of the document, which is said.
      for (const Repair& repair : document.repairs)
        EXPECT_NE(repair.message.find("words of the file"), std::string::npos)
            << entry.path() << repair.message;
      EXPECT_FALSE(document.metadata.title.empty()) << entry.path();
      if (document.framework) {
        const bool xml = entry.path().extension() == ".xml";
        const size_t controls = xml ? Count(bytes, "<control ") : 0;
        const auto items =
            std::ranges::count_if(document.sections, [](const Section& s) { return !s.curie.empty(); });
        if (xml) {
          EXPECT_EQ(static_cast<size_t>(items),
                    controls + Count(bytes, "<group id=") + Count(bytes, "<group class=\"family\""))
              << entry.path();
        }
        EXPECT_EQ(document.text.find("insert: param"), std::string::npos) << entry.path();
      }
      if (document.mapping_set) {
        EXPECT_GE(document.mapping_set->rows.size(), Count(bytes, "\"relationship\"")) << entry.path();
      }
    }
  }
  EXPECT_EQ(files, 17U + 14U);
}

}  // namespace
}  // namespace concord::testing
