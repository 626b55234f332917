// The program as a user meets it: another process, with its output and exit code.
#ifndef CONCORD_TESTS_CLI_SUBPROCESS_H_
#define CONCORD_TESTS_CLI_SUBPROCESS_H_

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

#include "tests/environment.h"

namespace concord::testing {

struct Outcome {
  int exit_code = -1;  // -1 when a signal ended it
  int signal = 0;
  std::string out, err;
};

// A process that runs in `folder`. Standard output and error go to files, so it never waits for us.
class Subprocess {
 public:
  // `environment` holds "NAME=value" entries that are added to ours.
  Subprocess(const std::vector<std::string>& words, const std::filesystem::path& folder,
             const std::vector<std::string>& environment = {});
  ~Subprocess();  // kills it when it still runs
  Subprocess(const Subprocess&) = delete;
  Subprocess& operator=(const Subprocess&) = delete;

  // False when it is over before `time` has passed.
  bool RunsFor(std::chrono::microseconds time);
  void Kill();  // SIGKILL
  Outcome Wait();

 private:
  TemporaryDir output_;
  pid_t pid_ = -1;
  bool over_ = false;
  int status_ = 0;
};

// The program that the build made.
std::string Program();

// One store in a temporary folder, and the program working on it. Paths are relative to the folder,
// where `datasets` and `scripts` lead to those of this tree.
class Workplace {
 public:
  Workplace();

  const std::filesystem::path& path() const { return dir_.path(); }
  std::filesystem::path store() const { return path() / "store.db"; }

  // concord WORDS, with the store of this workplace.
  Outcome Run(const std::vector<std::string>& words) const;
  // A line for the shell, with the program in the PATH.
  Outcome Shell(const std::string& line) const;
  std::vector<std::string> Environment() const;

  // Writes a file and the folders above it.
  void Write(const std::string& file, std::string_view bytes) const;
  std::string Read(const std::string& file) const { return ReadFileOrDie(path() / file); }

 private:
  TemporaryDir dir_;
};

// A short account of an outcome, for messages.
std::string Describe(const Outcome& outcome);

// The number in an environment variable, or `otherwise`.
int NumberFrom(const char* variable, int otherwise);

}  // namespace concord::testing

#endif  // CONCORD_TESTS_CLI_SUBPROCESS_H_
