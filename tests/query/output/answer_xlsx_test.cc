#include "query/output/answer_xlsx.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

#include "query/query.h"
#include "tests/environment.h"
#include "tests/query/tiny_graph.h"

namespace concord {
namespace {

Answer Table() {
  Answer answer;
  answer.query = "forums";
  answer.arguments.Set("topic", "tides");
  answer.columns = {{"forum", "", false}, {"named", "", true}, {"documents", "", false}};
  Row row;
  row.cells = {"=fon", int64_t{2}, List{"a", "b"}};
  Evidence quoted, sourced;
  quoted.document = "a";
  quoted.version = "a@1";
  quoted.quote = "The Forum.";
  quoted.start = 3;
  quoted.end = 13;
  quoted.page = 7;
  sourced.document = "b";
  sourced.source = "list.tsv:1";
  quoted.column = sourced.column = "named";
  row.evidence = {quoted, sourced};
  answer.rows.push_back(std::move(row));
  answer.notes.push_back(MakeNote("said", "one note"));
  return answer;
}

// The sheets as Python's own reading of the zip archive and its XML finds them; the script is the judge.
constexpr std::string_view kJudge = R"(
import zipfile, xml.etree.ElementTree as et
n = '{http://schemas.openxmlformats.org/spreadsheetml/2006/main}'
z = zipfile.ZipFile('book.xlsx')
strings = [''.join(t.text or '' for t in s.iter(n + 't')) for s in et.fromstring(z.read('xl/sharedStrings.xml'))]
def rows(number):
    for row in et.fromstring(z.read('xl/worksheets/sheet%d.xml' % number)).iter(n + 'row'):
        yield {''.join(x for x in c.get('r') if x.isalpha()):
               strings[int(c.find(n + 'v').text)] if c.get('t') == 's' else float(c.find(n + 'v').text)
               for c in row.iter(n + 'c') if c.find(n + 'v') is not None}
names = [s.get('name') for s in et.fromstring(z.read('xl/workbook.xml')).iter(n + 'sheet')]
assert names == ['forums', 'evidence', 'about'], names
table, evidence, about = (list(rows(i)) for i in (1, 2, 3))
assert table[1] == {'A': '=fon', 'B': 2.0, 'C': 'a; b'}, table
assert [r['A'] + r['B'] for r in evidence[1:]] == ['=fonnamed'] * int(table[1]['B']), evidence
assert evidence[1] == {'A': '=fon', 'B': 'named', 'C': 'a', 'E': 'a@1', 'H': 7.0, 'I': 3.0, 'J': 13.0, 'L': 'The Forum.'}, evidence
assert {'A': 'topic', 'B': 'tides'} in about and {'A': 'note', 'B': 'one note'} in about, about
)";

TEST(AnswerXlsx, TableEvidenceAndQuestionAsAnotherReaderFindsThem) {
  if (std::system("python3 -c '' 2>/dev/null") != 0) GTEST_SKIP() << "python3 is not installed";
  const Result<std::string> bytes = AnswerToXlsx(Table());
  ASSERT_TRUE(bytes) << bytes.error().ToString();
  const testing::TemporaryDir dir;
  std::ofstream(dir.path() / "book.xlsx", std::ios::binary) << *bytes;
  std::ofstream(dir.path() / "judge.py") << kJudge;
  EXPECT_EQ(std::system(("cd " + dir.path().string() + " && python3 judge.py").c_str()), 0);
  EXPECT_EQ(*AnswerToXlsx(Table()), *bytes) << "same answer, same bytes";
}

TEST(AnswerXlsx, ALongTextIsCutBetweenCharacters) {
  Answer answer = Table();
  std::string quote;
  while (quote.size() < 200'000) quote += "ö";
  answer.rows[0].evidence[0].quote = quote;
  answer.rows[0].cells[0] = Value("x" + quote);
  EXPECT_TRUE(AnswerToXlsx(answer));
}

// A file of evidence has all of it, unless somebody says how much.
TEST(AnswerXlsx, FilesOfEvidenceHaveAllOfIt) {
  testing::TinyGraph graph;
  const std::string text = "The Forum meets.\nThe Forum sits.\nThe Forum ends.\nThe Forum is.\n";
  graph.Forum("fon", "Forum").Document("act", "act@1", text).Section("act@1:1", "act@1", "1", "", text);
  for (const char* line : {"Forum meets", "Forum sits", "Forum ends", "Forum is"})
    graph.Involves("act@1:1", "fon", "venue", line);
  const Snapshot& snapshot = graph.Take();
  const auto passages = [&](std::map<std::string, std::string, std::less<>> options) {
    const auto answer = FindQuery("forums")->run(snapshot, {{"forum"}, std::move(options)});
    EXPECT_TRUE(answer) << answer.error().ToString();
    return answer ? answer->rows.at(0).evidence.size() : 0;
  };
  EXPECT_EQ(passages({}), 2U);
  EXPECT_EQ(passages({{"format", "xlsx"}}), 4U);
  EXPECT_EQ(passages({{"format", "evidence-csv"}}), 4U);
  EXPECT_EQ(passages({{"format", "xlsx"}, {"evidence", "1"}}), 1U);
}

}  // namespace
}  // namespace concord
