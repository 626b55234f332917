#include "tests/environment.h"

#include <gtest/gtest.h>
#include <algorithm>

#include <cstdlib>
#include <fstream>
#include <sstream>

namespace concord::testing {

std::filesystem::path SourceDir() { return CONCORD_SOURCE_DIR; }

std::filesystem::path SharedDir() {
  const char* named = std::getenv("CONCORD_SHARED");
  const std::filesystem::path dir =
      named != nullptr ? std::filesystem::path(named) : SourceDir() / "../shared";
  std::error_code ignored;
  return std::filesystem::is_directory(dir, ignored) ? std::filesystem::weakly_canonical(dir) : "";
}

size_t SharedRows(const std::filesystem::path& table) {
  const std::string bytes = ReadFileOrDie(SharedDir() / table);
  return static_cast<size_t>(std::count(bytes.begin(), bytes.end(), '\n')) - 1;
}

TemporaryDir::TemporaryDir() {
  std::string name = (std::filesystem::temp_directory_path() / "concord-test-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) ADD_FAILURE() << "cannot make a temporary folder " << name;
  path_ = name;
}

TemporaryDir::~TemporaryDir() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::string ReadFileOrDie(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  EXPECT_TRUE(in.good()) << "cannot read " << path;
  std::ostringstream out;
  out << in.rdbuf();
  return std::move(out).str();
}

}  // namespace concord::testing
