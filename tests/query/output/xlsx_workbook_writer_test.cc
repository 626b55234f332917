#include "query/output/xlsx_workbook_writer.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <limits>

#include "tests/environment.h"

namespace concord {
namespace {

Sheet Small() {
  Sheet sheet{.name = "One", .columns = {{.title = "id"}, {.title = "text", .width = 40, .wrap = true}}};
  sheet.rows = {{"A-1", "=SUM(1) <b> & \"Größe\"\nsecond line"}, {std::monostate(), 0.25}, {"007"}};
  return sheet;
}

// What Python's standard library finds in the parts of the file: an independent reading of the format.
std::string Parts(const std::string& bytes, const std::string& script) {
  const testing::TemporaryDir dir;
  std::ofstream(dir.path() / "a.xlsx", std::ios::binary) << bytes;
  std::ofstream(dir.path() / "a.py") << script;
  const std::string command = "cd " + dir.path().string() + " && python3 a.py > out.txt";
  EXPECT_EQ(std::system(command.c_str()), 0);
  return testing::ReadFileOrDie(dir.path() / "out.txt");
}

constexpr std::string_view kCells = R"(
import zipfile, xml.etree.ElementTree as et
n = '{http://schemas.openxmlformats.org/spreadsheetml/2006/main}'
z = zipfile.ZipFile('a.xlsx')
strings = [''.join(t.text or '' for t in s.iter(n+'t')) for s in et.fromstring(z.read('xl/sharedStrings.xml'))]
for sheet in et.fromstring(z.read('xl/workbook.xml')).iter(n+'sheet'): print(sheet.get('name'))
for c in et.fromstring(z.read('xl/worksheets/sheet1.xml')).iter(n+'c'):
    v = c.find(n+'v').text
    print(c.get('r'), repr(strings[int(v)]) if c.get('t') == 's' else float(v), c.find(n+'f') is None)
print('frozen', [p.get('ySplit') for p in et.fromstring(z.read('xl/worksheets/sheet1.xml')).iter(n+'pane')])
for v in et.fromstring(z.read('xl/worksheets/sheet1.xml')).iter(n+'dataValidation'):
    print(v.get('sqref'), v.find(n+'formula1').text)
)";

TEST(XlsxWorkbookWriter, AnotherReaderFindsTextsAndNumbers) {
  if (std::system("python3 -c '' 2>/dev/null") != 0) GTEST_SKIP() << "python3 is not installed";
  Sheet sheet = Small();
  sheet.columns[0].choices = {"yes", "no"};
  const Result<std::string> bytes = WriteXlsxWorkbook({sheet, {.name = "Two"}});
  ASSERT_TRUE(bytes) << bytes.error().ToString();
  EXPECT_EQ(Parts(*bytes, std::string(kCells)),
            "One\nTwo\n"
            "A1 'id' True\nB1 'text' True\n"
            "A2 'A-1' True\nB2 '=SUM(1) <b> & \"Größe\"\\nsecond line' True\n"
            "B3 0.25 True\nA4 '007' True\n"
            "frozen ['1']\n"
            "A2:A4 \"yes,no\"\n");
}

TEST(XlsxWorkbookWriter, SameSheetsSameBytes) {
  const Sheet sheet = Small();
  const std::string first = WriteXlsxWorkbook({sheet}).value();
  EXPECT_EQ(WriteXlsxWorkbook({sheet}).value(), first);
  EXPECT_TRUE(first.starts_with("PK"));
}

TEST(XlsxWorkbookWriter, NothingThatNoWorksheetHolds) {
  const auto code = [](const Sheet& sheet) {
    const auto bytes = WriteXlsxWorkbook({sheet});
    return bytes ? "written" : std::string(ErrorCodeName(bytes.error().code));
  };
  Sheet sheet = Small();
  sheet.rows = {{std::string(32'767, 'x')}};
  EXPECT_EQ(code(sheet), "written");
  sheet.rows = {{std::string(32'768, 'x')}};
  EXPECT_EQ(code(sheet), "limit");
  sheet.rows = {{"a", "b", "c"}};
  EXPECT_EQ(code(sheet), "invalid");
  sheet.rows = {{std::numeric_limits<double>::quiet_NaN()}};
  EXPECT_EQ(code(sheet), "written");
  sheet.name = "a/b";
  EXPECT_EQ(code(sheet), "invalid");
  sheet = Small();
  sheet.columns[0].choices = {"a,b"};
  EXPECT_EQ(code(sheet), "invalid");
  sheet.columns[0].choices = std::vector<std::string>(100, "abc");
  EXPECT_EQ(code(sheet), "invalid");
  sheet = Small();
  sheet.columns.resize(16'385);
  EXPECT_EQ(code(sheet), "limit");
  const auto twice = WriteXlsxWorkbook({{.name = "One"}, {.name = "ONE"}});
  EXPECT_FALSE(twice);
}

TEST(XlsxWorkbookWriter, NamesAreMadeFit) {
  EXPECT_EQ(SheetName("'a/b [c]: d'"), "a b c d");
  EXPECT_EQ(SheetName(""), "Sheet");
  EXPECT_EQ(SheetName(std::string(40, 'x')).size(), 31U);
  std::string wide;
  for (int i = 0; i < 31; ++i) wide += "ü";
  EXPECT_EQ(SheetName(wide + "ü"), wide);
}

}  // namespace
}  // namespace concord
