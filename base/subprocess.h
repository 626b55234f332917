// Another program, run on some bytes, that can do no harm: it has limits and a sandbox, and cannot outlive
// us.
#ifndef CONCORD_BASE_SUBPROCESS_H_
#define CONCORD_BASE_SUBPROCESS_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace concord {

struct ProgramLimits {
  // Time of the processor, so that a busy machine changes nothing. What sleeps is ended after ten times as
  // much of the clock's.
  uint32_t seconds = 60;
  uint64_t memory_bytes = uint64_t{2} << 30;  // address space, the input apart
  uint64_t output_bytes = uint64_t{256} << 20;
};

// Runs `words` (a program and its arguments; no shell) with `input` as its standard input and returns its
// standard output once it has ended with exit code 0. The input is a file in memory, so nothing is written to
// a disk and the program may map it. Standard error is thrown away. The program reads the system's files and
// its own alone, writes none, and has no network (base/sandbox.h). Its environment is PATH, HOME and LC_ALL,
// none of them ours. It leaves no core, and is killed when the calling thread ends. Calls wait for each other
// where their limits of memory together are more than three quarters of what the machine has.
//
// A first word with a slash is a path, any other is looked for in PATH. Errors: kNotFound when the program
// cannot be started (or its libraries are missing, exit code 127), kLimit when it passed a limit, kIo when
// the system refuses a pipe or a process, kInvalid when it ended otherwise (a signal, another exit code).
// Safe to call from several threads.
Result<std::string> RunProgram(const std::vector<std::string>& words, std::string_view input,
                               const ProgramLimits& limits);

// The folder of the running program, without a slash at the end; empty when the system does not tell.
std::string ProgramFolder();

}  // namespace concord

#endif  // CONCORD_BASE_SUBPROCESS_H_
