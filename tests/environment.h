// Where a test finds what it reads: this source tree, and the shared material beside it, if it is there.
#ifndef CONCORD_TESTS_ENVIRONMENT_H_
#define CONCORD_TESTS_ENVIRONMENT_H_

#include <filesystem>
#include <string>

namespace concord::testing {

// The root of this source tree.
std::filesystem::path SourceDir();

// The folder `shared` beside the source tree, or what the environment variable CONCORD_SHARED names.
// Empty when there is none: a test that needs it then calls CONCORD_NEED_SHARED and is skipped.
std::filesystem::path SharedDir();

// Rows of a table below SharedDir(), its header not counted: "crosswalks/PAIRS.tsv".
size_t SharedRows(const std::filesystem::path& table);

// A new empty folder that is removed with the object.
class TemporaryDir {
 public:
  TemporaryDir();
  ~TemporaryDir();
  TemporaryDir(const TemporaryDir&) = delete;
  TemporaryDir& operator=(const TemporaryDir&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

// The bytes of a file; the test fails when it cannot be read.
std::string ReadFileOrDie(const std::filesystem::path& path);

}  // namespace concord::testing

// Skips the current test with a clear message when the shared material is absent.
#define CONCORD_NEED_SHARED()                \
  if (concord::testing::SharedDir().empty()) \
  GTEST_SKIP() << "needs the folder 'shared' beside the source tree (or CONCORD_SHARED=DIR)"

#endif  // CONCORD_TESTS_ENVIRONMENT_H_
