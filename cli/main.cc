#include <unistd.h>

#include <cstdlib>
#include <exception>
#include <iostream>
#include <new>
#include <string_view>
#include <system_error>

#include "cli/command.h"

namespace {

// The system gives no more memory, or no more threads. What was stored stays, because the store is written in
// whole batches. Allocates nothing: the thread that ends up here may have no memory left.
[[noreturn]] void EndFor(std::string_view reason) {
  for (const std::string_view part : {std::string_view("concord: "), reason, std::string_view("\n")})
    if (write(STDERR_FILENO, part.data(), part.size()) < 0) break;
  _exit(concord::kExitFailed);
}

// For exceptions that no room translates, in whichever thread.
[[noreturn]] void Terminate() {
  try {
    if (const std::exception_ptr current = std::current_exception()) std::rethrow_exception(current);
  } catch (const std::bad_alloc&) {
    EndFor("there is not enough memory");
  } catch (const std::system_error& error) {
    EndFor(error.what());
  } catch (...) {  // a fault of the program
  }
  std::abort();
}

}  // namespace

int main(int argc, char** argv) {
  std::set_terminate(Terminate);
  return concord::RunProgram(argc, argv, std::cout, std::cerr);
}
