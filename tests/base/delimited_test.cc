#include "base/delimited.h"

#include <gtest/gtest.h>

#include <random>

namespace concord {
namespace {

using Table = std::vector<std::vector<std::string>>;

Result<Table> ReadAll(std::string_view input, DelimitedOptions options,
                      std::vector<uint64_t>* lines = nullptr) {
  DelimitedReader reader(input, "table", options);
  Table table;
  std::vector<Cell> row;
  for (;;) {
    auto more = reader.Next(&row);
    if (!more) return tl::unexpected(more.error());
    if (!*more) return table;
    if (lines != nullptr) lines->push_back(reader.line());
    std::vector<std::string> values;
    std::string buffer;
    for (const Cell& cell : row) values.emplace_back(cell.Value(&buffer));
    table.push_back(std::move(values));
  }
}

constexpr DelimitedOptions kCsv = {',', true, '\0'};

TEST(Delimited, QuotesSeparatorsAndLineEnds) {
  std::vector<uint64_t> lines;
  const auto table = ReadAll("a,\"b,\"\"c\"\"\nd\",\r\n\r\n\"\",x y,\"z\"\rlast", kCsv, &lines);
  ASSERT_TRUE(table);
  EXPECT_EQ(*table, (Table{{"a", "b,\"c\"\nd", ""}, {"", "x y", "z"}, {"last"}}));
  EXPECT_EQ(lines, (std::vector<uint64_t>{1, 4, 5}));
}

TEST(Delimited, CellsKnowTheirBytes) {
  const std::string input = "id\ttext\n7\t\"two words\"\n";
  DelimitedReader reader(input, "table", {});
  std::vector<Cell> row;
  ASSERT_TRUE(reader.Next(&row).value());
  ASSERT_TRUE(reader.Next(&row).value());
  EXPECT_EQ(row[1].raw, "\"two words\"");
  EXPECT_EQ(row[1].raw.data() - input.data(), 10);
  std::string buffer;
  EXPECT_EQ(row[1].Value(&buffer).data() - input.data(), 11);
}

TEST(Delimited, CommentsAndPlainQuotes) {
  const auto table = ReadAll("#note \"\nx\t\"y\n#\nz\t#w\n", {'\t', false, '#'});
  ASSERT_TRUE(table);
  EXPECT_EQ(*table, (Table{{"x", "\"y"}, {"z", "#w"}}));
}

TEST(Delimited, NothingInIt) {
  EXPECT_EQ(*ReadAll("", kCsv), Table{});
  EXPECT_EQ(*ReadAll("\n\r\n\r", kCsv), Table{});
  EXPECT_EQ(*ReadAll(",", kCsv), (Table{{"", ""}}));
}

TEST(Delimited, AnOpenQuoteIsAnErrorWithItsLine) {
  const auto open = ReadAll("a,b\nc,\"d\ne\n", kCsv);
  ASSERT_FALSE(open);
  EXPECT_EQ(open.error().code, ErrorCode::kInvalid);
  EXPECT_EQ(open.error().line, 2U);
  EXPECT_EQ(open.error().column, 3U);
  const auto behind = ReadAll("a,\"b\"c\n", kCsv);
  ASSERT_FALSE(behind);
  EXPECT_EQ(behind.error().offset, 5U);
}

// Whatever a plain writer writes is read back.
TEST(Delimited, RandomTablesComeBack) {
  constexpr std::string_view kBytes = "ab,\"\n\r\t ";
  std::mt19937 random(4);
  for (int round = 0; round < 20'000; ++round) {
    Table table(1 + random() % 4);
    std::string written;
    for (auto& row : table) {
      row.resize(1 + random() % 4);
      for (size_t i = 0; i < row.size(); ++i) {
        for (size_t n = random() % 6; n > 0; --n) row[i] += kBytes[random() % kBytes.size()];
        if (i > 0) written += ',';
        // A lone empty cell would be an empty line.
        if (random() % 3 == 0 || row.size() == 1 || row[i].find_first_of(",\"\r\n") != std::string::npos) {
          written += '"';
          for (const char c : row[i]) written += c == '"' ? "\"\"" : std::string(1, c);
          written += '"';
        } else {
          written += row[i];
        }
      }
      constexpr std::string_view kEnds[] = {"\n", "\r\n", "\r"};
      written += kEnds[random() % 3];
    }
    const auto read = ReadAll(written, kCsv);
    ASSERT_TRUE(read) << written;
    ASSERT_EQ(*read, table) << written;
  }
}

TEST(QuoteCellTest, ReadsBackAsItWas) {
  constexpr std::string_view kBytes = "ab,;\"\n\r\t ";
  std::mt19937 random(5);
  for (int round = 0; round < 5'000; ++round) {
    const char separator = "\t,;"[random() % 3];
    std::vector<std::string> row(2 + random() % 3);
    std::string written;
    for (size_t i = 0; i < row.size(); ++i) {
      for (size_t n = random() % 6; n > 0; --n) row[i] += kBytes[random() % kBytes.size()];
      if (i > 0) written += separator;
      written += QuoteCell(row[i], separator);
    }
    const auto read = ReadAll(written + "\n", {.separator = separator});
    ASSERT_TRUE(read) << written;
    ASSERT_EQ(*read, Table{row}) << written;
  }
}

TEST(QuoteCellTest, QuotesNothingElse) {
  EXPECT_EQ(QuoteCell("a;b 'c'", ','), "a;b 'c'");
  EXPECT_EQ(QuoteCell("", '\t'), "");
}

}  // namespace
}  // namespace concord
