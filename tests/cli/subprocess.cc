#include "tests/cli/subprocess.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <thread>

namespace concord::testing {
namespace {

// Only what may be called between fork and exec.
[[noreturn]] void Become(char* const* words, char* const* environment, const char* folder, const char* out,
                         const char* err) {
  const int null = open("/dev/null", O_RDONLY);
  const int out_file = open(out, O_WRONLY | O_CREAT | O_TRUNC, 0600);
  const int err_file = open(err, O_WRONLY | O_CREAT | O_TRUNC, 0600);
  dup2(null, STDIN_FILENO);
  dup2(out_file, STDOUT_FILENO);
  dup2(err_file, STDERR_FILENO);
  if (chdir(folder) == 0) execvpe(words[0], words, environment);
  _exit(127);
}

std::vector<char*> Pointers(std::vector<std::string>& words) {
  std::vector<char*> pointers;
  for (std::string& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  return pointers;
}

}  // namespace

Subprocess::Subprocess(const std::vector<std::string>& words, const std::filesystem::path& folder,
                       const std::vector<std::string>& environment) {
  // Later entries win, so ours stand last.
  std::vector<std::string> variables;
  for (char** variable = environ; *variable != nullptr; ++variable) {
    const std::string_view given = *variable;
    const std::string_view name = given.substr(0, given.find('=') + 1);
    bool replaced = false;
    for (const std::string& own : environment) replaced |= own.starts_with(name);
    if (!replaced) variables.emplace_back(given);
  }
  variables.insert(variables.end(), environment.begin(), environment.end());
  std::vector<std::string> arguments = words;
  const std::vector<char*> argument_pointers = Pointers(arguments);
  const std::vector<char*> variable_pointers = Pointers(variables);
  const std::string out = output_.path() / "out", err = output_.path() / "err";
  pid_ = fork();
  if (pid_ == 0) {
    Become(argument_pointers.data(), variable_pointers.data(), folder.c_str(), out.c_str(), err.c_str());
  }
  EXPECT_GT(pid_, 0) << "fork failed";
}

Subprocess::~Subprocess() {
  if (pid_ > 0 && !over_) {
    Kill();
    waitpid(pid_, &status_, 0);
  }
}

bool Subprocess::RunsFor(std::chrono::microseconds time) {
  const auto end = std::chrono::steady_clock::now() + time;
  while (std::chrono::steady_clock::now() < end) {
    if (!over_ && waitpid(pid_, &status_, WNOHANG) == pid_) over_ = true;
    if (over_) return false;
    std::this_thread::sleep_for(std::chrono::microseconds(200));
  }
  return true;
}

void Subprocess::Kill() {
  if (!over_) kill(pid_, SIGKILL);
}

Outcome Subprocess::Wait() {
  if (!over_) waitpid(pid_, &status_, 0);
  over_ = true;
  Outcome outcome;
  if (WIFEXITED(status_)) outcome.exit_code = WEXITSTATUS(status_);
  if (WIFSIGNALED(status_)) outcome.signal = WTERMSIG(status_);
  outcome.out = ReadFileOrDie(output_.path() / "out");
  outcome.err = ReadFileOrDie(output_.path() / "err");
  return outcome;
}

std::string Program() { return std::string(CONCORD_BINARY_DIR) + "/concord"; }

Workplace::Workplace() {
  for (const char* name : {"datasets", "scripts"}) {
    std::filesystem::create_directory_symlink(SourceDir() / name, path() / name);
  }
}

std::vector<std::string> Workplace::Environment() const {
  const char* search = std::getenv("PATH");
  return {"CONCORD_STORE=" + store().string(), "NO_COLOR=1",
          "CONCORD_MODELS=" + (path() / "models").string(),  // a model of the user changes no answer here
          fmt::format("PATH={}:{}", CONCORD_BINARY_DIR, search != nullptr ? search : "/usr/bin:/bin")};
}

Outcome Workplace::Run(const std::vector<std::string>& words) const {
  std::vector<std::string> all = {Program()};
  all.insert(all.end(), words.begin(), words.end());
  return Subprocess(all, path(), Environment()).Wait();
}

Outcome Workplace::Shell(const std::string& line) const {
  return Subprocess({"bash", "-c", line}, path(), Environment()).Wait();
}

void Workplace::Write(const std::string& file, std::string_view bytes) const {
  const std::filesystem::path target = path() / file;
  std::filesystem::create_directories(target.parent_path());
  std::ofstream(target, std::ios::binary) << bytes;
}

std::string Describe(const Outcome& outcome) {
  return fmt::format("exit code {}, signal {}\n-- out\n{}\n-- err\n{}", outcome.exit_code, outcome.signal,
                     outcome.out.substr(0, 2000), outcome.err.substr(0, 2000));
}

int NumberFrom(const char* variable, int otherwise) {
  const char* value = std::getenv(variable);
  return value != nullptr && *value != '\0' ? std::atoi(value) : otherwise;
}

}  // namespace concord::testing
