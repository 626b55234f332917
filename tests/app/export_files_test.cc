#include "app/export_files.h"

#include <gtest/gtest.h>

#include <fstream>
#include <vector>

#include "graph/store.h"
#include "tests/environment.h"

namespace concord {
namespace {

namespace fs = std::filesystem;
using testing::ReadFileOrDie;

class ExportFilesTest : public ::testing::Test {
 protected:
  ExportFilesTest() {
    store_ = *OpenStore(Path("store.db"), OpenMode::kCreateIfMissing);
    snapshot_ = store_->TakeSnapshot();
  }
  fs::path Path(const std::string& name) const { return folder_.path() / name; }
  std::string Read(const std::string& name) const { return ReadFileOrDie(Path(name)); }
  void Finish(ExportFiles* files) {
    const auto done =
        files->Finish(*snapshot_, {}, {"csv", {}, {}, {MakeNote("rows-out", "one row is left out")}});
    EXPECT_TRUE(done) << done.error().ToString();
  }
  static void Write(ExportFiles* files, std::string_view file, std::string_view bytes) {
    const auto done = files->Write(file, bytes);
    ASSERT_TRUE(done) << done.error().ToString();
  }

  testing::TemporaryDir folder_;
  std::unique_ptr<GraphStore> store_;
  std::unique_ptr<Snapshot> snapshot_;
};

TEST_F(ExportFilesTest, APathTakesTheOnlyFile) {
  ExportFiles files(Path("graph.xml").string());
  Write(&files, "concord.graphml", "<a>");
  Write(&files, "concord.graphml", "</a>");
  Finish(&files);
  EXPECT_EQ(Read("graph.xml"), "<a></a>");
  EXPECT_EQ(files.paths(), std::vector<std::string>{Path("graph.xml").string()});
  EXPECT_EQ(files.bytes(), 7u);
  EXPECT_FALSE(fs::exists(Path("manifest.json")));
}

TEST_F(ExportFilesTest, ASecondFileMakesAFolderOfThePath) {
  ExportFiles files(Path("out").string());
  Write(&files, "nodes.csv", "one\n");
  Write(&files, "nodes.csv", "two\n");
  Write(&files, "edges.csv", "x");
  Finish(&files);
  EXPECT_EQ(Read("out/nodes.csv"), "one\ntwo\n");
  EXPECT_EQ(Read("out/edges.csv"), "x");
  EXPECT_EQ(files.paths(),
            (std::vector<std::string>{Path("out/nodes.csv").string(), Path("out/edges.csv").string(),
                                      Path("out/manifest.json").string()}));
  EXPECT_EQ(files.bytes(), 9u) << "without the manifest";
  // The digests are those that sha256sum prints.
  const std::string manifest = Read("out/manifest.json");
  for (
      const char* expected :
      {R"({"name":"nodes.csv","bytes":8,"lines":2,"sha256":"c3f9c8c283a2b1f2f1896f27a01cbe3cddc0c9d93f752e4639035a0f5b36f6e8"})",
       R"({"name":"edges.csv","bytes":1,"lines":0,"sha256":"2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"})",
       R"("format":"csv")", "one row is left out"})
    EXPECT_NE(manifest.find(expected), std::string::npos) << expected << "\n" << manifest;
}

TEST_F(ExportFilesTest, AFolderTakesEveryFileUnderItsName) {
  fs::create_directory(Path("there"));
  for (const std::string& path : {Path("new").string() + "/", Path("there").string()}) {
    ExportFiles files(path);
    Write(&files, "notes/a.md", "# A\n");
    Finish(&files);
    EXPECT_EQ(ReadFileOrDie(fs::path(path) / "notes/a.md"), "# A\n");
    EXPECT_TRUE(fs::exists(fs::path(path) / "manifest.json")) << path;
  }
}

TEST_F(ExportFilesTest, AnOldFileStaysUntilTheNewOneIsWhole) {
  std::ofstream(Path("graph.dot")) << "old";
  {
    ExportFiles files(Path("graph.dot").string());
    Write(&files, "graph.dot", std::string(1'000'000, 'n'));  // more than is held in memory
    EXPECT_EQ(Read("graph.dot"), "old");
  }
  EXPECT_EQ(Read("graph.dot"), "old") << "nobody finished";
  ExportFiles files(Path("graph.dot").string());
  const std::string piece(300'000, 'p');
  for (int i = 0; i < 3; ++i) Write(&files, "graph.dot", piece);
  Finish(&files);
  EXPECT_EQ(Read("graph.dot"), piece + piece + piece);
}

TEST_F(ExportFilesTest, AFileThatCannotBeWrittenIsNamed) {
  ExportFiles files(Path("no/such/folder.csv").string());
  const auto done = files.Write("nodes.csv", "x");
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, ErrorCode::kIo);
  EXPECT_NE(done.error().ToString().find("no/such/folder.csv"), std::string::npos) << done.error().ToString();
}

}  // namespace
}  // namespace concord
