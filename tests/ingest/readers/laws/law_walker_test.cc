// Whole documents in each format of laws in XML: cases/READER/CASE holds the file and the Document that a
// person read off it, section by section.
#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "tests/environment.h"
#include "tests/ingest/reader_helpers.h"

namespace concord::testing {
namespace {

class LawCases : public ::testing::TestWithParam<const char*> {};

TEST_P(LawCases, AreReadAsWritten) {
  const std::string reader = GetParam();
  size_t cases = 0;
  for (const auto& entry : std::filesystem::directory_iterator(SourceDir() / "tests/ingest/cases" / reader)) {
    std::filesystem::path input;
    for (const auto& file : std::filesystem::directory_iterator(entry.path())) {
      if (file.path().extension() == ".xml") input = file.path();
    }
    ASSERT_FALSE(input.empty()) << entry.path();
    const std::string bytes = ReadFileOrDie(input);
    const Source source{"case.xml", bytes, nullptr};
    ASSERT_NE(DetectReader(source), nullptr);
    EXPECT_EQ(DetectReader(source)->name, reader);
    EXPECT_EQ(PrintDocument(ReadOrDie(reader, bytes)), ReadFileOrDie(entry.path() / "document.txt"))
        << entry.path();
    ++cases;
  }
  EXPECT_GT(cases, 0U);
}

INSTANTIATE_TEST_SUITE_P(Formats, LawCases, ::testing::Values("uslm", "formex", "clml", "bill_status"),
                         [](const auto& format) { return std::string(format.param); });

}  // namespace
}  // namespace concord::testing
