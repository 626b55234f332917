#include "app/manifest_notes.h"

#include <gtest/gtest.h>

#include <fstream>

#include "tests/environment.h"

namespace concord {
namespace {

std::vector<std::string> Texts(const std::vector<Note>& notes) {
  std::vector<std::string> texts;
  for (const Note& note : notes) texts.push_back(note.text);
  return texts;
}

// A misspelt column or path lost its values without a word.
TEST(ManifestNotesTest, ColumnsAndRowsWithoutEffectAreNoted) {
  const testing::TemporaryDir dir;
  std::ofstream(dir.path() / "a.txt") << "Keep a log.\n";
  std::ofstream(dir.path() / "m.tsv")
      << "path\ttitel\tlicense\tcolour\tweight\na.txt\tLogs\t\t\t\nb.txt\t\t\t\t\n";
  const Result<Manifest> manifest = Manifest::Read(dir.path() / "m.tsv");
  ASSERT_TRUE(manifest) << manifest.error().ToString();
  const std::vector<Note> columns = NotesOnColumns(*manifest);
  EXPECT_EQ(Texts(columns),
            (std::vector<std::string>{"m.tsv:1: the column 'titel' is not used; did you mean 'title'?",
                                      "m.tsv:1: not used: the columns 'colour', 'weight'"}));
  EXPECT_EQ(columns[0].code, "column-misspelt");
  EXPECT_EQ(columns[0].values, (List{"m.tsv", "titel", "title"}));
  const std::vector<Note> files = NotesOnFiles(*manifest);
  EXPECT_EQ(Texts(files),
            std::vector<std::string>{"m.tsv:3: there is no file 'b.txt'; the row has no effect"});
  EXPECT_EQ(files[0].values, (List{"m.tsv", int64_t{3}, "b.txt"}));
}

TEST(ManifestNotesTest, OfManyAbsentFilesTheFirstAreNamed) {
  const testing::TemporaryDir dir;
  std::ofstream out(dir.path() / "m.tsv");
  out << "path\n";
  for (int i = 0; i < 9; ++i) out << "absent-" << i << ".txt\n";
  out.close();
  const std::vector<Note> notes = NotesOnFiles(*Manifest::Read(dir.path() / "m.tsv"));
  ASSERT_EQ(notes.size(), 6u);
  EXPECT_EQ(notes.back().text, "m.tsv: 4 more rows lead to no file");
  EXPECT_EQ(notes.back().values, (List{"m.tsv", int64_t{4}}));
}

}  // namespace
}  // namespace concord
