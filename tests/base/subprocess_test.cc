#include "base/subprocess.h"

#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include "tests/environment.h"

namespace concord::testing {
namespace {

ErrorCode CodeOf(const Result<std::string>& result) {
  EXPECT_FALSE(result.has_value());
  return result ? ErrorCode::kUsage : result.error().code;
}

TEST(SubprocessTest, InputComesBack) {
  std::string bytes;
  for (int i = 0; i < 1'000'000; ++i) bytes += static_cast<char>(i * 7 + i / 256);
  for (const std::string& input : {std::string(), std::string("one\0two", 7), bytes}) {
    const auto output = RunProgram({"cat"}, input, {});
    ASSERT_TRUE(output.has_value()) << output.error().message;
    EXPECT_EQ(*output, input);
  }
}

// Words reach the program as they are: there is no shell.
TEST(SubprocessTest, WordsAreNotInterpreted) {
  const auto output = RunProgram({"/bin/echo", "a b", "$HOME", "`ls`", "*"}, "", {});
  ASSERT_TRUE(output.has_value()) << output.error().message;
  EXPECT_EQ(*output, "a b $HOME `ls` *\n");
}

TEST(SubprocessTest, MissingProgramIsNotFound) {
  EXPECT_EQ(CodeOf(RunProgram({"no-such-program-anywhere"}, "", {})), ErrorCode::kNotFound);
  EXPECT_EQ(CodeOf(RunProgram({"/etc/passwd"}, "", {})), ErrorCode::kNotFound);  // no program
}

TEST(SubprocessTest, OtherEndsAreInvalid) {
  EXPECT_EQ(CodeOf(RunProgram({"false"}, "", {})), ErrorCode::kInvalid);
  EXPECT_EQ(CodeOf(RunProgram({"sh", "-c", "kill -SEGV $$"}, "", {})), ErrorCode::kInvalid);
}

TEST(SubprocessTest, TimeOfTheProcessorIsLimited) {
  ProgramLimits limits;
  limits.seconds = 1;
  const auto children = [] {
    rusage usage{};
    getrusage(RUSAGE_CHILDREN, &usage);
    return usage.ru_utime.tv_sec + usage.ru_stime.tv_sec;
  };
  const auto before = children();
  EXPECT_EQ(CodeOf(RunProgram({"sh", "-c", "while :; do :; done"}, "", limits)), ErrorCode::kLimit);
  EXPECT_LT(children() - before, 9);
}

// A program that sleeps uses no time of the processor; the clock ends it, later.
TEST(SubprocessTest, SleeperIsEnded) {
  ProgramLimits limits;
  limits.seconds = 1;
  EXPECT_EQ(CodeOf(RunProgram({"sleep", "1000"}, "", limits)), ErrorCode::kLimit);
}

TEST(SubprocessTest, OutputIsLimited) {
  ProgramLimits limits;
  limits.output_bytes = 1000;
  EXPECT_EQ(CodeOf(RunProgram({"yes"}, "", limits)), ErrorCode::kLimit);
  EXPECT_EQ(RunProgram({"head", "-c", "1000", "/dev/zero"}, "", limits).value_or("").size(), 1000U);
}

// tail keeps the last line of an endless one.
TEST(SubprocessTest, MemoryIsLimited) {
  ProgramLimits limits;
  limits.memory_bytes = 64 << 20;
  EXPECT_EQ(CodeOf(RunProgram({"tail", "/dev/zero"}, "", limits)), ErrorCode::kInvalid);
}

TEST(SubprocessTest, FilesAreNotWritten) {
  const TemporaryDir dir;
  const std::string path = dir.path() / "file";
  EXPECT_FALSE(RunProgram({"sh", "-c", "echo x > " + path}, "", {}).has_value());
  EXPECT_TRUE(!std::filesystem::exists(path) || std::filesystem::file_size(path) == 0);
  // Who only wanted to keep a cache goes on.
  EXPECT_EQ(RunProgram({"sh", "-c", "cat; (echo x > " + path + ") 2> /dev/null; exit 0"}, "in", {})
                .value_or("killed"),
            "in");
  EXPECT_EQ(
      RunProgram({"sh", "-c", "dd if=/dev/zero of=" + path + " count=1; cat"}, "in", {}).value_or("killed"),
      "in");
}

// Defect 16: concord-pdf kept network and file access and inherited the key of the embedding service.
TEST(SubprocessTest, TheEnvironmentIsNotInherited) {
  setenv("CONCORD_EMBEDDER_KEY", "secret", 1);
  const auto output = RunProgram({"env"}, "", {});
  unsetenv("CONCORD_EMBEDDER_KEY");
  ASSERT_TRUE(output.has_value()) << output.error().message;
  EXPECT_EQ(output->find("secret"), std::string::npos) << *output;
  EXPECT_EQ(output->find("CONCORD"), std::string::npos) << *output;
}

TEST(SubprocessTest, OtherFilesAreNotRead) {
  const TemporaryDir dir;
  const std::string path = dir.path() / "file";
  std::ofstream(path) << "private";
  ASSERT_TRUE(RunProgram({"cat", "/usr/bin/env"}, "", {}).has_value()) << "the system's files are";
  const auto read = RunProgram({"cat", path}, "", {});
  if (read.has_value()) GTEST_SKIP() << "this kernel has no Landlock";
  EXPECT_EQ(CodeOf(read), ErrorCode::kInvalid);
  EXPECT_FALSE(RunProgram({"cat", "/etc/passwd"}, "", {}).has_value());
  EXPECT_FALSE(RunProgram({"ls", dir.path()}, "", {}).has_value());
  EXPECT_FALSE(RunProgram({"rm", path}, "", {}).has_value());
  EXPECT_TRUE(std::filesystem::exists(path));
}

TEST(SubprocessTest, ThereIsNoNetwork) {
  const int listening = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  ASSERT_EQ(bind(listening, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
  ASSERT_EQ(listen(listening, 1), 0);
  socklen_t size = sizeof address;
  ASSERT_EQ(getsockname(listening, reinterpret_cast<sockaddr*>(&address), &size), 0);
  const std::string connect = "exec 3<>/dev/tcp/127.0.0.1/" + std::to_string(ntohs(address.sin_port));
  EXPECT_EQ(std::system(("bash -c '" + connect + "'").c_str()), 0) << "the port is open";
  EXPECT_FALSE(RunProgram({"bash", "-c", connect}, "", {}).has_value());
  close(listening);
}

TEST(SubprocessTest, ProgramsWaitForMemoryRatherThanShareIt) {
  // Each may take all that there is, so they come one after the other.
  ProgramLimits limits;
  limits.memory_bytes = uint64_t{1} << 45;
  std::vector<std::thread> threads;
  std::atomic<int> done = 0;
  for (int t = 0; t < 3; ++t) {
    threads.emplace_back([&] { done += RunProgram({"cat"}, "x", limits).value_or("") == "x" ? 1 : 0; });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(done, 3);
}

TEST(SubprocessTest, ThreadsDoNotDisturbOneAnother) {
  std::vector<std::thread> threads;
  for (int t = 0; t < 8; ++t) {
    threads.emplace_back([t] {
      for (int i = 0; i < 20; ++i) {
        const std::string input(static_cast<size_t>(1000 * t + i), static_cast<char>('a' + t));
        EXPECT_EQ(RunProgram({"cat"}, input, {}).value_or("failed"), input);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
}

TEST(SubprocessTest, FolderOfTheProgram) { EXPECT_EQ(ProgramFolder(), CONCORD_BINARY_DIR); }

}  // namespace
}  // namespace concord::testing
