// A shared library that is loaded when a function of it is first called.
//
// cmake/delayed.cmake names such libraries and makes their functions: each jumps to the address in its slot.
// At first that address leads to ConcordLoadDelayed; afterwards it is that of the library's function. So
// nothing that calls the library knows of it, and a program that never calls it starts without it.
#ifndef CONCORD_BASE_DELAYED_LIBRARY_H_
#define CONCORD_BASE_DELAYED_LIBRARY_H_

#include <cstddef>

namespace concord {

// The layout is known to cmake/delayed.cmake.
struct DelayedLibrary {
  const char* file;          // as the loader looks for it: "libarchive.so.13"
  const char* const* names;  // of the functions
  // Their addresses, in memory that is otherwise read-only (RELRO): an address that could be overwritten
  // would undo what binding everything at the start is for.
  void** slots;
  size_t count;
};

// Loads the library and fills all its slots. Any number of threads may call it. Ends the program, as the
// loader does at the start, if the library or one of the functions is missing.
extern "C" void ConcordLoadDelayed(const DelayedLibrary* library);

}  // namespace concord

#endif  // CONCORD_BASE_DELAYED_LIBRARY_H_
