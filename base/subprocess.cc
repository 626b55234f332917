#include "base/subprocess.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
// NOLINTNEXTLINE(modernize-deprecated-headers): kill is POSIX, <csignal> does not promise it
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <climits>
#include <condition_variable>
#include <cstdlib>
#include <cstring>
#include <mutex>

#include "base/descriptor.h"
#include "base/sandbox.h"
#include "base/text.h"

namespace concord {
namespace {

std::string Reason(int number) {
  std::array<char, 256> buffer{};
  return strerror_r(number, buffer.data(), buffer.size());
}

tl::unexpected<Error> FailIo(std::string_view what) {
  return Fail(ErrorCode::kIo, fmt::format("{}: {}", what, Reason(errno)));
}

// All ends are closed by exec, so that no program that another thread starts meanwhile keeps them open.
bool OpenPipe(Descriptor* from, Descriptor* to) {
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) return false;
  from->Set(ends[0]);
  to->Set(ends[1]);
  return true;
}

bool WriteAll(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = write(file, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    bytes.remove_prefix(static_cast<size_t>(written));
  }
  return lseek(file, 0, SEEK_SET) == 0;
}

void Limit(__rlimit_resource resource, uint64_t soft, uint64_t hard) {
  const rlimit limit{soft, hard};
  setrlimit(resource, &limit);
}

// The file that a shell would start; empty when there is none.
std::string FileOf(const std::string& program) {
  if (program.find('/') != std::string::npos) return program;
  const char* path = std::getenv("PATH");
  for (const std::string_view folder : Split(path == nullptr ? "/usr/bin:/bin" : path, ':')) {
    std::string file = fmt::format("{}/{}", folder.empty() ? "." : folder, program);
    struct stat status {};
    if (access(file.c_str(), X_OK) == 0 && stat(file.c_str(), &status) == 0 && S_ISREG(status.st_mode))
      return file;
  }
  return {};
}

// Memory that running programs may take. Held while one runs; waits until there is enough.
class MemoryShare {
 public:
  explicit MemoryShare(uint64_t bytes) : bytes_(std::min(bytes, Total())) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return taken_ + bytes_ <= Total(); });
    taken_ += bytes_;
  }
  ~MemoryShare() {
    {
      const std::lock_guard lock(mutex_);
      taken_ -= bytes_;
    }
    changed_.notify_all();
  }
  MemoryShare(const MemoryShare&) = delete;
  MemoryShare& operator=(const MemoryShare&) = delete;

 private:
  static uint64_t Total() {
    static const uint64_t total = [] {
      const auto pages = static_cast<uint64_t>(std::max(sysconf(_SC_PHYS_PAGES), 0L));
      const auto size = static_cast<uint64_t>(std::max(sysconf(_SC_PAGESIZE), 0L));
      return pages * size == 0 ? UINT64_MAX / 2 : pages * size / 4 * 3;
    }();
    return total;
  }

  inline static std::mutex mutex_;
  inline static std::condition_variable changed_;
  inline static uint64_t taken_ = 0;  // guarded by mutex_
  const uint64_t bytes_;
};

// In the child. Only what may be called between fork and exec; writes errno to `status` when it fails.
[[noreturn]] void Become(const char* file, char* const* words, const Sandbox& sandbox, int input, int output,
                         int null, int status, pid_t parent, const ProgramLimits& limits, uint64_t memory) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) _exit(126);  // it ended before we asked to be told
  prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  if (dup2(input, STDIN_FILENO) >= 0 && dup2(output, STDOUT_FILENO) >= 0 && dup2(null, STDERR_FILENO) >= 0) {
    Limit(RLIMIT_CPU, limits.seconds, uint64_t{limits.seconds} + 1);  // SIGXCPU, then SIGKILL
    Limit(RLIMIT_AS, memory, memory);
    // Writing fails instead of killing: libraries try to keep caches (fontconfig, where it has none that is
    // fresh), and go on without.
    Limit(RLIMIT_FSIZE, 0, 0);
    signal(SIGXFSZ, SIG_IGN);
    Limit(RLIMIT_CORE, 0, 0);
    // Nothing of ours: keys of services stand in the environment.
    static const char* const environment[] = {"PATH=/usr/bin:/bin", "HOME=/nonexistent", "LC_ALL=C.UTF-8",
                                              nullptr};
    sandbox.Enter();
    execve(file, words, const_cast<char* const*>(environment));
  }
  const int reason = errno;
  const ssize_t told = write(status, &reason, sizeof reason);
  _exit(told == sizeof reason ? 127 : 126);
}

// Reads until the end. 'o' when there is more than the limit, 't' when time is over, 'e' on an error, else 0.
char ReadOutput(int file, const ProgramLimits& limits, std::string* output) {
  using Clock = std::chrono::steady_clock;
  const auto deadline = Clock::now() + std::chrono::seconds(uint64_t{limits.seconds} * 10);
  std::vector<char> block(64 << 10);
  for (;;) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
    if (left <= 0) return 't';
    pollfd wait{file, POLLIN, 0};
    const int ready = poll(&wait, 1, static_cast<int>(std::min<int64_t>(left, INT_MAX)));
    if (ready < 0 && errno != EINTR) return 'e';
    if (ready <= 0) continue;
    const ssize_t n = read(file, block.data(), block.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return 'e';
    if (n == 0) return 0;
    if (output->size() + static_cast<size_t>(n) > limits.output_bytes) return 'o';
    output->append(block.data(), static_cast<size_t>(n));
  }
}

}  // namespace

Result<std::string> RunProgram(const std::vector<std::string>& words, std::string_view input,
                               const ProgramLimits& limits) {
  const Descriptor file(memfd_create("input", MFD_CLOEXEC));
  if (file.get() < 0) return FailIo("cannot make a file in memory");
  if (!WriteAll(file.get(), input)) return FailIo("cannot hand over the input");
  Descriptor out_from, out_to, status_from, status_to;
  if (!OpenPipe(&out_from, &out_to) || !OpenPipe(&status_from, &status_to))
    return FailIo("cannot make a pipe");
  const Descriptor null(open("/dev/null", O_WRONLY | O_CLOEXEC));
  if (null.get() < 0) return FailIo("cannot open /dev/null");

  const std::string path = FileOf(words[0]);
  if (path.empty())
    return Fail(ErrorCode::kNotFound, fmt::format("cannot start {}: {}", words[0], Reason(ENOENT)));
  const Sandbox sandbox = Sandbox::For(path);
  std::vector<std::string> copies = words;
  std::vector<char*> pointers;
  pointers.reserve(copies.size() + 1);
  for (std::string& word : copies) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  const uint64_t memory = limits.memory_bytes + input.size();
  const MemoryShare share(memory);
  const pid_t parent = getpid();
  const pid_t child = fork();
  if (child < 0) return FailIo("cannot start a process");
  if (child == 0) {
    Become(path.c_str(), pointers.data(), sandbox, file.get(), out_to.get(), null.get(), status_to.get(),
           parent, limits, memory);
  }
  out_to.Set(-1);
  status_to.Set(-1);

  std::string output;
  const char stopped = ReadOutput(out_from.get(), limits, &output);
  if (stopped != 0) kill(child, SIGKILL);
  int ended = 0;
  rusage used{};
  while (wait4(child, &ended, 0, &used) < 0 && errno == EINTR) {
  }
  int reason = 0;
  const std::string& name = words[0];
  if (read(status_from.get(), &reason, sizeof reason) == sizeof reason) {
    return Fail(ErrorCode::kNotFound, fmt::format("cannot start {}: {}", name, Reason(reason)));
  }

  const auto too_long = [&] {
    return Fail(ErrorCode::kLimit, fmt::format("{} took more than {} seconds", name, limits.seconds));
  };
  if (stopped == 't') return too_long();
  if (stopped == 'o') {
    return Fail(ErrorCode::kLimit, fmt::format("{} wrote more than {} bytes", name, limits.output_bytes));
  }
  if (stopped == 'e') return Fail(ErrorCode::kIo, fmt::format("cannot read what {} writes", name));
  if (WIFSIGNALED(ended)) {
    const auto seconds = static_cast<uint64_t>(used.ru_utime.tv_sec + used.ru_stime.tv_sec);
    const int signal = WTERMSIG(ended);
    if (signal == SIGXCPU || (signal == SIGKILL && seconds >= limits.seconds)) return too_long();
    return Fail(ErrorCode::kInvalid, fmt::format("{} was ended by signal {}", name, signal));
  }
  if (WEXITSTATUS(ended) == 127) {
    return Fail(ErrorCode::kNotFound, fmt::format("cannot start {}: its libraries are missing", name));
  }
  if (WEXITSTATUS(ended) != 0) {
    return Fail(ErrorCode::kInvalid, fmt::format("{} ended with exit code {}", name, WEXITSTATUS(ended)));
  }
  return output;
}

std::string ProgramFolder() {
  std::string path(PATH_MAX, '\0');
  const ssize_t size = readlink("/proc/self/exe", path.data(), path.size());
  if (size <= 0) return {};
  path.resize(static_cast<size_t>(size));
  return path.substr(0, path.rfind('/'));
}

}  // namespace concord
