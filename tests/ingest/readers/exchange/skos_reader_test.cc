#include <gtest/gtest.h>

#include <map>
#include <string>

#include "tests/environment.h"
#include "tests/ingest/reader_helpers.h"

namespace concord::testing {
namespace {

// One invented taxonomy in the three syntaxes.
const std::string kTurtle = ReadFileOrDie(SourceDir() / "tests/ingest/cases/skos/taxonomy.ttl");

const std::string kXml = ReadFileOrDie(SourceDir() / "tests/ingest/cases/skos/taxonomy.rdf");

Document Read(std::string_view bytes) { return ReadOrDie("skos", bytes, "perils.ttl"); }

TEST(SkosReader, ConceptsAreItemsBelowTheirBroaderOnes) {
  const Document document = Read(kTurtle);
  EXPECT_EQ(document.metadata.key, "perils");
  EXPECT_EQ(document.metadata.title, "Perils of a harbour");
  EXPECT_EQ(document.metadata.issuer, "Port Board");
  EXPECT_EQ(document.metadata.date->ToString(), "2024-05-06");
  using Parents = std::map<std::string, std::string>;
  EXPECT_EQ(
      document.framework->parents,
      (Parents{{"perils:water", ""}, {"perils:flood", "perils:water"}, {"perils:ice", "perils:water"}}));
  EXPECT_EQ(FindSection(document, "water")->number, "1");
  EXPECT_EQ(document.TextOf(FindSection(document, "water")->heading), "Water");
  EXPECT_EQ(BlocksOf(document, "water"), "Wasser");
  EXPECT_NE(document.text.find("prefLabel@de: Wasser"), std::string::npos);
  EXPECT_EQ(BlocksOf(document, "flood"), "Water where \"none\" should be.\nInundation");
  EXPECT_EQ(document.TextOf(FindSection(document, "ice")->heading), "Eis");
  EXPECT_EQ(SourceOf(document, kTurtle, FindSection(document, "flood")->heading), "Flood");
  EXPECT_TRUE(HasRepair(document, 0, "1 concepts are of 'others'"));
}

TEST(SkosReader, MatchesAreMappings) {
  const Document document = Read(kTurtle);
  ASSERT_TRUE(document.mapping_set.has_value());
  ASSERT_EQ(document.mapping_set->rows.size(), 2U);
  const MappingRow& row = document.mapping_set->rows[0];
  EXPECT_EQ(row.subject_id + " " + row.predicate_id + " " + row.object_id,
            "perils:flood skos:exactMatch others:flood");
  EXPECT_EQ(row.other.FindString("object_iri"), "https://example.org/others#flood");
  EXPECT_EQ(document.mapping_set->rows[1].predicate_id, "skos:broadMatch");
  EXPECT_EQ(document.mapping_set->id, "perils-mappings");
}

TEST(SkosReader, TheSyntaxesAreTheSame) {
  EXPECT_EQ(Read(kTurtle).text, Read(kXml).text);
  EXPECT_EQ(Read(kTurtle).framework->parents, Read(kXml).framework->parents);
  const Document triples = Read(
      "<https://example.org/perils/a> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> "
      "<http://www.w3.org/2004/02/skos/core#Concept> .\n"
      "<https://example.org/perils/a> <http://www.w3.org/2004/02/skos/core#prefLabel> \"A \\u00e9\"@en .\n");
  EXPECT_EQ(triples.framework->parents.count("perils:a"), 1U);
  EXPECT_EQ(triples.TextOf(FindSection(triples, "a")->heading), "A é");
}

TEST(SkosReader, IsKnownByContent) {
  const ReadLimits limits;
  EXPECT_EQ(DetectReader({"file", kTurtle, &limits})->name, "skos");
  EXPECT_EQ(DetectReader({"file", kXml, &limits})->name, "skos");
}

// raptor keeps the length of a language in one byte.
TEST(SkosReader, NoLanguageOverflowsRaptor) {
  const auto with = [](std::string_view declarations, std::string_view language) {
    std::string bytes = "<?xml version=\"1.0\"?>\n";
    if (!declarations.empty()) bytes += "<!DOCTYPE rdf:RDF [" + std::string(declarations) + "]>\n";
    return bytes +
           "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" "
           "xmlns:skos=\"http://www.w3.org/2004/02/skos/core#\"><skos:Concept "
           "rdf:about=\"https://example.org/perils/a\"><skos:prefLabel xml:lang=\"" +
           std::string(language) + "\">Fog</skos:prefLabel></skos:Concept></rdf:RDF>";
  };
  const auto refusal = [](const std::string& bytes) {
    const auto read = ReadAs("skos", bytes);
    return read ? std::string() : read.error().message;
  };
  EXPECT_EQ(refusal(with("", "en")), "");
  EXPECT_EQ(refusal(with("", std::string(100, 'e'))), "");
  EXPECT_EQ(refusal(with("<!ENTITY p \"https://example.org/perils/\">", "en")), "");
  for (const size_t size : {101, 255, 256, 258, 600, 70'000})
    EXPECT_NE(refusal(with("", std::string(size, 'e'))).find("language tag"), std::string::npos) << size;
  EXPECT_NE(refusal(with("<!ENTITY l \"" + std::string(300, 'e') + "\">", "&l;")).find("language tag"),
            std::string::npos);
  EXPECT_NE(refusal(with("<!ATTLIST skos:prefLabel lang CDATA \"x\">", "en")).find("defaults"),
            std::string::npos);
  EXPECT_NE(refusal(with("<!ENTITY\n% a \"&#60;!ATTLIST\">%a;", "en")).find("parameter entities"),
            std::string::npos);
}

TEST(SkosReader, RefusalsSayWhy) {
  const std::string prefix = "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n";
  const std::string xml =
      "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" "
      "xmlns:skos=\"http://www.w3.org/2004/02/skos/core#\">";
  const auto error = [](std::string_view bytes) {
    const auto read = ReadAs("skos", bytes);
    EXPECT_FALSE(read.has_value()) << bytes.substr(0, 80);
    return read ? Error() : read.error();
  };
  EXPECT_EQ(error(prefix + "<a> skos:broader ").line, 2U);
  EXPECT_NE(error(prefix + "<a> skos:broader ").message.find("no Turtle"), std::string::npos);
  EXPECT_NE(
      error("@prefix skos: <http://www.w3.org/2004/02/skos/core#> ").message.find("not the end of the file"),
      std::string::npos);
  EXPECT_EQ(error(prefix + "<a> skos:prefLabel \"never closed").line, 2U);
  EXPECT_NE(error(prefix + "<a> <b> " + std::string(100'000, '[')).message.find("deeper than 256"),
            std::string::npos);
  EXPECT_NE(error(prefix + "<a> <b> <c> .").message.find("without any skos:Concept"), std::string::npos);
  EXPECT_NE(error(xml + "<skos:Concept>").message.find("ends inside"), std::string::npos);
  EXPECT_NE(
      error(xml + "<skos:Concept rdf:about=\"a b\" rdf:ID=\"c\"/></rdf:RDF>").message.find("no RDF/XML"),
      std::string::npos);
  // Entities that grow, and one that reads a file.
  std::string bomb = "<!DOCTYPE rdf:RDF [<!ENTITY a0 \"xxxxxxxxxx\">";
  for (int i = 1; i < 12; ++i) {
    bomb += "<!ENTITY a" + std::to_string(i) + " \"";
    for (int k = 0; k < 10; ++k) bomb += "&a" + std::to_string(i - 1) + ";";
    bomb += "\">";
  }
  EXPECT_NE(
      error(bomb + "]>" + xml +
            "<skos:Concept rdf:about=\"a\"><skos:prefLabel>&a11;</skos:prefLabel></skos:Concept></rdf:RDF>")
          .message.find("no RDF/XML"),
      std::string::npos);
  const auto outside =
      ReadAs("skos", "<!DOCTYPE rdf:RDF [<!ENTITY f SYSTEM \"file:///etc/passwd\">]>" + xml +
                         "<skos:Concept rdf:about=\"urn:x:a\"><skos:prefLabel>Label &f;</skos:prefLabel>"
                         "</skos:Concept></rdf:RDF>");
  if (outside) {
    EXPECT_EQ(outside->text, "a Label");
  }
}

}  // namespace
}  // namespace concord::testing
