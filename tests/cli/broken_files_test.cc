// Files that are not what they seem. Nothing crashes; what is refused has a reason; the rest is stored.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <rapidjson/document.h>
#include <sys/stat.h>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <fstream>
#include <thread>

#include "cli/command.h"
#include "tests/cli/subprocess.h"
#include "tests/ingest/zip_maker.h"

namespace concord::testing {
namespace {

std::string Repeated(std::string_view piece, size_t times) {
  std::string text;
  text.reserve(piece.size() * times);
  for (size_t i = 0; i < times; ++i) text += piece;
  return text;
}

const std::string kAkn = "<akomaNtoso xmlns=\"http://docs.oasis-open.org/legaldocml/ns/akn/3.0\"><act><body>";

// Ten entities, each of ten of the one before.
const std::string kBomb = [] {
  std::string bomb = "<!DOCTYPE a [<!ENTITY e0 \"ha\">";
  for (int i = 1; i < 10; ++i)
    bomb += fmt::format("<!ENTITY {} \"{}\">", i == 9 ? "e" : fmt::format("e{}", i),
                        Repeated(fmt::format("&e{};", i - 1), 10));
  return bomb + "]>";
}();

std::string Office(const std::string& main, const std::string& xml) {
  return MakeZip(
      {{"[Content_Types].xml", "<Types/>"},
       {"_rels/.rels",
        fmt::format("<Relationships><Relationship Id=\"r\" Type=\"http://schemas.openxmlformats.org/"
                    "officeDocument/2006/relationships/officeDocument\" Target=\"{}\"/></Relationships>",
                    main)},
       {main, xml}});
}

std::string Utf16(std::string_view ascii) {
  std::string units;
  for (const char c : ascii) units += {c, '\0'};
  return units;
}

// Objects from number 1, the first of which is the catalogue.
std::string Pdf(const std::vector<std::string>& objects) {
  std::string file = "%PDF-1.4\n", table;
  for (size_t i = 0; i < objects.size(); ++i) {
    table += fmt::format("{:010} 00000 n \n", file.size());
    file += fmt::format("{} 0 obj\n{}\nendobj\n", i + 1, objects[i]);
  }
  return fmt::format(
      "{}xref\n0 {}\n0000000000 65535 f \n{}trailer <</Size {}/Root 1 0 R>>\nstartxref\n{}\n%%EOF\n", file,
      objects.size() + 1, table, objects.size() + 1, file.size());
}

// By name; those that must be refused carry why.
struct BrokenFile {
  std::string name, bytes, why_refused;
};

std::vector<BrokenFile> BrokenFiles() {
  using namespace std::string_literals;
  const std::string sssom_head =
      "# mapping_set_id: https://example.org/x\nsubject_id\tpredicate_id\tobject_id\tmapping_justification\n";
  return {
      {"empty.txt", "", ""},
      {"empty.xml", "", ""},
      {"empty.html", "", ""},
      {"empty.tsv", "", ""},
      {"only-bom.txt", "\xef\xbb\xbf", ""},
      {"blank.md", "\n\n   \n\t\n", ""},
      {"binary.txt", "PK\x03\x04"s + Repeated("\0\x01\x02\xff"s, 5000), "a binary file"},
      {"binary.html", "<html>"s + Repeated("\0\0\xfe"s, 5000), "a binary file"},
      {"cut-utf8.txt", "Article 1\n\nProviders shall keep records of caf\xc3", ""},
      {"latin.txt", "Article 1\n\nLe d\xe9ployeur shall keep records \x97 always.\n", ""},
      {"half-utf16.txt",
       "\xff\xfe"
       "A\0r\0t\0i"s,
       ""},
      {"cut.xml", kAkn + "<section eId=\"sec_1\"><num>1.</num><content><p>An operator shall",
       "not well-formed"},
      {"deep.xml",
       kAkn + Repeated("<part>", 200'000) + Repeated("</part>", 200'000) + "</body></act></akomaNtoso>",
       "too deep"},
      {"deep-cut.xml", kAkn + Repeated("<part>", 300'000), "not well-formed"},
      {"deep.html", "<html><body>" + Repeated("<div>", 200'000) + "x", ""},
      {"deep-list.html", "<html><body>" + Repeated("<ul><li>", 100'000) + "x", ""},
      {"deep-table.html", "<html><body>" + Repeated("<table><tr><td>", 20'000) + "x", ""},
      {"deep-quote.md", Repeated("> ", 100'000) + "x\n", ""},
      {"deep-list.md", Repeated("- ", 50'000) + "x\n", ""},
      {"deep-emphasis.md", Repeated("*a _b ", 50'000) + "\n", ""},
      {"brackets.md", Repeated("[", 100'000) + Repeated("](", 100'000) + "\n", ""},
      {"entities.xml",
       "<!DOCTYPE a [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c "
       "\"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\">]>" +
           kAkn + "<section><content><p>&c;&c;&c;</p></content></section></body></act></akomaNtoso>",
       ""},
      {"attributes.html", "<html><body><p " + Repeated("a='b' ", 100'000) + ">x</p>", ""},
      {"one-line.txt", Repeated("a", 3'000'000), ""},
      {"one-word-each.txt", Repeated("a\n", 500'000), ""},
      {"parentheses.txt", Repeated("(a) ", 200'000), ""},
      {"numbers.txt", Repeated("1.", 300'000) + "\n", ""},
      {"articles.txt", Repeated("Article 1\n", 50'000), ""},
      {"shalls.txt", Repeated("shall ", 300'000), ""},
      {"iso.txt", Repeated("ISO/IEC ", 200'000) + "42001", ""},
      {"commas.txt", "The provider shall " + Repeated("keep records, ", 100'000) + ".", ""},
      {"table-without-id.tsv", "framework\tparent_id\ttitle\nx\t\tA\n", ""},
      {"table-cut.tsv", "framework\tid\tparent_id\ttitle\ttext\nx\t1\t\tA\tB\nx\t2", ""},
      {"table-loop.tsv",
       "framework\tid\tparent_id\ttitle\ttext\nx\t1\t2\tA\tB\nx\t2\t1\tC\tD\nx\t3\t3\tE\tF\n", ""},
      {"table-twice.tsv", "framework\tid\tparent_id\ttitle\ttext\nx\t1\t\tA\tB\nx\t1\t\tC\tD\n", ""},
      {"quote.csv", "framework,id,parent_id,title,text\nx,1,,\"never closed,B\n", ""},
      {"cut.sssom.tsv", sssom_head + "a:1\tskos:exactMa", ""},
      {"empty.sssom.tsv", "# mapping_set_id: https://example.org/x\n", ""},
      {"controls.txt", Repeated("\x01\x02\x1b[31m bell\a ", 1000), ""},
      {"directions.txt",
       "Article 1\n\nProviders \xe2\x80\xae"
       "shall\xe2\x80\xac keep\xc2\xad records.\n",
       ""},
      {"lines-cr.txt", "Article 1\r\rProviders shall keep records.\r", ""},
      {"record.txt", "Reasoning\n99 Other\n99 Other\nPrimary\n6.5\n", ""},
      {"picture.png", "\x89PNG\r\n\x1a\n"s + Repeated("\0\x10"s, 1000), "a binary file"},
      {"in-svg.html", "<html><body><svg>" + Repeated("<tr>", 300'000), "too deep"},
      {"led-astray.html", "<html><body>" + Repeated("<div></b>", 300'000), "too deep"},
      {"deep.json", Repeated("[", 1'000'000) + Repeated("]", 1'000'000), "too deep"},
      {"deep.yaml", "catalog:\n metadata:\n  oscal-version: 1\n groups:\n " + Repeated("- ", 100'000) + "x\n",
       "too deep"},
      {"deep.ttl",
       "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n<http://e/a> a skos:Concept ; skos:broader " +
           Repeated("[ skos:broader ", 10'000) + "<http://e/b>" + Repeated(" ]", 10'000) + " .\n",
       "too deep"},
      {"bomb.docx",
       Office("word/document.xml", kBomb + "<w:document><w:body><w:p>&e;</w:p></w:body></w:document>"), ""},
      {"bomb.xlsx", Office("xl/workbook.xml", kBomb + "<workbook>&e;</workbook>"), "no sheet"},
      {"cut.docx", Office("word/document.xml", "<w:document/>").substr(0, 200), "cut off"},
      {"utf16-without-mark.txt", Utf16("Article 1\n\nProviders shall keep records.\n"), ""},
      {"utf16-without-mark.json",
       Utf16(R"({"title": "Quays", "articles": [{"number": "1", "content": "x"}]})"), ""},
      {"nul.txt", "Article 1\n\nProviders shall keep\0records.\n"s, "a NUL byte"},
      {"nul.csv", "id,title\n1,a\0b\n"s, "a NUL byte"},
      {"own-kid.pdf", Pdf({"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[2 0 R]/Count 1>>"}),
       "a circle"},
      {"many-pages.pdf",
       Pdf({"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 2000000000>>",
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]>>"}),
       "no such pages"},
      {"paper.pdf", "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"s + Repeated("\0stream\xff"s, 1000), "a binary file"},
  };
}

TEST(BrokenFilesTest, NothingCrashesAndEveryRefusalHasAReason) {
  const Workplace workplace;
  std::map<std::string, std::string> must_refuse;
  for (const BrokenFile& file : BrokenFiles()) {
    workplace.Write("in/" + file.name, file.bytes);
    if (!file.why_refused.empty()) must_refuse[file.name] = file.why_refused;
  }
  workplace.Write("in/good.txt", "Article 1\n\nProviders shall keep records.\n");
  workplace.Write("in/zz-good.md", "# Duties\n\nProviders shall keep records.\n");

  const Outcome outcome = workplace.Run({"ingest", "in", "--json"});
  ASSERT_EQ(outcome.exit_code, kExitFindings) << Describe(outcome);
  rapidjson::Document report;
  report.Parse(outcome.out.c_str());
  ASSERT_FALSE(report.HasParseError());
  for (const auto& refused : report["refused"].GetArray()) {
    const std::string path = refused["path"].GetString();
    EXPECT_FALSE(path.empty());
    EXPECT_GT(std::string_view(refused["message"].GetString()).size(), 10u) << path;
    const std::string name = std::filesystem::path(path).filename();
    EXPECT_TRUE(name != "good.txt" && name != "zz-good.md") << path << ": " << refused["message"].GetString();
    must_refuse.erase(name);
  }
  for (const auto& [name, why] : must_refuse) ADD_FAILURE() << name << " was stored; it is " << why;
  const size_t files = BrokenFiles().size() + 2;
  EXPECT_EQ(report["stored"].Size() + report["refused"].Size() + report["unchanged"].Size(), files);

  const Outcome check = workplace.Run({"check"});
  EXPECT_EQ(check.exit_code, kExitOk) << Describe(check);
  EXPECT_EQ(workplace.Run({"show", "good"}).exit_code, kExitOk);
  EXPECT_EQ(workplace.Run({"show", "zz-good"}).exit_code, kExitOk);
}

// A control character that reaches the terminal can do anything there.
TEST(BrokenFilesTest, NoControlCharacterReachesTheTerminal) {
  const Workplace workplace;
  workplace.Write("in/controls.txt",
                  "Article 1\n\nProviders shall keep \x1b[31mred\x1b[0m records\a of lamps.\n");
  ASSERT_EQ(workplace.Run({"ingest", "in"}).exit_code, kExitOk);
  for (const std::vector<std::string>& words :
       {std::vector<std::string>{"search", "lamps"}, {"show", "controls"}, {"export", "--format", "dot"}}) {
    const Outcome outcome = workplace.Run(words);
    EXPECT_EQ(outcome.exit_code, kExitOk) << Describe(outcome);
    EXPECT_EQ(outcome.out.find('\x1b'), std::string::npos);
    EXPECT_EQ(outcome.out.find('\a'), std::string::npos);
  }
}

// What stands in a folder and is no file: what should be one is reported, the rest passed over.
TEST(BrokenFilesTest, LinksThatLeadNowhereAreReported) {
  const Workplace workplace;
  workplace.Write("in/good.txt", "Article 1\n\nProviders shall keep records.\n");
  std::filesystem::create_symlink("nowhere.txt", workplace.path() / "in/dangling.txt");
  std::filesystem::create_symlink("loop.txt", workplace.path() / "in/loop.txt");
  ASSERT_EQ(mkfifo((workplace.path() / "in/pipe.txt").c_str(), 0600), 0);
  std::filesystem::create_directory(workplace.path() / "in/folder.txt");
  const Outcome outcome = workplace.Run({"ingest", "in"});
  EXPECT_EQ(outcome.exit_code, kExitFindings) << Describe(outcome);
  EXPECT_NE(outcome.err.find("dangling.txt: this link leads to a file that does not exist"),
            std::string::npos)
      << outcome.err;
  EXPECT_NE(outcome.err.find("loop.txt: cannot open"), std::string::npos) << outcome.err;
  EXPECT_EQ(outcome.err.find("pipe.txt"), std::string::npos) << outcome.err;
  EXPECT_EQ(workplace.Run({"show", "good"}).exit_code, kExitOk);
}

// A file that another program writes to all the time: it is stored as it was at one moment, or refused; the
// run goes on.
TEST(BrokenFilesTest, AFileThatChangesWhileItIsReadIsWholeOrRefused) {
  const Workplace workplace;
  const std::string even = Repeated("Article 1\n\nProviders shall keep records.\n", 20'000);
  std::string odd = even;
  std::ranges::replace(odd, 'P', 'Q');
  workplace.Write("in/a.txt", even);
  workplace.Write("in/b.txt", "Article 1\n\nProviders shall keep records.\n");
  std::atomic<bool> stop = false;
  std::thread writer([&] {
    for (int i = 0; !stop; ++i) {
      std::fstream file(workplace.path() / "in/a.txt", std::ios::in | std::ios::out | std::ios::binary);
      file << (i % 2 == 0 ? odd : even);
    }
  });
  for (int i = 0; i < 5; ++i) {
    const Outcome outcome = workplace.Run({"ingest", "in", "--jobs", "2"});
    EXPECT_TRUE(outcome.exit_code == kExitOk || outcome.exit_code == kExitFindings) << Describe(outcome);
    if (outcome.exit_code == kExitFindings) {
      EXPECT_NE(outcome.err.find("while it was read"), std::string::npos) << outcome.err;
    }
  }
  stop = true;
  writer.join();
  EXPECT_EQ(workplace.Run({"show", "b"}).exit_code, kExitOk);
  EXPECT_EQ(workplace.Run({"check"}).exit_code, kExitOk);
}

TEST(BrokenFilesTest, LimitsAreOptions) {
  const Workplace workplace;
  std::string sections;
  for (int i = 1; i <= 500; ++i)
    sections += fmt::format("Article {}\n\nProviders shall keep record {}.\n\n", i, i);
  workplace.Write("in/a.txt", sections);
  workplace.Write("deep/a.xml",
                  kAkn + Repeated("<part>", 100) +
                      "<section><content><p>Providers shall keep records.</p></content></section>" +
                      Repeated("</part>", 100) + "</body></act></akomaNtoso>");
  const auto run = [&](const char* folder, const char* option, const char* value) {
    return workplace.Run({"ingest", folder, option, value, "--again"}).exit_code;
  };
  EXPECT_EQ(run("in", "--max-file-bytes", "1000"), kExitFindings);
  EXPECT_EQ(run("in", "--max-sections", "100"), kExitFindings);
  EXPECT_EQ(run("in", "--max-line-bytes", "20"), kExitFindings);
  EXPECT_EQ(run("deep", "--max-depth", "50"), kExitFindings);
  EXPECT_EQ(run("in", "--max-sections", "1000"), kExitOk);
  EXPECT_EQ(run("deep", "--max-depth", "200"), kExitOk);
}

}  // namespace
}  // namespace concord::testing
