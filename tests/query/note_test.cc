#include "query/note.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <set>

#include "base/file.h"

namespace concord {
namespace {

namespace fs = std::filesystem;

TEST(NoteTest, KeepsWhatItsSentenceIsFilledWith) {
  const Note note =
      MakeNote("rows-left-out", "{} of {} not shown, {:.0f} %", Counting{1200, "row"}, "aa:1", 12.5);
  EXPECT_EQ(note.text, "1,200 rows of aa:1 not shown, 12 %");
  EXPECT_EQ(note.values, (List{int64_t{1200}, "aa:1", 12.5}));
}

TEST(NoteTest, ASentenceThatOnlyNamesParametersIsRemovedWhereThereAreNone) {
  std::vector<Note> notes = {MakeNote("a", "set " PARAMETER("top")), MakeNote("b", "two of three")};
  SpellParameters(Spelling::kOmit, &notes);
  ASSERT_EQ(notes.size(), 1u);
  EXPECT_EQ(notes[0].code, "b");
}

std::set<std::string> CodesIn(const fs::path& folder) {
  std::set<std::string> codes;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.path().extension() != ".cc" && entry.path().extension() != ".h") continue;
    const std::string source = ReadFile(entry.path(), 1 << 24).value();
    for (size_t at = source.find("MakeNote("); at != std::string::npos;
         at = source.find("MakeNote(", at + 1)) {
      const size_t quote = source.find_first_not_of(" \n", at + 9);
      if (source[quote] != '"') continue;
      codes.insert(source.substr(quote + 1, source.find('"', quote + 1) - quote - 1));
    }
  }
  return codes;
}

TEST(NoteTest, EveryCodeIsInTheTable) {
  const fs::path root = CONCORD_SOURCE_DIR;
  const std::string table = ReadFile(root / "docs/json/README.md", 1 << 24).value();
  std::set<std::string> codes = CodesIn(root / "query");
  codes.merge(CodesIn(root / "app"));
  EXPECT_GT(codes.size(), 50u);
  for (const std::string& code : codes)
    EXPECT_NE(table.find("\n| `" + code + "` |"), std::string::npos) << code;
}

}  // namespace
}  // namespace concord
