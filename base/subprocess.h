// Runs another program on some bytes. The program can do no harm: it has limits and a sandbox, and it cannot
// outlive us.
#ifndef CONCORD_BASE_SUBPROCESS_H_
#define CONCORD_BASE_SUBPROCESS_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace concord {

struct ProgramLimits {
  // Processor time, so that a busy machine makes no difference. A program that sleeps is ended after ten
  // times this much real time.
  uint32_t seconds = 60;
  uint64_t memory_bytes = uint64_t{2} << 30;  // address space, not counting the input
  uint64_t output_bytes = uint64_t{256} << 20;
};

// Runs `words` (a program and its arguments, no shell) with `input` as standard input. Returns its standard
// output after it has ended with exit code 0. The input is a file in memory, so nothing is written to disk
// and the program may map it. Standard error is discarded. The program can read only the system's files and
// its own, writes none, and has no network (base/sandbox.h). Its environment is PATH, HOME and LC_ALL with
// fixed values; it inherits nothing. It leaves no core file and is killed when the calling thread ends. Calls
// wait for each other if their memory limits together exceed three quarters of the machine's memory.
//
// If the first word contains a slash, it is a path; otherwise it is looked up in PATH. Errors: kNotFound if
// the program cannot be started (or its libraries are missing, exit code 127); kLimit if it exceeded a limit;
// kIo if the system refuses a pipe or a process; kInvalid if it ended in another way (a signal, another exit
// code). Several threads may call this at the same time.
Result<std::string> RunProgram(const std::vector<std::string>& words, std::string_view input,
                               const ProgramLimits& limits);

// The folder of the running program, without a slash at the end; empty if the system does not say.
std::string ProgramFolder();

}  // namespace concord

#endif  // CONCORD_BASE_SUBPROCESS_H_
